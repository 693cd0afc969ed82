import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Block, SUPERSCRIPT_END, SUPERSCRIPT_START} from '../src/parse/block.ts';
import {readDocx} from '../src/parse/docx.ts';
import {writeNumber} from '../src/parse/docx-numbering.ts';
import {parseDocuments} from '../src/parse-documents.ts';
import type {QuestionRecord, QuestionVersion} from '../src/question.ts';
import {
  type DocxParts,
  docxOf,
  inList,
  listOf,
  note,
  oleOf,
  paragraph,
  questionDocx,
  zip,
} from './synthetic/docx.ts';
import {SAFE_CITY} from './synthetic/sample.ts';

/** A block as one line: `item 1.⇥text^2^`, `+` where it goes on in the run of the one before. */
function show(blocks: readonly Block[]): string[] {
  return blocks.map(({kind, text, run}, index) => {
    const shown = text
      .replaceAll(SUPERSCRIPT_START, '^')
      .replaceAll(SUPERSCRIPT_END, '^')
      .replaceAll('\t', '⇥');
    return `${blocks[index - 1]?.run === run && kind !== 'note' ? '+' : ''}${kind} ${shown}`;
  });
}

const run = (content: string, settings = ''): string => `<w:r><w:rPr>${settings}</w:rPr>${content}</w:r>`;
const words = (text: string, settings = ''): string =>
  run(`<w:t xml:space="preserve">${text}</w:t>`, settings);
const raised = '<w:vertAlign w:val="superscript"/>';
const items = (...levels: (readonly [list: number, level: number])[]): string =>
  levels.map(([list, level], index) => paragraph(`text ${index}`, inList(list, level))).join('');
const restarted = (id: number, definition: number, start: number): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${definition}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="${start}"/></w:lvlOverride></w:num>`;
const level = (form: string, text = '%1.', start = 1): string => listOf(1, [{form, text, start}]);

const READ: [name: string, body: string, parts: DocxParts, blocks: string[]][] = [
  ['a tab', paragraph('Subject:\tA title'), {}, ['line Subject:⇥A title']],
  [
    'line breaks within a paragraph',
    paragraph('to the Commission\nRule 138'),
    {},
    ['line to the Commission', '+line Rule 138'],
  ],
  ['a line of a million blanks', paragraph(`a${' '.repeat(1_000_000)}b`), {}, ['line a b']],
  ['an empty paragraph', paragraph('') + paragraph('text'), {}, ['line text']],
  [
    'one sentence in many runs',
    `<w:p>${words('Mara Biz')}${words('zotto (ID)')}</w:p>`,
    {},
    ['line Mara Bizzotto (ID)'],
  ],
  [
    'a hyphen that does not break',
    `<w:p>${run('<w:t>EUR 100</w:t><w:noBreakHyphen/><w:t>150</w:t>')}</w:p>`,
    {},
    ['line EUR 100\u2011150'],
  ],
  [
    'tabs, to a stop and to a place of their own',
    `<w:p>${run('<w:t>Rule</w:t><w:tab/><w:t>138</w:t><w:ptab/><w:t>end</w:t>')}</w:p>`,
    {},
    ['line Rule⇥138⇥end'],
  ],
  [
    'a hyphen that is not shown',
    `<w:p>${run('<w:t>Parlia</w:t><w:softHyphen/><w:t>ment</w:t>')}</w:p>`,
    {},
    ['line Parliament'],
  ],
  [
    'a superscript that is no mark',
    `<w:p>${words('a 3')}${words('rd ', raised)}${words('Congress')}</w:p>`,
    {},
    ['line a 3^rd^ Congress'],
  ],
  [
    'a sign of a symbol font',
    `<w:p>${run('<w:sym w:font="Symbol" w:char="F0B7"/>')}${words(' text')}</w:p>`,
    {},
    ['line \uf0b7 text'],
  ],
  ['a formula', '<w:p><m:oMath><m:r><m:t>CO2</m:t></m:r></m:oMath></w:p>', {}, ['line CO2']],
  // Tracked changes: what was deleted is not there, what was inserted or moved here is.
  [
    'tracked changes',
    `<w:p>${words('1 ')}<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>${words('new ')}</w:ins><w:moveFrom>${words('there')}</w:moveFrom><w:moveTo>${words('here')}</w:moveTo></w:p>`,
    {},
    ['line 1 new here'],
  ],
  [
    'a link, and the instructions of a field',
    `<w:p><w:hyperlink>${words('https://example.org')}</w:hyperlink>${run('<w:fldChar w:fldCharType="begin"/>')}${run('<w:instrText> PAGE </w:instrText>')}${run('<w:fldChar w:fldCharType="separate"/>')}${words(' 7')}${run('<w:fldChar w:fldCharType="end"/>')}</w:p>`,
    {},
    ['line https://example.org 7'],
  ],
  [
    'a content control',
    `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${paragraph('within')}</w:sdtContent></w:sdt>`,
    {},
    ['line within'],
  ],
  [
    'a table, cell by cell',
    `<w:tbl><w:tblPr/><w:tr><w:tc>${paragraph('Question E-000001/2022')}</w:tc><w:tc>${paragraph('to the Commission')}</w:tc></w:tr></w:tbl>`,
    {},
    ['line Question E-000001/2022', 'line to the Commission'],
  ],
  [
    'a text box, in the form of newer and of older programs',
    `<w:p>${words('beside')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>${paragraph('in the box')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${paragraph('in the box')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    {},
    ['line beside', 'line in the box'],
  ],
  [
    'hidden text, by itself and by a style that another one is based on',
    `<w:p>${words('seen')}${words(' hidden', '<w:vanish/>')}${words(' shown', '<w:vanish w:val="0"/>')}${words(' away', '<w:rStyle w:val="Child"/>')}</w:p>`,
    {
      styles:
        '<w:style w:styleId="Parent"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Child"><w:basedOn w:val="Parent"/></w:style>',
    },
    ['line seen shown'],
  ],
  [
    'styles in a circle',
    `<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>${words('text')}</w:p>`,
    {styles: '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>'},
    ['line text'],
  ],

  // Lists: the numbers are in no text.
  ['numbers', items([1, 0], [1, 0]), {numbering: level('decimal')}, ['item 1.⇥text 0', 'item 2.⇥text 1']],
  [
    'numbers from 3',
    items([1, 0], [1, 0]),
    {numbering: level('decimal', '%1)', 3)},
    ['item 3)⇥text 0', 'item 4)⇥text 1'],
  ],
  [
    'letters',
    items([1, 0], [1, 0]),
    {numbering: level('lowerLetter', '(%1)')},
    ['item (a)⇥text 0', 'item (b)⇥text 1'],
  ],
  [
    'letters after z',
    items([1, 0], [1, 0]),
    {numbering: level('upperLetter', '%1.', 26)},
    ['item Z.⇥text 0', 'item AA.⇥text 1'],
  ],
  [
    'Roman numbers',
    items([1, 0], [1, 0]),
    {numbering: level('lowerRoman', '%1.', 4)},
    ['item iv.⇥text 0', 'item v.⇥text 1'],
  ],
  [
    'large Roman numbers',
    items([1, 0]),
    {numbering: level('upperRoman', '%1.', 1994)},
    ['item MCMXCIV.⇥text 0'],
  ],
  ['dashes', items([1, 0]), {numbering: level('bullet', '–')}, ['item –⇥text 0']],
  ['bullets of a symbol font', items([1, 0]), {numbering: level('bullet', '\uf0b7')}, ['item •⇥text 0']],
  ['a list that prints nothing', items([1, 0]), {numbering: level('none', '')}, ['line text 0']],
  ['a list whose form is not known', items([1, 0]), {numbering: level('chineseCounting')}, ['item text 0']],
  ['a list that is nowhere defined', items([7, 0]), {numbering: level('decimal')}, ['line text 0']],
  ['a paragraph taken out of its list', items([0, 0]), {numbering: level('decimal')}, ['line text 0']],
  [
    'levels, each of which begins anew below the one above',
    items([1, 0], [1, 1], [1, 1], [1, 0], [1, 1]),
    {
      numbering: listOf(1, [
        {form: 'decimal', text: '%1.'},
        {form: 'lowerLetter', text: '%1.%2)'},
      ]),
    },
    ['item 1.⇥text 0', 'item 1.a)⇥text 1', 'item 1.b)⇥text 2', 'item 2.⇥text 3', 'item 2.a)⇥text 4'],
  ],
  [
    'two lists of one definition count on, but where one begins anew (E-004626/2015)',
    items([1, 0], [3, 0], [1, 0], [3, 0]),
    {numbering: level('decimal') + restarted(3, 1, 1)},
    ['item 1.⇥text 0', 'item 1.⇥text 1', 'item 2.⇥text 2', 'item 3.⇥text 3'],
  ],
  [
    'a list by the style of its paragraphs',
    paragraph('text', '<w:pStyle w:val="Listed"/>'),
    {
      numbering: level('decimal'),
      styles: `<w:style w:styleId="Listed"><w:pPr>${inList(1)}</w:pPr></w:style>`,
    },
    ['item 1.⇥text'],
  ],
  [
    'the second line of an item, and an item without text, which counts',
    paragraph('one\ntwo', inList(1)) + paragraph('', inList(1)) + paragraph('three', inList(1)),
    {numbering: level('decimal')},
    ['item 1.⇥one', '+line two', 'item 3.⇥three'],
  ],

  // Notes: they come after the text, in the order of their marks.
  [
    'footnotes, in the order of the text, whatever their ids',
    `<w:p>${words('a')}${run('<w:footnoteReference w:id="9"/>')}${words(', b')}${run('<w:footnoteReference w:id="2"/>')}</w:p>`,
    {footnotes: note('footnote', 2, 'second') + note('footnote', 9, 'first')},
    ['line a^1^, b^2^', 'note ^1^⇥first', 'note ^2^⇥second'],
  ],
  [
    'endnotes, in Roman numbers unless the file says otherwise',
    `<w:p>${words('a')}${run('<w:endnoteReference w:id="1"/>')}</w:p>`,
    {endnotes: note('endnote', 1, 'at the end')},
    ['line a^i^', 'note ^i^⇥at the end'],
  ],
  [
    'footnotes in letters from c, as the section says',
    `<w:p>${words('a')}${run('<w:footnoteReference w:id="1"/>')}</w:p><w:sectPr><w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr></w:sectPr>`,
    {footnotes: note('footnote', 1, 'noted')},
    ['line a^c^', 'note ^c^⇥noted'],
  ],
  [
    'a mark of the author’s own, which does not count',
    `<w:p>${words('a')}${run('<w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t>', raised)}${words(' b')}${run('<w:footnoteReference w:id="2"/>')}</w:p>`,
    {
      footnotes: `<w:footnote w:id="1"><w:p>${words('*', raised)}${words(' starred')}</w:p></w:footnote>${note('footnote', 2, 'counted')}`,
    },
    ['line a^*^ b^1^', 'note ^*^ starred', 'note ^1^⇥counted'],
  ],
  [
    'a superscript beside a mark that Word makes, with the number of another note',
    `<w:p>${words('km')}${words('2', raised)}${run('<w:footnoteReference w:id="1"/><w:footnoteReference w:id="2"/>')}</w:p>`,
    {footnotes: note('footnote', 1, 'one') + note('footnote', 2, 'two')},
    ['line km2^1^^2^', 'note ^1^⇥one', 'note ^2^⇥two'],
  ],
  [
    'marks and notes that are typed',
    `<w:p>${words('a')}${words('1', raised)}</w:p><w:p>${words('1', raised)}${words(' typed')}</w:p>`,
    {},
    ['line a^1^', 'line ^1^ typed'],
  ],
  [
    'endnotes after footnotes, and a note without text',
    `<w:p>${words('a')}${run('<w:endnoteReference w:id="1"/>')}${words(' b')}${run('<w:footnoteReference w:id="1"/>')}</w:p>`,
    {
      footnotes: '<w:footnote w:id="1"><w:p/></w:footnote>',
      endnotes: note('endnote', 1, 'at the end'),
    },
    ['line a^i^ b^1^', 'note ^1^', 'note ^i^⇥at the end'],
  ],
  [
    'a note of two paragraphs, and one that does not print its mark',
    `<w:p>${words('a')}${run('<w:footnoteReference w:id="1"/><w:footnoteReference w:id="2"/>')}</w:p>`,
    {
      footnotes: `<w:footnote w:id="1"><w:p>${run('<w:footnoteRef/>')}${words('one')}</w:p>${paragraph('two')}</w:footnote><w:footnote w:id="2">${paragraph('bare')}</w:footnote>`,
    },
    ['line a^1^^2^', 'note ^1^one', 'note two', 'note ^2^ bare'],
  ],
];

for (const [name, body, parts, blocks] of READ) {
  test(`read: ${name}`, async () => {
    assert.deepEqual(show((await readDocx(docxOf(body, parts))).blocks), blocks);
  });
}

test('header, footer and properties are no text', async () => {
  const {blocks, furniture, language} = await readDocx(
    docxOf(paragraph('text'), {
      header: paragraph('EN'),
      footer: paragraph('1190001.EN\tPE 641.917'),
      properties: {'<Extension>': 'EN', 'PE Number': '641.918', Author: 'a member of staff'},
    }),
  );
  assert.deepEqual(show(blocks), ['line text']);
  assert.deepEqual(furniture, ['EN', '1190001.EN\tPE 641.917', 'PE 641.918']);
  assert.equal(language, 'EN');
});

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

/* ---- from the file to the record ---- */

const HEADING = [
  'Question for written answer E-003068/2019',
  'to the Commission',
  'Rule 138',
  'Mara Bizzotto (ID)',
];

async function versionOf(body: string, parts: DocxParts = {}): Promise<QuestionVersion | undefined> {
  const {records, failures} = await parseDocuments([
    {url: 'question.docx', contentType: null, body: docxOf(body, parts)},
  ]);
  assert.deepEqual(failures, []);
  return records[0]?.versions.en;
}

test('numbers, letters and dashes of Word are those of the record', async () => {
  const version = await versionOf(
    [...HEADING, 'Subject:\tA title'].map(line => paragraph(line)).join('') +
      items([1, 0], [1, 1], [2, 0], [3, 0], [4, 0]),
    {
      numbering:
        listOf(1, [
          {form: 'decimal', text: '%1.', start: 3},
          {form: 'decimal', text: '%1.%2.'},
        ]) +
        listOf(2, [{form: 'lowerLetter', text: '(%1)'}]) +
        listOf(3, [{form: 'bullet', text: '–'}]) +
        listOf(4, [{form: 'upperLetter', text: '%1)'}]),
    },
  );
  assert.deepEqual(
    version?.paragraphs.map(({kind, number, text}) => [kind, number, text]),
    [
      ['item', '3', 'text 0'],
      ['item', '3.1', 'text 1'],
      ['item', 'a', 'text 2'],
      ['item', null, 'text 3'],
      ['item', 'A', 'text 4'],
    ],
  );
  assert.equal(version?.text, '3. text 0\n\n3.1. text 1\n\n(a) text 2\n\n– text 3\n\nA) text 4');
});

test('notes of Word are those of the record, and marks stand in the text', async () => {
  const version = await versionOf(
    [...HEADING, 'Subject:\tA title'].map(line => paragraph(line)).join('') +
      `<w:p>${words('EUR 400 000')}${run('<w:footnoteReference w:id="1"/>')}${words(' and 100 m')}${words('2', raised)}${run('<w:endnoteReference w:id="1"/>')}</w:p>`,
    {
      footnotes: note('footnote', 1, 'at the foot'),
      endnotes: note('endnote', 1, 'at the end'),
    },
  );
  assert.equal(version?.text, 'EUR 400 000[1] and 100 m2[i]');
  assert.deepEqual(version?.footnotes, [
    {mark: '1', text: 'at the foot'},
    {mark: 'i', text: 'at the end'},
  ]);
});

for (const [name, lines, subject] of [
  ['on its label’s line', ['Subject:\tVP/HR - A title'], 'VP/HR - A title'],
  ['below its label', ['Subject:', 'Brexit: a title'], 'Brexit: a title'],
  ['over two lines of one paragraph', ['Subject:\tA title that is\nlong'], 'A title that is long'],
  ['below its label, in one paragraph', ['Subject:\nA title that\nis long'], 'A title that is long'],
  ['under a label in another language’s word', ['Betreff:\tA title'], 'A title'],
] as const) {
  test(`the subject ${name}`, async () => {
    const version = await versionOf([...HEADING, ...lines, 'A text.'].map(line => paragraph(line)).join(''));
    assert.equal(version?.subject, subject);
    assert.equal(version?.text, 'A text.');
    assert.deepEqual(version?.heading, HEADING);
  });
}

test('a heading in one paragraph with line breaks', async () => {
  const version = await versionOf(
    [HEADING.join('\n'), 'Subject:\tA title', 'A text.'].map(line => paragraph(line)).join(''),
  );
  assert.deepEqual([version?.heading, version?.subject, version?.text], [HEADING, 'A title', 'A text.']);
});

// Unproven in Word files: in PDFs of 2015 these lines are the footer.
test('lines above the heading: its own number there is the file’s, one in the text is not', async () => {
  const [above, named] = ['PE 573.583', 'The Commission is referred to PE 641.917.'];
  for (const [lines, pe] of [
    [[above, ...HEADING, 'Subject:\tA title', named], 'PE573.583'],
    [[...HEADING, 'Subject:\tA title', named], null],
  ] as const) {
    const {records} = await parseDocuments([
      {url: 'question.docx', contentType: null, body: docxOf(lines.map(line => paragraph(line)).join(''))},
    ]);
    const version = records[0]?.versions.en;
    assert.deepEqual([records[0]?.documents.pe, version?.heading, version?.text], [pe, HEADING, named]);
    assert.equal(records[0]?.authors[0]?.name, 'Mara Bizzotto');
  }
});

test('an answer whose number stands in the header, for the file of which it is', async () => {
  const {records, failures} = await parseDocuments([
    {
      url: 'answer.docx',
      contentType: null,
      body: docxOf(
        ['Answer given by Mr Sample', 'on behalf of the European Commission', '(20.2.2026)', 'A text.']
          .map(line => paragraph(line))
          .join(''),
        {header: paragraph('EN') + paragraph('E-000002/2026')},
      ),
    },
  ]);
  assert.deepEqual(failures, []);
  assert.deepEqual(
    [records[0]?.id, records[0]?.answers[0]?.date, records[0]?.answers[0]?.versions.en?.files[0]?.layout],
    ['E-10-2026-000002', '2026-02-20', 'docx-answer'],
  );
});

/* ---- what is no Word file, or none of a question ---- */

const [english] = SAFE_CITY.versions;
assert.ok(english !== undefined);
const good = Buffer.from(questionDocx(SAFE_CITY, english));
const MAIN = 'word/document.xml';
const body = (content: string): string => `<w:document><w:body>${content}</w:body></w:document>`;

function changed(change: (bytes: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(good);
  change(bytes);
  return bytes;
}

/** Where the archive's directory describes a part. */
function directoryEntry(bytes: Buffer, name: string): number {
  return bytes.lastIndexOf(Buffer.from(name)) - 46;
}

const HOSTILE: [name: string, body: Uint8Array, message: RegExp][] = [
  ['a truncated archive', good.subarray(0, good.length - 40), /the Word file cannot be opened/],
  ['nothing but the signature', Buffer.from('PK\u0003\u0004'), /the Word file cannot be opened/],
  [
    'an archive without a document',
    zip({'docProps/custom.xml': '<Properties/>', mimetype: 'x'}),
    /no Word document: it holds mimetype/,
  ],
  ['an empty archive', zip({}), /no Word document: it holds nothing/],
  [
    'a spreadsheet',
    zip({'xl/workbook.xml': '<workbook/>', 'xl/sheet.xml': '<x/>'}),
    /no Word document: it holds xl\/workbook\.xml/,
  ],
  ['control signs in a name', zip({'é\u001b[31m.xml': '<x/>'}), /no Word document: it holds é\[31m\.xml/],
  [
    'an old Word file',
    oleOf('WordDocument'),
    /a Word file in the old binary form \(\.doc\), which epq does not read/,
  ],
  ['a Word file with a password', oleOf('EncryptedPackage'), /encrypted with a password/],
  ['another old file', oleOf('Workbook'), /a file of an older program/],
  [
    'a bomb: 16 MiB of blanks in 16 KiB',
    zip({[MAIN]: body(' '.repeat(16 * 1024 * 1024))}),
    /too large: its text would take \d+ bytes/,
  ],
  ['the first byte too many', zip({[MAIN]: body(' '.repeat(4 * 1024 * 1024))}), /too large/],
  ['as much as may be', zip({[MAIN]: body(' '.repeat(4 * 1024 * 1024 - 1000))}), /holds no text/],
  [
    'a bomb that declares little',
    changed(bytes => bytes.writeUInt32LE(100, directoryEntry(bytes, MAIN) + 24)),
    /cannot be opened \(too many bytes in the stream/,
  ],
  [
    'a changed byte',
    changed(bytes => bytes.writeUInt32LE(1, directoryEntry(bytes, MAIN) + 16)),
    /the checksum of word\/document\.xml does not fit/,
  ],
  [
    'an encrypted part',
    changed(bytes => bytes.writeUInt16LE(1, directoryEntry(bytes, MAIN) + 8)),
    /encrypted/,
  ],
  ['markup nested beyond reason', zip({[MAIN]: body('<w:sdt>'.repeat(100_000))}), /nested too deeply/],
  [
    'an entity that stands for ever more',
    zip({[MAIN]: `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${body('&b;')}`}),
    /declares entities/,
  ],
  ['no text', docxOf(''), /the Word file holds no text/],
  [
    'a note that is not there',
    docxOf(`<w:p>${run('<w:footnoteReference w:id="4"/>')}</w:p>`),
    /refers to a footnote that is not there/,
  ],
  [
    'lists that are nowhere described',
    docxOf(items([1, 0])),
    /has lists, and does not say what they look like/,
  ],
  [
    'notes in a form that nobody knows',
    docxOf(
      `<w:p>${run('<w:footnoteReference w:id="4"/>')}</w:p><w:sectPr><w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr></w:sectPr>`,
    ),
    /a form that epq does not know: chicago/,
  ],
  [
    'something else of Parliament’s',
    docxOf(['Minutes', 'of the sitting', 'Rule 138'].map(line => paragraph(line)).join('')),
    /shows no question's and no answer's heading/,
  ],
  [
    'a heading alone',
    docxOf([...HEADING, 'Subject:\tA title'].map(line => paragraph(line)).join('')),
    /a heading and no text below it/,
  ],
];

for (const [name, bytes, message] of HOSTILE) {
  test(`refused: ${name}`, async () => {
    const {records, failures} = await parseDocuments([{url: 'word.docx', contentType: null, body: bytes}]);
    assert.deepEqual(records, []);
    assert.equal(failures.length, 1);
    assert.equal(failures[0]?.kind, 'parse', failures[0]?.message);
    assert.match(failures[0]?.message ?? '', message);
  });
}

test('no changed byte makes another record: it is refused, or it is in no part that is read', async () => {
  const whole = await recordOf(good);
  let refused = 0;
  for (let at = 0; at < good.length; at += 23) {
    const {records, failures} = await recordOf(
      changed(bytes => bytes.writeUInt8((bytes[at] ?? 0) ^ 0x5a, at)),
    );
    if (failures.length === 0) assert.deepEqual(textsOf(records), textsOf(whole.records), `byte ${at}`);
    else {
      refused += 1;
      assert.deepEqual([failures[0]?.kind, records], ['parse', []], failures[0]?.message);
    }
  }
  assert.ok(refused > 60, String(refused));
});

function recordOf(bytes: Uint8Array): ReturnType<typeof parseDocuments> {
  return parseDocuments([{url: 'word.docx', contentType: null, body: bytes}]);
}

// Everything but the hash of the file itself.
function textsOf(records: readonly QuestionRecord[]): object[] {
  return records.map(({versions, ...record}) => ({...record, version: {...versions.en, files: []}}));
}

test('markup nested nearly beyond reason is read', async () => {
  const deep = `${'<w:sdt>'.repeat(1990)}${paragraph('deep')}${'</w:sdt>'.repeat(1990)}`;
  assert.deepEqual(show((await readDocx(zip({[MAIN]: body(deep)}))).blocks), ['line deep']);
});
