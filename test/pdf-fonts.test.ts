import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {test} from 'node:test';
import PDFDocument from 'pdfkit';
import {latin} from '../src/document.ts';
import {readPdf} from '../src/parse/pdf.ts';
import {hideFontPrograms} from '../src/parse/pdf-fonts.ts';
import {ROOT} from './corpus.ts';

const COMPOSITE = [
  '1 0 obj <</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts 2 0 R/ToUnicode 9 0 R>> endobj',
  '2 0 obj [3 0 R] endobj',
  '3 0 obj <</Type/Font/Subtype/CIDFontType2/FontDescriptor 4 0 R>> endobj',
];
const DESCRIPTOR = '4 0 obj <</Type/FontDescriptor/FontFile2 5 0 R>> endobj';
const simple = (entries: string): string =>
  `6 0 obj <</Type/Font/Subtype /TrueType/FontDescriptor 4 0 R${entries}>> endobj`;
const withoutToUnicode = COMPOSITE.map(object => object.replace('/ToUnicode 9 0 R', ''));

const FILES: [name: string, objects: string[], isHidden: boolean][] = [
  ['a composite font that tells its characters', [...COMPOSITE, DESCRIPTOR], true],
  ['one that does not', [...withoutToUnicode, DESCRIPTOR], false],
  ['no program', COMPOSITE, false],
  ['a simple font with characters of its own', [simple('/ToUnicode 9 0 R'), DESCRIPTOR], true],
  ['a simple font in a known encoding', [simple('/Encoding/WinAnsiEncoding'), DESCRIPTOR], true],
  ['a simple font in an encoding of its own', [simple('/Encoding 8 0 R'), DESCRIPTOR], false],
  ['a simple font without an encoding', [simple(''), DESCRIPTOR], false],
  ['another font in doubt', [...COMPOSITE, DESCRIPTOR, simple('').replace('4 0 R', '7 0 R')], false],
  ['a font out of sight', [DESCRIPTOR, simple('/ToUnicode 9 0 R').replace('4 0 R', '7 0 R')], false],
  ['a composite font out of sight', [...COMPOSITE.slice(1), DESCRIPTOR], false],
  [
    'a program of another kind',
    [...COMPOSITE, DESCRIPTOR.replace('FontFile2 5 0 R', 'FontFile3 5 0 R')],
    false,
  ],
  [
    'blanks, and a later generation',
    [
      '1 0 obj <</Type /Font /Subtype  /Type0 /DescendantFonts 2 0 R /ToUnicode  9 0 R>> endobj',
      '3 0 obj <</Type /Font /Subtype  /CIDFontType2 /FontDescriptor  4 12 R>> endobj',
      '4 12 obj <</Type /FontDescriptor /FontFile2  5 0 R>> endobj',
    ],
    true,
  ],
  [
    'blanks, and no composite font in sight',
    ['3 0 obj <</Subtype /CIDFontType2 /FontDescriptor 4 0 R>> endobj', DESCRIPTOR],
    false,
  ],
  ['a known encoding behind a blank', [simple('/Encoding /MacRomanEncoding'), DESCRIPTOR], true],
  [
    'one of two fonts out of sight',
    [...COMPOSITE, DESCRIPTOR, DESCRIPTOR.replace('4 0 obj', '7 0 obj')],
    false,
  ],
  ['a descriptor without a number', [...COMPOSITE, DESCRIPTOR.replace('4 0 obj', '')], false],
  [
    'the name of a kind in a text',
    [...COMPOSITE, DESCRIPTOR, '9 0 obj <<>> stream\n(/CIDFontType2) Tj\nendstream endobj'],
    false,
  ],
  [
    'the name of a program in a text',
    [...COMPOSITE, DESCRIPTOR, '9 0 obj <<>> stream\n(/FontFile2 5 0 R) Tj\nendstream endobj'],
    false,
  ],
];

// A document of one line, its font embedded under the name of one that every reader knows.
async function printed(text: string, name: string): Promise<Buffer> {
  const document = new PDFDocument({compress: false});
  document.font(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
  document.text(text).end();
  const chunks: Buffer[] = [];
  for await (const chunk of document) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('latin1');
  const renamed = body.replace(/\/[A-Z]{6}\+DejaVuSans\b/g, own => `/${name}`.padEnd(own.length));
  assert.notEqual(renamed, body);
  return Buffer.from(renamed, 'latin1');
}

for (const name of ['Arial', 'Calibri', 'TimesNewRoman', 'Other']) {
  test(`a ligature keeps its letters in a font that is called ${name}`, async () => {
    const text = 'An official office of difficult flags';
    const file = await printed(text, name);
    assert.ok(hideFontPrograms(new Uint8Array(file)));
    const {blocks} = await readPdf(file);
    assert.deepEqual(
      blocks.map(block => block.text),
      [text],
    );
  });
}

for (const [name, objects, isHidden] of FILES) {
  test(`programs of fonts: ${name}`, () => {
    const file = new Uint8Array(Buffer.from(objects.join('\n')));
    const before = latin(file);
    assert.equal(hideFontPrograms(file), isHidden);
    const hidden = before.replaceAll('FontFile2', 'FontFileX').replaceAll('CIDFontType2', 'CIDFontType0');
    assert.equal(latin(file), isHidden ? hidden : before);
  });
}

test('reading a PDF leaves its bytes, and the way arrays grow, as they were', async () => {
  const {push} = Array.prototype;
  const file = await readFile(
    join(ROOT, 'fixtures/cases/E-10-2026-000002_EN--long-file--synthetic/file.pdf'),
  );
  const before = latin(file);
  assert.notDeepEqual((await readPdf(file)).blocks, []);
  assert.equal(latin(file), before);
  assert.equal(Array.prototype.push, push);
  assert.match(String(push), /native code/);
});
