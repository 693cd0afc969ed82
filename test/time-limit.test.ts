import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createTimeLimit} from '../src/time-limit.ts';

const aborted = (limit: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    if (limit.aborted) reject(limit.reason);
    limit.addEventListener('abort', () => reject(limit.reason));
  });

test('work that takes too long is told so, and what comes after it has its own time', async () => {
  const within = createTimeLimit(new AbortController().signal, 20);
  await assert.rejects(within(aborted), {name: 'TimeoutError'});
  assert.equal(await within(async limit => limit.aborted), false);
});

test('a stop ends all that is under way for its own reason, and what is asked for later', async () => {
  const stop = new AbortController();
  const within = createTimeLimit(stop.signal, 60_000);
  const [first, second] = [within(aborted), within(aborted)];
  stop.abort(new Error('stopped'));
  await assert.rejects(first, /^Error: stopped$/);
  await assert.rejects(second, /^Error: stopped$/);
  await assert.rejects(within(aborted), /^Error: stopped$/);
});

test('what is done is ended by nothing any more', async () => {
  const stop = new AbortController();
  const within = createTimeLimit(stop.signal, 10);
  const limits: AbortSignal[] = [];
  assert.equal(await within(async limit => limits.push(limit)), 1);
  await assert.rejects(
    within(async limit => {
      limits.push(limit);
      throw new Error('broken');
    }),
    /broken/,
  );
  await new Promise(resolve => setTimeout(resolve, 30));
  stop.abort();
  assert.deepEqual(
    limits.map(limit => limit.aborted),
    [false, false],
  );
});
