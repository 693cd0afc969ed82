import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findAnswerHeading} from '../src/parse/answer-heading.ts';
import {findLabel, isLabel, languageOfLabel, readLabel, readPlacedLabel} from '../src/parse/label.ts';
import {findProcedureBox, findProcedures} from '../src/parse/procedure-box.ts';

/* ---- labels ---- */

test('what follows a label', () => {
  const rows: [line: string, label: Parameters<typeof readLabel>[1], rest: string | null][] = [
    ['Subject: A title', 'subject', 'A title'],
    ['SUBJECT :  A title ', 'subject', 'A title'],
    ['Subject:', 'subject', ''],
    ['Subject A title', 'subject', null],
    ['Subjects: A title', 'subject', null],
    ['The Subject: A title', 'subject', null],
    ['Betrifft: Ein Titel', 'subject', 'Ein Titel'],
    ['Last updated: 5 May 2025', 'lastUpdated', '5 May 2025'],
    ['Last updated 5 May 2025', 'lastUpdated', '5 May 2025'],
    ['Last  updated: 5 May 2025', 'lastUpdated', '5 May 2025'],
    ['Legal notice', 'legalNotice', ''],
    ['Supporter[6]', 'supporters', '[6]'],
    ['Parliamentary questions', 'pageTitles', ''],
    ['PARLIAMENTARY  QUESTIONS : ', 'pageTitles', ''],
    ['Parliamentary questions: :', 'pageTitles', ':'],
    ['Parliamentary questionses', 'pageTitles', null],
    ['A kérdés eredeti nyelve: HU', 'originalLanguage', 'HU'],
    ['ΤΕΛΕΥΤΑΙΑ', 'lastUpdated', null],
    ['S', 'pageTitles', null],
    ['', 'pageTitles', null],
  ];
  for (const [line, label, rest] of rows) {
    assert.equal(readLabel(line, label), rest, line);
    if (label !== 'subject') assert.equal(isLabel(line, label), rest === '', line);
  }
  assert.equal(readPlacedLabel('Blorbu: A title', 'subject'), 'A title');
  assert.equal(readPlacedLabel('Blorbu :A title', 'subject'), 'A title');
  assert.equal(readPlacedLabel('Subject: A: b', 'subject'), 'A: b');
  for (const line of [
    'Blorbu:',
    'A: b',
    'Two words: a',
    'Blorbublorbublorbu: a',
    ': a',
    '1a: b',
    'Submitted: 17.1.2022',
    'Dépôt: 17.1.2022',
  ])
    assert.equal(readPlacedLabel(line, 'subject'), null, line);
});

test('the language of a label, and where it is glued to a line', () => {
  assert.equal(languageOfLabel('Subject: A title', 'subject'), 'en');
  assert.equal(languageOfLabel('Predmet: Naslov', 'subject'), null);
  assert.equal(languageOfLabel('Blorbu: A title', 'subject'), null);
  assert.equal(findLabel('20 May 2020Legal notice', 'legalNotice'), 11);
  assert.equal(findLabel('20 May 2020', 'legalNotice'), -1);
});

/* ---- an oral question's box ---- */

const BOXES: [name: string, lines: string[], box: ReturnType<typeof findProcedureBox>][] = [
  ['none', ['A text on 2019/2814(RSP)', 'Procedure'], null],
  [
    'a procedure alone',
    ['A', 'Procedure : 2019/2814(RSP)', 'A text.'],
    {start: 1, end: 3, procedures: ['2019/2814(RSP)']},
  ],
  [
    'a procedure and a long line',
    ['Procedure : 2019/2814(RSP)', 'A text that goes on and on and on and on, and is no label at all.'],
    {start: 0, end: 1, procedures: ['2019/2814(RSP)']},
  ],
  [
    'labels and values',
    [
      'Förfarande : 2019/2814(RSP)',
      'Document stages in plenary',
      'Document selected :',
      'O-000010/2020 (B9-0006/2020)',
      'O-000011/2020',
      'Texts tabled : 2019/2814(RSP) 2020/0001(COD)',
      'PV 12/02/2020 - 15',
      'CRE 12/02/2020',
      'P9_TA(2020)0035',
      'B9-0006/2020',
      'Votes:',
      'A text.',
      'PV 12/02/2020 - 16',
    ],
    {start: 0, end: 11, procedures: ['2019/2814(RSP)', '2020/0001(COD)']},
  ],
  [
    'a number within words',
    ['Procedure : 2019/2814(RSP)', 'x', 'see O-000010/2020 there'],
    {start: 0, end: 2, procedures: ['2019/2814(RSP)']},
  ],
];

for (const [name, lines, box] of BOXES) {
  test(`the box of a procedure: ${name}`, () => assert.deepEqual(findProcedureBox(lines), box));
}

test('procedures in a text', () => {
  const found = [
    ...findProcedures(
      'On 2019/2814(RSP), 2015/2062 (INI), 2013/0186 COD, 2013/0186A(XYZ), 2013/0186 XYZ, 2013/0186 CODE',
    ),
  ];
  assert.deepEqual(
    found.map(({procedure, printed}) => [procedure, printed]),
    [
      ['2019/2814(RSP)', '2019/2814(RSP)'],
      ['2015/2062(INI)', '2015/2062 (INI)'],
      ['2013/0186(COD)', '2013/0186 COD'],
      ['2013/0186A(XYZ)', '2013/0186A(XYZ)'],
    ],
  );
  assert.deepEqual(
    found.map(({index}) => index),
    [3, 19, 36, 51],
  );
});

/* ---- an answer's heading ---- */

const GIVEN = 'Answer given by Ms Sample on behalf of the European Commission';
const HEADINGS: [name: string, lines: string[], position: number | null, place: [number, number] | null][] = [
  ['none', ['A text.'], null, null],
  ['on one line', ['A', GIVEN, 'A text.'], null, [1, 2]],
  ['on two', ['A', 'Answer given by Ms Sample', 'on behalf of the European Commission', 'B'], null, [1, 3]],
  ['on three', ['Answer given by Ms Sample', 'on behalf of', 'the European Commission', 'B'], null, [0, 3]],
  ['without an institution', ['Answer given by Ms Sample', 'A text.'], null, [0, 1]],
  ['a line as long as texts are', [`${GIVEN}${' and others'.repeat(20)}`], null, null],
  ['in unknown words', ['1', 'Blorbu fla Sample', 'A text.'], 1, [1, 2]],
  ['in unknown words that go on', ['Blorbu fla Sample', 'nu flimpa', 'A text.'], 0, [0, 2]],
  ['in unknown words above a sentence', ['Blorbu fla Sample', 'nu flimpa.', 'A text.'], 0, [0, 1]],
  ['in unknown words above a long line', ['Blorbu fla Sample', `nu ${'flimpa '.repeat(12)}a`], 0, [0, 1]],
  ['in unknown words at the end', ['Blorbu fla Sample'], 0, [0, 1]],
  ['a date where it should be', ['20.2.2026', 'A text.'], 0, null],
  ['behind the end', ['A text.'], 1, null],
];

for (const [name, lines, position, place] of HEADINGS) {
  test(`an answer’s heading: ${name}`, () => {
    const found = findAnswerHeading(lines, position);
    assert.deepEqual(found === null ? null : [found.start, found.end], place);
  });
}
