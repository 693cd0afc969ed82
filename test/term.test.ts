import assert from 'node:assert/strict';
import {test} from 'node:test';
import {termsOfDate, termsOfRule} from '../src/term.ts';

test('terms of dates and rules', () => {
  const dates = [
    '1994-07-18',
    '1994-07-19',
    '1999-07-19',
    '1999-07-20',
    '2004-07-20',
    '2009-07-13',
    '2009-07-14',
    '2014-07-01',
    '2019-07-01',
    '2019-07-02',
    '2024-07-15',
    '2024-07-16',
    '2099-01-01',
  ];
  assert.deepEqual(
    dates.map(date => termsOfDate(date)[0] ?? null),
    [null, 4, 4, 5, 6, 6, 7, 8, 8, 9, 9, 10, 10],
  );
  const rules = [
    '108',
    '110',
    '115',
    '117',
    '128',
    '130b',
    '130 ter',
    '129',
    '136',
    '137',
    '138',
    '139',
    '144',
    '1440',
    '1',
    '',
  ];
  assert.deepEqual(
    rules.map(rule => termsOfRule(rule)[0] ?? null),
    [6, 6, 7, 7, 8, 8, 8, null, 9, null, 9, 9, 10, null, null, null],
  );
});
