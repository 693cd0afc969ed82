import pLimit from 'p-limit';

/** Does some work, in the order in which it was given, as soon as less than so much is under way. */
export interface Bound {
  <T>(work: () => Promise<T>): Promise<T>;
  /** From now on so much may be under way at once. */
  widen(width: number): void;
}

/**
 * Bounds how much is under way at once.
 *
 * @param width so many
 */
export function atMost(width: number): Bound {
  const limit = pLimit(width);
  const bound = <T>(work: () => Promise<T>): Promise<T> => limit(work);
  return Object.assign(bound, {
    widen(wider: number) {
      limit.concurrency = wider;
    },
  });
}
