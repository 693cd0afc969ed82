import {type ReportIndex, STATES, type State} from './model.ts';
import {daysOf} from './select.ts';

/** How many of something. */
export interface Count {
  name: string;
  count: number;
}

/** Questions by month, `2019-10`, and type; months without a question are not listed, nor questions without a date. */
export function byMonth(
  index: ReportIndex,
  rows: readonly number[],
): {month: string; type: string; count: number}[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const day = index.day[row] ?? null;
    if (day === null) continue;
    const month = new Date(day * 86_400_000).toISOString().slice(0, 7);
    increase(counts, `${month} ${index.names.types[index.type[row] ?? -1]}`);
  }
  return [...counts]
    .map(([key, count]) => ({month: key.slice(0, 7), type: key.slice(8), count}))
    .sort((a, b) => a.month.localeCompare(b.month) || a.type.localeCompare(b.type));
}

/**
 * Questions by one of several names each may have; it counts once with each of them.
 *
 * @param column a column of positions in `names`
 * @returns the most first
 */
export function byName(
  column: readonly (readonly number[])[],
  names: readonly string[],
  rows: readonly number[],
): Count[] {
  const counts = new Uint32Array(names.length);
  for (const row of rows) for (const name of column[row] ?? []) counts[name] = (counts[name] ?? 0) + 1;
  return names
    .map((name, position) => ({name, count: counts[position] ?? 0}))
    .filter(({count}) => count > 0)
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

/** Questions with no value at all in a column of positions. */
export function without(column: readonly (readonly number[])[], rows: readonly number[]): number {
  return rows.filter(row => (column[row] ?? []).length === 0).length;
}

/** Questions that exist in each of the 24 languages, and how many of them were tabled in it; none is left out. */
export function byLanguage(
  index: ReportIndex,
  rows: readonly number[],
): {language: string; available: number; original: number}[] {
  return index.names.languages.map((language, bit) => ({
    language,
    available: rows.filter(row => ((index.languages[row] ?? 0) >> bit) & 1).length,
    original: rows.filter(row => index.original[row] === bit && ((index.languages[row] ?? 0) >> bit) & 1)
      .length,
  }));
}

/** Questions by type and state; every state of a type that is there. */
export function byState(
  index: ReportIndex,
  rows: readonly number[],
): {type: string; total: number; states: Record<State, number>}[] {
  return index.names.types.flatMap((type, position) => {
    const states = Object.fromEntries(STATES.map(state => [state, 0])) as Record<State, number>;
    let total = 0;
    for (const row of rows) {
      if (index.type[row] !== position) continue;
      states[STATES[index.state[row] ?? -1] ?? 'unknown'] += 1;
      total += 1;
    }
    return total === 0 ? [] : [{type, total, states}];
  });
}

/** How long answers took, of one type that has a deadline. */
export interface AnswerTimes {
  type: string;
  /** until the deadline */
  deadline: number;
  /** week 3: after 15 to 21 days; week 1 holds what took none, the last one all that took longer */
  weeks: {week: number; count: number; isLate: boolean}[];
  /** days */
  median: number;
}

/** All that took longer than this stands in the last bar. */
export const LAST_WEEK = 30;

/** In which week answers came, by type; types without a deadline, or an answer, are not there. */
export function answerTimes(index: ReportIndex, rows: readonly number[]): AnswerTimes[] {
  return index.names.types.flatMap((type, position) => {
    const days: number[] = [];
    let deadline = 0;
    for (const row of rows) {
      const taken = daysOf(index, row);
      const due = index.deadline[row] ?? null;
      if (index.type[row] !== position || taken === null || due === null) continue;
      deadline = (due - (index.day[row] ?? due)) / 7;
      days.push(taken);
    }
    if (days.length === 0) return [];
    const counts = new Map<number, number>();
    for (const taken of days) {
      const week = Math.min(LAST_WEEK, Math.max(1, Math.ceil(taken / 7)));
      counts.set(week, (counts.get(week) ?? 0) + 1);
    }
    const weeks = [...counts]
      .map(([week, count]) => ({week, count, isLate: week > deadline}))
      .sort((a, b) => a.week - b.week);
    return [{type, deadline, weeks, median: medianOf(days)}];
  });
}

/** The median of some numbers; `NaN` of none. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
