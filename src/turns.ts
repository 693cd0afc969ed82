import {setTimeout as sleep} from 'node:timers/promises';
import {EpqError} from './errors.ts';

/** A stop asked for by the caller's signal: neither the host's fault nor the document's. */
export class Stopped extends EpqError {
  constructor() {
    super('network', 'stopped before it was answered');
  }
}

/** What starts evenly here may arrive so much less evenly there. */
const ARRIVAL_MS = 30;

/** When a request was sent, and when it was answered; on the clock of `performance.now()`. */
interface Sent {
  start: number;
  answer: number | null;
}

/** When a host may be asked. */
export interface HostTurns {
  /** on the clock of `performance.now()`: it is not asked before */
  waitUntil: number;
  /** milliseconds that its robots.txt asks for between two requests */
  delayMs: number;
}

/**
 * Lets requests start at the common rate, so many at once, and none before its host allows it.
 *
 * @param rate requests a second over all hosts together; 0: unlimited
 * @param quota so many requests in so long a time at most, whatever the rate; `null`: no such limit
 * @param concurrency requests under way at once
 * @returns does the work when its turn comes, and gives the turn on when it is done; throws `Stopped` once the signal is given
 */
export function createTurns(
  rate: number,
  quota: {requests: number; windowMs: number} | null,
  concurrency: number,
  signal: AbortSignal,
): <T>(state: HostTurns, work: () => Promise<T>) => Promise<T> {
  const spacing = rate === 0 ? 0 : (1000 / rate) * 1.02;
  const limits = [
    ...(rate === 0 ? [] : [{requests: Math.ceil(rate), windowMs: 1000, from: 'start' as const}]),
    // A request may arrive late: the window of a quota begins when it is answered at the latest.
    ...(quota === null ? [] : [{...quota, from: 'answer' as const}]),
  ];
  const counted = Math.max(0, ...limits.map(({requests}) => requests));
  const sent: Sent[] = []; // the last requests, as many as are counted
  const waiting: (() => void)[] = [];
  let free = concurrency;
  let lastStart = Number.NEGATIVE_INFINITY;
  let gate: Promise<unknown> = Promise.resolve();

  // One after the other; a host that has meanwhile asked to wait gives its turn away.
  const start = (state: HostTurns): Promise<Sent | null> => {
    const turn = gate.then(async () => {
      await until(() => lastStart + spacing, signal);
      for (const {requests, windowMs, from} of limits) {
        const earlier = sent.at(-requests);
        // It may be answered while it is waited for.
        if (earlier !== undefined)
          await until(() => (earlier[from] ?? earlier.start) + windowMs + ARRIVAL_MS, signal);
      }
      if (state.waitUntil > performance.now()) return null;
      lastStart = performance.now();
      if (state.delayMs > 0) state.waitUntil = Math.max(state.waitUntil, lastStart + state.delayMs);
      const own: Sent = {start: lastStart, answer: null};
      sent.push(own);
      if (sent.length > counted) sent.shift();
      return own;
    });
    gate = turn.catch(() => {});
    return turn;
  };

  return async (state, work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>(resolve => waiting.push(resolve));
    let own: Sent | null = null;
    try {
      do {
        await until(() => state.waitUntil, signal);
        own = await start(state);
      } while (own === null);
      return await work();
    } finally {
      if (own !== null) own.answer = performance.now();
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

// Timers may be a little early: what a host asked for is waited for in full.
async function until(time: () => number, signal: AbortSignal): Promise<void> {
  for (let left = time() - performance.now(); left > 0; left = time() - performance.now())
    await pause(left, signal);
}

/**
 * Waits.
 *
 * @throws Stopped once the signal is given
 */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(Math.ceil(milliseconds), undefined, {signal});
  } catch {
    throw new Stopped();
  }
}
