import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {ROOT} from '../corpus.ts';

/** `npm run bench`: what starting costs, as ratios to an empty Node start, alternating in one run. */
const epq = join(ROOT, 'bin/epq.js');
const sample = join(ROOT, 'fixtures/archive');
const contestants: Record<string, string[]> = {
  'empty Node': ['-e', ''],
  'epq --help': [epq, '--help'],
  'epq fetch, offline': [
    epq,
    'fetch',
    'E-003068-19',
    '--archive',
    sample,
    '--offline',
    '--no-save',
    '--quiet',
  ],
};
const times = new Map(Object.keys(contestants).map(name => [name, [] as number[]]));
for (let round = 0; round < 15; round += 1) {
  for (const [name, args] of Object.entries(contestants)) {
    const start = performance.now();
    spawnSync(process.execPath, args, {stdio: 'ignore'});
    times.get(name)?.push(performance.now() - start);
  }
}
const median = (name: string): number => (times.get(name) ?? []).sort((a, b) => a - b)[7] ?? Number.NaN;
const rows = Object.keys(contestants).map(name => ({
  name,
  'median ms': Math.round(median(name)),
  ratio: (median(name) / median('empty Node')).toFixed(2),
}));
console.table(rows);
