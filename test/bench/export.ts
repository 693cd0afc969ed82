import {spawnSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {DEFAULT_MIN_SCORE, EXPORT_FORMATS, type ExportFormat} from '../../src/export/exporter.ts';
import {madeUpRecord} from '../made-up-record.ts';

/**
 * `npm run bench:export -- 1000 100000`: peak memory and time of every form of export, each in a process of its own, for so
 * many made-up records and for so many; and whether the many cost more, record by record, than the few. Names of forms may
 * be given too: `npm run bench:export -- csv sqlite`.
 */
const SELF = fileURLToPath(import.meta.url);
const MEMORY_LIMIT = 1.5;

interface Measured {
  peakMb: number;
  microseconds: number;
}

if (process.env.EPQ_BENCH_EXPORT === undefined) await compare(process.argv.slice(2));
else await measure(process.argv[2] ?? '', Number(process.argv[3]));

async function compare(args: readonly string[]): Promise<void> {
  const sizes = args.filter(arg => /^\d+$/.test(arg)).map(Number);
  const [few = 1000, many = 100_000] = sizes;
  const named = args.filter(arg => arg in EXPORT_FORMATS);
  const rows = (named.length > 0 ? named : Object.keys(EXPORT_FORMATS)).map(format => {
    const [small, large] = [inAProcess(format, few), inAProcess(format, many)];
    const memory = large.peakMb / small.peakMb;
    const time = large.microseconds / small.microseconds;
    const row = {
      format,
      [`MB of ${few}`]: small.peakMb,
      [`MB of ${many}`]: large.peakMb,
      'memory, times': memory.toFixed(2),
      [`µs a record of ${few}`]: small.microseconds,
      [`µs a record of ${many}`]: large.microseconds,
      'time, times': time.toFixed(2),
      'within the limits': memory <= MEMORY_LIMIT && time <= 1 ? 'yes' : 'NO',
    };
    console.error(JSON.stringify(row));
    return row;
  });
  console.table(rows);
  console.log(`limits: ${MEMORY_LIMIT} times the memory; 1 times the time a record`);
}

function inAProcess(format: string, count: number): Measured {
  const child = spawnSync(process.execPath, [SELF, format, String(count)], {
    env: {...process.env, EPQ_BENCH_EXPORT: '1'},
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`${format}, ${count} records: ended with ${child.status}`);
  return JSON.parse(child.stdout);
}

/** Exports records in this process, and prints what that took; making them up is not counted. */
async function measure(name: string, count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'epq-export-'));
  try {
    const format: ExportFormat = EXPORT_FORMATS[name as keyof typeof EXPORT_FORMATS];
    const began = performance.now();
    let making = 0;
    const exporter = await format.open(join(folder, 'export'), {bom: false, minScore: DEFAULT_MIN_SCORE});
    for (let index = 0; index < count; index += 1) {
      const start = performance.now();
      const record = madeUpRecord(index);
      making += performance.now() - start;
      await exporter.record(record);
    }
    await exporter.end();
    const microseconds = ((performance.now() - began - making) * 1000) / count;
    const measured: Measured = {
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
      microseconds: Math.round(microseconds),
    };
    console.log(JSON.stringify(measured));
  } finally {
    await rm(folder, {recursive: true});
  }
}
