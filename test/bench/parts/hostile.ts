import {copyFile, mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {EXIT} from '../../../src/errors.ts';
import {READER_LIMITS} from '../../../src/readers.ts';
import {endlessPdf, longPdf} from '../../synthetic/hostile-pdfs.ts';
import {alternate} from '../alternate.ts';
import {type Part, resultOf} from '../compare.ts';
import {makeDocuments} from '../made-documents.ts';
import {EPQ, NODE} from '../programs.ts';

const GOOD = 1000;

/** PDFs that never end, or are far too large, among good ones. */
export const hostile: Part = {
  about: '1,000 good PDFs, alone and with one that never ends, one of 50 MB and one of 5,000 pages',
  async compare({rounds, folder}) {
    const made = await makeDocuments(join(folder, 'made'), {
      questions: Math.ceil(GOOD / 24),
      languages: 24,
      kinds: ['pdf'],
    });
    const good = join(folder, 'good');
    const mixed = join(folder, 'mixed');
    await Promise.all([mkdir(good), mkdir(mixed)]);
    const pdfs = made.documents.slice(0, GOOD);
    for (const {path, file} of pdfs) {
      // Named as Parliament names them, for a PDF does not tell its language.
      const name = path.split('/').at(-1) ?? file;
      await copyFile(join(folder, 'made', file), join(good, name));
      await copyFile(join(folder, 'made', file), join(mixed, name));
    }
    const bad = {
      'E-9-2022-100001_en.pdf': endlessPdf(),
      'E-9-2022-100002_en.pdf': longPdf(1, new Uint8Array(50_000_000)),
      'E-9-2022-100003_en.pdf': longPdf(5000),
    };
    for (const [name, body] of Object.entries(bad)) await writeFile(join(mixed, name), body);
    const parse = (input: string, out: string) => ({
      command: NODE,
      args: [EPQ, 'parse', input, '--out', out, '--format', 'none', '--quiet'],
      async check() {
        const records = (await readdir(join(out, 'questions', '2022'))).length;
        if (records < Math.floor(GOOD / 24)) throw new Error(`${records} records of ${input}`);
      },
    });
    const rows = await alternate(
      [
        {name: 'good alone', count: GOOD, ...parse(good, join(folder, 'out-good'))},
        {
          name: 'with hostile ones',
          count: GOOD,
          // What fails is meant to.
          status: EXIT.parse,
          ...parse(mixed, join(folder, 'out-mixed')),
        },
      ],
      rounds,
    );
    const alone = resultOf(rows, 'good alone').seconds;
    return {
      rows,
      ratios: [
        {
          what: `with hostile ones, less the limit of ${READER_LIMITS.timeMs / 1000} s, times alone`,
          value: (resultOf(rows, 'with hostile ones').seconds - READER_LIMITS.timeMs / 1000) / alone,
          aim: {atMost: 1.2},
        },
      ],
      leftOut: [],
    };
  },
};
