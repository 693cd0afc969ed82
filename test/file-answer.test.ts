import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Block, SUPERSCRIPT_END, SUPERSCRIPT_START} from '../src/parse/block.ts';
import {PDF_ANSWER_MARKS, PDF_QUESTION_AND_ANSWER_MARKS, parseFileAnswer} from '../src/parse/file-answer.ts';

const LAYOUTS = {alone: 'pdf-answer', belowQuestion: 'pdf-question-and-answer'} as const;
const GIVEN = 'Answer given by Ms Sample on behalf of the European Commission';
const QUESTION = [
  'Question for written answer E-000026/2022',
  'to the Commission',
  'Rule 138',
  'First Author (PPE)',
  'Subject: A title',
];

const block = (text: string): Block => ({
  kind: text.startsWith('^') ? 'note' : 'line',
  text: text.replace(/\^([^^]+)\^/g, `${SUPERSCRIPT_START}$1${SUPERSCRIPT_END}`),
  run: 0,
  link: false,
});

interface Read {
  layout?: string;
  number?: string | null;
  heading?: string[];
  date?: string | null;
  questionReference?: string | null;
  body?: string[];
  notes?: string[];
}

function read(lines: readonly string[], furniture: string[] = []): Read | null {
  const printed = parseFileAnswer({blocks: lines.map(block), furniture}, LAYOUTS);
  if (printed === null) return null;
  const {layout, number, heading, date, questionReference, body, notes} = printed;
  const textsOf = (blocks: readonly Block[]): string[] =>
    blocks.map(({text}) => text.replaceAll(SUPERSCRIPT_START, '^').replaceAll(SUPERSCRIPT_END, '^'));
  return {layout, number, heading, date, questionReference, body: textsOf(body), notes: textsOf(notes)};
}

const ALONE: Read = {
  layout: 'pdf-answer',
  number: null,
  heading: [GIVEN],
  date: null,
  questionReference: null,
  body: ['A text.'],
  notes: [],
};
const BELOW: Read = {
  ...ALONE,
  layout: 'pdf-question-and-answer',
  number: QUESTION[0] as string,
  date: '20.2.2026',
  questionReference: QUESTION[0] as string,
};

const FILES: [name: string, lines: string[], printed: Read | null, furniture?: string[]][] = [
  ['nothing', [], null],
  ['no heading', ['EN', 'A text.'], null],
  [
    'a heading in unknown words, below the number',
    ['E-000026/2022', 'Blorbu fla Ms Sample', 'A text.'],
    {...ALONE, number: 'E-000026/2022', heading: ['Blorbu fla Ms Sample']},
  ],
  ['a heading and a text', [GIVEN, 'A text.'], ALONE],
  ['a number above', ['EN', 'E-000026/2022', GIVEN, 'A text.'], {...ALONE, number: 'E-000026/2022'}],
  ['a number in a header', [GIVEN, 'A text.'], {...ALONE, number: 'E-000026/2022'}, ['EN', 'E-000026/2022']],
  ['a date in numbers', [GIVEN, '(20.2.2026)', 'A text.'], {...ALONE, date: '20.2.2026'}],
  ['a date in words', [GIVEN, '(8 April 2026)', 'A text.'], {...ALONE, date: '8 April 2026'}],
  [
    'brackets that hold no date',
    [GIVEN, '(see below)', 'A text.'],
    {...ALONE, body: ['(see below)', 'A text.']},
  ],
  ['a date without brackets', [GIVEN, '20.2.2026', 'A text.'], {...ALONE, body: ['20.2.2026', 'A text.']}],
  [
    'a date in a sentence',
    [GIVEN, 'On (20.2.2026) it', 'A text.'],
    {...ALONE, body: ['On (20.2.2026) it', 'A text.']},
  ],
  ['a date two lines below', [GIVEN, 'A text.', '(20.2.2026)'], {...ALONE, date: '20.2.2026'}],
  [
    'a date three lines below',
    [GIVEN, 'A text.', 'More.', '(20.2.2026)'],
    {...ALONE, body: ['A text.', 'More.', '(20.2.2026)']},
  ],
  [
    'a heading on two lines',
    ['Answer given by Ms Sample', 'on behalf of the European Commission', 'A text.'],
    {...ALONE, heading: ['Answer given by Ms Sample', 'on behalf of the European Commission']},
  ],
  ['stray signs', [GIVEN, '∙', 'A text.', '⸱ |', '1 ∙', '( )'], ALONE],
  ['signs with words', [GIVEN, 'A ∙', '12'], {...ALONE, body: ['A ∙', '12']}],
  [
    'its notes',
    [GIVEN, 'A text^1^.', '^1^ A note.'],
    {...ALONE, body: ['A text^1^.'], notes: ['^1^ A note.']},
  ],
  ['a question above, and no date', [...QUESTION, 'A question.', GIVEN, 'A text.'], null],
  ['a question above', [...QUESTION, 'A question.', GIVEN, '(20.2.2026)', 'A text.'], BELOW],
  [
    'a question that quotes such a heading',
    [...QUESTION, 'A question.', 'Submitted: 1.2.2022', GIVEN, '(20.2.2026)', 'A text.'],
    BELOW,
  ],
  [
    'two questions above',
    [
      ...QUESTION,
      'Question for written answer P-000027/2022',
      'A question.',
      GIVEN,
      '(20.2.2026)',
      'A text.',
    ],
    {...BELOW, questionReference: `${QUESTION[0]}, Question for written answer P-000027/2022`},
  ],
  [
    'the question’s notes, then the answer’s',
    [
      ...QUESTION,
      'A question^1^.',
      GIVEN,
      '(20.2.2026)',
      'A text^1^.',
      '^1^ Of the question.',
      '^1^ Of the answer.',
    ],
    {...BELOW, body: ['A text^1^.'], notes: ['^1^ Of the answer.']},
  ],
  [
    'the question’s notes alone',
    [...QUESTION, 'A question^1^.', GIVEN, '(20.2.2026)', 'A text.', '^1^ Of the question.', '^2^ And more.'],
    BELOW,
  ],
  [
    'one series of notes, which the answer bears',
    [...QUESTION, 'A question^1^.', GIVEN, '(20.2.2026)', 'A text^2^.', '^1^ One.', '^2^ Two.'],
    {...BELOW, body: ['A text^2^.'], notes: ['^1^ One.', '^2^ Two.']},
  ],
  [
    'notes below a question without any',
    [...QUESTION, 'A question.', GIVEN, '(20.2.2026)', 'A text.', '^1^ One.'],
    {...BELOW, notes: ['^1^ One.']},
  ],
];

for (const [name, lines, printed, furniture] of FILES) {
  test(`an answer as a file: ${name}`, () => {
    assert.deepEqual(read(lines, furniture), printed);
  });
}

test('by what the two forms are recognised', () => {
  const shown = (lines: readonly string[]): string[] => {
    const text = {blocks: lines.map(block), furniture: []};
    return [...new Set([...PDF_ANSWER_MARKS, ...PDF_QUESTION_AND_ANSWER_MARKS])]
      .filter(({isShown}) => isShown(lines, text))
      .map(({name}) => name);
  };
  const [number, heading, date, above] = [
    'the number on a line of its own',
    'the heading "Answer given by …"',
    'the date in brackets below the heading',
    'the question above the answer',
  ];
  assert.deepEqual(shown(['A text.']), []);
  assert.deepEqual(shown(['E-000026/2022', GIVEN]), [number, heading]);
  assert.deepEqual(shown([GIVEN, '(20.2.2026)']), [heading, date]);
  assert.deepEqual(shown(QUESTION), [above]);
  assert.deepEqual(shown([...QUESTION, GIVEN, '(20.2.2026)']), [heading, date, above]);
  assert.ok([...PDF_ANSWER_MARKS, ...PDF_QUESTION_AND_ANSWER_MARKS].every(({of}) => of === 'answer'));
});
