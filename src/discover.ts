import {addDays, type DateRange, holdsYear, yearsOf} from './date-range.ts';
import {keepsToOrder, narrowByNumber} from './narrow-by-number.ts';
import type {AskAgain, DocumentWays} from './obtain.ts';
import {BATCH_SIZE, type ListedQuestion, obtainRecords} from './question-records.ts';
import type {QuestionLetter} from './reference.ts';
import {listYear} from './year-list.ts';

/** Which questions to look for. */
export interface Selection {
  range: DateRange;
  /** `null`: all kinds */
  letters: readonly QuestionLetter[] | null;
  /** ISO; the years after this one have no questions yet */
  today: string;
}

/** How a list is asked for, year by year. */
export interface ListPolicy {
  /** ISO: a year's list that was asked for before this instant is asked for again */
  freshAfter(year: number): string;
  /** when records that are already known are asked for again */
  askAgain: AskAgain;
  /** ids of the stored questions of a year */
  storedOf(year: number): Promise<readonly string[]>;
}

/** One year of a selection. */
export interface SelectedYear {
  year: number;
  /** how many are listed; those of a whole year are all in the range, of others it is not known before they are asked for */
  listed: number;
  isWhole: boolean;
  /**
   * Questions in the order of their numbers, those outside the range left out; records are obtained as they are needed.
   *
   * @param isKnown whether nothing needs to be known of a question of a whole year: it comes without its record
   */
  questions(isKnown?: (id: string) => Promise<boolean>): AsyncGenerator<ListedQuestion>;
}

/**
 * Finds the questions of a range of dates in the open data, which has no filter for dates: the years' lists, then
 * records in batches, whose `document_date` is compared.
 *
 * Questions whose date nobody tells are kept. The year in an id is that of the date, in all of 19,298 official rows.
 *
 * @returns one for each year, ascending; a year that nobody lists has no questions
 * @throws EpqError when a list or the open data as a whole cannot be had
 */
export async function* discover(
  {range, letters, today}: Selection,
  policy: ListPolicy,
  ways: DocumentWays,
): AsyncGenerator<SelectedYear> {
  for (const year of yearsOf(range, today)) {
    const stored = await policy.storedOf(year);
    const {ids} = await listYear({year, letters, freshAfter: policy.freshAfter(year), stored}, ways);
    const isWhole = holdsYear(range, year, today);
    yield {
      year,
      listed: ids.length,
      isWhole,
      questions: isKnown =>
        isWhole && isKnown !== undefined
          ? questionsOfYear(ids, isKnown, policy.askAgain, ways)
          : questionsOf(ids, isWhole, range, policy.askAgain, ways),
    };
  }
}

// Without a look at the archive for what is known: a year has up to 15,000 questions.
async function* questionsOfYear(
  ids: readonly string[],
  isKnown: (id: string) => Promise<boolean>,
  askAgain: AskAgain,
  ways: DocumentWays,
): AsyncGenerator<ListedQuestion> {
  for (const batch of batchesOf(ids)) {
    const unknown: string[] = [];
    for (const id of batch) if (!(await isKnown(id))) unknown.push(id);
    const records = new Map(
      (await obtainRecords(unknown, askAgain, ways)).map(record => [record.id, record]),
    );
    for (const id of batch) yield records.get(id) ?? {id, date: null, manifest: null, failure: null};
  }
}

async function* questionsOf(
  ids: readonly string[],
  isWhole: boolean,
  range: DateRange,
  askAgain: AskAgain,
  ways: DocumentWays,
): AsyncGenerator<ListedQuestion> {
  const isInRange = ({date}: ListedQuestion): boolean =>
    date === null || (date >= range.from && date <= range.to);
  const narrowed = isWhole ? ids : await narrow(ids, range, askAgain, ways);
  const dates: string[] = [];
  for (const batch of batchesOf(narrowed)) {
    for (const question of await obtainRecords(batch, askAgain, ways)) {
      if (question.date !== null && /^[EP]/.test(question.id)) dates.push(question.date);
      if (isInRange(question)) yield question;
    }
  }
  if (narrowed.length === ids.length || keepsToOrder(dates)) return;
  // The numbers were not in the order that narrowing presumes: what was left out is looked at, too.
  const seen = new Set(narrowed);
  for (const batch of batchesOf(ids.filter(id => !seen.has(id)))) {
    for (const question of await obtainRecords(batch, askAgain, ways)) {
      if (isInRange(question)) yield question;
    }
  }
}

async function narrow(
  ids: readonly string[],
  range: DateRange,
  askAgain: AskAgain,
  ways: DocumentWays,
): Promise<readonly string[]> {
  const dateOf = async (id: string): Promise<string | null> => {
    const at = ids.indexOf(id);
    const [question] = await obtainRecords(ids.slice(at, at + BATCH_SIZE), askAgain, ways);
    return question?.date ?? null;
  };
  return narrowByNumber(ids, range, dateOf, BATCH_SIZE);
}

/** So many ids at a time as one request may ask for. */
function* batchesOf(ids: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < ids.length; at += BATCH_SIZE) yield ids.slice(at, at + BATCH_SIZE);
}

/** Questions appear so many days after they were tabled at most; 124 were seen. */
const LATE_DAYS = 130;
const DAY_MS = 86_400_000;

/**
 * Since when a year's list serves: for a day, or for good where it was asked for once everything had appeared.
 *
 * @param to the last day of the range
 * @param now ISO
 * @returns ISO, for `ListPolicy`
 */
export function settledAfter(to: string, year: number, now: string): string {
  const last = `${year}-12-31` < to ? `${year}-12-31` : to;
  const settled = addDays(last, LATE_DAYS);
  const yesterday = new Date(Date.parse(now) - DAY_MS).toISOString();
  return [settled, yesterday].sort()[0] ?? yesterday;
}
