import {existsSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

/** The project's root: tests run compiled, from `dist/test`. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

/**
 * The folder of real documents beside the project, which only its developers have.
 *
 * @param what the tests that need it, named in the last lines of all tests where they are left out
 * @returns its path, `null` where it is not here
 */
export function findCorpus(what: string): string | null {
  if (existsSync(corpus)) return corpus;
  const reason = `${what}: the corpus of real documents (../shared/corpus) is not here`;
  test(what, {skip: reason}, () => {});
  return null;
}
