import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {ROOT} from '../corpus.ts';

/** A document to start from. */
export interface Seed {
  /** its path below the project, or beside it */
  name: string;
  body: Uint8Array;
}

const FOLDERS = ['fixtures/archive', 'fixtures/cases', '../shared/corpus'];

/**
 * The documents of one kind: the project's own always, real ones where they are.
 *
 * @param form how their names end, `/\.pdf$/`
 * @param most so many at most of each folder, evenly chosen
 */
export async function findSeeds(form: RegExp, most: number): Promise<Seed[]> {
  const seeds: Seed[] = [];
  for (const folder of FOLDERS) {
    const names = (await readdir(join(ROOT, folder), {recursive: true}).catch(() => [] as string[]))
      .filter(name => form.test(name) && !/\.meta\.json$|source\.json$|expected/.test(name))
      .sort();
    const step = Math.max(1, names.length / most);
    for (let at = 0; at < names.length; at += step) {
      const name = join(folder, names[Math.floor(at)] ?? '');
      seeds.push({name, body: await readFile(join(ROOT, name))});
    }
  }
  return seeds;
}
