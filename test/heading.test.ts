import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findHeading, isBareNumber, readPageHeader, readRule, splitHeading} from '../src/parse/heading.ts';

const KIND = 'Question for written answer E-000001/2022';

const PLACES: [name: string, lines: string[], place: ReturnType<typeof findHeading>][] = [
  ['four lines', [KIND, 'to the Commission', 'Rule 138', 'A (NI)'], {kind: 0, last: 2}],
  ['below other lines', ['Title', '2.1.2026', KIND, 'to the Commission', 'Rule 138'], {kind: 2, last: 4}],
  [
    'an addressee over two lines',
    [KIND, 'to the Vice-President of the Commission /', 'High Representative', 'Rule 138'],
    {kind: 0, last: 3},
  ],
  [
    'an addressee over three lines',
    [KIND, 'to the Vice-President', 'of the Commission /', 'High Representative', 'Rule 138'],
    {kind: 0, last: 4},
  ],
  ['an addressee over four lines', [KIND, 'to', 'the', 'High', 'Representative', 'Rule 138'], null],
  ['the nearer of two kinds', [KIND, KIND, 'to the Commission', 'Rule 138'], {kind: 1, last: 3}],
  ['the first of two headings', [KIND, 'to X', 'Rule 138', KIND, 'to X', 'Rule 139'], {kind: 0, last: 2}],
  ['no addressee', [KIND, 'Rule 138'], null],
  ['no rule', [KIND, 'to the Commission', 'A (NI)'], null],
  ['a bare number opens none', ['E-000001/2022', 'to the Commission', 'Rule 138'], null],
  ['a bare answer’s number opens none', ['E-000001/2022(ASW)', 'to the Commission', 'Rule 138'], null],
  [
    'a page header opens none',
    ['Parliamentary question - E-000001/2022Parliamentary question', 'to the Commission', 'Rule 138'],
    null,
  ],
  ['a rule in a year’s company is none', [KIND, 'to the Commission', 'Rule 138 of 2022'], null],
  ['two numbers are no rule', [KIND, 'to the Commission', 'Rules 138 and 139'], null],
  ['a number without a word is no rule', [KIND, 'to the Commission', 'R 138'], null],
  ['a number of a long sentence is no rule', [KIND, 'to X', `Rule 138 ${'x'.repeat(80)}`], null],
  [
    'a number of a line of 80 signs is a rule',
    [KIND, 'to X', `Rule 138 ${'x'.repeat(71)}`],
    {kind: 0, last: 2},
  ],
  ['nothing', [], null],
];

for (const [name, lines, place] of PLACES)
  test(`where a heading stands: ${name}`, () => assert.deepEqual(findHeading(lines), place));

test('a heading whose first line bears no number is told by whoever knows its words', () => {
  const lines = ['Fråga för muntligt besvarande', 'till rådet', 'Artikel 136 i arbetsordningen'];
  assert.equal(findHeading(lines), null);
  assert.deepEqual(
    findHeading(lines, line => line.startsWith('Fråga')),
    {kind: 0, last: 2},
  );
});

test('a heading is split by position', () => {
  assert.deepEqual(splitHeading([KIND, 'to the Commission', 'Rule 138', 'A (NI)', 'on behalf of B'], 2), {
    lines: [KIND, 'to the Commission', 'Rule 138', 'A (NI)', 'on behalf of B'],
    kind: KIND,
    addressee: 'to the Commission',
    rule: 'Rule 138',
    authors: ['A (NI)', 'on behalf of B'],
  });
  assert.deepEqual(splitHeading([KIND, 'to the Vice-President /', 'High Representative', 'Rule 138'], 3), {
    lines: [KIND, 'to the Vice-President /', 'High Representative', 'Rule 138'],
    kind: KIND,
    addressee: 'to the Vice-President / High Representative',
    rule: 'Rule 138',
    authors: [],
  });
  // E-015299/2015: the addressee's suffix stands on the rule's line.
  const suffixed = splitHeading(
    [KIND, 'to the Commission', 'Rule 130 (Vice-President / High Representative)', 'A (NI)'],
    2,
  );
  assert.equal(suffixed.addressee, 'to the Commission (Vice-President / High Representative)');
  assert.equal(suffixed.rule, 'Rule 130 (Vice-President / High Representative)');
  const others: [string, string][] = [
    ['Rule 130. (Vice-President / High Representative)', 'to X (Vice-President / High Representative)'],
    ['Rule 130  (High Representative)', 'to X (High Representative)'],
    ['Rule 130 (bis)', 'to X'],
    ['Rule 130 (High Representative) again', 'to X'],
    ['Rule (High Representative)', 'to X'],
    ['Rule 130 (a (High Representative) b)', 'to X'],
  ];
  for (const [rule, addressee] of others)
    assert.equal(splitHeading([KIND, 'to X', rule], 2).addressee, addressee, rule);
  // The question part of an answer's PDF prints no rule.
  assert.deepEqual(splitHeading([KIND, 'to the Commission', 'A (NI)'], null), {
    lines: [KIND, 'to the Commission', 'A (NI)'],
    kind: KIND,
    addressee: 'to the Commission',
    rule: null,
    authors: ['A (NI)'],
  });
  assert.deepEqual(splitHeading([KIND], null), {
    lines: [KIND],
    kind: KIND,
    addressee: null,
    rule: null,
    authors: [],
  });
  assert.equal(splitHeading([], null).kind, '');
});

test('rules as printed, with their letters', () => {
  const table: [string, string | null][] = [
    ['Rule 138', '138'],
    ['Rule 130b', '130b'],
    ['Article 130 ter du règlement', '130 ter'],
    ['Articolo 130 bis del regolamento', '130 bis'],
    ['Artikel 130 quater', '130 quater'],
    ['Artikel 130 a', '130 a'],
    ['Artikel 128 i arbetsordningen', '128'],
    ['Članak 138. Poslovnika', '138'],
    ['Artigo 138.º do Regimento', '138'],
    ['Artigo 138º do Regimento', '138'],
    ['Artigo 138ª', '138'],
    ['Rule 43', '43'],
    ['Rule 7', null],
    ['Rule 1382', null],
    ['A4', null],
    ['E-000001', null],
    ['138artikla', null],
    ['Rule', null],
  ];
  for (const [line, rule] of table) assert.equal(readRule(line), rule, line);
});

test('a bare number is nothing but a number', () => {
  for (const line of ['E-004819/2020', 'P-000053/2021(ASW)', 'P-000053/2021 (asw)', ' E-3086/07 '])
    assert.equal(isBareNumber(line), true, line);
  for (const line of ['Question E-004819/2020', 'E-004819/2020.', '(ASW)', '', 'E-1/2020 E-2/2020'])
    assert.equal(isBareNumber(line), false, line);
});

test('a page header, doubled or not', () => {
  const table: [string, ReturnType<typeof readPageHeader>][] = [
    [
      'Parliamentary question - E-000833/2021Parliamentary question',
      {number: 'E-000833/2021', answer: false},
    ],
    [
      'Parliamentary question - E-000833/2021 Parliamentary question',
      {number: 'E-000833/2021', answer: false},
    ],
    ['Parliamentary question – P-000246/2021(ASW)', {number: 'P-000246/2021', answer: true}],
    ['Parlamentní otázka - E-000833/2021', {number: 'E-000833/2021', answer: false}],
    ['Parliamentary question - xE-000833/2021', null],
    ['Parliamentary question - E-000833/2021 Report', null],
    ['Parliamentary question E-000833/2021', null],
    ['PQ - E-000833/2021', null],
    [`${'Parliamentary '.repeat(5)}question - E-000833/2021`, null],
    ['Report - A9-0163/2024', null],
    ['', null],
  ];
  for (const [line, header] of table) assert.deepEqual(readPageHeader(line), header, line);
});
