import {seededRandom} from '../fault-portal.ts';
import type {Case, Fuzzer} from './kinds.ts';

/** A case that went wrong, and the seed that makes it again. */
export interface Finding extends Case {
  seed: number;
}

/** So long no case may take: real documents take milliseconds. */
const LONGEST_MS = 10_000;
const MOST_MB = 500;

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
    const [began, before] = [performance.now(), process.memoryUsage().rss];
    const found = await fuzzer(seededRandom(seed)).catch(
      (error: unknown): Case => ({
        name: 'thrown',
        body: null,
        finding: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
    const ms = performance.now() - began;
    const megabytes = (process.memoryUsage().rss - before) / 2 ** 20;
    if (ms > LONGEST_MS) found.finding ??= `${Math.round(ms)} ms`;
    if (megabytes > MOST_MB) found.finding ??= `${Math.round(megabytes)} MB more`;
    if (found.finding !== null) findings.push({...found, seed});
  }
  return {cases, findings};
}
