import pLimit from 'p-limit';

/**
 * Works on a stream with a bound on both what is under way and what is read ahead, and keeps its order.
 *
 * @param items read only as far as needed
 * @param width how many are worked on at once
 * @param work returns an outcome and never rejects
 * @param ahead how many finished or waiting items may be held
 * @default ahead four times `width`
 */
export async function* mapInOrder<In, Out>(
  items: Iterable<In> | AsyncIterable<In>,
  width: number,
  work: (item: In) => Promise<Out>,
  ahead: number = width * 4,
): AsyncGenerator<Out> {
  const limit = pLimit(width);
  const pending: Promise<Out>[] = [];
  for await (const item of items) {
    pending.push(limit(work, item));
    while (pending.length >= ahead) yield (await pending.shift()) as Out;
  }
  while (pending.length > 0) yield (await pending.shift()) as Out;
}
