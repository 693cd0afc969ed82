import {mkdir, readdir, rm, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {alternate, type Contestant} from '../alternate.ts';
import {type Comparison, type Part, resultOf, type Setting} from '../compare.ts';
import {type MadeDocument, type MadeDocuments, makeDocuments} from '../made-documents.ts';
import {contestant, EPQ, missing, NODE, PYTHON, pythonContestant} from '../programs.ts';
import {startServer} from '../server.ts';

/** Pages alone, in both layouts and 24 languages. */
export const pages: Part = {
  about: 'a harvest of pages from loopback, without a rate',
  async compare(setting) {
    const without = missing.scrapy();
    const {rows} = await harvest(setting, ['html'], ({documents}, origin, folder, out) =>
      without !== null
        ? []
        : [
            {
              name: 'scrapy',
              command: PYTHON,
              args: [pythonContestant('spider'), origin, folder, out],
              count: documents.length,
            },
          ],
    );
    const rate = (name: string): number => resultOf(rows, name).rate;
    return {
      rows,
      ratios: [
        {what: 'epq, times the naive pipeline', value: rate('epq') / rate('naive'), aim: {atLeast: 5}},
        ...(without === null
          ? [{what: 'epq, times Scrapy', value: rate('epq') / rate('scrapy'), aim: {atLeast: 5}}]
          : []),
      ],
      leftOut: without === null ? [] : [`Scrapy (${without})`],
    };
  },
};

/** A PDF beside each page. */
export const documents: Part = {
  about: 'a harvest of pages and PDFs from loopback, without a rate; the PDFs alone by others',
  async compare(setting) {
    const without = [missing.pymupdf(), missing.pdftotext()];
    const {rows} = await harvest(setting, ['html', 'pdf'], ({documents}, _origin, folder) => {
      const count = documents.filter(({format}) => format === 'pdf').length;
      return [
        {name: 'bare pdf-parse, 1 thread', command: NODE, args: [contestant('bare-pdf'), folder, '1'], count},
        {
          name: 'bare pdf-parse, 2 threads',
          command: NODE,
          args: [contestant('bare-pdf'), folder, '2'],
          count,
        },
        ...(without[0] === null
          ? [{name: 'PyMuPDF', command: PYTHON, args: [pythonContestant('mupdf'), folder], count}]
          : []),
        ...(without[1] === null
          ? [
              {
                name: 'pdftotext',
                command: 'sh',
                args: ['-c', 'for file in "$1"/*.pdf; do pdftotext "$file" - >"$1/text"; done', 'sh', folder],
                count,
              },
            ]
          : []),
      ];
    });
    const {rate} = resultOf(rows, 'epq');
    return {
      rows,
      ratios: [
        {
          what: 'epq, times the prototype',
          value: rate / resultOf(rows, 'prototype').rate,
          aim: {atLeast: 1.5},
        },
        {
          what: 'PDFs by epq, beside as many pages, of those by bare pdf-parse on two threads',
          value: rate / 2 / resultOf(rows, 'bare pdf-parse, 2 threads').rate,
          aim: {atLeast: 0.9},
        },
      ],
      leftOut: [
        ...(without[0] === null ? [] : [`PyMuPDF (${without[0]})`]),
        ...(without[1] === null ? [] : [`pdftotext (${without[1]})`]),
      ],
    };
  },
};

async function harvest(
  {rounds, scale, folder}: Setting,
  kinds: readonly MadeDocument['format'][],
  others: (made: MadeDocuments, origin: string, folder: string, out: string) => Contestant[],
): Promise<Pick<Comparison, 'rows'>> {
  // Some thousand pages: what only starts a run is no part of its rate.
  const questions = (kinds.includes('pdf') ? 20 : 300) * scale;
  const made = await makeDocuments(folder, {questions, languages: 24, kinds});
  const server = await startServer(folder);
  // The folder is one each time: where much was just taken away, ext4 looks long for a place.
  let runs = 0;
  const out = join(folder, 'out');
  const before = async (): Promise<void> => {
    await rm(out, {force: true});
    runs += 1;
    await mkdir(`${out}-${runs}`);
    await symlink(`${out}-${runs}`, out);
  };
  const count = made.documents.length;
  const {origin} = server;
  try {
    const contestants: Contestant[] = [
      {
        name: 'epq',
        command: NODE,
        args: harvestArguments(origin, out, kinds.join(',')),
        count,
        async check() {
          const names = await readdir(join(out, 'questions'), {recursive: true});
          const records = names.filter(name => name.endsWith('.json')).length;
          if (records !== questions) throw new Error(`epq saved ${records} of ${questions} records`);
        },
      },
      {name: 'naive', command: NODE, args: [contestant('naive'), origin, folder, out], count},
      {name: 'prototype', command: NODE, args: [contestant('prototype'), origin, folder, out], count},
      ...others(made, origin, folder, out),
    ].map(one => ({...one, before}));
    return {rows: await alternate(contestants, rounds)};
  } finally {
    server.stop();
  }
}

/** A harvest of all that was made. */
export function harvestArguments(origin: string, out: string, kinds: string): string[] {
  return [
    EPQ,
    ...['harvest', '--from', '2022-01-01', '--to', '2022-12-31', '--documents', kinds, '--no-answers'],
    ...['--portal', origin, '--rate', '0', '--concurrency', '8', '--out', out, '--format', 'none'],
  ];
}
