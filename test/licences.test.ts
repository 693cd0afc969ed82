import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {LICENCES_PAGE, listLicences, writeLicences} from './licences.ts';

/** Those that ask for no more than to be named. */
const PERMISSIVE = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'Unlicense']);
const packages = await listLicences();

test('the list of licences is that of what is locked', async () => {
  assert.equal(await readFile(LICENCES_PAGE, 'utf8'), writeLicences(packages), 'npm run licences:update');
});

test('whatever is shipped or installed with epq may be used, changed and passed on by anybody', () => {
  assert.ok(packages.length > 50);
  assert.ok(packages.some(({name, isBundled}) => name === 'd3' && isBundled));
  assert.deepEqual(
    packages.filter(({licence}) => !PERMISSIVE.has(licence ?? '')),
    [],
  );
});
