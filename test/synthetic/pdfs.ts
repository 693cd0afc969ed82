import {once} from 'node:events';
import {createRequire} from 'node:module';
import PDFDocument from 'pdfkit';
import {LEXICON} from '../../src/lexicon.ts';
import {
  LABELS,
  piecesOf,
  type SyntheticAnswer,
  type SyntheticQuestion,
  type SyntheticVersion,
} from './documents.ts';

/**
 * PDFs in the forms that are known: tagged with a footer drawn first (2015, seen), and untagged (2020 to 2026, known
 * by their text only). Written by us: synthetic.
 */

const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const LEFT = 72;
const RIGHT = 523;
const BOTTOM = 760;
const SIZE = 9.96;
const LINE = 11.5;
const NOTE_SIZE = 8;
const MARK_SIZE = 6;

/** One piece of a line: words or a raised mark, where it stands. */
interface Placed {
  text: string;
  x: number;
  isMark: boolean;
}

/** `embedded`, in part, as a subset; one of those that every reader has is in no file. */
type Font = 'embedded' | 'Helvetica';

/**
 * The font of a document that is made and read sooner: none is embedded, where Helvetica has all letters.
 *
 * @param content all that is printed
 */
export function quickFontFor(...content: readonly unknown[]): Font {
  return /^[\x20-\x7e\xa0-\xff–—‘’“”…]*$/.test(JSON.stringify(content)) ? 'Helvetica' : 'embedded';
}

function open(tagged: boolean, title: string, font: Font = 'embedded'): PDFKit.PDFDocument {
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    compress: true,
    pdfVersion: '1.5',
    ...(tagged ? {tagged: true, lang: 'en-GB'} : {}),
    info: {
      Title: title,
      CreationDate: new Date(0),
      ModDate: new Date(0),
      Producer: 'epq, synthetic',
      Creator: 'epq, synthetic',
    },
  });
  document.font(font === 'embedded' ? FONT : font);
  return document;
}

async function bytesOf(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  document.on('data', chunk => chunks.push(chunk));
  const ended = new Promise(resolve => document.on('end', resolve));
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** More signs than these fit on no line. */
const LONGEST_PART = /.{1,60}/gu;

/** Breaks text into lines by its real width, at spaces and behind hyphens; and addresses longer than a line. */
function wrap(document: PDFKit.PDFDocument, text: string, size: number, left: number): Placed[][] {
  const lines: Placed[][] = [[]];
  let x = left;
  const widthOf = (words: string, at: number): number => document.fontSize(at).widthOfString(words);
  for (const {text: words, isMark} of piecesOf(text)) {
    const parts = isMark
      ? [words]
      : (words.match(/\s*[^\s-]*(?:-(?=\S)|-|(?=\s|$))/g) ?? []).flatMap(
          part => part.match(LONGEST_PART) ?? [],
        );
    for (const part of parts) {
      const width = widthOf(part, isMark ? MARK_SIZE : size);
      if (x + width > RIGHT && !isMark) {
        lines.push([]);
        x = left;
      }
      const shown = lines.at(-1)?.length === 0 ? part.trimStart() : part;
      const last = lines.at(-1)?.at(-1);
      if (last !== undefined && !last.isMark && !isMark) last.text += shown;
      else lines.at(-1)?.push({text: shown, x, isMark});
      x += widthOf(shown, isMark ? MARK_SIZE : size);
    }
  }
  return lines;
}

function drawLine(document: PDFKit.PDFDocument, line: Placed[], y: number, size: number): void {
  for (const {text, x, isMark} of line) {
    const at = isMark ? MARK_SIZE : size;
    document.fontSize(at).text(text, x, isMark ? y - 1 : y + (SIZE - at) * 0.8, {lineBreak: false});
  }
}

/** A question in the form of 2015: tagged, the footer first in content order, the notes after the paragraph they belong to. */
export async function questionPdf2015(
  question: SyntheticQuestion,
  version: SyntheticVersion,
  {font}: {font?: Font} = {},
): Promise<Uint8Array> {
  const document = open(true, 'QE', font);
  document.markContent('Artifact', {type: 'Pagination'});
  document.fontSize(10.92).text('1190001.EN', LEFT, BOTTOM + 10, {lineBreak: false});
  document.text((question.pe ?? '').replace('PE', 'PE '), 468, BOTTOM + 10, {lineBreak: false});
  document.endMarkedContent();
  const part = document.struct('Part');
  document.addStructure(part);
  let y = 60;
  const paragraph = (text: string, gap: number, hanging = 0): void => {
    const first = piecesOf(text)[0]?.text ?? '';
    const [, number] = /^(\d+\.) /.exec(first) ?? [];
    const lines = wrap(
      document,
      number === undefined ? text : text.slice(number.length + 1),
      SIZE,
      LEFT + (number === undefined ? hanging : 21),
    );
    part.add(
      document.struct('P', {}, () => {
        if (number !== undefined) document.fontSize(SIZE).text(number, LEFT, y, {lineBreak: false});
        for (const line of lines) {
          drawLine(document, line, y, SIZE);
          y += LINE;
        }
      }),
    );
    y += gap;
  };
  for (const line of version.heading) paragraph(line, 0);
  y += LINE;
  const label = LABELS[version.language]?.subject ?? `${LEXICON[version.language].subject[0]}:`;
  part.add(
    document.struct('P', {}, () => {
      document.fontSize(SIZE).text(label, LEFT, y, {lineBreak: false});
      for (const line of wrap(document, version.subject, SIZE, LEFT + 57)) {
        drawLine(document, line, y, SIZE);
        y += LINE;
      }
    }),
  );
  y += LINE;
  for (const [index, text] of version.body.entries()) {
    paragraph(text, LINE);
    const marks = piecesOf(text).filter(({isMark}) => isMark);
    if (marks.length === 0) continue;
    const note = document.struct('Note');
    let noteY = BOTTOM - 60 + index * 2;
    for (const {text: mark} of marks) {
      note.add(
        document.struct('P', {}, () => {
          document.fontSize(MARK_SIZE).text(mark, LEFT, noteY - 1, {lineBreak: false});
          for (const line of wrap(
            document,
            version.footnotes[Number(mark) - 1] ?? '',
            NOTE_SIZE,
            LEFT + 14,
          )) {
            drawLine(document, line, noteY, NOTE_SIZE);
            noteY += 10;
          }
        }),
      );
    }
    note.end();
    part.add(note);
  }
  part.end();
  return bytesOf(document);
}

/** Draws lines from the top of a page to its bottom, then on the next; notes at the foot of the page of their mark. */
function drawUntagged(
  document: PDFKit.PDFDocument,
  blocks: {text: string; gap: number}[],
  footnotes: readonly string[],
  top: string | null,
): void {
  let y = 60;
  let pending: string[] = [];
  const endPage = (): void => {
    let noteY = BOTTOM - pending.length * 24;
    for (const mark of pending) {
      document.fontSize(MARK_SIZE).text(mark, LEFT, noteY - 1, {lineBreak: false});
      for (const line of wrap(document, footnotes[Number(mark) - 1] ?? '', NOTE_SIZE, LEFT + 10)) {
        drawLine(document, line, noteY, NOTE_SIZE);
        noteY += 10;
      }
    }
    pending = [];
  };
  if (top !== null) document.fontSize(SIZE).text(top, 430, 30, {lineBreak: false});
  for (const {text, gap} of blocks) {
    const [, number] = /^(\d+\.) /.exec(text) ?? [];
    for (const [index, line] of wrap(
      document,
      number === undefined ? text : text.slice(number.length + 1),
      SIZE,
      LEFT + (number === undefined ? 0 : 21),
    ).entries()) {
      const marks = line.filter(({isMark}) => isMark).map(piece => piece.text);
      if (y + LINE > BOTTOM - (pending.length + marks.length) * 24 - 20) {
        endPage();
        document.addPage();
        y = 60;
      }
      if (index === 0 && number !== undefined)
        document.fontSize(SIZE).text(number, LEFT, y, {lineBreak: false});
      drawLine(document, line, y, SIZE);
      pending.push(...marks);
      y += LINE;
    }
    y += gap;
  }
  endPage();
}

function questionBlocks(
  question: SyntheticQuestion,
  {heading, subject, body, language}: SyntheticVersion,
  label = LABELS[language]?.subject ?? `${LEXICON[language].subject[0]}:`,
): {text: string; gap: number}[] {
  return [
    ...heading.map((text, index) => ({text, gap: index === heading.length - 1 ? LINE : 0})),
    {text: label, gap: 2},
    {text: subject, gap: LINE},
    ...body.map(text => ({text, gap: LINE})),
    ...(question.submitted === null ? [] : [{text: question.submitted, gap: LINE}]),
  ];
}

/** A question in the form of 2026: untagged, the session document's number on top; `label` in the place of "Subject:". */
export async function questionPdf2026(
  question: SyntheticQuestion,
  version: SyntheticVersion,
  {label, font}: {label?: string; font?: Font} = {},
): Promise<Uint8Array> {
  const document = open(false, question.number, font);
  drawUntagged(
    document,
    questionBlocks(question, version, label),
    version.footnotes,
    question.pe === null ? null : `${question.pe}v01-00`,
  );
  return bytesOf(document);
}

/** An answer in the short form: language, number, heading, date in brackets, text. */
export async function answerPdfShort(
  answer: SyntheticAnswer,
  version: SyntheticAnswer['versions'][number],
  {font}: {font?: Font} = {},
): Promise<Uint8Array> {
  const document = open(false, answer.number, font);
  const {heading, body, footnotes, language} = version;
  const blocks = [
    {text: language.toUpperCase(), gap: 0},
    {text: answer.number, gap: 0},
    ...heading.map(text => ({text, gap: 0})),
    {text: `(${answer.printedDate})`, gap: LINE},
    ...body.map(text => ({text, gap: LINE})),
  ];
  drawUntagged(document, blocks, footnotes, null);
  return bytesOf(document);
}

/** An answer in the form of the Official Journal: the whole question again, then the answer, whose notes begin anew. */
export async function answerPdfOfficialJournal(
  answer: SyntheticAnswer,
  version: SyntheticAnswer['versions'][number],
  question: SyntheticQuestion,
  asked: SyntheticVersion,
  printedDates: {question: string; answer: string},
  label = 'Subject:',
): Promise<Uint8Array> {
  const document = open(false, answer.number);
  const heading = asked.heading
    .filter(line => !/^Rule \d/.test(line))
    .map(line => line.replace(/\/20(\d\d)$/, '/$1'));
  const blocks = [
    {text: '(English version)', gap: LINE},
    ...heading.map(text => ({text, gap: 0})),
    {text: `(${printedDates.question})`, gap: LINE},
    {text: `${label} ${asked.subject}`, gap: LINE},
    ...asked.body.map(text => ({text: text.replace(/⟨\d+⟩/g, ''), gap: LINE})),
    {text: question.submitted ?? `Submitted: ${question.date}`, gap: LINE},
    {text: version.heading.join(' '), gap: 0},
    {text: `(${printedDates.answer})`, gap: LINE},
    ...version.body.map(text => ({text, gap: LINE})),
  ];
  drawUntagged(document, blocks, version.footnotes, null);
  return bytesOf(document);
}

/** A PDF of nothing but a text: an annex; without text, a scan. */
export async function plainPdf(text: string, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({info: {CreationDate: new Date(0)}, ...options});
  const chunks: Buffer[] = [];
  document.on('data', chunk => chunks.push(chunk));
  if (text === '') document.rect(50, 50, 100, 100).fill();
  else document.text(text);
  document.end();
  await once(document, 'end');
  return Buffer.concat(chunks);
}
