import {requireHeld} from './archive.ts';
import {type Checkpoint, writeCheckpoint} from './checkpoint.ts';
import {EpqError, type Failure, failureOf} from './errors.ts';
import {type Fetched, fetchQuestion, type Wanted, type Ways} from './fetch-question.ts';
import {mapInOrder} from './map-in-order.ts';
import type {QuestionRecord} from './question.ts';
import {parseId, parseReference} from './reference.ts';
import type {Store} from './store.ts';
import {isNothingWritable} from './write-file.ts';
import {compareNumbers} from './year-list.ts';

/** The ways in and out of a harvest. */
export interface HarvestWays extends Ways {
  store: Store;
  /** aborted: what is being written is finished, nothing new begins */
  signal: AbortSignal;
  /** questions worked on at once */
  width: number;
  /** whether records that change are kept under `history/` */
  keepsOld: boolean;
}

/** What became of one question. */
export interface Harvested {
  id: string;
  record: QuestionRecord | null;
  /** the record that was stored before, where it is kept; `null` if there was none */
  before?: QuestionRecord | null;
  /**
   * `none`: no record could be made; `outside`: tabled on another day than was asked for, and not saved; `there`: done by
   * an earlier run, not looked at again; `stopped`: left as it was by a stop
   */
  outcome: 'saved' | 'unchanged' | 'none' | 'outside' | 'there' | 'stopped';
  failures: Failure[];
  warnings: string[];
}

/** The open data is the sanctioned source; pages are behind the challenge. */
const PAGES = 'https://www.europarl.europa.eu/';
/** So many questions in a row that no host answered for: it is the network, not the questions. */
const MOST_IN_A_ROW = 20;

/** How one question is harvested. */
export interface Task {
  wanted: Wanted;
  /** whether a record is one of those asked for; of most questions that is known before */
  accepts(record: QuestionRecord): boolean;
  /** whether `failures.ndjson` names the question */
  hadFailures: boolean;
  /** whether its number is only tried, so that its absence is no failure */
  isTried: boolean;
}

/**
 * Harvests one question: fetches it whole, notes its failures, then saves its record, so that a record without a noted
 * failure is complete whenever the run is killed.
 *
 * @returns what became of it; never throws for what sources or hosts do, nor for what cannot be read on disk
 * @throws EpqError `store` for a disk that is full or read-only: no other question could be kept either
 */
export async function harvestQuestion(id: string, task: Task, ways: HarvestWays): Promise<Harvested> {
  try {
    return await harvestOne(id, task, ways);
  } catch (error) {
    if (!(error instanceof EpqError) || isNothingWritable(error)) throw error;
    const failures = [failureOf(error, {id})];
    await ways.store.recordFailures(new Set([id]), failures);
    return {id, record: null, outcome: 'none', failures, warnings: []};
  }
}

async function harvestOne(
  id: string,
  {wanted, accepts, hadFailures, isTried}: Task,
  ways: HarvestWays,
): Promise<Harvested> {
  const stopped: Harvested = {id, record: null, outcome: 'stopped', failures: [], warnings: []};
  if (ways.signal.aborted) return stopped;
  let fetched: Fetched;
  try {
    fetched = await fetchQuestion(parseReference(id), wanted, ways);
  } catch (error) {
    if (error instanceof EpqError && error.kind === 'store') throw error;
    fetched = {record: null, failures: [failureOf(error, {id})], warnings: []};
  }
  if (ways.signal.aborted) return stopped;
  const {record, warnings} = fetched;
  const failures = fetched.failures.filter(({kind}) => !(isTried && kind === 'notFound'));
  // What became of a question outside the range is the concern of the harvest that it belongs to.
  if (record !== null && !accepts(record)) return {id, record, outcome: 'outside', failures: [], warnings};
  // A number that nobody answered for may be no question's at all: the probe tries it again in any case.
  const noted = failures.filter(({kind}) => !(isTried && record === null && kind !== 'parse'));
  if (noted.length > 0 || hadFailures) await ways.store.recordFailures(new Set([id]), noted);
  if (record === null) return {id, record, outcome: 'none', failures, warnings};
  const before = ways.keepsOld ? await ways.store.read(record.id).catch(() => null) : null; // unreadable: as good as none
  // With nobody to ask, a record does not forget what a damaged archive has lost.
  const onLess = ways.transport === null ? requireHeld(ways.archive) : undefined;
  const outcome = await ways.store.save(record, ways.keepsOld, onLess);
  return {id, record, before, outcome, failures, warnings};
}

/**
 * Why a run must stop at what became of a question, if it must.
 *
 * @returns a judge of one question after the other: `blocked` where the open data itself, or the only source wanted,
 *   refuses; `network` after 20 questions in a row that nobody answered for
 */
export function createStopRule(
  source: Wanted['source'],
): (harvested: Harvested) => 'blocked' | 'network' | null {
  let inARow = 0;
  return ({outcome, failures}) => {
    if (outcome === 'there' || outcome === 'stopped') return null;
    inARow = failures.some(({kind}) => kind === 'network') ? inARow + 1 : 0;
    const refused = failures.some(
      ({kind, url}) => kind === 'blocked' && (source === 'doceo' || !url?.startsWith(PAGES)),
    );
    return refused ? 'blocked' : inARow >= MOST_IN_A_ROW ? 'network' : null;
  };
}

/** How a harvest goes through questions. */
export interface HarvestPlan extends Pick<Task, 'accepts'> {
  /** what is wanted of a question */
  wanted: Wanted | ((id: string) => Wanted);
  /** whether an earlier run of this harvest has done it */
  isDone(id: string): Promise<boolean> | boolean;
  /** ids that `failures.ndjson` names */
  failed: ReadonlySet<string>;
}

/**
 * Harvests a stream of questions, several at once, in their order.
 *
 * @param ids read only as far as needed, and no further once `ways.signal` is aborted
 * @returns what became of each, in the order of `ids`
 * @throws EpqError `store`, and whatever `ids` throws
 */
export async function* harvestQuestions(
  ids: AsyncIterable<string> | Iterable<string>,
  {wanted, accepts, isDone, failed}: HarvestPlan,
  ways: HarvestWays,
): AsyncGenerator<Harvested> {
  const work = async (id: string): Promise<Harvested | EpqError> => {
    try {
      if (!failed.has(id) && (await isDone(id)))
        return {id, record: null, outcome: 'there', failures: [], warnings: []};
      const task = {accepts, hadFailures: failed.has(id), isTried: false};
      return await harvestQuestion(
        id,
        {...task, wanted: typeof wanted === 'function' ? wanted(id) : wanted},
        ways,
      );
    } catch (error) {
      if (error instanceof EpqError) return error;
      return {id, record: null, outcome: 'none', failures: [failureOf(error, {id})], warnings: []};
    }
  };
  // What is under way at a stop is waited for, so that nothing is written after the end.
  for await (const harvested of mapInOrder(untilAborted(ids, ways.signal), ways.width, work)) {
    if (harvested instanceof EpqError) throw harvested;
    if (harvested.outcome !== 'stopped') yield harvested;
  }
}

async function* untilAborted(
  ids: AsyncIterable<string> | Iterable<string>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for await (const id of ids) {
    if (signal.aborted) return;
    yield id;
  }
}

/**
 * Writes where a harvest stands from time to time.
 *
 * @param onDisk what was written last; `null`: nothing
 * @param every so many questions
 * @returns `begin` writes the first state where there is none; `reached` is told of each question that is done, in order;
 *   `end` writes the last state, with the number of questions that were listed, `null` where the end was not reached
 */
export function createCheckpointer(
  directory: string,
  initial: Checkpoint,
  onDisk: Checkpoint | null,
  every: number,
): {
  begin(): Promise<void>;
  reached(id: string): Promise<void>;
  end(questions: number | null): Promise<void>;
} {
  let state = initial;
  let written = JSON.stringify(onDisk);
  let since = 0;
  const write = async (): Promise<void> => {
    since = 0;
    if (JSON.stringify(state) === written) return;
    await writeCheckpoint(directory, state);
    written = JSON.stringify(state);
  };
  return {
    async begin() {
      if (onDisk === null) await write();
    },
    async reached(id) {
      if (!isBehind(id, state.doneUpTo)) state = {...state, doneUpTo: id};
      since += 1;
      if (since >= every) await write();
    },
    async end(questions) {
      state = {...state, finished: questions !== null, questions};
      await write();
    },
  };
}

/** Whether a question comes no later than another in the order of years and numbers; nothing does before `null`. */
export function isBehind(id: string, mark: string | null): boolean {
  if (mark === null) return false;
  return (
    (parseId(id)?.year ?? 0) - (parseId(mark)?.year ?? 0) < 0 ||
    (parseId(id)?.year === parseId(mark)?.year && compareNumbers(id, mark) <= 0)
  );
}
