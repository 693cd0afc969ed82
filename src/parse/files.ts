import type {RawDocument} from '../document.ts';
import {EpqError} from '../errors.ts';
import {readAnswerHeading, recogniseLanguage} from '../words.ts';
import type {FileText} from './block.ts';
import {
  type AnswerLayouts,
  PDF_ANSWER_MARKS,
  PDF_QUESTION_AND_ANSWER_LABELS,
  PDF_QUESTION_AND_ANSWER_MARKS,
  parseFileAnswer,
} from './file-answer.ts';
import {FILE_QUESTION_LABELS, FILE_QUESTION_MARKS, parseFileQuestion} from './file-question.ts';
import type {PdfText} from './pdf-page.ts';
import type {ParsedDocument, Printed} from './printed.ts';
import type {LayoutSigns} from './signs.ts';

/** The forms of PDFs and Word files, and what they show. */
export const FILE_LAYOUTS: readonly LayoutSigns<FileText>[] = [
  {name: 'docx', marks: FILE_QUESTION_MARKS, labels: FILE_QUESTION_LABELS},
  {name: 'docx-answer', marks: PDF_ANSWER_MARKS, labels: []},
  {name: 'pdf', marks: FILE_QUESTION_MARKS, labels: FILE_QUESTION_LABELS},
  {name: 'pdf-answer', marks: PDF_ANSWER_MARKS, labels: []},
  {
    name: 'pdf-question-and-answer',
    marks: PDF_QUESTION_AND_ANSWER_MARKS,
    labels: PDF_QUESTION_AND_ANSWER_LABELS,
  },
];

/**
 * Reads a PDF of a question or an answer.
 *
 * @param document a PDF as received
 * @returns what it prints
 * @throws EpqError `parse` when it cannot be opened, holds no text, or shows neither a question nor an answer
 */
export async function parsePdf(document: RawDocument): Promise<ParsedDocument> {
  return parseFile(await openPdf(document), 'PDF', 'pdf', document.url);
}

/**
 * Reads a Word file of a question or an answer.
 *
 * @param document a DOCX as received
 * @returns what it prints
 * @throws EpqError `parse` when it cannot be opened, holds no text, or shows neither a question nor an answer
 */
export async function parseDocx(document: RawDocument): Promise<ParsedDocument> {
  const {readDocx} = await import('./docx.ts'); // most runs meet none
  const {language, ...text} = await readDocx(document.body);
  return {...parseFile(text, 'Word file', 'docx', document.url), taggedLanguage: language};
}

function parseFile(
  text: FileText,
  what: string,
  layout: keyof typeof ANSWER_LAYOUTS,
  url: string,
): ParsedDocument {
  if (text.blocks.length === 0)
    throw new EpqError('parse', `the ${what} holds no text (a scan, or a damaged file)`, {url});
  const printed = readPrinted(text, layout);
  if (printed === null || (printed.body.length === 0 && printed.notes.length === 0)) {
    const problem =
      printed === null
        ? "no question's and no answer's heading"
        : 'a heading and no text below it (a damaged file?)';
    throw new EpqError('parse', `the ${what} shows ${problem}`, {url});
  }
  return {printed, taggedLanguage: null, canonical: null, links: [], offersAnotherLanguage: false};
}

/**
 * The number that a PDF bears if it is a question or an answer, for files that should be neither.
 *
 * @param document a PDF as received
 * @returns as printed; `null` for any other PDF, whatever numbers it cites, and for a scan. Only a heading in words that
 *   the lexicon knows makes it one: an annex may well begin with its question's number
 * @throws EpqError `parse` when it cannot be opened
 */
export async function findPdfNumber(document: RawDocument): Promise<string | null> {
  const printed = readPrinted(await openPdf(document), 'pdf');
  if (printed === null) return null;
  const isKnown =
    printed.kind === 'answer'
      ? readAnswerHeading(printed.heading.join(' '), null) !== null
      : recogniseLanguage(printed.heading.kind) !== null;
  return isKnown ? printed.number : null;
}

async function openPdf({body}: RawDocument): Promise<PdfText> {
  const {readPdf} = await import('./pdf.ts'); // pdf-parse is heavy: loaded with the first PDF
  return readPdf(body);
}

const ANSWER_LAYOUTS = {
  pdf: {alone: 'pdf-answer', belowQuestion: 'pdf-question-and-answer'},
  docx: {alone: 'docx-answer', belowQuestion: 'docx-answer'},
} as const satisfies Record<string, AnswerLayouts>;

function readPrinted(text: FileText, layout: keyof typeof ANSWER_LAYOUTS): Printed | null {
  return parseFileAnswer(text, ANSWER_LAYOUTS[layout]) ?? parseFileQuestion(text, layout);
}
