import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Block, SUPERSCRIPT_END, SUPERSCRIPT_START} from '../src/parse/block.ts';
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
