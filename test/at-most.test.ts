import assert from 'node:assert/strict';
import {test} from 'node:test';
import {atMost} from '../src/at-most.ts';

/** Work that ends when it is told to. */
function openWork(): {work: () => Promise<string>; begun: () => boolean; end: () => void} {
  let begun = false;
  let end: () => void = () => {};
  const ended = new Promise<string>(resolve => {
    end = () => resolve('done');
  });
  return {
    work: () => {
      begun = true;
      return ended;
    },
    begun: () => begun,
    end: () => end(),
  };
}

const soon = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

test('so much is under way, the rest in its order, and more once more is allowed', async () => {
  const limit = atMost(1);
  const works = [openWork(), openWork(), openWork(), openWork()];
  const results = works.map(({work}) => limit(work));
  const begun = (): boolean[] => works.map(work => work.begun());
  await soon();
  assert.deepEqual(begun(), [true, false, false, false]);
  works[0]?.end();
  assert.equal(await results[0], 'done');
  await soon();
  assert.deepEqual(begun(), [true, true, false, false]);
  assert.equal(limit.concurrency, 1);
  limit.concurrency = 2;
  await soon();
  assert.deepEqual(begun(), [true, true, true, false]);
  for (const {end} of works) end();
  assert.deepEqual(await Promise.all(results), ['done', 'done', 'done', 'done']);
});

test('work that fails, at once or later, fails alone', async () => {
  const limit = atMost(1);
  const thrown: () => Promise<never> = () => {
    throw new TypeError('at once');
  };
  const results = await Promise.allSettled([
    limit(thrown),
    limit(() => Promise.reject(new TypeError('later'))),
    limit(async () => 'done'),
  ]);
  assert.deepEqual(
    results.map(result => (result.status === 'fulfilled' ? result.value : result.reason.message)),
    ['at once', 'later', 'done'],
  );
});
