import {EpqError} from './errors.ts';

const DAY_MS = 86_400_000;

/** Days on which questions were tabled, both included. */
export interface DateRange {
  /** ISO: `2019-10-02` */
  from: string;
  to: string;
}

/**
 * Reads a day as people write it on a command line.
 *
 * @param text `2019-10-02`
 * @param flag whose value it is, for the message: `--from`
 * @returns the same, when it is a day of the calendar
 * @throws EpqError `usage`
 */
export function parseDay(text: string, flag: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  // 31 February would be read as 3 March.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw new EpqError('usage', `${flag}: ${JSON.stringify(text)} is no date`, {
    hint: `expected a day such as ${flag} 2019-10-02`,
  });
}

/**
 * Reads a range of dates.
 *
 * @param given `from` and `to` as given; without `to` until today
 * @param today ISO
 * @throws EpqError `usage` for what is no day, a range that ends before it begins, and one that lies in the future
 */
export function parseRange(given: {from: string; to: string | null}, today: string): DateRange {
  const from = parseDay(given.from, '--from');
  const to = given.to === null ? today : parseDay(given.to, '--to');
  if (from > today) {
    throw new EpqError('usage', `--from ${from} is in the future: nothing was tabled after ${today}`, {
      hint: 'expected a past day, such as --from 2019-10-02',
    });
  }
  if (from > to) {
    throw new EpqError('usage', `the range ends before it begins: --from ${from} --to ${to}`, {
      hint: 'expected the earlier day first, such as --from 2019-10-01 --to 2019-10-31',
    });
  }
  return {from, to};
}

/**
 * Reads since when, as a length of time or a day.
 *
 * @param text `30d`, `6w`, `2024-07-16`
 * @param today ISO
 * @returns the day: `2026-10-25`
 * @throws EpqError `usage`
 */
export function parseSince(text: string, today: string): string {
  const [, count, unit] = /^(\d{1,5})([dw])$/.exec(text.trim()) ?? [];
  if (count !== undefined) return addDays(today, -Number(count) * (unit === 'w' ? 7 : 1));
  try {
    return parseDay(text.trim(), '--since');
  } catch {
    throw new EpqError('usage', `--since: ${JSON.stringify(text)} is neither a length of time nor a day`, {
      hint: 'expected --since 30d, --since 6w or --since 2024-07-16',
    });
  }
}

/** The day so many days later, or earlier: `addDays('2020-01-01', -1)` is `2019-12-31`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day in Brussels at a moment: questions are tabled there. */
export function dayInBrussels(moment: Date): string {
  return new Intl.DateTimeFormat('sv', {timeZone: 'Europe/Brussels'}).format(moment);
}

/** The years of a range up to this one, ascending: `[2019, 2020]`. */
export function yearsOf({from, to}: DateRange, today: string): number[] {
  const [first, last] = [
    Number(from.slice(0, 4)),
    Math.min(Number(to.slice(0, 4)), Number(today.slice(0, 4))),
  ];
  return Array.from({length: Math.max(0, last - first + 1)}, (_, index) => first + index);
}

/** Whether a range holds every day of a year. */
export function holdsYear({from, to}: DateRange, year: number, today: string): boolean {
  const end = `${year}-12-31`;
  return from <= `${year}-01-01` && (to >= end || (to >= today && today <= end));
}
