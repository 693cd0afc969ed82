import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** The project's root: tests run compiled, from `dist/test`. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

/**
 * The folder of real documents beside the project, which only its developers have.
 *
 * @param what the tests that need it, named in the warning
 * @returns its path, `null` after saying loudly that these tests are left out
 */
export function findCorpus(what: string): string | null {
  if (existsSync(corpus)) return corpus;
  console.warn(`\n!!! LEFT OUT: ${what}: the corpus of real documents (../shared/corpus) is not here !!!\n`);
  return null;
}
