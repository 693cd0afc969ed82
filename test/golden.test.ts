import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {expectationPath, listCases, runCase} from './golden.ts';

const names = await listCases();
assert.ok(names.length >= 12, 'the cases are there');

for (const name of names) {
  test(`case ${name}`, async () => {
    assert.equal(await runCase(name), await readFile(expectationPath(name), 'utf8'));
  });
}
