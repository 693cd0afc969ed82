import {seededRandom} from '../fault-portal.ts';
import type {Random} from './mutate.ts';

/** What one case came to. */
export interface Case {
  /** what was changed, to find it again by */
  name: string;
  /** the changed bytes, where one document was changed */
  body: Uint8Array | null;
  /** what is wrong; `null`: nothing */
  finding: string | null;
}

/** Makes one case after the other. */
export type Fuzzer = (random: Random) => Promise<Case>;

/** A case that went wrong, and the seed that makes it again. */
export interface Finding extends Case {
  seed: number;
}

/** So long no case may take: real documents take milliseconds. */
const LONGEST_MS = 10_000;
const MOST_MB = 500;

/**
 * Does what is tried, under limits of time and memory.
 *
 * @param work says what is wrong, `null` for nothing
 * @returns the same; what is thrown, and what it took too much of, is wrong too
 */
export async function watched(work: () => Promise<string | null>): Promise<string | null> {
  const [began, before] = [performance.now(), process.memoryUsage().rss];
  const finding = await work().catch((error: unknown) =>
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
  const ms = performance.now() - began;
  const megabytes = (process.memoryUsage().rss - before) / 2 ** 20;
  if (finding !== null) return finding;
  if (ms > LONGEST_MS) return `${Math.round(ms)} ms`;
  return megabytes > MOST_MB ? `${Math.round(megabytes)} MB more` : null;
}

/**
 * Tries one case after the other.
 *
 * @param first seed of the first case; each next one's is one more
 * @param isOver asked before each case, told how many were tried
 * @returns how many were tried, and what was found
 */
export async function fuzz(
  fuzzer: Fuzzer,
  first: number,
  isOver: (cases: number) => boolean,
): Promise<{cases: number; findings: Finding[]}> {
  const findings: Finding[] = [];
  let cases = 0;
  for (; !isOver(cases); cases += 1) {
    const seed = first + cases;
    const found = await fuzzer(seededRandom(seed));
    if (found.finding !== null) findings.push({...found, seed});
  }
  return {cases, findings};
}
