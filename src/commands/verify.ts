import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {apiAddress, apiDocumentAddress, pageAddress} from '../addresses.ts';
import {
  type AgreementCount,
  type AgreementSummary,
  countAgreement,
  describeAgreement,
  differingPairs,
} from '../agreement-summary.ts';
import {type Archive, openArchive} from '../archive.ts';
import {archivePath} from '../archive-path.ts';
import {readCheckpoints} from '../checkpoint.ts';
import {dayInBrussels} from '../date-range.ts';
import {discover} from '../discover.ts';
import {EpqError, failureOf} from '../errors.ts';
import {fetchFromArchive} from '../fetch-question.ts';
import {LANGUAGE_CODES} from '../language.ts';
import {mapInOrder} from '../map-in-order.ts';
import {ASK_FOR_WHAT_FAILED} from '../obtain.ts';
import type {QuestionRecord} from '../question.ts';
import {filesOf, noLongerRead} from '../record-files.ts';
import {parseId, parseReference, type QuestionLetter} from '../reference.ts';
import {openStore, type Store} from '../store.ts';
import {isSystemFile, type Problem, verifyArchive} from '../verify-archive.ts';
import {isoNow} from './connect.ts';
import {fixProblems} from './fix-problems.ts';
import type {CommonOptions} from './options.ts';
import {takeStore} from './run.ts';
import {count, counted, openTrack} from './track.ts';
import type {CommandWays} from './ways.ts';

/**
 * `epq verify`: holds every archived file to its hash and length, every record to the schema and to a rebuild, and looks
 * for orphans and gaps; and says on what the sources of the records disagree, which is no problem. Repairs nothing,
 * unless told to.
 *
 * @param fixes whether what is broken is fetched or made again, and nothing else
 */
export async function runVerify(
  options: CommonOptions,
  fixes: boolean,
  ways: Omit<CommandWays, 'input'>,
): Promise<void> {
  const {output, messages, signal} = ways;
  const release = fixes ? await takeStore(options) : async () => {};
  try {
    const {found, agreement} = await findProblems(options, ways);
    for (const problem of found) await output.item(problem, lineOf(problem));
    // A terminal has had it on stderr; a sound store whose sources agree says nothing in a pipe.
    if (agreement.disagreeing > 0 && !output.isForPeople) await output.item({agreement}, '');
    if (found.length === 0 || signal.aborted) return;
    if (!fixes) {
      messages.fail({
        ...failureOf(new EpqError('store', `${counted(found.length, 'problem')} in ${options.out}`)),
        hint: 'epq verify --fix makes again or fetches again what is broken, and nothing else',
      });
      return;
    }
    await fixProblems(found, options, ways);
    const {found: left} = await findProblems(options, ways);
    messages.say(`${count(found.length - left.length)} of ${count(found.length)} problems mended`);
    for (const {path, id, message} of left)
      messages.fail({
        ...failureOf(new EpqError('store', `${path}: ${message}`), {id}),
        hint: 'it could not be mended',
      });
  } finally {
    await release();
  }
}

function lineOf({problem, id, path, message}: Problem): string {
  return `${problem}: ${id === null ? '' : `${id}: `}${path}: ${message}`;
}

async function findProblems(
  options: CommonOptions,
  {messages, signal}: Omit<CommandWays, 'input'>,
): Promise<{found: Problem[]; agreement: AgreementSummary}> {
  const found: Problem[] = [];
  const agreementCount = countAgreement();
  const report = await verifyArchive(options.archive, problem => found.push(problem), isoNow(), signal);
  const broken = new Map(
    found.flatMap(problem => (problem.place === null ? [] : [[problem.place, problem] as const])),
  );
  const store = openStore(options.out);
  const records = await verifyRecords(options, store, broken, found, agreementCount, messages, signal);
  if (!signal.aborted)
    found.push(...(await findGaps(options, store)), ...(await verifyState(options, store)));
  const byHand = report.byHand === 0 ? '' : `, ${counted(report.byHand, 'file')} saved by hand`;
  if (records === 0 && report.files === 0) messages.warn(`nothing is stored in ${options.out}`);
  messages.say(
    `${counted(records, 'record')}, ${counted(report.files, 'archived file')}${byHand}: ${counted(found.length, 'problem')}`,
  );
  if (report.ofTheFuture > 0)
    messages.warn(
      `${counted(report.ofTheFuture, 'note')} in the archive of a time to come: the clock was wrong then or is now; what is asked for again asks for them`,
    );
  const agreement = agreementCount.summary();
  messages.say(describeAgreement(agreement));
  return {found, agreement};
}

async function verifyRecords(
  options: CommonOptions,
  store: Store,
  broken: ReadonlyMap<string, Problem>,
  found: Problem[],
  agreementCount: AgreementCount,
  messages: CommandWays['messages'],
  signal: AbortSignal,
): Promise<number> {
  const track = openTrack(messages, () => performance.now(), 'records');
  const names = await recordNames(options.out);
  track.found(names.length, true);
  const archive = openArchive(options.archive);
  const verifyOne = async ({year, name}: RecordName): Promise<Verified> => {
    let stored: QuestionRecord | null = null;
    const path = join(options.out, 'questions', year, name);
    const id = name.replace(/\.json$/, '');
    const problem = (kind: Problem['problem'], message: string): Verified => ({
      stored,
      problems: [
        {problem: kind, id: kind === 'misplaced' ? null : id, path, place: null, url: null, message},
      ],
    });
    if (!name.endsWith('.json') || parseId(id) === null) return problem('misplaced', 'no file of a record');
    const folder = String(parseId(id)?.year);
    if (folder !== year) return problem('misplaced', `a record that belongs under ${folder}`);
    try {
      claim([apiAddress(id)], id, broken);
      const record = await store.read(id);
      if (record === null) return {stored, problems: []};
      if (record.id !== id) return problem('misplaced', `the record of ${record.id}`);
      stored = record;
      if (broken.size > 0) claim(addressesOf(record), id, broken);
      const rebuilt = await rebuild(id, archive);
      if (rebuilt === null) return problem('orphan', 'the archive holds nothing of it');
      const lost = await lostSince(record, rebuilt, broken, options.archive, archive);
      if (lost.length > 0) return {stored, problems: lost};
      return (await store.holds(rebuilt))
        ? {stored, problems: []}
        : problem('differs', 'the archive gives another record');
    } catch (error) {
      const {cause, message} = error as Error;
      const isUnreadable = (cause as NodeJS.ErrnoException | undefined)?.code !== undefined;
      // What could be read of the record: it is the archive, of which that has been said.
      if (isUnreadable && stored !== null) return {stored, problems: []};
      const told = message.replace(`${path} is`, 'is').replace(`${path}: `, '');
      return problem(isUnreadable ? 'unreadable' : 'invalid', told);
    }
  };
  for await (const {problems, stored} of mapInOrder(names, options.concurrency, verifyOne)) {
    found.push(...problems);
    if (stored !== null) agreementCount.add(stored);
    for (const difference of stored?.agreement.differences ?? []) {
      const where = [stored?.id, difference.language ?? ''].join(' ').trim();
      messages.detail(`${where}: ${difference.field} differs: ${differingPairs(difference).join(', ')}`);
    }
    track.question({id: problems[0]?.id ?? ''}, true, problems.length);
    if (signal.aborted) break;
  }
  // What an unfinished harvest has begun is no gap: the same command goes on with it.
  const unfinished = (await readCheckpoints(options.out).catch(() => [])).filter(({finished}) => !finished);
  for (const {from, to} of unfinished)
    messages.say(`the harvest of ${from} to ${to ?? 'today'} is unfinished: the same command continues it`);
  const stored = new Set(await store.ids());
  for (const id of unfinished.length > 0 ? [] : await archive.questionIds()) {
    if (stored.has(id) || signal.aborted) continue;
    const record = await rebuild(id, archive);
    if (record !== null && !stored.has(record.id))
      found.push(gap(options.out, id, 'it is archived, and has no record'));
  }
  track.end();
  return names.length;
}

// What a record was read from and is now neither archived nor noted; what is damaged is a problem of its own already.
async function lostSince(
  record: QuestionRecord,
  rebuilt: QuestionRecord,
  broken: ReadonlyMap<string, Problem>,
  directory: string,
  archive: Archive,
): Promise<Problem[]> {
  const lost: Problem[] = [];
  for (const url of noLongerRead(record, rebuilt)) {
    const place = archivePath(url);
    if (broken.has(place) || (await archive.lookup(url)) !== null) continue;
    const message = 'its record was read from it, and it is not there';
    lost.push({problem: 'lost', id: record.id, path: join(directory, place), place, url, message});
  }
  return lost;
}

/** What was found of one record, and what it holds, where it can be read. */
interface Verified {
  problems: Problem[];
  stored: QuestionRecord | null;
}

interface RecordName {
  year: string;
  name: string;
}

async function recordNames(out: string): Promise<RecordName[]> {
  const list = (path: string): Promise<string[]> => readdir(path).catch(() => []);
  const names = await Promise.all(
    (await list(join(out, 'questions'))).sort().map(async name => {
      const below = await readdir(join(out, 'questions', name)).catch(() => null);
      return below?.sort().map(file => ({year: name, name: file})) ?? [{year: '', name}];
    }),
  );
  return names.flat().filter(({name}) => !isSystemFile(name));
}

// Whatever may be archived for a record: what it names, and what came in its place or was looked for in vain.
function addressesOf(record: QuestionRecord): string[] {
  const answers = record.answers.flatMap(({id, annexes}) => [id, ...annexes.map(annex => annex.id)]);
  const pages = LANGUAGE_CODES.flatMap(language =>
    [record.id, ...record.answers.map(({id}) => id)].map(id => pageAddress(id, language)),
  );
  return [...filesOf(record).map(({url}) => url), ...answers.map(apiDocumentAddress), ...pages];
}

async function rebuild(id: string, archive: Archive): Promise<QuestionRecord | null> {
  return (await fetchFromArchive(parseReference(id), archive)).record;
}

// A harvest that came to its end has a record, or a failure, of every question that is listed in its range.
async function findGaps(options: CommonOptions, store: Store): Promise<Problem[]> {
  const failed = new Set((await store.failures()).map(({id}) => id));
  const ways = {archive: openArchive(options.archive), transport: null, now: isoNow};
  const today = dayInBrussels(new Date());
  const gaps: Problem[] = [];
  const checkpoints = await readCheckpoints(options.out).catch(() => []);
  for (const {from, to, types, questions, source} of checkpoints) {
    if (questions === null || source === 'doceo') continue;
    const selection = {range: {from, to: to ?? today}, letters: types as QuestionLetter[] | null, today};
    const policy = {freshAfter: () => '', askAgain: ASK_FOR_WHAT_FAILED, storedOf: async () => []};
    const missing: Problem[] = [];
    let accounted = 0;
    try {
      for await (const year of discover(selection, policy, ways)) {
        const stored = new Set(await store.ids(year.year));
        for await (const {id, date} of year.questions()) {
          if (stored.has(id) || failed.has(id)) accounted += 1;
          else if (date !== null)
            missing.push(gap(options.out, id, 'a harvest that is finished lists it, and it has no record'));
        }
      }
      // Lists grow after a harvest: what appeared late is no gap, as long as nothing of what was there is gone.
      if (accounted < questions) gaps.push(...missing);
    } catch (error) {
      if (!(error instanceof EpqError)) throw error; // a list that is damaged is a problem of its own
    }
  }
  return gaps.filter(({id}, index) => gaps.findIndex(other => other.id === id) === index);
}

function gap(out: string, id: string, message: string): Problem {
  return {
    problem: 'gap',
    id,
    path: join(out, 'questions', String(parseId(id)?.year), `${id}.json`),
    place: null,
    url: null,
    message,
  };
}

async function verifyState({out}: CommonOptions, store: Store): Promise<Problem[]> {
  const problems: Problem[] = [];
  const state = (path: string, error: unknown): void => {
    problems.push({
      problem: 'state',
      id: null,
      path,
      place: null,
      url: null,
      message: failureOf(error).message,
    });
  };
  await readCheckpoints(out).catch(error => state(join(out, 'harvests'), error));
  await store.failures().catch(error => state(join(out, 'failures.ndjson'), error));
  return problems;
}

// A broken file is the concern of the first stored question whose record names it.
function claim(urls: readonly string[], id: string, broken: ReadonlyMap<string, Problem>): void {
  for (const url of urls) {
    const problem = broken.get(archivePath(url));
    if (problem === undefined) continue;
    problem.id ??= id;
    problem.url ??= url;
  }
}
