import {apiAddress} from '../addresses.ts';
import {type Change, changesBetween, isAnswered} from '../changes.ts';
import {type Checkpoint, readCheckpoints} from '../checkpoint.ts';
import {discover} from '../discover.ts';
import {EpqError, failureOf} from '../errors.ts';
import type {Wanted} from '../fetch-question.ts';
import {harvestQuestions} from '../harvest.ts';
import {wantedByHarvests} from '../harvest-wants.ts';
import type {AskAgain} from '../obtain.ts';
import {BATCH_SIZE, obtainRecords} from '../question-records.ts';
import type {QuestionLetter} from '../reference.ts';
import type {CommonOptions, RangeOptions} from './options.ts';
import {openRun, type Run, takeStore} from './run.ts';
import {count} from './track.ts';
import type {CommandWays} from './ways.ts';

/** The flags of `epq update` alone. */
export interface UpdateOptions {
  /** ISO: only questions tabled on this day or later; `null`: all */
  since: string | null;
  /** whether the flags say what is wanted; otherwise it is what the harvests wanted */
  isWantedGiven: boolean;
}

/** One stored question, as far as the order of an update needs it. */
interface Stored {
  id: string;
  date: string | null;
  isAnswered: boolean;
  /** ISO, `''` if never */
  checkedAt: string;
}

type Counts = Record<Change['event'] | 'unchanged', number>;

/**
 * `epq update`: looks again at what is stored. Unanswered questions come first, then those that the harvests of this
 * store did not find when they were made, because they appeared late, then the rest, the longest unchecked first: an
 * update that is stopped goes on there the next time.
 *
 * The open data's records are asked for in batches, every file by a conditional request. Changes are printed, one JSON
 * line each in a pipe; records that are replaced are kept under `history/`.
 */
export async function runUpdate(
  options: CommonOptions,
  {letters, today}: Pick<RangeOptions, 'letters' | 'today'>,
  {since, isWantedGiven}: UpdateOptions,
  ways: Omit<CommandWays, 'input'>,
): Promise<void> {
  if (options.offline) {
    throw new EpqError('usage', 'epq update asks the hosts again, and --offline forbids it', {
      hint: 'epq rebuild makes the records anew from the archive',
    });
  }
  const {output, messages} = ways;
  const release = options.save ? await takeStore(options) : async () => {};
  const counts: Counts = {added: 0, answered: 0, revised: 0, 'version-added': 0, unchanged: 0};
  const run = openRun(options, ways, {
    show: async ({record, before, outcome}) => {
      if (record === null || outcome === 'outside') return;
      const changes = changesBetween(before ?? null, record);
      if (changes.length === 0) counts.unchanged += 1;
      for (const change of changes) {
        counts[change.event] += 1;
        if (output.isForPeople) messages.say(lineOf(change));
        else await output.item(change, lineOf(change));
      }
    },
  });
  try {
    await run.loadFailed();
    const stored = await readStored(run, letters, since);
    const harvests = (await readCheckpoints(options.out)).filter(({source}) => source !== 'doceo');
    if (stored.length === 0 && harvests.length === 0) messages.warn(`nothing is stored in ${options.out}`);
    const dates = new Map(stored.map(({id, date}) => [id, date]));
    const wantedOf = (id: string): Wanted =>
      isWantedGiven ? run.wanted : wantedByHarvests(harvests, id, dates.get(id) ?? null, run.wanted);
    run.track.found(stored.length, true);
    messages.say(`looking again at ${count(stored.length)} questions, unanswered ones first …`);
    const all = new Set(stored.map(({id}) => id));
    const plan = {wanted: wantedOf, accepts: () => true, isDone: () => false, failed: run.failed};
    const goThrough = async (ids: AsyncIterable<string>): Promise<void> => {
      for await (const harvested of harvestQuestions(ids, plan, run.harvestWays)) await run.take(harvested);
    };
    await goThrough(
      withFreshRecords(
        stored.filter(({isAnswered}) => !isAnswered),
        run,
      ),
    );
    await goThrough(lateQuestions(harvests, {since, letters, today}, all, dates, run));
    await goThrough(
      withFreshRecords(
        stored.filter(({isAnswered}) => isAnswered),
        run,
      ),
    );
    await run.takeAgain(plan);
  } catch (error) {
    if (!run.isStopped()) messages.fail(failureOf(error));
  } finally {
    await run.end();
    messages.say(
      `${count(counts.added)} added, ${count(counts.answered)} answered, ${count(counts.revised)} revised, ${count(counts['version-added'])} with new versions, ${count(counts.unchanged)} as before`,
    );
    await release();
  }
}

async function readStored(
  {store, harvestWays, messages, began}: Run,
  letters: RangeOptions['letters'],
  since: string | null,
): Promise<Stored[]> {
  const stored: Stored[] = [];
  for (const id of await store.ids()) {
    if (letters !== null && !letters.includes(id[0] as QuestionLetter)) continue;
    try {
      const record = await store.read(id);
      const entry = await harvestWays.archive.lookup(apiAddress(id));
      const checkedAt = entry?.meta?.checkedAt ?? '';
      const date = record?.date ?? null;
      if (since !== null && date !== null && date < since) continue;
      stored.push({
        id,
        date,
        isAnswered: record !== null && isAnswered(record),
        checkedAt: checkedAt > began ? '' : checkedAt, // a wrong clock's note tells nothing
      });
    } catch (error) {
      messages.fail(failureOf(error, {id}));
    }
  }
  return stored.sort(
    (a, b) => compare(a.checkedAt, b.checkedAt) || compare(b.date ?? '', a.date ?? '') || compare(a.id, b.id),
  );
}

/** Asks for the open data's records, many at once, before the questions they are of. */
async function* withFreshRecords(
  stored: readonly Stored[],
  {wanted, harvestWays, began, failed}: Run,
): AsyncGenerator<string> {
  const askAgain: AskAgain = {received: began, absent: began, unreadable: began};
  for (let at = 0; at < stored.length; at += BATCH_SIZE) {
    const ids = stored.slice(at, at + BATCH_SIZE).map(({id}) => id);
    if (wanted.source !== 'doceo') {
      const records = await obtainRecords(ids, askAgain, harvestWays);
      for (const {id, failure} of records) if (failure !== null) failed.add(id);
    }
    yield* ids;
  }
}

/** Questions of the harvests' ranges that are not stored: they appeared after they were listed. */
async function* lateQuestions(
  harvests: readonly Checkpoint[],
  {since, letters, today}: {since: string | null; letters: RangeOptions['letters']; today: string},
  known: Set<string>,
  dates: Map<string, string | null>,
  {store, harvestWays, track, began, askAgain}: Run,
): AsyncGenerator<string> {
  for (const harvest of harvests) {
    const from = since !== null && since > harvest.from ? since : harvest.from;
    const range = {from, to: harvest.to ?? today};
    if (range.from > range.to) continue;
    const kinds = (harvest.types as QuestionLetter[] | null)?.filter(
      letter => letters?.includes(letter) ?? true,
    );
    if (kinds?.length === 0) continue; // this harvest was for other kinds
    const selection = {range, letters: kinds ?? letters, today};
    const policy = {
      freshAfter: () => began,
      askAgain: {...askAgain, received: ''},
      storedOf: (year: number) => store.ids(year),
    };
    for await (const year of discover(selection, policy, harvestWays)) {
      const stored = new Set(await store.ids(year.year));
      for await (const {id, date} of year.questions()) {
        if (known.has(id) || stored.has(id)) continue;
        known.add(id);
        dates.set(id, date);
        track.found(known.size, true);
        yield id;
      }
    }
  }
}

function lineOf({event, number, date, subject, fields}: Change): string {
  const what = fields.length === 0 || event === 'answered' ? '' : ` (${fields.join(', ')})`;
  return `${event}: ${number} of ${date ?? 'an unknown day'}, ${subject ?? 'without a subject'}${what}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
