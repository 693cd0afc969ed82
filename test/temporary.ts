import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after} from 'node:test';

/** Makes an empty folder that is gone after the tests of this file. */
export async function emptyDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'epq-'));
  after(() => rm(directory, {recursive: true, force: true}));
  return directory;
}
