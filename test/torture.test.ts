import assert from 'node:assert/strict';
import {test} from 'node:test';
import {startFaultPortal} from './fault-portal.ts';
import {YEAR} from './harvesting.ts';
import {smallParliament} from './parliament.ts';
import {torture} from './torture.ts';

// The long form is a program: `npm run torture`.
test('killed at random instants and started again, a harvest ends with the tree of an undisturbed one', async () => {
  const portal = await startFaultPortal(await smallParliament(), {batchLimit: 5});
  const found = await torture(portal, YEAR.slice(1), {kills: 12, seed: 5, concurrency: 2});
  await portal.close();
  assert.equal(found.kills, 12);
  assert.deepEqual(found.differences, []);
  assert.equal(found.repeated, 0);
});
