import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readPersons, readPersonsPage} from '../src/persons.ts';

// The keys are those of the open data; who is not in the sample is nobody.
const ROWS: readonly (readonly [row: unknown, id: number | null, names: string[]])[] = [
  [
    {
      id: 'person/1294',
      type: 'Person',
      identifier: '1294',
      label: 'Elio DI RUPO',
      familyName: 'Di Rupo',
      givenName: 'Elio',
    },
    1294,
    ['Elio Di Rupo'],
  ],
  [
    {
      id: 'person/197692',
      givenName: 'Stelios',
      familyName: 'Kympouropoulos',
      officialGivenName: 'Στέλιος',
      officialFamilyName: 'Κυμπουρόπουλος',
    },
    197692,
    ['Stelios Kympouropoulos', 'Στέλιος Κυμπουρόπουλος'],
  ],
  [{identifier: '7', label: 'Synthetic SAMPLE'}, 7, ['Synthetic SAMPLE']],
  [
    {id: 'person/8', givenName: ['Synthetic'], familyName: 'Sample', label: 'Another'},
    8,
    ['Synthetic Sample'],
  ],
  [
    {id: 'person/9', givenName: '\u001b[31mSyn\u0000thetic\u202e', familyName: ' Sample\u00a0\n'},
    9,
    ['[31mSynthetic Sample'],
  ],
  [{id: 'person/10', familyName: 'Mononym', officialFamilyName: 'Mononym'}, 10, ['Mononym']],
  [{id: 'person/11'}, 11, []],
  [{id: 'person/12', givenName: 7, label: {en: 'x'}}, 12, []],
  [{id: 'person/0', label: 'x'}, null, []],
  [{id: 'org/13', identifier: 'ECON', label: 'x'}, null, []],
  [{id: 'person/../14', label: 'x'}, null, []],
  [null, null, []],
  ['person/15', null, []],
];

test('names of Members, in Latin letters and in their own', () => {
  for (const [row, id, names] of ROWS) {
    const found = readPersons({data: [row], '@context': []});
    assert.deepEqual([...found], id === null || names.length === 0 ? [] : [[id, names]], JSON.stringify(row));
  }
});

test('a page: how many rows, and which have an id', () => {
  const page = readPersonsPage({data: ROWS.map(([row]) => row)});
  assert.equal(page?.rows, ROWS.length);
  assert.deepEqual(
    page?.items.map(({id}) => id),
    ROWS.flatMap(([, id]) => (id === null ? [] : [String(id)])),
  );
  assert.deepEqual(readPersonsPage({data: []}), {rows: 0, items: []});
  for (const json of [null, 7, 'x', {}, {data: null}, {error: 'x'}]) {
    assert.equal(readPersonsPage(json), null);
    assert.deepEqual([...readPersons(json)], []);
  }
});
