import {type Address, parseAddress} from '../addresses.ts';
import type {RawDocument} from '../document.ts';
import {EpqError} from '../errors.ts';
import type {LayoutName} from '../question.ts';
import {readAnswerHeading, recogniseLanguage} from '../words.ts';
import type {FileText} from './block.ts';
import {CLASSIC_LABELS, CLASSIC_MARKS, isClassic, parseClassic} from './classic.ts';
import {
  type AnswerLayouts,
  PDF_ANSWER_MARKS,
  PDF_QUESTION_AND_ANSWER_LABELS,
  PDF_QUESTION_AND_ANSWER_MARKS,
  parseFileAnswer,
} from './file-answer.ts';
import {FILE_QUESTION_LABELS, FILE_QUESTION_MARKS, parseFileQuestion} from './file-question.ts';
import {type Page, readPage} from './html.ts';
import {isLabel, readLabel} from './label.ts';
import {isOfficialJournal, OFFICIAL_JOURNAL_MARKS, parseOfficialJournal} from './official-journal.ts';
import type {PdfText} from './pdf-page.ts';
import type {Printed} from './printed.ts';
import {isQuestionTime, parseQuestionTime, QUESTION_TIME_MARKS} from './question-time.ts';
import {isRedesign, parseRedesign, REDESIGN_LABELS, REDESIGN_MARKS} from './redesign.ts';
import type {LabelPlace, Mark} from './signs.ts';
import {isXhtmlFile, parseXhtmlFile, XHTML_MARKS} from './xhtml.ts';

/** The page families, in the order in which they are recognised: the first sure sign decides. */
export const PAGE_LAYOUTS: readonly (LayoutSigns<Page> & {
  recognise: (page: Page) => boolean;
  /** one question or answer; all of a page that holds several; `null` or none where none is found */
  parse: (page: Page) => Printed | Printed[] | null;
})[] = [
  {
    name: 'official-journal',
    recognise: isOfficialJournal,
    parse: parseOfficialJournal,
    marks: OFFICIAL_JOURNAL_MARKS,
    labels: [],
  },
  {
    name: 'question-time',
    recognise: isQuestionTime,
    parse: parseQuestionTime,
    marks: QUESTION_TIME_MARKS,
    labels: [],
  },
  {name: 'xhtml', recognise: isXhtmlFile, parse: parseXhtmlFile, marks: XHTML_MARKS, labels: []},
  {
    name: 'classic',
    recognise: isClassic,
    parse: parseClassic,
    marks: CLASSIC_MARKS,
    labels: CLASSIC_LABELS,
  },
  {
    name: 'redesign',
    recognise: isRedesign,
    parse: parseRedesign,
    marks: REDESIGN_MARKS,
    labels: REDESIGN_LABELS,
  },
];

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

/** A layout, and what its documents show. */
export interface LayoutSigns<Whole> {
  name: LayoutName;
  marks: readonly Mark<Whole>[];
  labels: readonly LabelPlace[];
}

/** A document, read by its layout. */
export interface ParsedDocument {
  printed: Printed;
  /** the language that the page's tags, or a Word file's properties, claim: `en`; `null` for a PDF */
  taggedLanguage: string | null;
  /** the page's own address, as its tags give it */
  canonical: string | null;
  /** what its links name, and whether each is the link "Answer in writing"; empty for a file */
  links: {address: Address; isAnswerMarker: boolean}[];
  /** the page says that the document does not exist in the language asked for and offers another (E-3086/2007(ASW)) */
  offersAnotherLanguage: boolean;
}

/**
 * Reads a web page by the layout that its content shows.
 *
 * @param document a page as received
 * @param menus whether the menus around the document are cut out before it is read, which is quicker and changes nothing
 * @default menus `cut`
 * @returns what it prints: one question or answer, or all of a page that holds several, in printed order
 * @throws EpqError `parse` when no layout is recognised, or the recognised one finds no question and no answer
 */
export function parsePage(document: RawDocument, menus: 'cut' | 'kept' = 'cut'): ParsedDocument[] {
  const page = readPage(document, menus);
  const layout = PAGE_LAYOUTS.find(({recognise}) => recognise(page));
  const hint = 'is it the page of a parliamentary question? if so, please report it';
  if (layout === undefined) {
    const names = PAGE_LAYOUTS.map(({name}) => name).join(', ');
    throw new EpqError('parse', `the page is in no layout that epq knows: ${names}`, {
      url: document.url,
      hint,
    });
  }
  const found = [layout.parse(page)].flat().filter(printed => printed !== null);
  if (found.length === 0) {
    throw new EpqError(
      'parse',
      `the page (layout ${layout.name}) shows no question's and no answer's heading`,
      {url: document.url, hint},
    );
  }
  const offersAnotherLanguage = page.lines.some(line => readLabel(line, 'notAvailable') !== null);
  const links = page.links.flatMap(link => {
    const address = parseAddress(link.address);
    return address === null ? [] : [{address, isAnswerMarker: isLabel(link.text, 'answerMarkers')}];
  });
  return found.map(printed => ({
    printed,
    taggedLanguage: page.language,
    canonical: page.canonical,
    links,
    offersAnotherLanguage,
  }));
}

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
