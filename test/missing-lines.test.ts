import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {MISSING_LINES, readMissingLines} from './missing-lines.ts';

const expected = JSON.parse(await readFile(MISSING_LINES, 'utf8'));
const actual = await readMissingLines();

test('the pages are those that are written down', () => {
  assert.deepEqual(Object.keys(actual), Object.keys(expected));
  assert.ok(Object.keys(actual).length >= 30);
});

for (const [page, lines] of Object.entries(actual)) {
  test(`what a missing line changes: ${page}`, () => {
    assert.deepEqual(lines, expected[page]);
  });
}
