import {type HarvestRequest, readCheckpoint, readCheckpoints, removeCheckpoint} from '../checkpoint.ts';
import {discover, type ListPolicy, type SelectedYear, type Selection, settledAfter} from '../discover.ts';
import {EpqError, failureOf} from '../errors.ts';
import type {Wanted} from '../fetch-question.ts';
import {createCheckpointer, type Harvested, harvestQuestion, harvestQuestions, isBehind} from '../harvest.ts';
import {wantedByHarvests} from '../harvest-wants.ts';
import {retryLists} from '../member-directory.ts';
import {probe} from '../probe.ts';
import type {QuestionRecord} from '../question.ts';
import {parseId, type QuestionLetter} from '../reference.ts';
import type {Store} from '../store.ts';
import {HostDown} from '../transport.ts';
import {isoNow} from './connect.ts';
import {runEstimate} from './estimate.ts';
import type {CommonOptions, RangeOptions} from './options.ts';
import {dateOf, openRun, type Run, takeStore} from './run.ts';
import {count, counted, nothingListed} from './track.ts';
import type {CommandWays} from './ways.ts';

/** The flags of `epq harvest` alone. */
export interface HarvestOptions {
  /** try again what `failures.ndjson` names */
  failed: boolean;
  /** forget where the harvest stands */
  restart: boolean;
  /** say what it would take, and fetch no document */
  dryRun: boolean;
  /** whether the flags say what is wanted of what failed; otherwise it is what its harvests wanted */
  isWantedGiven: boolean;
}

const CHECKPOINT_EVERY = 50;

/**
 * `epq harvest`: fetches every question of a range of dates; the same command continues where it was stopped or killed.
 */
export async function runHarvest(
  options: CommonOptions,
  rangeOptions: RangeOptions,
  {failed, restart, dryRun, isWantedGiven}: HarvestOptions,
  ways: Omit<CommandWays, 'input'>,
): Promise<void> {
  const {range} = rangeOptions;
  if (range === null && !failed) {
    throw new EpqError('usage', 'epq harvest: no range was given', {
      hint: 'expected e.g. --from 2019-10-01 --to 2019-10-31, or --failed',
    });
  }
  if (dryRun && (failed || options.source === 'doceo')) {
    throw new EpqError('usage', '--dry-run counts what the open data lists', {
      hint: 'leave --failed and --source doceo out',
    });
  }
  const release = options.save && !dryRun ? await takeStore(options) : async () => {};
  try {
    if (range === null || failed) await retryFailed(options, rangeOptions, isWantedGiven, ways);
    else if (dryRun) await runEstimate(options, {...rangeOptions, range}, ways);
    else await harvestRange(options, {...rangeOptions, range}, restart, ways);
  } finally {
    await release();
  }
}

/* ---- a range of dates ---- */

type FullRange = RangeOptions & {range: NonNullable<RangeOptions['range']>};

async function harvestRange(
  options: CommonOptions,
  rangeOptions: FullRange,
  restart: boolean,
  ways: Omit<CommandWays, 'input'>,
): Promise<void> {
  const {range, letters, today} = rangeOptions;
  const run = openRun(options, ways);
  const {store, messages} = run;
  await run.loadFailed();
  const request = requestOf(options, rangeOptions);
  if (restart && options.save) await removeCheckpoint(options.out, request);
  const onDisk = await readCheckpoint(options.out, request);
  const checkpointer = options.save
    ? createCheckpointer(
        options.out,
        {
          schemaVersion: 1,
          ...request,
          doneUpTo: onDisk?.doneUpTo ?? null,
          finished: false,
          questions: onDisk?.questions ?? null,
        },
        onDisk,
        CHECKPOINT_EVERY,
      )
    : {begin: async () => {}, reached: async () => {}, end: async () => {}};
  const storedIds = idsByYear(store);
  const isDone = async (id: string): Promise<boolean> =>
    !options.refresh && isBehind(id, onDisk?.doneUpTo ?? null) && (await storedIds(id)).has(id);
  const accepts = ({date}: QuestionRecord): boolean =>
    date === null || (date >= range.from && date <= range.to);
  const selection: Selection = {range, letters, today};
  const began = isoNow();
  const policy: ListPolicy = {
    freshAfter: year => (restart || options.refresh ? began : settledAfter(range.to, year, began)),
    askAgain: run.askAgain,
    storedOf: year => store.ids(year),
  };
  let listed: number | null = null;
  try {
    await checkpointer.begin();
    if (options.source !== 'doceo') await completeOlderRecords(run);
    if (options.source === 'doceo') {
      await probeRange(selection, accepts, run);
    } else {
      const planned = await planYears(selection, policy, run).catch((error: unknown) => {
        // Only where the open data does not answer at all; where it refuses, or is not believed, it is not gone round.
        const isDown = error instanceof HostDown && !run.isStopped();
        if (!isDown || options.source === 'opendata' || options.offline) throw error;
        messages.fail(failureOf(error));
        messages.warn('the open data cannot be asked: numbers are tried one after the other instead');
        return null;
      });
      if (planned === null) {
        await probeRange(selection, accepts, {...run, wanted: {...run.wanted, source: 'doceo'}});
      } else {
        const plan = {wanted: run.wanted, accepts, isDone, failed: run.failed};
        const ids = idsOf(planned.years, async id => !run.failed.has(id) && (await isDone(id)));
        for await (const harvested of harvestQuestions(ids, plan, run.harvestWays)) {
          await run.take(harvested);
          await checkpointer.reached(harvested.id);
        }
        await run.takeAgain(plan);
        listed = planned.questions;
      }
    }
    await checkpointer.end(run.isStopped() || !run.isSound() ? null : listed);
  } catch (error) {
    if (!run.isStopped()) messages.fail(failureOf(error));
    // What the last lines of a full disk may still hold is worth the attempt; the failure itself is said.
    await checkpointer.end(null).catch(() => {});
  } finally {
    await run.end();
  }
}

// An earlier run may have been refused the Members' names, and gone on without.
async function completeOlderRecords({store, harvestWays, askAgain, messages}: Run): Promise<void> {
  const terms = new Set((await store.ids()).map(id => parseId(id)?.term ?? 0));
  for (const line of await retryLists(terms, harvestWays, {mayAsk: true, askAgain})) messages.warn(line);
}

/** What tells one harvest from another. */
function requestOf(options: CommonOptions, {range, isOpen, letters}: FullRange): HarvestRequest {
  const {languages, documents, answers, source} = options;
  return {
    from: range.from,
    to: isOpen ? null : range.to,
    types: letters === null ? null : [...letters],
    languages: languages === 'all' ? 'all' : [...languages],
    documents: [...documents],
    answers,
    source,
  };
}

/** One year's questions: of a year that is only partly in the range, those in it are already known. */
interface PlannedYear {
  year: SelectedYear;
  /** `null`: all that are listed */
  inRange: readonly string[] | null;
}

/** Finds out how many questions there are. */
async function planYears(
  selection: Selection,
  policy: ListPolicy,
  run: Run,
): Promise<{years: PlannedYear[]; questions: number}> {
  const {track, messages, harvestWays} = run;
  const years: PlannedYear[] = [];
  let total = 0;
  for await (const year of discover(selection, policy, harvestWays)) {
    if (year.listed === 0) messages.warn(nothingListed(year.year, selection.letters));
    else messages.say(`${year.year}: ${count(year.listed)} questions listed`);
    const inRange: string[] = [];
    if (!year.isWhole) {
      for await (const {id} of year.questions()) {
        inRange.push(id);
        track.found(total + inRange.length, false);
      }
    }
    total += year.isWhole ? year.listed : inRange.length;
    years.push({year, inRange: year.isWhole ? null : inRange});
  }
  track.found(total, true);
  messages.say(`${count(total)} questions tabled from ${selection.range.from} to ${selection.range.to}`);
  return {years, questions: total};
}

async function* idsOf(
  years: readonly PlannedYear[],
  isDone: (id: string) => Promise<boolean>,
): AsyncGenerator<string> {
  for (const {year, inRange} of years) {
    if (inRange !== null) yield* inRange;
    else for await (const {id} of year.questions(isDone)) yield id;
  }
}

async function probeRange(
  selection: Selection,
  accepts: (record: QuestionRecord) => boolean,
  run: Run,
): Promise<void> {
  const {store, messages, wanted, harvestWays, failed} = run;
  messages.warn(
    'this is a probe: numbers are tried in sequence, and end after 30 absent ones in a row; what lies behind is not found',
  );
  const attempt = (id: string): Promise<Harvested> =>
    harvestQuestion(id, {wanted, accepts, hadFailures: failed.has(id), isTried: true}, harvestWays);
  const storedOf = async (year: number): Promise<{id: string; date: string | null}[]> => {
    const stored = [];
    for (const id of await store.ids(year)) stored.push({id, date: (await store.read(id))?.date ?? null});
    return stored;
  };
  for await (const harvested of probe(selection, {storedOf, attempt})) {
    if (harvested.outcome !== 'outside') await run.take(harvested);
    if (harvestWays.signal.aborted) return;
  }
  await run.takeAgain({wanted, accepts});
}

/* ---- what failed ---- */

async function retryFailed(
  options: CommonOptions,
  {range, letters}: RangeOptions,
  isWantedGiven: boolean,
  ways: Omit<CommandWays, 'input'>,
): Promise<void> {
  const run = openRun(options, ways);
  const accepts = ({date}: Pick<QuestionRecord, 'date'>): boolean =>
    range === null || date === null || (date >= range.from && date <= range.to);
  try {
    const harvests = await readCheckpoints(options.out);
    const dates = new Map<string, string | null>();
    for (const id of [...(await run.loadFailed())].sort()) {
      if (letters !== null && !letters.includes(id[0] as QuestionLetter)) continue;
      const date = await dateOf(id, run);
      if (date === null && range !== null && !isYearIn(id, range.from, range.to)) continue;
      if (accepts({date})) dates.set(id, date);
    }
    const ids = [...dates.keys()];
    run.track.found(ids.length, true);
    run.messages.say(
      ids.length === 0 ? 'nothing failed' : `trying ${counted(ids.length, 'question')} again …`,
    );
    const wanted = (id: string): Wanted =>
      isWantedGiven ? run.wanted : wantedByHarvests(harvests, id, dates.get(id) ?? null, run.wanted);
    const plan = {wanted, accepts, isDone: () => false, failed: run.failed};
    for await (const harvested of harvestQuestions(ids, plan, run.harvestWays)) await run.take(harvested);
    await run.takeAgain(plan);
  } catch (error) {
    if (!run.isStopped()) run.messages.fail(failureOf(error));
  } finally {
    await run.end();
  }
}

function isYearIn(id: string, from: string, to: string): boolean {
  const year = String(parseId(id)?.year);
  return year >= from.slice(0, 4) && year <= to.slice(0, 4);
}

/** Ids of the stored questions of the year that is asked about, kept for one year at a time. */
function idsByYear(store: Store): (id: string) => Promise<ReadonlySet<string>> {
  let of: {year: number; ids: Promise<ReadonlySet<string>>} | null = null;
  return id => {
    const year = parseId(id)?.year ?? 0;
    if (of?.year !== year) of = {year, ids: store.ids(year).then(ids => new Set(ids))};
    return of.ids;
  };
}
