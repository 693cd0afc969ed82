import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fuzz} from './fuzz/fuzz.ts';
import {KINDS} from './fuzz/kinds.ts';

// Minutes and hours: npm run fuzz. Here a few seconds of each kind, the same cases every time.
const CASES: Readonly<Record<keyof typeof KINDS, number>> = {
  page: 60,
  pdf: 40,
  word: 30,
  api: 80,
  archive: 6,
  response: 6,
};
for (const [kind, open] of Object.entries(KINDS)) {
  test(`${kind}: changed at random, nothing crashes, hangs or gives a false record`, async () => {
    const most = CASES[kind as keyof typeof KINDS];
    const {cases, findings} = await fuzz(await open(), 1, tried => tried >= most);
    assert.equal(cases, most);
    assert.deepEqual(
      findings.map(({seed, name, finding}) => `--seed ${seed} ${name}: ${finding}`),
      [],
    );
  });
}
