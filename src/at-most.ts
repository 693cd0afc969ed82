import pLimit from 'p-limit';

/** Does some work as soon as less than so much is under way, in the order in which it was given. */
export interface AtMost {
  <T>(work: () => Promise<T>): Promise<T>;
  /** how much may be under way: may change at any time */
  concurrency: number;
}

/**
 * Bounds how much is under way at once.
 *
 * @param width so many, until the result's `concurrency` is set to another number
 */
export function atMost(width: number): AtMost {
  return pLimit(width);
}
