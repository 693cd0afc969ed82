import {addDays, yearsOf} from './date-range.ts';
import type {Selection} from './discover.ts';
import type {Harvested} from './harvest.ts';
import {idOf, parseId, type QuestionLetter, termsOf} from './reference.ts';

/** Sequences of numbers that begin anew each year; written and priority questions share one. Question time has no pages. */
const SEQUENCES: readonly (readonly QuestionLetter[])[] = [['E', 'P'], ['O'], ['G'], ['K']];

/**
 * So many absent numbers in a row end a sequence.
 *
 * @source in the official lists of 2019, 2022 and 2024 no more than 8 numbers in a row are missing
 */
const MOST_ABSENCES = 30;
/** The same, where only one kind of a shared sequence is wanted: one written question in seven has priority. */
const MOST_ABSENCES_OF_ONE = 300;
/** More than any step back of the dates that was seen in a year's numbers. */
const PADDING_DAYS = 45;

/** What a probe knows and does. */
export interface ProbeWays {
  /** ids and dates of the stored questions of a year */
  storedOf(year: number): Promise<readonly {id: string; date: string | null}[]>;
  /** tries one number; its absence is no failure */
  attempt(id: string): Promise<Harvested>;
}

/**
 * Tries numbers in sequence, for when the open data cannot say which questions exist: from the last stored question
 * before the range, or the year's first number, until 30 numbers in a row are absent or the dates have left the range.
 *
 * It is a probe: a question behind a longer gap is not found, and major interpellations that are not numbered from 1
 * neither.
 *
 * @returns what became of each number that exists or could not be tried
 */
export async function* probe(
  {range, letters, today}: Selection,
  {storedOf, attempt}: ProbeWays,
): AsyncGenerator<Harvested> {
  for (const year of yearsOf(range, today)) {
    const stored = await storedOf(year);
    for (const sequence of SEQUENCES) {
      const wanted = sequence.filter(letter => letters === null || letters.includes(letter));
      if (wanted.length === 0) continue;
      const before = stored
        .filter(
          ({id, date}) =>
            sequence.includes(id[0] as QuestionLetter) &&
            date !== null &&
            date < addDays(range.from, -PADDING_DAYS),
        )
        .map(({id}) => parseId(id)?.serial ?? 0);
      const most = wanted.length < sequence.length ? MOST_ABSENCES_OF_ONE : MOST_ABSENCES;
      let absences = 0;
      for (let serial = Math.max(0, ...before) + 1; absences < most; serial += 1) {
        let found: Harvested | null = null;
        for (const id of wanted.flatMap(letter =>
          termsOf(letter, year, serial).map(term => idOf(letter, term, year, serial)),
        )) {
          const harvested = await attempt(id);
          if (harvested.outcome === 'stopped') return;
          if (harvested.outcome === 'none' && harvested.failures.length === 0) continue;
          found = harvested;
          yield harvested;
          break;
        }
        absences = found === null ? absences + 1 : 0;
        if ((found?.record?.date ?? '') > addDays(range.to, PADDING_DAYS)) break;
      }
    }
  }
}
