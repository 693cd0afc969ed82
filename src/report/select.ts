import {type ReportIndex, STATES} from './model.ts';

/** What a reader of the page has narrowed the questions to; `null`: all. */
export interface Filter {
  /** words, each of which must be found */
  words: readonly string[];
  /** name in `names.types` */
  type: string | null;
  /** `2019`; `none`: without a date */
  year: string | null;
  group: string | null;
  addressee: string | null;
  /** a state; `answers`: all that have an answer; `no-answer`: open and overdue */
  state: string | null;
}

/** By what the table can be sorted. */
export const SORTS = ['date', 'number', 'subject', 'author', 'addressee', 'answer'] as const;
/** One of them. */
export type Sort = (typeof SORTS)[number];

/** States that are asked for together. */
const STATE_GROUPS: Readonly<Record<string, readonly string[]>> = {
  answers: ['in-time', 'late', 'answered'],
  'no-answer': ['open', 'overdue'],
};

/** Text as it is compared: lower case, without accents. */
export function fold(text: string): string {
  // Most texts are long, and many without any accent.
  const plain = /[^\x00-\x7f]/.test(text) ? text.normalize('NFD').replace(/\p{M}+/gu, '') : text;
  return plain.toLowerCase();
}

/** The words of a search; what stands in double quotes is one. */
export function wordsOf(text: string): string[] {
  return [...fold(text).matchAll(/"([^"]+)"?|[^\s"]+/g)].map(match => match[1] ?? match[0]);
}

/** The year of a day, in UTC: `2019`; `none` without a day. */
export function yearOf(day: number | null): string {
  return day === null ? 'none' : String(new Date(day * 86_400_000).getUTCFullYear());
}

/** What a question is found by: its number in three notations, subject, authors. */
export function haystackOf(index: ReportIndex, row: number): string {
  const number = index.number[row] ?? '';
  const [, start, year] = /^(\w-\d+)\/\d\d(\d\d)/.exec(number) ?? [];
  const authors = (index.authors[row] ?? []).map(author => index.names.authors[author]);
  return fold([number, `${start}-${year}`, index.id[row], index.subject[row] ?? '', ...authors].join('\n'));
}

/**
 * The questions that fit.
 *
 * @param haystack what a question is searched in
 * @param found questions whose text holds the words, where texts are searched too
 * @returns their positions, ascending
 */
export function selectRows(
  index: ReportIndex,
  filter: Filter,
  haystack: (row: number) => string,
  found: ReadonlySet<number> | null,
): number[] {
  const {names} = index;
  const type = filter.type === null ? null : names.types.indexOf(filter.type);
  const group = filter.group === null ? null : names.groups.indexOf(filter.group);
  const addressee = filter.addressee === null ? null : names.addressees.indexOf(filter.addressee);
  const states = filter.state === null ? null : (STATE_GROUPS[filter.state] ?? [filter.state]);
  const rows: number[] = [];
  for (let row = 0; row < index.id.length; row += 1) {
    if (type !== null && index.type[row] !== type) continue;
    if (filter.year !== null && yearOf(index.day[row] ?? null) !== filter.year) continue;
    if (group !== null && !index.groups[row]?.includes(group)) continue;
    if (addressee !== null && !index.addressees[row]?.includes(addressee)) continue;
    if (states !== null && !states.includes(STATES[index.state[row] ?? -1] ?? '')) continue;
    if (filter.words.length > 0 && !found?.has(row)) {
      const text = haystack(row);
      if (!filter.words.every(word => text.includes(word))) continue;
    }
    rows.push(row);
  }
  return rows;
}

/**
 * Sorts questions; what has no value comes last either way, and equals by number.
 *
 * @returns a new list
 */
export function sortRows(
  index: ReportIndex,
  rows: readonly number[],
  sort: Sort,
  isDescending: boolean,
): number[] {
  const {names} = index;
  const first = (column: readonly number[][], list: readonly string[], row: number): string | null =>
    list[column[row]?.[0] ?? -1] ?? null;
  const keys: Record<Sort, (row: number) => string | number | null> = {
    date: row => index.day[row] ?? null,
    number: row => orderOfNumber(index.number[row] ?? ''),
    subject: row => index.subject[row] ?? null,
    author: row => first(index.authors, names.authors, row),
    addressee: row => first(index.addressees, names.addressees, row),
    answer: row => daysOf(index, row),
  };
  const key = keys[sort];
  const collator = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});
  const sign = isDescending ? -1 : 1;
  const keyed = rows.map(row => ({row, key: key(row)}));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null)
      return Number(a.key === null) - Number(b.key === null) || a.row - b.row;
    const order =
      typeof a.key === 'number' && typeof b.key === 'number'
        ? a.key - b.key
        : sort === 'number'
          ? a.key < b.key
            ? -1
            : Number(a.key > b.key)
          : collator.compare(String(a.key), String(b.key));
    return sign * (order || a.row - b.row);
  });
  return keyed.map(({row}) => row);
}

/** Days from tabling to the first answer; `null` where one of them has no day. */
export function daysOf({day, answered}: ReportIndex, row: number): number | null {
  const [from, to] = [day[row] ?? null, answered[row] ?? null];
  return from === null || to === null ? null : to - from;
}

// E-003068/2019: by year, then letter, then serial.
function orderOfNumber(number: string): string {
  const [, letter = '', serial = '', year = ''] = /^(\w)-(\d+)\/(\d{4})/.exec(number) ?? [];
  return `${year}${letter}${serial.padStart(6, '0')}${number}`;
}
