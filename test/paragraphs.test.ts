import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findCelex} from '../src/celex.ts';
import {type Block, SUPERSCRIPT_END, SUPERSCRIPT_START} from '../src/parse/block.ts';
import {readClosing} from '../src/parse/closing.ts';
import {writeNumber} from '../src/parse/docx-numbering.ts';
import {writeText} from '../src/parse/paragraphs.ts';

const of =
  (kind: Block['kind']) =>
  (text: string): Block => ({
    kind,
    text: text.replace(/\^([^^]+)\^/g, `${SUPERSCRIPT_START}$1${SUPERSCRIPT_END}`),
    run: 0,
    link: false,
  });
const line = of('line');
const item = of('item');
const note = of('note');

/** Each paragraph as `paragraph text` or `item number|text`, an item without a number as `item |text`. */
function show(body: Block[], notes: Block[] = []): string[] {
  return writeText(body, notes).paragraphs.map(({kind, number, text}) =>
    kind === 'item' ? `item ${number ?? ''}|${text}` : `paragraph ${text}`,
  );
}

/* ---- items ---- */

const ITEMS: [name: string, body: Block[], paragraphs: string[]][] = [
  ['none', [], []],
  ['a paragraph', [line('One.')], ['paragraph One.']],
  [
    'numbers that go on',
    [line('1. one'), line('2. two'), line('4. four')],
    ['item 1|one', 'item 2|two', 'paragraph 4. four'],
  ],
  ['a date', [line('24. marts var det')], ['paragraph 24. marts var det']],
  ['a number in a list element', [item('24. marts')], ['item 24|marts']],
  ['a number before a gap', [line('24.\tmarts')], ['item 24|marts']],
  ['a number without a dot before a gap', [line('24\tmarts')], ['item 24|marts']],
  ['a number glued to a word', [line('1.Why?'), line('2.Who?')], ['item 1|Why?', 'item 2|Who?']],
  ['a number glued to small letters', [line('1.why?')], ['paragraph 1.why?']],
  ['a number before a bracket', [line('1) one')], ['item 1|one']],
  [
    'several at once',
    [line('3‑5. three'), line('2. & 3. two'), line('2 til 4. two')],
    ['item 3‑5|three', 'item 2. & 3|two', 'item 2 til 4|two'],
  ],
  [
    'an amount in a list element',
    [item('1. one'), item('2.100 people'), item('2.5 million')],
    ['item 1|one', 'item 2|100 people', 'item |2.5 million'],
  ],
  ['an amount that goes on from nothing', [item('1.5 million')], ['item |1.5 million']],
  [
    'letters',
    [line('(a) one'), line('b) two'), line('(iv) four'), line('xiv) more')],
    ['item a|one', 'item b|two', 'item iv|four', 'item xiv|more'],
  ],
  [
    'numbers within brackets',
    [line('(12) twelve'), line('(123) more')],
    ['item 12|twelve', 'paragraph (123) more'],
  ],
  [
    'letters with a dot, in their place (E-015396/2015)',
    [line('a. one'), line('b. two'), line('d. four'), line('c. three')],
    ['item a|one', 'item b|two', 'paragraph d. four', 'item c|three'],
  ],
  [
    'a letter with a dot, by itself',
    [line('b. two'), line('a. one'), line('a. anew')],
    ['paragraph b. two', 'item a|one', 'item a|anew'],
  ],
  [
    'a number after a letter',
    [line('1. one'), line('(a) a'), line('2. two'), line('b. b')],
    ['item 1|one', 'item a|a', 'item 2|two', 'item b|b'],
  ],
  [
    'dashes and bullets',
    [line('– one'), line('- two'), line('• three'), line('\uf0b7 four'), line('–five')],
    ['item |one', 'item |two', 'item |three', 'item |four', 'paragraph –five'],
  ],
  ['an element without a mark', [item('one')], ['item |one']],
  [
    'labels that a program made',
    [item('1.1.\tone'), item('(A)\ttwo'), item('iii)\tthree'), item('IV.\tfour')],
    ['item 1.1|one', 'item A|two', 'item iii|three', 'item IV|four'],
  ],
  ['a label outside a list', [line('IV.\tfour')], ['paragraph IV. four']],
  [
    'a mark alone above its text',
    [line('1.'), line('one'), line('–'), line('two'), line('12)'), line('three')],
    ['item 1|one', 'item |two', 'item 12|three'],
  ],
  ['a mark alone at the end', [line('one'), line('2.')], ['paragraph one', 'paragraph 2.']],
  ['nothing behind a mark', [line('1. '), line('one')], ['paragraph one']],
  ['blocks that show nothing', [line(' '), item(''), line('one')], ['paragraph one']],
];

for (const [name, body, paragraphs] of ITEMS) {
  test(`items: ${name}`, () => {
    assert.deepEqual(show(body), paragraphs);
  });
}

test('a text is its paragraphs, with the marks that are printed', () => {
  const body = [
    line('One.'),
    line('1.Why?'),
    item('(b) two'),
    item('• three'),
    item('four'),
    line('2. & 3. five'),
  ];
  assert.equal(writeText(body, []).text, 'One.\n\n1. Why?\n\n(b) two\n\n• three\n\nfour\n\n2. & 3. five');
  assert.equal(writeText([], []).text, null);
  assert.equal(writeText([line(' ')], []).text, null);
});

/* ---- notes and their marks ---- */

const NOTES: [name: string, text: string, notes: string[], written: string, footnotes: [string, string][]][] =
  [
    ['raised', 'One^1^ and two^2^.', ['^1^ a note'], 'One[1] and two2.', [['1', 'a note']]],
    [
      'two at once',
      'One^1,2^.',
      ['^1^ a', '^2^ b'],
      'One[1],[2].',
      [
        ['1', 'a'],
        ['2', 'b'],
      ],
    ],
    [
      'in brackets',
      'One(1), two(2) and Article 12(1).',
      ['(1) a'],
      'One[1], two(2) and Article 12(1).',
      [['1', 'a']],
    ],
    ['a year before brackets', 'in 2015(1)', ['(1) a'], 'in 2015[1]', [['1', 'a']]],
    ['in square brackets', 'One[1] two[9]', ['[1] a'], 'One[1] two[9]', [['1', 'a']]],
    ['a power', '5 km^2^ and EUR 12/m^2^ and m^2^', ['^2^ a'], '5 km2 and EUR 12/m2 and m[2]', [['2', 'a']]],
    ['a star', 'One^*^', ['^*^ a'], 'One[*]', [['*', 'a']]],
    ['a letter', 'One^i^', ['^i^ a'], 'One[i]', [['i', 'a']]],
    ['without a mark', 'One', ['a note'], 'One', [['', 'a note']]],
    ['without anything', 'One', [''], 'One', []],
  ];

for (const [name, text, notes, written, footnotes] of NOTES) {
  test(`notes: ${name}`, () => {
    const read = writeText([line(text)], notes.map(note));
    assert.equal(read.text, written);
    assert.deepEqual(
      read.footnotes.map(({mark, text: own}) => [mark, own]),
      footnotes,
    );
  });
}

/* ---- what closes a text ---- */

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

/* ---- numbers that Word makes ---- */

test('numbers in the forms of Word', () => {
  const forms: [form: string | null, number: number, written: string | null][] = [
    [null, 3, '3'],
    ['decimal', 12, '12'],
    ['decimalZero', 3, '03'],
    ['decimalZero', 12, '12'],
    ['none', 3, ''],
    ['lowerLetter', 1, 'a'],
    ['lowerLetter', 26, 'z'],
    ['lowerLetter', 27, 'aa'],
    ['lowerLetter', 260, 'zzzzzzzzzz'],
    ['lowerLetter', 261, null],
    ['lowerLetter', 0, null],
    ['upperLetter', 28, 'BB'],
    ['upperLetter', 0, null],
    ['lowerRoman', 1, 'i'],
    ['lowerRoman', 3999, 'mmmcmxcix'],
    ['lowerRoman', 444, 'cdxliv'],
    ['lowerRoman', 888, 'dccclxxxviii'],
    ['lowerRoman', 4000, null],
    ['lowerRoman', 0, null],
    ['upperRoman', 9, 'IX'],
    ['upperRoman', 0, null],
    ['chineseCounting', 1, null],
  ];
  for (const [form, number, written] of forms)
    assert.equal(writeNumber(number, form), written, `${form} ${number}`);
});

/* ---- CELEX ---- */

test('CELEX numbers of acts and documents', () => {
  const rows: [text: string, ...found: [kind: string, normal: string, index: number, length: number][]][] = [
    ['CELEX:32012R0029', ['regulation', '32012R0029', 6, 10]],
    ['02016R0679-20160504', ['regulation', '32016R0679', 0, 19]],
    ['32009L0147 and 31994D0123', ['directive', '32009L0147', 0, 10], ['decision', '31994D0123', 15, 10]],
    ['32008F0675', ['decision', '32008F0675', 0, 10]],
    ['52021PC0206', ['document', 'COM(2021)206', 0, 11]],
    ['52021DC0206', ['document', 'COM(2021)206', 0, 11]],
    ['52011SC0255', ['document', 'SEC(2011)255', 0, 11]],
    ['52012SC0255', ['document', 'SWD(2012)255', 0, 11]],
    ['52013JC0001', ['document', 'JOIN(2013)1', 0, 11]],
    ['132012R0029 x32012R0029 32012R00291 32012R0029x 42012R0029 32012X0029 52021XX0206'],
  ];
  for (const [text, ...found] of rows)
    assert.deepEqual(
      findCelex(text).map(({kind, normal, index, length}) => [kind, normal, index, length]),
      found,
      text,
    );
});
