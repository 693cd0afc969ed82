import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Block} from '../src/parse/block.ts';
import {parseFileQuestion} from '../src/parse/file-question.ts';

const HEADING = [
  'Question for written answer E-000026/2022',
  'to the Commission',
  'Rule 138',
  'First Author (PPE)',
];

const QUESTIONS: [
  name: string,
  blocks: (string | Partial<Block>)[],
  subject: string | null,
  label: string | null,
  body: string[],
][] = [
  [
    'behind its label',
    [...HEADING, 'Subject: A title', 'A text.'],
    'A title',
    'Subject: A title',
    ['A text.'],
  ],
  ['below its label', [...HEADING, 'Subject:', 'A title', 'A text.'], 'A title', 'Subject:', ['A text.']],
  ['as a title', [...HEADING, {kind: 'title', text: 'A title'}, 'A text.'], 'A title', null, ['A text.']],
  [
    'behind an unknown label',
    [...HEADING, 'Blorbu: A title', 'A text.'],
    'A title',
    'Blorbu: A title',
    ['A text.'],
  ],
  [
    'below an unknown label',
    [...HEADING, 'Blorbu :', 'A title', 'A text.'],
    'A title',
    'Blorbu :',
    ['A text.'],
  ],
  [
    'an unknown label far below',
    [...HEADING, 'a', 'b', 'c', 'd', 'e', 'Blorbu: A title', 'A text.'],
    null,
    null,
    [],
  ],
  ['none', [...HEADING, 'A text.'], null, null, []],
  [
    'none, above the day of tabling',
    [...HEADING, 'A text.', 'Submitted: 17.1.2022', 'More.'],
    null,
    null,
    [],
  ],
  [
    'over several lines',
    [...HEADING, {text: 'Subject: A title', run: 70}, {text: 'that goes on', run: 70}, 'A text.'],
    'A title that goes on',
    'Subject: A title',
    ['A text.'],
  ],
  [
    'of one run with its heading',
    [...HEADING, 'Subject: A title', 'A text.'].map(text => ({text, run: 7})),
    'A title',
    'Subject: A title',
    ['A text.'],
  ],
  ['at the end', [...HEADING, 'Subject:'], null, 'Subject:', []],
];

for (const [name, given, subject, label, body] of QUESTIONS) {
  test(`the subject of a file: ${name}`, () => {
    const blocks = given.map((one, index) => ({
      kind: 'line' as const,
      run: index,
      link: false,
      text: '',
      ...(typeof one === 'string' ? {text: one} : one),
    }));
    const printed = parseFileQuestion({blocks, furniture: ['1065700.EN', 'PE 563.581v01-00', 'PE 1']}, 'pdf');
    assert.deepEqual(
      [printed?.subject ?? null, printed?.subjectLabel ?? null, (printed?.body ?? []).map(({text}) => text)],
      [subject, label, body],
    );
    if (printed !== null)
      assert.deepEqual(
        [printed.number, printed.heading.authors, printed.pe, printed.date, printed.procedures],
        [HEADING[0], ['First Author (PPE)'], 'PE563.581', null, []],
      );
  });
}
