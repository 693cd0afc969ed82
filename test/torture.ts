import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ROOT} from './corpus.ts';
import {seededRandom} from './fault-portal.ts';
import type {Portal} from './portal.ts';
import {differencesOf, readTree} from './tree.ts';

/** What a torture found. */
export interface Torture {
  kills: number;
  /** runs, the last of which came to its end */
  runs: number;
  /** paths in which the final tree differs from an undisturbed one; those of temporary files among them */
  differences: string[];
  /** requests for documents and records beyond one each, and beyond those under way at a kill */
  repeated: number;
  /** requests of the disturbed harvest, and of the undisturbed one */
  requests: [number, number];
}

/**
 * Harvests once undisturbed, then again with SIGKILL at random instants, starting the same command each time, and
 * compares the trees.
 *
 * @param portal what both harvests ask
 * @param args of `epq harvest`
 * @param kills how many; the harvest is begun anew from an empty store when it ends before the last one
 * @param concurrency requests under way at once
 */
export async function torture(
  portal: Portal,
  args: readonly string[],
  {kills, seed, concurrency}: {kills: number; seed: number; concurrency: number},
): Promise<Torture> {
  const directory = await mkdtemp(join(tmpdir(), 'epq-torture-'));
  const random = seededRandom(seed);
  const start = (out: string): ChildProcess =>
    spawn(
      process.execPath,
      [
        join(ROOT, 'bin/epq.js'),
        'harvest',
        ...args,
        ...['--portal', portal.origin, '--rate', '0', '--concurrency', String(concurrency)],
        ...['--out', out, '--format', 'none', '--quiet'],
      ],
      {stdio: ['ignore', 'ignore', 'inherit']},
    );
  try {
    const calm = join(directory, 'calm');
    const began = performance.now();
    const status = await endOf(start(calm));
    if (status !== 0) throw new Error(`the undisturbed harvest ended with ${status}`);
    const length = performance.now() - began;
    const undisturbed = countOf(portal);

    const out = join(directory, 'tortured');
    // Spread over the whole length, so that every stage is met; starting takes a good part of each run.
    const mean = Math.max(length / kills, 60);
    let [done, runs, repeated, requests] = [0, 0, 0, 0];
    let differences: string[] = [];
    for (let isOver = false; !isOver; ) {
      portal.requests.length = 0;
      let killsHere = 0;
      for (;;) {
        runs += 1;
        const child = start(out);
        const instant = 250 + random() * 2 * mean;
        const killed = done < kills ? await killAfter(child, instant) : !((await endOf(child)) === 0);
        if (!killed) break;
        if (done >= kills) throw new Error('a harvest that was left alone did not end well');
        done += 1;
        killsHere += 1;
      }
      const counted = countOf(portal);
      requests += counted.all;
      // What is received is on disk before the next request of the same question begins, but for what is under way.
      repeated += Math.max(0, counted.repeated - killsHere * concurrency * 2);
      differences = differences.concat(differencesOf(await readTree(calm), await readTree(out)));
      isOver = done >= kills;
      if (!isOver) await rm(out, {recursive: true});
    }
    return {kills: done, runs, differences, repeated, requests: [requests, undisturbed.all]};
  } finally {
    await rm(directory, {recursive: true, force: true});
  }
}

async function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise(resolve => child.on('close', resolve));
}

/** Kills a process after a time; whether it still ran then. */
async function killAfter(child: ChildProcess, milliseconds: number): Promise<boolean> {
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  const status = await endOf(child);
  clearTimeout(timer);
  if (status !== null && status !== 0) throw new Error(`a harvest ended by itself with ${status}`);
  return status === null;
}

// Lists are asked for anew by a run that was killed before it had the whole.
function countOf({requests}: Portal): {all: number; repeated: number} {
  const files = requests.map(({path}) => path).filter(path => /^\/(?:doceo|RedmapFront)\//.test(path));
  return {all: requests.length, repeated: files.length - new Set(files).size};
}
