import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';

/**
 * Tells whether a program of the system that some tests ask is here.
 *
 * @param names as they are typed: `mandoc`
 * @returns why the tests are left out, said again in the last lines of all tests; `false` where they run: for the option `skip`
 */
export function withoutProgram(...names: readonly string[]): string | false {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const missing = names.find(name => !folders.some(folder => existsSync(join(folder, name))));
  return missing === undefined ? false : `the program ${missing} is not here (.ci/run installs it)`;
}
