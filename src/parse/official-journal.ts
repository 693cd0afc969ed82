import {findQuestionNumber, findQuestionNumbers} from '../reference.ts';
import {readClosing} from './closing.ts';
import type {Page} from './html.ts';
import {readPlacedLabel} from './label.ts';
import {type AnyHeadingPlace, bracketedDate, findOldHeading} from './old-heading.ts';
import type {Printed, PrintedAnswer, PrintedQuestion} from './printed.ts';
import type {Mark} from './signs.ts';

/**
 * Layout `official-journal`: written questions with their answers, as EUR-Lex shows the Official Journal of 1999 to 2004.
 *
 * Recognised by  a CELEX number ("92001E0246") or a notice's ("(2004/C 65 E/001)") on a line of its own, and a heading
 *                of the old style with its date in brackets below
 * Addresses      eur-lex.europa.eu, by CELEX number or a whole issue, which holds hundreds
 * Subject        a line "Subject: …" below the date
 * Answer         a line with a date in brackets below it, in any words; a joint one names its questions
 * Unproven       every tag; what closes the page
 */

const CELEX = /^(?:\p{L}+ )?9\d{4}E\d{4,6}$/u;
const NOTICE = /^\(\d{4}\/C \d+ ?[A-Z]?\/\d+\)$/;

// The head of a printed page: "13.3.2004", "ES", the journal's name, "CE 65/1".
const PAGE_NUMBER = /^C ?E? ?\d+ ?E?\/\d+$/;

/** What this layout is recognised by: all of them together. */
export const OFFICIAL_JOURNAL_MARKS: readonly Mark<Page>[] = [
  {
    name: "a CELEX or a notice's number on a line of its own",
    of: null,
    isShown: lines => lines.some(line => CELEX.test(line) || NOTICE.test(line)),
  },
  {
    name: 'a heading of the old style with its date in brackets below',
    of: null,
    isShown: lines => findHeadings(lines).length > 0,
  },
];

/** Whether a page shows the sure signs of this layout. */
export function isOfficialJournal(page: Page): boolean {
  const {lines} = page;
  return OFFICIAL_JOURNAL_MARKS.every(({isShown}) => isShown(lines, page));
}

/**
 * Reads all questions and answers of a page of this layout.
 *
 * @returns each question, then its answer if it has one; a joint answer once for each question that it names
 */
export function parseOfficialJournal({blocks: all, lines: printed}: Page): Printed[] {
  const blocks = all.filter((_, index) => !isPageHead(printed, index));
  const lines = printed.filter((_, index) => !isPageHead(printed, index));
  const headings = findHeadings(lines);
  return headings.flatMap((place, index) => {
    const last = headings[index + 1]?.start ?? lines.length;
    const notice = lines.slice(place.end, last).findIndex(line => NOTICE.test(line));
    const end = notice < 0 ? last : place.end + notice;
    const subjectLine = lines[place.end] ?? '';
    const subject = readPlacedLabel(subjectLine, 'subject');
    const start = place.end + (subject === null ? 0 : 1);
    const answer = findAnswer(lines, start, end);
    const {body, notes, ...closing} = readClosing(blocks.slice(start, answer?.start ?? end));
    const number = lines[place.start] ?? null;
    const question: PrintedQuestion = {
      kind: 'question',
      layout: 'official-journal',
      number,
      heading: place.old,
      subject,
      subjectLabel: subjectLine,
      date: place.date,
      procedures: [],
      pe: null,
      body,
      notes,
      ...closing,
    };
    if (answer === null) return [question];
    const heading = lines.slice(answer.start, answer.end);
    const read: Omit<PrintedAnswer, 'number'> = {
      kind: 'answer',
      layout: 'official-journal',
      heading,
      date: bracketedDate(lines[answer.end] ?? ''),
      dateMayBeCorrection: false,
      questionReference: heading.join(' '),
      ...readClosing(blocks.slice(answer.end + 1, end)),
    };
    const numbers = new Set(
      [number ?? '', ...heading].flatMap(findQuestionNumbers).map(found => found.printed),
    );
    return [question, ...[...numbers].map(printed => ({...read, number: printed}))];
  });
}

type OldPlace = AnyHeadingPlace & {old: NonNullable<AnyHeadingPlace['old']>};

// The title above the text repeats the heading on one line with the subject; the heading itself has its date below.
function findHeadings(lines: readonly string[]): OldPlace[] {
  const found: OldPlace[] = [];
  let place = findOldHeading(lines);
  while (place !== null) {
    const {old, start, end, date} = place;
    const isDated = date !== null && old !== null && findQuestionNumber(lines[start] ?? '') !== null;
    if (isDated) found.push({...place, old});
    place = findOldHeading(lines, isDated ? end : start + 1);
  }
  return found;
}

function findAnswer(lines: readonly string[], from: number, to: number): {start: number; end: number} | null {
  for (let last = from; last + 1 < to; last += 1) {
    const line = lines[last] ?? '';
    if (line.length > 200 || /[.?!;]$/.test(line) || bracketedDate(lines[last + 1] ?? '') === null) continue;
    // "Joint answer", "to Written Questions E-… and E-…", "given by … on behalf of …": lines that go on in small letters.
    let start = last;
    while (start > from && /^\p{Ll}/u.test(lines[start] ?? '')) start -= 1;
    return {start, end: last + 1};
  }
  return null;
}

function isPageHead(lines: readonly string[], index: number): boolean {
  const at = [0, 1, 2, 3].find(step => PAGE_NUMBER.test(lines[index + step] ?? ''));
  if (at === undefined || at < 2) return at !== undefined;
  return /^[A-Z]{2}$/.test(lines[index + at - 2] ?? '');
}
