import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';

/**
 * Looks for a program of the system that some tests need.
 *
 * @param name as it is typed: `mandoc`
 * @param what the tests that need it, named in the warning
 * @returns its path, `null` after saying loudly that these tests are left out
 */
export function findProgram(name: string, what: string): string | null {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(file => existsSync(file));
  if (path === undefined)
    console.warn(`\n!!! LEFT OUT: ${what}: the program ${name} is not here (.ci/run installs it) !!!\n`);
  return path ?? null;
}
