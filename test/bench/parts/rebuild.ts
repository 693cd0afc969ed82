import {rename} from 'node:fs/promises';
import {join} from 'node:path';
import {apiAddress} from '../../../src/addresses.ts';
import {openArchive} from '../../../src/archive.ts';
import {alternate} from '../alternate.ts';
import {type Part, resultOf} from '../compare.ts';
import {makeQuestions} from '../made-documents.ts';
import {EPQ, NODE} from '../programs.ts';

const NOW = '2026-11-25T12:00:00.000Z';
const SMALL = 1000;

/** Records made anew from an archive, of few questions and of many. */
export const rebuild: Part = {
  about: 'epq rebuild of 1,000 questions and of 10,000, or with --scale 10 of 100,000, a page each',
  async compare({rounds, scale, folder}) {
    const large = SMALL * 10 * scale;
    const contestants = [];
    let runs = 0;
    for (const count of [SMALL, large]) {
      const out = join(folder, String(count));
      await fillArchive(join(out, 'archive'), count);
      contestants.push({
        name: `${count} questions`,
        command: NODE,
        args: [EPQ, 'rebuild', '--out', out, '--quiet'],
        count,
        // Put aside: a disk is slow where much was just taken away.
        async before() {
          runs += 1;
          const made = join(out, 'questions');
          await rename(made, `${made}-${runs}`).catch(() => {});
        },
      });
    }
    const rows = await alternate(contestants, rounds);
    const [few, many] = [SMALL, large].map(count => resultOf(rows, `${count} questions`));
    if (few === undefined || many === undefined) throw new Error('nothing was measured');
    return {
      rows,
      ratios: [
        {what: 'peak memory, of many times of few', value: many.peakMb / few.peakMb, aim: {atMost: 1.3}},
        {what: 'peak memory of many, MB', value: many.peakMb, aim: {atMost: 400}},
        {what: 'time a question, of many times of few', value: few.rate / many.rate, aim: {atMost: 1.1}},
      ],
      leftOut: [],
    };
  },
};

async function fillArchive(directory: string, questions: number): Promise<void> {
  const archive = openArchive(directory);
  const keep = (url: string, contentType: string, body: string | Uint8Array): Promise<void> =>
    archive.keep(
      {
        url,
        finalUrl: url,
        status: 200,
        contentType,
        etag: null,
        lastModified: null,
        body: Buffer.from(body),
      },
      NOW,
    );
  for await (const {id, work, documents} of makeQuestions({questions, languages: 1, kinds: ['html']})) {
    await keep(apiAddress(id), 'application/ld+json', JSON.stringify({data: [work]}));
    for (const {path, body} of documents)
      await keep(`https://www.europarl.europa.eu${path}`, 'text/html', body);
  }
}
