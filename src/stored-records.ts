import type {DateRange} from './date-range.ts';
import {type Failure, failureOf} from './errors.ts';
import type {Language} from './language.ts';
import {narrowRecord} from './narrow-record.ts';
import type {QuestionRecord} from './question.ts';
import {parseId, type QuestionLetter} from './reference.ts';
import type {Store} from './store.ts';

/** Which stored records are wanted, and what of them. */
export interface Selection {
  /** the days on which they were tabled; `null`: all, those without a date too */
  range: DateRange | null;
  /** `null`: all kinds */
  letters: readonly QuestionLetter[] | null;
  languages: readonly Language[] | 'all';
  answers: boolean;
}

/**
 * Reads the stored records one after the other, ascending by year and id, narrowed to what is wanted.
 *
 * @param onFailure told of a record that cannot be read; the others come all the same
 */
export async function* readStoredRecords(
  store: Pick<Store, 'years' | 'ids' | 'read'>,
  selection: Selection,
  onFailure: (failure: Failure) => void,
): AsyncGenerator<QuestionRecord> {
  const {range, letters} = selection;
  for (const year of await store.years()) {
    // A question may be tabled in the last days of the year before its number's, or be numbered late.
    if (
      range !== null &&
      (year < Number(range.from.slice(0, 4)) - 1 || year > Number(range.to.slice(0, 4)) + 1)
    )
      continue;
    for (const id of await store.ids(year)) {
      const letter = parseId(id)?.letter;
      if (letters !== null && (letter === undefined || !letters.includes(letter))) continue;
      const record = await store.read(id).catch((error: unknown) => {
        onFailure(failureOf(error, {id}));
        return null;
      });
      if (record === null) continue;
      const {date} = record;
      if (range !== null && (date === null || date < range.from || date > range.to)) continue;
      yield narrowRecord(record, selection);
    }
  }
}
