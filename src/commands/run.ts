import {type Archive, openArchive} from '../archive.ts';
import {type Failure, failureOf} from '../errors.ts';
import type {Wanted} from '../fetch-question.ts';
import {
  createStopRule,
  type Harvested,
  type HarvestPlan,
  type HarvestWays,
  harvestQuestions,
} from '../harvest.ts';
import {lockStore} from '../lock.ts';
import {narrowRecord} from '../narrow-record.ts';
import {ASK_FOR_WHAT_FAILED, type AskAgain} from '../obtain.ts';
import type {QuestionRecord} from '../question.ts';
import {obtainRecords} from '../question-records.ts';
import {parseId} from '../reference.ts';
import {reidentify} from '../reidentify.ts';
import {openStore, type Store} from '../store.ts';
import {sweepTemporaryFiles} from '../write-file.ts';
import {isoNow, openTransport, wantedOf} from './connect.ts';
import type {Messages} from './messages.ts';
import type {CommonOptions} from './options.ts';
import {count, counted, openTrack, type Track} from './track.ts';
import type {CommandWays} from './ways.ts';

const DAY_MS = 86_400_000;
/** A request that failed five times may well succeed half an hour later. */
const FURTHER_PASSES = 2;

/**
 * Takes the store for one run, and clears away what killed ones left.
 *
 * @returns gives it back
 */
export async function takeStore({
  out,
  archive,
}: Pick<CommonOptions, 'out' | 'archive'>): Promise<() => Promise<void>> {
  const release = await lockStore(out);
  for (const root of [out, archive]) await sweepTemporaryFiles(root, 'all');
  return release;
}

/** One run over many questions: what it goes by, and what became of it. */
export interface Run {
  store: Store;
  messages: Messages;
  track: Track;
  wanted: Wanted;
  /** when what is known is asked for again */
  askAgain: AskAgain;
  harvestWays: HarvestWays;
  /** ISO: when it began */
  began: string;
  /** ids that `failures.ndjson` names; filled by `loadFailed` */
  failed: Set<string>;
  loadFailed(): Promise<ReadonlySet<string>>;
  /** Takes note of one question, says what failed, prints its record. */
  take(harvested: Harvested): Promise<void>;
  /** Tries again, at the end, what nobody answered for, wanting the same of it. */
  takeAgain(plan: Pick<HarvestPlan, 'wanted' | 'accepts'>): Promise<void>;
  /** whether it was stopped before its end */
  isStopped(): boolean;
  /** whether nothing stands in the way of calling it complete */
  isSound(): boolean;
  /** Says the last line, and closes what is open. */
  end(): Promise<void>;
}

/**
 * Opens one run of `harvest`.
 *
 * @param update where records are compared with what was stored: everything is asked about again, the records that are
 *   replaced are kept, and `show` is told of every question once, instead of its record being printed
 */
export function openRun(
  options: CommonOptions,
  {output, messages, signal}: Omit<CommandWays, 'input'>,
  update: {show(harvested: Harvested): Promise<void>} | null = null,
): Run {
  const archive = openArchive(options.archive);
  const opened = openStore(options.out);
  const store = options.save
    ? opened
    : {...opened, save: async () => 'saved' as const, recordFailures: async () => {}};
  const stop = new AbortController();
  const transport = openTransport(options, signal, archive, line => messages.warn(line));
  const track = openTrack(messages, () => performance.now());
  const began = Date.now();
  const [now, yesterday] = [new Date(began).toISOString(), new Date(began - DAY_MS).toISOString()];
  const askAgain: AskAgain = options.refresh
    ? {received: now, absent: now, unreadable: now, members: now}
    : {received: update === null ? '' : now, absent: yesterday, unreadable: yesterday};
  const wanted: Wanted = {...wantedOf(options), refresh: askAgain};
  const onMembers = async (term: number, expected: Archive): Promise<void> => {
    if (options.save)
      await reidentify(term, expected, store, harvestWays.signal, async (record, before) => {
        const outcome = await store.save(record, update !== null);
        await update?.show({id: record.id, record, before, outcome, failures: [], warnings: []});
      });
  };
  const harvestWays: HarvestWays = {
    archive,
    onMembers,
    transport,
    now: isoNow,
    store,
    signal: AbortSignal.any([signal, stop.signal]),
    width: options.concurrency,
    keepsOld: update !== null,
    onFile: file => {
      messages.detail(
        `${file.id} ${file.language ?? ''} ${file.format}: ${file.status} (${file.from}) ${file.url}`,
      );
      track.file({...file});
    },
  };
  const stopRule = createStopRule(options.source);
  const failed = new Set<string>();
  const again = new Map<string, Harvested>();
  const warned = new Map<string, number>();
  const counts = {
    saved: 0,
    unchanged: 0,
    notFound: 0,
    unreadable: 0,
    unreachable: 0,
    blocked: 0,
    failed: 0,
    incomplete: 0,
  };
  let stoppedFor: 'blocked' | 'network' | null = null;

  const countIn = ({outcome, failures}: Harvested): void => {
    if (outcome === 'saved') counts.saved += 1;
    else if (outcome === 'unchanged' || outcome === 'there') counts.unchanged += 1;
    else if (outcome === 'none') counts[COUNTED[failures[0]?.kind ?? 'internal'] ?? 'failed'] += 1;
    if ((outcome === 'saved' || outcome === 'unchanged') && failures.length > 0) counts.incomplete += 1;
  };

  // What is the same of many questions is said once, and counted.
  const warnOnce = (warning: string): void => {
    const what = warning.replace(/^\S+: /, '').replace(/(?<!\d)\d+ pages?/, 'pages');
    const times = (warned.get(what) ?? 0) + 1;
    warned.set(what, times);
    if (times === 1) messages.warn(warning);
    else messages.detail(`warning: ${warning}`);
  };

  // A record that cannot be read is one failure; the others are printed all the same.
  const readStored = (id: string): Promise<QuestionRecord | null> =>
    store.read(id).catch((error: unknown) => {
      messages.fail(failureOf(error, {id}));
      return null;
    });

  const take = async (harvested: Harvested, isLast: boolean): Promise<void> => {
    const {id, record, outcome, failures, warnings} = harvested;
    for (const warning of warnings) warnOnce(warning);
    stoppedFor ??= stopRule(harvested);
    if (stoppedFor !== null) stop.abort();
    const isPassing = !isLast && stoppedFor === null && failures.some(({kind}) => kind === 'network');
    if (isPassing) {
      // Without what it holds, for there may be many; an update compares with what was there before.
      again.set(id, {...harvested, record: null, ...(update === null ? {before: null} : {})});
      for (const {message} of failures) messages.detail(`${id}: ${message}; it is tried again at the end`);
    } else {
      for (const failure of failures) messages.fail(failure);
      countIn(harvested);
    }
    if (update !== null && !isPassing) await update.show(harvested);
    else if (!isPassing && output.isWanted && !output.isForPeople) {
      const shown = outcome === 'there' ? await readStored(id) : outcome === 'outside' ? null : record;
      if (shown !== null) await output.record(narrowRecord(shown, options));
    }
    if (!isLast) track.question({id, outcome}, outcome !== 'there', failures.length > 0 ? 1 : 0);
    if (output.closed.aborted) stop.abort();
  };

  return {
    store,
    messages,
    track,
    wanted,
    askAgain,
    harvestWays,
    began: now,
    failed,
    async loadFailed() {
      for (const {id} of await opened.failures()) if (id !== null && parseId(id) !== null) failed.add(id);
      return failed;
    },
    take: harvested => take(harvested, false),
    async takeAgain({wanted, accepts}) {
      for (let pass = 1; pass <= FURTHER_PASSES && again.size > 0 && !harvestWays.signal.aborted; pass += 1) {
        const ids = [...again.keys()];
        messages.say(`trying again what nobody answered for: ${counted(ids.length, 'question')} …`);
        const plan = {wanted, accepts, isDone: () => false, failed: new Set(ids)};
        for await (const harvested of harvestQuestions(ids, plan, harvestWays)) {
          const mayPass = pass < FURTHER_PASSES && harvested.failures.some(({kind}) => kind === 'network');
          if (mayPass) continue;
          const first = again.get(harvested.id);
          again.delete(harvested.id);
          await take(sinceFirst(harvested, first), true);
        }
      }
    },
    isStopped: () => harvestWays.signal.aborted,
    isSound: () => stoppedFor === null,
    async end() {
      track.end();
      await transport?.close();
      for (const left of again.values()) {
        for (const failure of left.failures) messages.fail(failure);
        countIn(left);
        if (left.before !== undefined) await update?.show({...left, record: await readStored(left.id)});
      }
      for (const [what, times] of warned)
        if (times > 1) messages.warn(`${count(times)} questions in all: ${what}`);
      if (stoppedFor !== null) {
        messages.say(
          stoppedFor === 'blocked'
            ? 'stopped: the source refuses; the same command continues from here when it does not'
            : 'stopped: 20 questions in a row were not answered for; the same command continues from here',
        );
      } else if (signal.aborted) {
        messages.say('stopped; the same command continues from here');
      }
      messages.say(summaryOf(counts, `${options.out}/failures.ndjson`));
    },
  };
}

/** The day that a question's record tells, or what the archive holds of it; `null` where neither does. */
export async function dateOf(
  id: string,
  {store, harvestWays}: Pick<Run, 'store' | 'harvestWays'>,
): Promise<string | null> {
  const record = await store.read(id).catch(() => null);
  if (record?.date != null) return record.date;
  const [listed] = await obtainRecords([id], ASK_FOR_WHAT_FAILED, {...harvestWays, transport: null});
  return listed?.date ?? null;
}

// What a second look found, held against what was there before the first.
function sinceFirst(harvested: Harvested, first: Harvested | undefined): Harvested {
  if (first === undefined) return harvested;
  const isSaved = first.outcome === 'saved' && harvested.outcome === 'unchanged';
  const before = first.before === undefined ? {} : {before: first.before};
  return {...harvested, ...before, outcome: isSaved ? 'saved' : harvested.outcome};
}

type Counts = Record<
  'saved' | 'unchanged' | 'notFound' | 'unreadable' | 'unreachable' | 'blocked' | 'failed' | 'incomplete',
  number
>;

const COUNTED: Readonly<Partial<Record<Failure['kind'], keyof Counts>>> = {
  notFound: 'notFound',
  parse: 'unreadable',
  network: 'unreachable',
  blocked: 'blocked',
};

/** `1,204 saved, 31 unchanged, 2 not found, 1 unreadable (epq-data/failures.ndjson)` */
function summaryOf(counts: Counts, failuresPath: string): string {
  const parts = [
    [counts.notFound, 'not found'],
    [counts.unreadable, 'unreadable'],
    [counts.unreachable, 'unreachable'],
    [counts.blocked, 'blocked'],
    [counts.failed, 'failed'],
    [counts.incomplete, 'of them incomplete'],
  ] as const;
  const failures = parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `, ${count(number)} ${word}`);
  const where = failures.length > 0 ? ` (${failuresPath})` : '';
  return `${count(counts.saved)} saved, ${count(counts.unchanged)} unchanged${failures.join('')}${where}`;
}
