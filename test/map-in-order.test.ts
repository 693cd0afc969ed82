import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {mapInOrder} from '../src/map-in-order.ts';

async function* numbers(count: number, seen: number[] = []): AsyncGenerator<number> {
  for (let number = 0; number < count; number += 1) {
    seen.push(number);
    yield number;
  }
}

test('what is done comes in order, with no more under way than asked', async () => {
  let [underWay, most] = [0, 0];
  const out: number[] = [];
  const work = async (number: number): Promise<number> => {
    underWay += 1;
    most = Math.max(most, underWay);
    await wait((number * 7) % 5);
    underWay -= 1;
    return number;
  };
  for await (const number of mapInOrder(numbers(40), 3, work)) out.push(number);
  assert.deepEqual(out, [...Array(40).keys()]);
  assert.equal(most, 3);
});

test('a reader that stays holds the list back', async () => {
  const seen: number[] = [];
  for await (const number of mapInOrder(numbers(1000, seen), 2, async one => one, 8)) {
    await wait(1);
    assert.ok(seen.length <= number + 10, `${seen.length} read, ${number} taken`);
    if (number === 20) break;
  }
});

test('what is done is not held back for a list that is slow', async () => {
  let goOn = (): void => {};
  const slow = (async function* () {
    yield 1;
    await new Promise<void>(resolve => {
      goOn = resolve;
    });
    yield 2;
  })();
  const results = mapInOrder(slow, 4, async number => number * 10);
  assert.equal((await results.next()).value, 10);
  goOn();
  assert.equal((await results.next()).value, 20);
  assert.equal((await results.next()).done, true);
});

test('a list that fails tells so; one that is left while it waits keeps nobody', async () => {
  const failing = (async function* () {
    yield 1;
    throw new Error('the list broke');
  })();
  await assert.rejects(async () => {
    for await (const _ of mapInOrder(failing, 2, async one => one));
  }, /the list broke/);
  const endless = (async function* () {
    yield 1;
    await new Promise(() => {});
  })();
  for await (const number of mapInOrder(endless, 2, async one => one)) {
    assert.equal(number, 1);
    break;
  }
});
