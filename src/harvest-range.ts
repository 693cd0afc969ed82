import {type DateRange, parseRange} from './date-range.ts';
import {discover, settledAfter} from './discover.ts';
import type {Wanted} from './fetch-question.ts';
import {type Harvested, type HarvestWays, harvestQuestions} from './harvest.ts';
import {ASK_FOR_WHAT_FAILED} from './obtain.ts';
import type {QuestionLetter} from './reference.ts';

/** Which questions to harvest, and what of them. */
export interface HarvestSelection extends Wanted, DateRange {
  /** `null`: all kinds */
  letters: readonly QuestionLetter[] | null;
}

/**
 * Harvests the questions that were tabled in a range of dates, as `epq harvest` does with the open data: finds which there
 * are, fetches each whole, saves its record, and notes what failed. What is stored and did not fail is not looked at again,
 * so the same call goes on where another was stopped.
 *
 * Neither takes the store's lock (`lockStore` does) nor writes a checkpoint, nor tries numbers where the open data is down.
 *
 * @param selection `{from: '2019-10-01', to: '2019-10-31', letters: null, languages: 'all', documents: ['html', 'pdf'], …}`
 * @param ways `now` says until which day years have questions; `signal` ends it
 * @returns what became of each question, in the order of years and numbers; nothing where none was tabled
 * @throws EpqError `usage` for what is no range; what the open data says where it gives no list; `store` for a disk on which
 *   nothing can be written
 */
export async function* harvest(
  {from, to, letters, ...wanted}: HarvestSelection,
  ways: HarvestWays,
): AsyncGenerator<Harvested> {
  const {store, now} = ways;
  const [began, today] = [now(), now().slice(0, 10)];
  const range = parseRange({from, to}, today);
  const stored = new Set(await store.ids());
  const failed = new Set((await store.failures()).flatMap(({id}) => (id === null ? [] : [id])));
  const policy = {
    freshAfter: (year: number) => settledAfter(to, year, began),
    askAgain: ASK_FOR_WHAT_FAILED,
    storedOf: (year: number) => store.ids(year),
  };
  const isDone = (id: string): boolean => stored.has(id) && !failed.has(id);
  const idsInRange = async function* (): AsyncGenerator<string> {
    for await (const year of discover({range, letters, today}, policy, ways))
      for await (const {id} of year.questions(async id => isDone(id))) yield id;
  };
  const accepts = ({date}: {date: string | null}): boolean => date === null || (date >= from && date <= to);
  yield* harvestQuestions(idsInRange(), {wanted, accepts, isDone, failed}, ways);
}
