import {atMost} from './at-most.ts';

/**
 * Works on a stream with a bound on both what is under way and what is read ahead, and keeps its order.
 *
 * @param items read only as far as needed; where the next is slow to come, what is done is not held back for it
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
  const limit = atMost(width);
  const source = (async function* () {
    yield* items;
  })();
  const read = (): Promise<IteratorResult<In, unknown>> => {
    const item = source.next();
    item.catch(() => {}); // one that is never waited for may fail
    return item;
  };
  const pending: Promise<Out>[] = [];
  let next: ReturnType<typeof read> | null = read();
  try {
    while (next !== null || pending.length > 0) {
      const [first] = pending;
      const isFirstDue =
        first !== undefined &&
        (next === null ||
          pending.length >= ahead ||
          (await Promise.race([next.then(() => false), first.then(() => true)])));
      if (isFirstDue || next === null) {
        yield (await pending.shift()) as Out;
        continue;
      }
      const {done, value} = await next;
      if (done) next = null;
      else {
        pending.push(limit(() => work(value as In)));
        next = read();
      }
    }
  } finally {
    // Not waited for: what it reads may never come.
    source.return(undefined).catch(() => {});
  }
}
