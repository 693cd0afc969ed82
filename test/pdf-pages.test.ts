import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Block, SUPERSCRIPT_END, SUPERSCRIPT_START} from '../src/parse/block.ts';
import {commonest, joinLines, linesOf, type Piece, textOfLine, writeLines} from '../src/parse/pdf-lines.ts';
import {addPage, type ReadPage, type StructureNode} from '../src/parse/pdf-page.ts';
import {readByPosition} from '../src/parse/pdf-positions.ts';
import {holdsText, readTagged} from '../src/parse/pdf-tagged.ts';

/** A piece of 10 points, each character 5 wide, at the end of its line unless something else is said. */
function piece(text: string, x: number, y: number, settings: Partial<Piece> = {}): Piece {
  const size = settings.size ?? 10;
  return {text, x, y, width: text.length * size * 0.5, size, endsLine: true, ...settings};
}

const open = {endsLine: false};
const raised = {size: 6, endsLine: false};

function show(text: string): string {
  return text.replaceAll(SUPERSCRIPT_START, '^').replaceAll(SUPERSCRIPT_END, '^').replaceAll('\t', '⇥');
}

/* ---- pieces to lines ---- */

const LINES: [name: string, pieces: Piece[], lines: string[]][] = [
  ['none', [], []],
  ['nothing but blanks', [piece(' ', 0, 100), piece('', 9, 100)], []],
  ['a line each', [piece('one', 0, 100), piece('two', 0, 88)], ['one', 'two']],
  ['a new line without an end', [piece('one', 0, 100, open), piece('two', 0, 88, open)], ['one', 'two']],
  ['more than half a line lower', [piece('one', 0, 100, open), piece('two', 15, 94)], ['one', 'two']],
  ['less than that', [piece('one', 0, 100, open), piece('two', 15, 94.1)], ['onetwo']],
  [
    'a blank piece',
    [piece('one', 0, 100, open), piece(' ', 15, 100, open), piece('two', 20, 100)],
    ['one two'],
  ],
  [
    'a wide blank',
    [piece('1.', 0, 100, open), piece(' ', 10, 100, {...open, width: 9.1}), piece('one', 20, 100)],
    ['1.⇥one'],
  ],
  [
    'a blank just not as wide',
    [piece('1.', 0, 100, open), piece(' ', 10, 100, {...open, width: 9}), piece('one', 19, 100)],
    ['1. one'],
  ],
  [
    'an empty piece is no blank',
    [piece('one', 0, 100, open), piece('', 15, 100, {...open, width: 2}), piece('two', 15, 100)],
    ['onetwo'],
  ],
  [
    'an empty piece that reaches over a gap between words',
    [piece('one', 0, 100, open), piece('', 15, 100, {...open, width: 5}), piece('two', 16.6, 100)],
    ['one two'],
  ],
  ['a gap that is no word’s end', [piece('Biz', 0, 100, open), piece('zotto', 16.5, 100)], ['Bizzotto']],
  ['a gap between words', [piece('one', 0, 100, open), piece('two', 16.6, 100)], ['one two']],
  ['a gap like a tab', [piece('1.', 0, 100, open), piece('one', 19.1, 100)], ['1.⇥one']],
  [
    'a number whose line pdf.js ends before its sentence',
    [piece('1.', 0, 100), piece('one', 19.1, 100.9)],
    ['1.⇥one'],
  ],
  ['the same, a point lower', [piece('1.', 0, 100), piece('one', 19.1, 99)], ['1.', 'one']],
  [
    'beginning before the other ends',
    [piece('one two', 0, 100), piece('three', 33, 100)],
    ['one two', 'three'],
  ],
  [
    'beginning nearly where the other ends',
    [piece('one two', 0, 100), piece('three', 34, 100)],
    ['one twothree'],
  ],
  [
    'a letter of another font after its line',
    [piece('a', 0, 100, open), piece('c', 10, 100, open), piece('β', 5, 100)],
    ['aβc'],
  ],
  ['a mark', [piece('text', 0, 100, open), piece('1', 20, 104, raised), piece('.', 23, 100)], ['text^1^.']],
  ['a mark at the end', [piece('text', 0, 100, open), piece('12', 20, 104, raised)], ['text^12^']],
  [
    'a mark in two pieces',
    [piece('text', 0, 100, open), piece('1', 20, 104, raised), piece('2', 23, 104, raised)],
    ['text^12^'],
  ],
  ['a mark before its line', [piece('1', 0, 104, raised), piece('note', 3, 100)], ['^1^note']],
  ['a star', [piece('text', 0, 100, open), piece('*', 20, 104, raised)], ['text^*^']],
  ['raised letters', [piece('3', 0, 100, open), piece('rd', 5, 104, raised)], ['3rd']],
  ['small figures on the line', [piece('CO', 0, 100, open), piece('2', 10, 100, raised)], ['CO2']],
  ['raised by a tenth', [piece('CO', 0, 100, open), piece('2', 10, 101, raised)], ['CO2']],
  [
    'raised figures nearly as large',
    [piece('x', 0, 100, open), piece('2', 5, 104, {size: 8, endsLine: false})],
    ['x2'],
  ],
  ['raised figures and a letter', [piece('x', 0, 100, open), piece('1a', 5, 104, raised)], ['x1a']],
  ['a raised letter and figures', [piece('x', 0, 100, open), piece('a1', 5, 104, raised)], ['xa1']],
  ['two marks', [piece('words', 0, 100, open), piece('1, 2', 25, 104, raised)], ['words^1, 2^']],
  [
    'raised blanks',
    [piece('text', 0, 100, open), piece(' ', 20, 104, raised), piece('on', 23, 100)],
    ['text on'],
  ],
];

for (const [name, pieces, lines] of LINES) {
  test(`lines: ${name}`, () => {
    assert.deepEqual(
      linesOf(pieces).map(line => show(textOfLine(line))),
      lines,
    );
  });
}

test('where a line stands, and its size', () => {
  const [line] = linesOf([
    piece('  ', 0, 90, open),
    piece('12', 20, 104, raised),
    piece('a text', 26, 100, open),
    piece(' ', 56, 100),
  ]);
  const {x, y, end, size} = line ?? {};
  assert.deepEqual({x, y, end, size}, {x: 20, y: 100, end: 56, size: 10});
});

test('the value that weighs most', () => {
  assert.equal(commonest([]), 0);
  assert.equal(commonest([[7, 3]]), 7);
  assert.equal(
    commonest([
      [7, 3],
      [8, 4],
      [7, 2],
    ]),
    7,
  );
  assert.equal(
    commonest([
      [7, 3],
      [8, 4],
    ]),
    8,
  );
});

/* ---- lines to paragraphs ---- */

const ADDRESS = 'https://www.europarl.europa.eu/doceo/docum';
for (const [name, lines, text] of [
  ['words', ['one', 'two'], 'one two'],
  ['a hyphen (E-013645/2015)', ['a cross-', 'border matter'], 'a cross-border matter'],
  ['a dash', ['one –', 'two'], 'one – two'],
  ['a hyphen by itself', ['one -', 'two'], 'one - two'],
  ['a dash and a hyphen', ['one–-', 'two'], 'one–- two'],
  ['a broken address (E-014419/2015)', [ADDRESS, 'ent.html'], `${ADDRESS}ent.html`],
  [
    'an address that is short',
    ['https://www.europarl.europa.eu/doceo', 'and'],
    'https://www.europarl.europa.eu/doceo and',
  ],
  ['a long word that is no address', ['a'.repeat(50), 'and'], `${'a'.repeat(50)} and`],
  ['words before an address', [`see ${ADDRESS}`, 'and'], `see ${ADDRESS} and`],
] as const) {
  test(`one paragraph: ${name}`, () => {
    assert.equal(writeLines(linesOf(lines.map((line, index) => piece(line, 0, 100 - index * 12)))), text);
  });
}

test('a mark alone on its line, and behind a tab an address that is broken', () => {
  const lines = linesOf([piece('1', 0, 114, {size: 6}), piece(ADDRESS, 0, 100), piece('ent.html', 0, 88)]);
  assert.equal(show(writeLines(lines)), `^1^ ${ADDRESS}ent.html`);
  const tabbed = linesOf([piece('1', 0, 100, open), piece(ADDRESS, 20, 100), piece('ent.html', 20, 88)]);
  assert.equal(show(writeLines(tabbed)), `1⇥${ADDRESS}ent.html`);
  assert.equal(joinLines('a', 'b', true), 'ab');
});

/* ---- pages to a document ---- */

const block = (text: string, kind: Block['kind'] = 'line'): Block => ({kind, text, run: 0, link: false});

for (const [name, above, below, texts] of [
  ['in lower case', 'one', 'two', ['one two']],
  ['behind a comma', 'one,', 'two', ['one, two']],
  ['behind a hyphen', 'cross-', 'border', ['cross-border']],
  ['behind a sentence', 'One.', 'two', ['One.', 'two']],
  ['behind a colon', 'One:', 'two', ['One:', 'two']],
  ['with a capital', 'one', 'Two', ['one', 'Two']],
  ['with a number', 'one', '1. two', ['one', '1. two']],
] as const) {
  test(`the next page goes on ${name}`, () => {
    const blocks: Block[] = [];
    addPage(blocks, [block(above), block('A note.', 'note')]);
    addPage(blocks, [block(below), block('end')]);
    const expected = [texts[0], 'A note.', ...texts.slice(1), 'end'];
    assert.deepEqual(
      blocks.map(({text, run}) => [text, run]),
      expected.map((text, index) => [text, index]),
    );
  });
}

test('a page of notes alone, and one of nothing, join nothing', () => {
  const blocks: Block[] = [];
  addPage(blocks, []);
  addPage(blocks, [block('one')]);
  addPage(blocks, [block('two', 'note')]);
  addPage(blocks, []);
  assert.deepEqual(
    blocks.map(({text}) => text),
    ['one', 'two'],
  );
});

/* ---- pages without tags ---- */

const pageOf = (pieces: Piece[], settings: Partial<ReadPage> = {}): ReadPage => ({
  pieces,
  marked: new Map(),
  tree: null,
  width: 600,
  ...settings,
});

// 100 points of margin on either side: a full line is 80 characters long.
const FULL = 'word '.repeat(16).trim();
const line = (text: string, y: number, settings: Partial<Piece> = {}): Piece => piece(text, 100, y, settings);

const POSITIONS: [name: string, pieces: Piece[], blocks: string[], furniture: string[]][] = [
  ['nothing', [], [], []],
  [
    'short lines',
    [line('one', 700), line('two', 688), line('three', 676)],
    ['line one', 'line two', 'line three'],
    [],
  ],
  [
    'a full line goes on',
    [line(FULL, 700), line('and', 688), line('New', 676)],
    [`line ${FULL} and`, 'line New'],
    [],
  ],
  [
    'a full line, a wide gap',
    [line('one', 740), line('two', 728), line(FULL, 700), line('and', 682)],
    ['line one', 'line two', `line ${FULL}`, 'line and'],
    [],
  ],
  [
    'the next word would not have fitted',
    [line(FULL.slice(0, 68), 700), line('incomprehensible and', 688)],
    [`line ${FULL.slice(0, 68)} incomprehensible and`],
    [],
  ],
  [
    'the next word would have fitted',
    [line(FULL.slice(0, 59), 700), line('incomprehensible', 688)],
    [`line ${FULL.slice(0, 59)}`, 'line incomprehensible'],
    [],
  ],
  [
    'words tied together, in lower case',
    [line(`${FULL.slice(0, 63)}for`, 700), line('a 60 employees', 688)],
    [`line ${FULL.slice(0, 63)}for a 60 employees`],
    [],
  ],
  [
    'words tied together, with a figure',
    [line(`${FULL.slice(0, 63)}for`, 700), line('6 employees', 688)],
    [`line ${FULL.slice(0, 63)}for 6 employees`],
    [],
  ],
  [
    'the same behind a sentence',
    [line(`${FULL.slice(0, 63)}so.`, 700), line('a 60 employees', 688)],
    [`line ${FULL.slice(0, 63)}so.`, 'line a 60 employees'],
    [],
  ],
  [
    'the same with a capital',
    [line(`${FULL.slice(0, 63)}for`, 700), line('A 60 employees', 688)],
    [`line ${FULL.slice(0, 63)}for`, 'line A 60 employees'],
    [],
  ],
  ['a number begins anew', [line(FULL, 700), line('1. one', 688)], [`line ${FULL}`, 'line 1. one'], []],
  ['a bracket and a number', [line(FULL, 700), line('12) one', 688)], [`line ${FULL}`, 'line 12) one'], []],
  ['a dash begins anew', [line(FULL, 700), line('– one', 688)], [`line ${FULL}`, 'line – one'], []],
  ['a year does not', [line(FULL, 700), line('2015. And', 688)], [`line ${FULL} 2015. And`], []],
  [
    'larger type',
    [line(FULL, 700), line('and', 688, {size: 11}), line('x', 670)],
    [`line ${FULL}`, 'line and', 'line x'],
    [],
  ],
  ['slightly larger type', [line(FULL, 700), line('and', 688, {size: 10.9})], [`line ${FULL} and`], []],
  [
    'in content order the footer is first',
    [line('1080933.EN', 40), line('PE 573.583', 28), line('one', 700), line('two', 688)],
    ['line one', 'line two'],
    ['1080933.EN', 'PE 573.583'],
  ],
  [
    'a number that is no footer’s',
    [line('one', 700), line('PE 573.583', 688), line('two', 676), line('three', 664)],
    ['line one', 'line PE 573.583', 'line two', 'line three'],
    [],
  ],
  ['a language at the head', [line('EN', 760), line('one', 700)], ['line one'], ['EN']],
  [
    'a page’s number',
    [line('one', 700), line('two', 688), line('2/3', 40), line('PE782.726v01-00', 28)],
    ['line one', 'line two'],
    ['2/3', 'PE782.726v01-00'],
  ],
  ['a page’s number between hyphens', [line('one', 700), line('- 2 -', 28)], ['line one'], ['- 2 -']],
  [
    'notes in smaller type',
    [
      line(FULL, 700),
      line('and', 688),
      line('1', 100, {size: 5, endsLine: false}),
      piece('a note', 106, 98, {size: 8}),
      line('more', 88, {size: 8}),
    ],
    [`line ${FULL} and`, 'note ^1^ a note', 'note more'],
    [],
  ],
  [
    'smaller type above the text is none',
    [line('small', 720, {size: 8}), line(FULL, 700)],
    ['line small', `line ${FULL}`],
    [],
  ],
];

for (const [name, pieces, blocks, furniture] of POSITIONS) {
  test(`without tags: ${name}`, () => {
    const read = readByPosition([pageOf(pieces)]);
    assert.deepEqual(
      read.blocks.map(({kind, text}) => show(`${kind} ${text}`)),
      blocks,
    );
    assert.deepEqual(read.furniture, furniture);
    assert.equal(read.tagged, false);
  });
}

test('a paragraph without tags tells its lines', () => {
  const {blocks} = readByPosition([pageOf([line(FULL, 700), line('and', 688)])]);
  assert.deepEqual(blocks, [{...block(`${FULL} and`), lines: [FULL, 'and']}]);
});

/* ---- tagged pages ---- */

const content = (id: string): StructureNode => ({type: 'content', id});
const node = (role: string, ...children: StructureNode[]): StructureNode => ({role, children});

function taggedPage(tree: StructureNode | null, ...texts: string[]): ReadPage {
  const pieces = texts.map((text, index) => piece(text, 100, 700 - index * 12));
  return pageOf(pieces, {tree, marked: new Map(pieces.map((one, index) => [`m${index}`, [one]]))});
}

const TAGGED: [name: string, tree: StructureNode, blocks: string[], furniture: string[]][] = [
  [
    'paragraphs',
    node('Root', node('Part', node('P', content('m0')), node('P', content('m1')))),
    ['line one', 'line two'],
    ['three', 'four'],
  ],
  [
    'a paragraph of several lines',
    node('Root', node('P', content('m0'), content('m1'))),
    ['line one two'],
    ['three', 'four'],
  ],
  [
    'a paragraph in parts',
    node('Root', node('P', node('Span', content('m0')), node('Link', content('m1')))),
    ['line one two'],
    ['three', 'four'],
  ],
  [
    'a list',
    node(
      'Root',
      node(
        'L',
        node('LI', node('Lbl', content('m0')), node('LBody', content('m1'))),
        node('LI', node('LBody', content('m2'))),
      ),
    ),
    ['item one two', 'item three'],
    ['four'],
  ],
  [
    'paragraphs in an item',
    node('Root', node('LI', node('LBody', node('P', content('m0')), node('P', content('m1'))))),
    ['item one', 'item two'],
    ['three', 'four'],
  ],
  [
    'a note in the middle of the text',
    node('Root', node('P', content('m0'), node('Note', content('m1')), content('m2'))),
    ['note two', 'line one three'],
    ['four'],
  ],
  [
    'a note of two paragraphs',
    node('Root', node('P', content('m0')), node('Note', node('P', content('m1')), node('P', content('m2')))),
    ['line one', 'note two', 'note three'],
    ['four'],
  ],
  [
    'words before and after a paragraph',
    node('Part', content('m0'), node('P', content('m1')), content('m2')),
    ['line one', 'line two', 'line three'],
    ['four'],
  ],
  [
    'blocks within what is a span elsewhere',
    node(
      'Root',
      node('Span', node('P', content('m0')), node('H1', content('m1'))),
      node('Span', content('m2')),
    ),
    ['line one', 'line two', 'line three'],
    ['four'],
  ],
  [
    'a cell each',
    node(
      'Table',
      node('TR', node('TH', content('m0')), node('TD', node('NonStruct', content('m1')), content('m2'))),
    ),
    ['line one', 'line two three'],
    ['four'],
  ],
  [
    'no text',
    node('Root', node('P'), node('P', content('m9')), node('P', content('m0'))),
    ['line one'],
    ['two', 'three', 'four'],
  ],
];

for (const [name, tree, blocks, furniture] of TAGGED) {
  test(`tagged: ${name}`, () => {
    const read = readTagged([taggedPage(tree, 'one', 'two', 'three', 'four')]);
    assert.deepEqual(
      read.blocks.map(({kind, text}) => `${kind} ${text}`),
      blocks,
    );
    assert.deepEqual([read.furniture, read.tagged], [furniture, true]);
  });
}

test('a page without a tree among tagged ones is furniture', () => {
  const {blocks, furniture} = readTagged([
    taggedPage(node('P', content('m0')), 'one'),
    taggedPage(null, 'two', ' '),
  ]);
  assert.deepEqual([blocks.map(({text}) => text), furniture], [['one'], ['two']]);
});

test('a tree that holds no text is that of a document without tags', () => {
  const {marked} = taggedPage(null, 'one', ' ');
  assert.equal(holdsText(node('Root', node('P', content('m0'))), marked), true);
  for (const tree of [
    node('Root'),
    node('P', content('m1')),
    node('P', content('m9')),
    {},
    {type: 'content'},
  ])
    assert.equal(holdsText(tree, marked), false);
});
