import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Block} from '../src/parse/block.ts';
import {readClosing} from '../src/parse/closing.ts';

const line = (text: string): Block => ({kind: 'line', text, run: 0, link: false});

const CLOSED = {lastUpdated: null, submitted: null, originalLanguage: null, supportersMark: null};
const CLOSINGS: [name: string, lines: string[], body: string[], notes: string[], closing: object][] = [
  ['nothing', ['One.'], ['One.'], [], {}],
  [
    'the day of the last update',
    ['One.', 'Last updated: 5 May 2025', 'Two.'],
    ['One.'],
    [],
    {lastUpdated: '5 May 2025'},
  ],
  [
    'the legal notice glued to it',
    ['One.', 'Last updated: 5 May 2025Legal notice'],
    ['One.'],
    [],
    {lastUpdated: '5 May 2025'},
  ],
  ['the legal notice alone', ['One.', 'Legal notice', 'Two.'], ['One.'], [], {}],
  [
    'the original language',
    ['One.', 'Original language of question: FR', 'Two.'],
    ['One.', 'Two.'],
    [],
    {originalLanguage: 'FR'},
  ],
  [
    'the Official Journal glued to it (E-3086/07)',
    ['Original language of question: MTOJ C 45, 16/02/2008'],
    [],
    [],
    {originalLanguage: 'MT'},
  ],
  [
    'no language behind its label',
    ['Original language of question: French'],
    [],
    [],
    {originalLanguage: null},
  ],
  ['the Official Journal', ['One.', 'OJ C 45, 16/02/2008'], ['One.'], [], {}],
  [
    'the day of tabling, then another (O-000010/2020)',
    ['Submitted: 23.4.2025', 'Deadline: 1.5.2025'],
    [],
    [],
    {submitted: '23.4.2025'},
  ],
  ['two days of tabling', ['Submitted: 23.4.2025', 'Submitted: 24.4.2025'], [], [], {submitted: '23.4.2025'}],
  ['a label in unknown words', ['Blorbu: 23/4/2025', 'One: two'], ['One: two'], [], {}],
  [
    'supporters',
    ['One.', 'Supporter[1]', '[1] This question is supported by Members: A (B)'],
    ['One.'],
    ['[1] This question is supported by Members: A (B)'],
    {supportersMark: '1'},
  ],
  ['supporters without a mark', ['One.', 'Supporters'], ['One.'], [], {supportersMark: ''}],
  ['supporters in a sentence', ['Supporters of this are many.'], ['Supporters of this are many.'], [], {}],
  [
    'supporters in unknown words',
    ['One.', 'Blorbu[1]', '[1] Blarp: A B (PPE)'],
    ['One.'],
    ['[1] Blarp: A B (PPE)'],
    {supportersMark: '1'},
  ],
  ['a note that names no one', ['One.', 'Blorbu[1]', '[1] Blarp'], ['One.', 'Blorbu[1]'], ['[1] Blarp'], {}],
];

for (const [name, lines, body, notes, closing] of CLOSINGS) {
  test(`what closes a text: ${name}`, () => {
    const read = readClosing(lines.map(line));
    const {body: ownBody, notes: ownNotes, ...rest} = read;
    assert.deepEqual(
      [ownBody.map(({text}) => text), ownNotes.map(({text}) => text), rest],
      [body, notes, {...CLOSED, ...closing}],
    );
  });
}
