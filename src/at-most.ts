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
  const limit = pLimit(width);
  // Each item of p-limit's queue holds its result and the next item until the heap is next swept whole: none goes through it.
  const bounded = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      limit(async () => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      });
    });
  return Object.defineProperty(bounded, 'concurrency', {
    get: () => limit.concurrency,
    set(concurrency: number) {
      limit.concurrency = concurrency;
    },
  }) as AtMost;
}
