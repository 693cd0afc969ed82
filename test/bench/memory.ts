import {fork, spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {findCorpus, ROOT} from '../corpus.ts';
import {startFaultPortal} from '../fault-portal.ts';
import {readOfficialLists} from '../official-lists.ts';
import {addMadeUp, emptyParliament} from '../parliament.ts';
import {peakOf} from './alternate.ts';

/**
 * `npm run bench:memory -- 1000 20000`: the peak memory of a harvest of so many questions, a page and a PDF each, of the
 * dates and numbers of the official lists where they are at hand.
 */
const SELF = fileURLToPath(import.meta.url);

if (process.send === undefined) await measure(process.argv.slice(2).map(Number));
else await serve(Number(process.argv[2]));

async function measure(sizes: readonly number[]): Promise<void> {
  const results: {questions: number; peakMb: number; seconds: number}[] = [];
  for (const questions of sizes.length === 0 ? [1000, 20_000] : sizes) {
    const portal = fork(SELF, [String(questions)]);
    const origin = await new Promise<string>(resolve =>
      portal.once('message', message => resolve(String(message))),
    );
    const out = await mkdtemp(join(tmpdir(), 'epq-memory-'));
    const began = performance.now();
    const child = spawn(
      process.execPath,
      [
        join(ROOT, 'bin/epq.js'),
        ...['harvest', '--from', '2018-01-01', '--to', '2024-12-31', '--lang', 'en', '--no-answers'],
        ...['--portal', origin, '--rate', '0', '--concurrency', '4', '--out', out, '--format', 'none'],
      ],
      {stdio: ['ignore', 'ignore', 'inherit']},
    );
    const peakKb = await peakOf(child);
    portal.kill();
    if (child.exitCode !== 0) throw new Error(`the harvest ended with ${child.exitCode}`);
    await rm(out, {recursive: true});
    results.push({
      questions,
      peakMb: Math.round(peakKb / 1024),
      seconds: Math.round((performance.now() - began) / 1000),
    });
    console.log(JSON.stringify(results.at(-1)));
  }
  const [first, last] = [results[0], results.at(-1)];
  if (first !== undefined && last !== undefined)
    console.log(`peak memory: ${(last.peakMb / first.peakMb).toFixed(2)} times`);
}

async function serve(questions: number): Promise<void> {
  const parliament = emptyParliament();
  for (const {id, date} of (await rows()).slice(0, questions))
    addMadeUp(parliament, {id, date, languages: ['en']});
  const portal = await startFaultPortal(parliament, {});
  process.send?.(portal.origin);
  setInterval(() => {
    portal.requests.length = 0;
  }, 1000);
}

/** Ids and dates of three official lists, and the same a year earlier. */
async function rows(): Promise<{id: string; date: string}[]> {
  const corpus = findCorpus('numbers and dates of the official lists');
  const listed = corpus === null ? [] : await readOfficialLists(`${corpus}opendata`);
  const own = listed
    .filter(({id}) => /^[EP]/.test(id))
    .map(({id, date}) => {
      const [letter = '', , year, serial = ''] = id.split('-');
      return {letter, year: Number(year), serial, day: date.slice(4)};
    });
  const made = Array.from({length: 10_000}, (_, index) => ({
    letter: 'E',
    year: 2019 + 2 * (index % 2),
    serial: String(3000 + index).padStart(6, '0'),
    day: `-${String((index % 12) + 1).padStart(2, '0')}-15`,
  }));
  const all = own.length > 0 ? own : made;
  const idOf = ({letter, serial}: (typeof all)[number], year: number): string => {
    const term = year < 2019 || (year === 2019 && Number(serial) <= 2138) ? 8 : 9;
    return `${letter}-${term}-${year}-${serial}`;
  };
  return [0, -1].flatMap(shift =>
    all.map(row => ({
      id: idOf(row, row.year + shift),
      date: `${row.year + shift}${row.day.replace('02-29', '02-28')}`,
    })),
  );
}
