import {mkdir, readdir, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {findCorpus} from '../../corpus.ts';
import {alternate} from '../alternate.ts';
import {type Part, resultOf} from '../compare.ts';
import {makeDocuments} from '../made-documents.ts';
import {contestant, EPQ, NODE} from '../programs.ts';

/** PDFs that are there already: the real ones, where they are. */
export const parse: Part = {
  about: 'epq parse of 369 real PDFs of 2015, or of as many synthetic ones, and bare pdf-parse on one core',
  async compare({rounds, folder}) {
    const corpus = findCorpus('PDFs of 2015');
    const files = corpus === null ? await made(folder) : join(corpus, 'pdf-2015');
    const count = (await readdir(files)).filter(name => name.endsWith('.pdf')).length;
    const rows = await alternate(
      [
        {name: 'epq parse', command: NODE, args: [EPQ, 'parse', files, '--format', 'none', '--quiet'], count},
        {name: 'bare pdf-parse', command: NODE, args: [contestant('bare-pdf'), files, '1'], count},
        // What both cores can give at most, as long as each of them has to warm up.
        {name: 'bare pdf-parse, 2 threads', command: NODE, args: [contestant('bare-pdf'), files, '2'], count},
        {
          name: 'bare pdf-parse, one core',
          command: 'taskset',
          args: ['-c', '0', NODE, contestant('bare-pdf'), files, '1'],
          count,
        },
      ],
      rounds,
    );
    const epq = resultOf(rows, 'epq parse').rate;
    return {
      rows,
      ratios: [
        {
          what: 'epq parse, times bare pdf-parse on one core',
          value: epq / resultOf(rows, 'bare pdf-parse, one core').rate,
          aim: {atLeast: 1.8},
        },
      ],
      leftOut: corpus === null ? ['the real PDFs'] : [],
    };
  },
};

async function made(folder: string): Promise<string> {
  const {documents} = await makeDocuments(join(folder, 'made'), {
    questions: 15,
    languages: 24,
    kinds: ['pdf'],
  });
  const named = join(folder, 'named');
  await mkdir(named);
  // Named as Parliament names them, for a PDF does not tell its language.
  for (const {path, file} of documents)
    await symlink(join(folder, 'made', file), join(named, path.split('/').at(-1) ?? file));
  return named;
}
