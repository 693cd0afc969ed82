import {findHeadingNumber} from '../reference.ts';
import {readDate, readOnBehalfOf, recogniseLanguage} from '../words.ts';
import {findAnswerHeading} from './answer-heading.ts';
import {type Block, endsSentence, plainText} from './block.ts';
import {closingLabels, isAnswerMarker, readClosing} from './closing.ts';
import {isBareNumber, readPageHeader, splitHeading} from './heading.ts';
import type {Page} from './html.ts';
import {readLabel} from './label.ts';
import {type AnyHeadingPlace, findAnyHeading} from './old-heading.ts';
import type {Printed, PrintedAnswer, PrintedQuestion} from './printed.ts';
import {findProcedureBox} from './procedure-box.ts';
import type {LabelPlace, Mark} from './signs.ts';

/**
 * Layout `redesign`: doceo pages since 2020, in their forms `erpl_` and `es_`.
 *
 * Recognised by  `<main id="website-body">`; class names that begin with `es_` or `erpl_`; the header
 *                "Parliamentary question - E-004474/2021"; or a title above a heading without "Subject:"
 * Addresses      /doceo/document/<id>_<LANG>.html; getDoc.do and getAllAnswers.do addresses may serve it too
 * Subject        the title above the heading
 * Unproven       every tag of a question page; the shell's tags are known from a report and a motion
 * History
 *  - 2020-21 no second number line, no date; since 2022 a line D.M.YYYY below the title, in every language
 */

/** What this layout is recognised by. */
export const REDESIGN_MARKS: readonly Mark<Page>[] = [
  {
    name: 'class names that begin with "es_" or "erpl_"',
    of: null,
    isShown: (_lines, {hasRedesignClasses}) => hasRedesignClasses,
  },
  {name: 'the part <main>', of: null, isShown: (_lines, {main}) => main !== null},
  {
    name: 'the header "Parliamentary question - …"',
    of: null,
    isShown: lines => lines.some(line => readPageHeader(line) !== null),
  },
  {
    name: 'a title above the heading',
    of: 'question',
    isShown: lines => (findAnyHeading(lines)?.start ?? 0) > 0,
  },
  // The document's part of an answer's page, alone.
  {
    name: 'the heading "Answer given by …"',
    of: 'answer',
    isShown: lines => findAnswerHeading(lines, null) !== null,
  },
];

/** Where this layout looks for which words. */
export const REDESIGN_LABELS: readonly LabelPlace[] = [
  ...closingLabels('question', ['submitted', 'lastUpdated', 'legalNotice']),
  ...closingLabels('answer', ['lastUpdated', 'legalNotice']),
];

/** Whether a page shows a sure sign of this layout. */
export function isRedesign(page: Page): boolean {
  const {lines} = page;
  return REDESIGN_MARKS.some(({isShown}) => isShown(lines, page));
}

/**
 * Reads a page of this layout.
 *
 * @returns the question or answer as printed, `null` where no heading is found
 */
export function parseRedesign(page: Page): Printed | null {
  const shell = page.lines;
  const header = shell.map(readPageHeader).find(found => found !== null) ?? null;
  const blocks = contentOf(page);
  const lines = blocks.map(block => plainText(block.text));
  const place = findAnyHeading(lines);
  const number = header?.number ?? shell.find(isBareNumber) ?? null;
  if (place === null) {
    const isAnswer =
      header?.answer === true || shell.some(line => isBareNumber(line) && /\(ASW\)/i.test(line));
    return parseAnswer(blocks, lines, number, isAnswer);
  }

  const title = findTitle(blocks, place.start);
  const end = place.old === null ? endOfAuthors(blocks, place) : place.end;
  const kindLine = lines[place.start] ?? '';
  const box = findProcedureBox(lines);
  const {body, notes, ...closing} = readClosing(
    blocks.filter((block, index) => index >= end && !isInBox(box, index) && !isAnswerMarker(block)),
  );
  const question: PrintedQuestion = {
    kind: 'question',
    layout: 'redesign',
    number: findHeadingNumber(kindLine) === null ? number : kindLine,
    heading: place.old ?? splitHeading(lines.slice(place.start, end), place.end - place.start - 1),
    subject: title === null ? null : plainText(title.text),
    date: lines.slice(0, place.start).findLast(line => dateOf(line) !== null) ?? null,
    procedures: box?.procedures ?? [],
    pe: null,
    body,
    notes,
    ...closing,
  };
  return question;
}

function parseAnswer(
  blocks: Block[],
  lines: string[],
  number: string | null,
  isAnswer: boolean,
): PrintedAnswer | null {
  // Any page has a title: it is an answer's heading in unknown words only where the number says "(ASW)".
  const title = isAnswer ? blocks.findIndex(block => block.kind === 'title') : -1;
  const place = findAnswerHeading(lines, title < 0 ? null : title);
  if (place === null) return null;
  const date = lines.slice(place.end, place.end + 1).find(line => dateOf(line) !== null) ?? null;
  // An answer republished in 2022 says "See question(s) : E-002447/2022" before its heading.
  const reference = lines
    .slice(0, place.start)
    .findLast(line => readLabel(line, 'questionReference') !== null);
  const {body, notes, lastUpdated} = readClosing(blocks.slice(place.end + (date === null ? 0 : 1)));
  return {
    kind: 'answer',
    layout: 'redesign',
    number,
    heading: lines.slice(place.start, place.end),
    date: date === null ? null : dateOf(date),
    dateMayBeCorrection: true,
    questionReference: reference === undefined ? null : readLabel(reference, 'questionReference'),
    body,
    notes,
    lastUpdated,
  };
}

// The document's own part is <main>; without it, everything below the header and its second line.
function contentOf(page: Page): Block[] {
  if (page.main !== null && page.main.length > 0) return page.main;
  const header = page.blocks.findLastIndex(block => readPageHeader(plainText(block.text)) !== null);
  const rest = page.blocks.slice(header + 1);
  const first = rest[0];
  return first !== undefined && header >= 0 && isBareNumber(plainText(first.text)) ? rest.slice(1) : rest;
}

// The title is the page's first-level heading, else the line above the heading that is no date and no marker.
function findTitle(blocks: readonly Block[], kind: number): Block | null {
  const before = blocks.slice(0, kind);
  return (
    before.findLast(block => block.kind === 'title') ??
    before.findLast(block => {
      const line = plainText(block.text);
      return (
        dateOf(line) === null &&
        !isBareNumber(line) &&
        !isAnswerMarker(block) &&
        readPageHeader(line) === null
      );
    }) ??
    null
  );
}

// The authors' line, then whoever they act for; several groups may each have both.
function endOfAuthors(blocks: readonly Block[], {start, end: first}: AnyHeadingPlace): number {
  const language = recogniseLanguage(plainText(blocks[start]?.text ?? ''));
  const namesBody = (index: number): boolean => {
    const line = blocks[index];
    return line !== undefined && language !== null && readOnBehalfOf(plainText(line.text), language) !== null;
  };
  // Unproven: a page without its authors' line. What ends as a sentence does is the text's: no author is made of it.
  if (endsSentence(plainText(blocks[first]?.text ?? ''))) return first;
  let end = first;
  while (plainText(blocks[end]?.text ?? '').endsWith(',')) end += 1; // unproven: names over several lines
  end = Math.min(end + 1, blocks.length);
  if (!namesBody(first) && (namesBody(end) || closesRun(blocks, end))) end += 1;
  while (!namesBody(end) && namesBody(end + 1)) end += 2;
  return end;
}

// Where the words are unknown, a line that closes the heading's own run says for whom the authors act.
function closesRun(blocks: readonly Block[], index: number): boolean {
  const [above, authors, line, after] = [-2, -1, 0, 1].map(step => blocks[index + step]?.run);
  return above === authors && line === authors && line !== undefined && after !== undefined && after !== line;
}

function isInBox(box: ReturnType<typeof findProcedureBox>, index: number): boolean {
  return box !== null && index >= box.start && index < box.end;
}

// "24.10.2024", alone or before a procedure: "7.5.2025 - (2025/2691(RSP))".
function dateOf(line: string): string | null {
  const [first = ''] = line.split(/\s{1,9}-\s{1,9}\(/);
  return /^\d/.test(first) && readDate(first, null) !== null ? first : null;
}
