import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Block, marksIn, superscript, writeMarks} from '../src/parse/block.ts';
import {parseFileAnswer} from '../src/parse/file-answer.ts';
import {writeText} from '../src/parse/paragraphs.ts';

/** Footnote marks: what is one, whose it is, and what only looks like one. */

const up = superscript;
const line = (text: string): Block => ({kind: 'line', text, run: 0, link: false});

const MARKS: [text: string, marks: string[]][] = [
  [`pain${up('1,2')} and fear${up('3')}`, ['1', '2', '3']],
  ['in 2015(1)', ['1']],
  ['a word(1) and another (2)', ['1']],
  ['a word[1], another [12]', ['1', '12']],
  [`a star${up('*')} and a star[*]`, ['*']],
  ['Article 12(1)', []],
  ['Articles 6(2) and 107(1)', []],
  [`5 km${up('2')}`, []],
  [`EUR 12/m${up('2')} and 30 m${up('3')}`, []],
  [`5 km${up('2')} a year${up('2')}`, ['2']],
  [`the km${up('2')}`, ['2']],
  [`5 rooms${up('2')}`, ['2']],
  ['(1) at the start', []],
  ['', []],
];

test('the marks that a text may bear', () => {
  for (const [text, marks] of MARKS) assert.deepEqual([...marksIn(text)].sort(), marks, text);
});

test('a power is none where a note bears its figure', () => {
  const marks = new Set(['1', '2']);
  assert.equal(writeMarks(`5 km${up('2')} of land${up('2')}`, marks), '5 km2 of land[2]');
  assert.equal(writeMarks(`30 m${up('1')}`, marks), '30 m[1]');
});

// An answer as the Official Journal prints it: the question again, then the answer, whose notes begin anew.
function answerNotes(question: string[], answer: string[]): string[] | undefined {
  const blocks = [
    '(English version)',
    'Question for written answer E-000003/26',
    'to the Commission',
    'Bert-Jan Ruissen (ECR)',
    '(5 January 2026)',
    'Subject: A subject of our own',
    ...question,
    'Submitted: 5.1.2026',
    'Answer given by Ms Šuica on behalf of the European Commission',
    '(8 April 2026)',
    ...answer,
  ].map(line);
  const layouts = {alone: 'pdf-answer', belowQuestion: 'pdf-question-and-answer'} as const;
  return parseFileAnswer({blocks, furniture: []}, layouts)?.notes.map(({text}) => text);
}

const NOTES: [name: string, question: string[], answer: string[], notes: string[]][] = [
  ['of the answer alone', ['A question.'], ['It is so(1).', '(1)Its note.'], ['(1)Its note.']],
  [
    'below a question that cites Article 12(1)',
    ['What of Article 12(1)?'],
    ['It is so(1).', '(1)Its note.'],
    ['(1)Its note.'],
  ],
  [
    'of both, one after the other',
    ['A question(1)?'],
    ['It is so(1).', '(1)The question’s.', '(1)The answer’s.', '(2)Its second.'],
    ['(1)The answer’s.', '(2)Its second.'],
  ],
  [
    'of both, the question’s above the answer',
    ['A question(1)?', '(1)The question’s.'],
    ['It is so(1).', '(1)The answer’s.'],
    ['(1)The answer’s.'],
  ],
  ['of the question alone', ['A question(1)?'], ['It is so.', '(1)The question’s.'], []],
];

for (const [name, question, answer, notes] of NOTES)
  test(`notes ${name}`, () => assert.deepEqual(answerNotes(question, answer), notes));

test('a number glued to its sentence opens an item where the list goes on, also before a figure', () => {
  const item = (text: string): Block => ({...line(text), kind: 'item'});
  const numbers = (blocks: Block[]): [string | null, string][] =>
    writeText(blocks, []).paragraphs.map(({number, text}) => [number, text]);
  assert.deepEqual(numbers([item('1.Why?'), item('2.100 000 people ask.'), item('3.5 % of them, too.')]), [
    ['1', 'Why?'],
    ['2', '100 000 people ask.'],
    ['3', '5 % of them, too.'],
  ]);
  assert.deepEqual(numbers([item('2.5 million people ask.'), item('1.5 million do not.')]), [
    [null, '2.5 million people ask.'],
    [null, '1.5 million do not.'],
  ]);
  assert.deepEqual(numbers([line('1. Why?'), line('2.100 people ask.')]), [
    ['1', 'Why?'],
    [null, '2.100 people ask.'],
  ]);
});
