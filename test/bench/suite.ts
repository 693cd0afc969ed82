import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {availableParallelism, cpus, tmpdir, totalmem} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {type Comparison, isMet, type Part, type Ratio} from './compare.ts';
import {again} from './parts/again.ts';
import {documents, pages} from './parts/harvest.ts';
import {hostile} from './parts/hostile.ts';
import {parse} from './parts/parse.ts';
import {profile, type ThreadProfile} from './parts/profile.ts';
import {rebuild} from './parts/rebuild.ts';
import {start} from './parts/start.ts';

/**
 * `npm run bench -- [part…] [--rounds 3] [--scale 1] [--json file]`: measures epq beside others that do the same, in turn,
 * on a loopback server and documents of its own. Ratios of one run count; seconds are this machine's.
 */
const PARTS: Readonly<Record<string, Part>> = {start, parse, pages, documents, again, rebuild, hostile};

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    rounds: {type: 'string', default: '3'},
    scale: {type: 'string', default: '1'},
    json: {type: 'string'},
  },
});
const [rounds, scale] = [Number(values.rounds), Number(values.scale)];
const wanted = positionals.length === 0 ? [...Object.keys(PARTS), 'profile'] : positionals;
const unknown = wanted.find(name => PARTS[name] === undefined && name !== 'profile');
if (unknown !== undefined || !(rounds >= 1) || !(scale >= 1)) {
  console.error(`expected parts of ${Object.keys(PARTS).join(', ')}, profile; --rounds and --scale from 1`);
  process.exit(2);
}

const compared: Record<string, Comparison> = {};
let threads: ThreadProfile[] = [];
// Taken away once all has run: for five minutes ext4 looks at each inode that was freed before it gives another, which takes a
// harvest a quarter of its main thread's time.
const folders: string[] = [];
try {
  for (const name of wanted) {
    const folder = await mkdtemp(join(tmpdir(), 'epq-bench-'));
    folders.push(folder);
    const part = PARTS[name];
    console.log(
      `\n${name}: ${part?.about ?? 'where the time of a harvest of pages and PDFs goes, milliseconds'}`,
    );
    if (part === undefined) {
      threads = await profile(folder);
      for (const {thread, milliseconds} of threads) {
        console.log(thread);
        console.table(milliseconds);
      }
    } else {
      const comparison = await part.compare({rounds, scale, folder});
      compared[name] = comparison;
      show(comparison);
    }
  }
} finally {
  for (const folder of folders) await rm(folder, {recursive: true, force: true});
}
if (values.json !== undefined) {
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model ?? '',
    cores: availableParallelism(),
    memoryMb: Math.round(totalmem() / 1e6),
  };
  await writeFile(values.json, `${JSON.stringify({machine, rounds, scale, compared, threads}, null, 2)}\n`);
}

function show({rows, ratios, leftOut}: Comparison): void {
  console.table(
    Object.fromEntries(
      rows.map(({name, seconds, peakMb, rate}) => [
        name,
        {seconds: round(seconds), 'a second': round(rate), 'peak MB': Math.round(peakMb)},
      ]),
    ),
  );
  console.table(
    Object.fromEntries(
      ratios.map(ratio => [ratio.what, {value: round(ratio.value), aim: aimOf(ratio), met: isMet(ratio)}]),
    ),
  );
  for (const name of leftOut) console.log(`left out, not here: ${name}`);
}

function aimOf({aim}: Ratio): string {
  return 'atLeast' in aim ? `at least ${aim.atLeast}` : `at most ${aim.atMost}`;
}

/** Three figures of it. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}
