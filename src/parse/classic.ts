import {findHeadingNumber} from '../reference.ts';
import {readDate} from '../words.ts';
import {findAnswerHeading} from './answer-heading.ts';
import {type Block, plainText} from './block.ts';
import {closingLabels, isAnswerMarker, readClosing} from './closing.ts';
import {isBareNumber, readPageHeader, splitHeading} from './heading.ts';
import type {Page} from './html.ts';
import {isLabel, readLabel, readPlacedLabel} from './label.ts';
import {PICKER} from './menus.ts';
import {findAnyHeading} from './old-heading.ts';
import type {Printed, PrintedAnswer, PrintedQuestion} from './printed.ts';
import {findProcedureBox} from './procedure-box.ts';
import type {LabelPlace, Mark} from './signs.ts';

/**
 * Layout `classic`: getDoc.do and getAllAnswers.do pages, and doceo pages before the redesign, of 2001 to 2021.
 *
 * Recognised by  the language picker "Choisissez la langue de votre document :", in French in every version;
 *                the file links "PDF 41kWORD 9k"; a line "Subject: …" below a heading; a date above an answer's heading
 * Addresses      /sides/getDoc.do?pubRef=…&language=EN, /doceo/document/<id>_<LANG>.html
 * Subject        a line "Subject: …"; "Answer in writing" stands before it in 2020-22, after it in 2009-19
 * Unproven       every tag: only the order of visible lines is known, from the text of real pages
 * History
 *  - to 2009 the heading is one sentence, kind, authors and addressee: `old-heading.ts`
 *  - to 2018 getDoc.do; 2018 to at least December 2021 the same page at doceo addresses
 *  - afterwards the same address may serve `redesign`
 */

const FILE_LINKS = /^PDF(?: ?\d+ ?k)?(?: ?WORD(?: ?\d+ ?k)?)?$/i;

// No other page shows these.
const SURE_MARKS = [
  {
    name: `the language picker "${PICKER} :"`,
    of: null,
    isShown: (lines: readonly string[]) => lines.some(line => line.startsWith(PICKER)),
  },
  {
    name: 'the file links "PDF … WORD …"',
    of: null,
    isShown: (lines: readonly string[]) => lines.some(line => FILE_LINKS.test(line)),
  },
] as const satisfies Mark<Page>[];

// These count only on a page without the redesign's header and style sheets.
const STRUCTURE_MARKS: readonly Mark<Page>[] = [
  {
    name: "the subject's line below the heading",
    of: 'question',
    isShown: lines => {
      const place = findAnyHeading(lines);
      return place !== null && lines.slice(place.end).some(line => readLabel(line, 'subject'));
    },
  },
  {
    name: 'a date above the heading "Answer given by …", or a question reference below it',
    of: 'answer',
    isShown: lines => {
      const answer = findAnyHeading(lines) === null ? findAnswerHeading(lines, null) : null;
      return (
        answer !== null &&
        (findDateLine(lines.slice(0, answer.start)) !== null ||
          lines.slice(answer.end, answer.end + 3).some(line => readReference(line) !== null))
      );
    },
  },
];

/** What this layout is recognised by. */
export const CLASSIC_MARKS: readonly Mark<Page>[] = [...SURE_MARKS, ...STRUCTURE_MARKS];

/** Where this layout looks for which words. */
export const CLASSIC_LABELS: readonly LabelPlace[] = [
  {
    label: 'subject',
    of: 'question',
    place: 'between the authors and the text',
    field: 'subject',
    isInPlace: lines => {
      const place = findAnyHeading(lines);
      return place !== null && lines.slice(place.end).some(line => readLabel(line, 'subject') !== null);
    },
  },
  {
    label: 'answerMarkers',
    of: 'question',
    place: 'beside the subject',
    field: 'answered',
    isInPlace: lines => lines.some(line => isLabel(line, 'answerMarkers')),
  },
  ...closingLabels('question', ['originalLanguage', 'lastUpdated', 'legalNotice']),
  ...closingLabels('answer', ['lastUpdated', 'legalNotice']),
];

/** Whether lines show what this layout's shell alone shows: its language picker, its links to the files. */
export function showsClassicShell(lines: readonly string[]): boolean {
  return SURE_MARKS.some(({isShown}) => isShown(lines));
}

/** Whether a page shows a sure sign of this layout. */
export function isClassic(page: Page): boolean {
  const {lines} = page;
  if (showsClassicShell(lines)) return true;
  if (page.hasRedesignClasses || lines.some(line => readPageHeader(line) !== null)) return false;
  return STRUCTURE_MARKS.some(({isShown}) => isShown(lines, page));
}

/**
 * Reads a page of this layout.
 *
 * @returns the question or answer as printed, `null` where no heading is found
 */
export function parseClassic({blocks, lines}: Page): Printed | null {
  const place = findAnyHeading(lines);
  if (place === null) return parseAnswer(blocks, lines);
  const subject = findSubject(lines, place.end, place.old === null ? 1 : 0);
  // A page without its subject's line still shows the authors, on the line below the rule (E-005952-18 in Maltese, cut).
  const textStart = subject >= 0 ? subject + 1 : place.end + (place.old === null ? 1 : 0);
  const below = blocks
    .slice(place.end, subject < 0 ? textStart : subject)
    .filter(block => !isAnswerMarker(block) && !block.link)
    .map(block => plainText(block.text));
  const {body, notes, ...closing} = readClosing(withoutMarker(blocks.slice(textStart)));
  const before = lines.slice(0, place.start);
  const kindLine = lines[place.start] ?? '';
  const question: PrintedQuestion = {
    kind: 'question',
    layout: 'classic',
    // The heading's number is missing on some pages, the line above it on others (O-9-2020-000011_SV, E-006758-16).
    number: findHeadingNumber(kindLine) === null ? (before.findLast(isBareNumber) ?? kindLine) : kindLine,
    heading:
      place.old ??
      splitHeading([...lines.slice(place.start, place.end), ...below], place.end - place.start - 1),
    subject: readPlacedLabel(lines[subject] ?? '', 'subject') || null,
    subjectLabel: lines[subject] ?? null,
    date: findDateLine(before) ?? place.date,
    procedures: findProcedureBox(lines)?.procedures ?? [],
    pe: null,
    body,
    notes,
    ...closing,
  };
  return question;
}

function parseAnswer(blocks: readonly Block[], lines: readonly string[]): PrintedAnswer | null {
  // The heading follows the number's line, or the date's where no number is printed (E-9-2020-001706-ASW).
  const opening = lines.findLastIndex(line => FILE_LINKS.test(line) || isLabel(line, 'pageTitles')) + 1;
  const number = lines.findIndex(
    (line, index) => index >= opening && isBareNumber(line) && /\(ASW\)/i.test(line),
  );
  const place = findAnswerHeading(lines.slice(opening), number < 0 ? null : number + 1 - opening);
  if (place === null) return null;
  const start = opening + place.start;
  const end = opening + place.end;
  const before = lines.slice(0, start);
  const reference = lines.findIndex(
    (line, index) => index >= end && index < end + 3 && readReference(line) !== null,
  );
  const {body, notes, lastUpdated} = readClosing(blocks.slice(reference < 0 ? end : reference + 1));
  const questionReference = reference < 0 ? null : readReference(lines[reference] ?? '');
  return {
    kind: 'answer',
    layout: 'classic',
    number: before.findLast(isBareNumber) ?? questionReference,
    heading: lines.slice(start, end),
    date: findDateLine(before),
    dateMayBeCorrection: false,
    questionReference,
    body,
    notes,
    lastUpdated,
  };
}

// "Question reference: P-000053/2021"; in words that the lexicon does not know, a label with nothing but numbers behind it.
function readReference(line: string): string | null {
  const known = readLabel(line, 'questionReference');
  if (known !== null) return known;
  const numbers = /^\p{L}[^:]{3,60}:(?<numbers>.+)$/u.exec(line)?.groups?.numbers ?? '';
  const parts = numbers
    .split(/[,;]|\s(?=[EPOGKH]-)/)
    .map(part => part.trim())
    .filter(part => part !== '');
  return parts.length > 0 && parts.every(isBareNumber) ? numbers.trim() : null;
}

// `authors` lines stand between the heading and the subject.
function findSubject(lines: readonly string[], from: number, authors: number): number {
  const known = lines.findIndex((line, index) => index >= from && readLabel(line, 'subject'));
  if (known >= 0) return known;
  // Unproven: a label in a word that the lexicon does not know is one word and a colon, below the authors.
  return lines.findIndex(
    (line, index) => index >= from + authors && index < from + 5 && readPlacedLabel(line, 'subject') !== null,
  );
}

// Unproven: in unknown words, a link of a word or two above the text leads to the answer.
function withoutMarker(blocks: readonly Block[]): Block[] {
  const first = blocks[0];
  const isMarker =
    first !== undefined &&
    (isAnswerMarker(first) || (first.link && /^\p{Lu}[^\d:/.]{2,40}$/u.test(first.text)));
  return isMarker ? blocks.slice(1) : [...blocks];
}

function findDateLine(lines: readonly string[]): string | null {
  return lines.findLast(line => readDate(line, null) !== null) ?? null;
}
