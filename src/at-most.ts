import pLimit from 'p-limit';

/**
 * Bounds how much is under way at once.
 *
 * @param width so many
 * @returns a function that does some work, in the order in which it was given, as soon as less than `width` is under way
 */
export function atMost(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const limit = pLimit(width);
  return work => limit(work);
}
