import {mkdir, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {ROOT} from '../corpus.ts';
import {makeSampleArchive} from './archive.ts';

/** `npm run sample:update`: writes fixtures/archive anew. */
const directory = join(ROOT, 'fixtures/archive');
await rm(directory, {recursive: true, force: true});
const files = await makeSampleArchive();
for (const [path, body] of files) {
  await mkdir(dirname(join(directory, path)), {recursive: true});
  await writeFile(join(directory, path), body);
}
console.log(`${files.size} files written to fixtures/archive`);
