import {type ChildProcess, spawn} from 'node:child_process';
import {readFile} from 'node:fs/promises';

/** A program that is measured. */
export interface Contestant {
  name: string;
  command: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** what it works on, for the rate: so many documents */
  count: number;
  /** the exit status of one that did its work; 0 where it is left out */
  status?: number;
  /** Makes ready for a run, and tidies up. */
  before?: () => Promise<void>;
  /** Throws where it did not do its work. */
  check?: () => Promise<void>;
}

/** What one run took. */
export interface Taken {
  seconds: number;
  peakMb: number;
}

/** What a contestant took, medians of all rounds. */
export interface Result extends Taken {
  name: string;
  /** its documents a second */
  rate: number;
}

/**
 * Measures programs in turn, so that what the machine does meanwhile falls on all of them alike.
 *
 * @param rounds of one run each; odd
 * @throws Error where one of them fails
 */
export async function alternate(contestants: readonly Contestant[], rounds: number): Promise<Result[]> {
  const taken = new Map(contestants.map(({name}) => [name, [] as Taken[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) {
      await contestant.before?.();
      taken.get(contestant.name)?.push(await run(contestant));
      await contestant.check?.();
    }
  }
  return contestants.map(({name, count}) => {
    const runs = taken.get(name) ?? [];
    const seconds = median(runs.map(one => one.seconds));
    return {name, seconds, peakMb: median(runs.map(one => one.peakMb)), rate: count / seconds};
  });
}

/** Runs a program to its end. */
export async function run({
  name,
  command,
  args,
  env = {},
  status: expected = 0,
}: Pick<Contestant, 'name' | 'command' | 'args' | 'env' | 'status'>): Promise<Taken> {
  const began = performance.now();
  const child = spawn(command, args, {stdio: ['ignore', 'ignore', 'pipe'], env: {...process.env, ...env}});
  let errors = '';
  child.stderr.on('data', data => {
    errors = (errors + data).slice(-2000);
  });
  const peak = peakOf(child);
  const status = await new Promise(resolve => child.on('close', resolve));
  const seconds = (performance.now() - began) / 1000;
  if (status !== expected) throw new Error(`${name} ended with ${status}: ${errors}`);
  return {seconds, peakMb: (await peak) / 1024};
}

/** The most memory that a process held, kB, as Linux counts it; 0 elsewhere. */
export async function peakOf(child: ChildProcess): Promise<number> {
  let peak = 0;
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
  }, 50);
  await new Promise(resolve => child.on('close', resolve));
  clearInterval(timer);
  return peak;
}

/** The middle one. */
export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
