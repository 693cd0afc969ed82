import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {apiAddress, apiDocumentAddress, pageAddress, parseAddress, parseListAddress} from '../addresses.ts';
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
import {fetchQuestion, type Wanted} from '../fetch-question.ts';
import {harvestQuestion} from '../harvest.ts';
import {wantedByHarvests} from '../harvest-wants.ts';
import {LANGUAGE_CODES} from '../language.ts';
import {mapInOrder} from '../map-in-order.ts';
import {mendNames} from '../member-directory.ts';
import {ASK_FOR_WHAT_FAILED} from '../obtain.ts';
import {FILE_FORMATS, type FileFormat, type QuestionRecord} from '../question.ts';
import {
  parseId,
  parseReference,
  QUESTION_LETTERS,
  type QuestionLetter,
  questionTypeOf,
} from '../reference.ts';
import {openStore, type Store, writeRecord} from '../store.ts';
import {type Problem, verifyArchive} from '../verify-archive.ts';
import {listYear} from '../year-list.ts';
import {isoNow} from './connect.ts';
import type {CommonOptions} from './options.ts';
import {dateOf, openRun, type Run, takeStore} from './run.ts';
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

/* ---- what is wrong ---- */

async function findProblems(
  options: CommonOptions,
  {messages, signal}: Omit<CommandWays, 'input'>,
): Promise<{found: Problem[]; agreement: AgreementSummary}> {
  const found: Problem[] = [];
  const agreementCount = countAgreement();
  const report = await verifyArchive(options.archive, problem => found.push(problem), signal);
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
    if (String(parseId(id)?.year) !== year)
      return problem('misplaced', `a record of ${parseId(id)?.year} under ${year}`);
    try {
      claim([apiAddress(id)], id, broken);
      const record = await store.read(id);
      if (record === null) return {stored, problems: []};
      if (record.id !== id) return problem('misplaced', `the record of ${record.id}`);
      stored = record;
      if (broken.size > 0) claim(addressesOf(record), id, broken);
      const rebuilt = await rebuild(id, archive);
      if (rebuilt === null) return problem('orphan', 'the archive holds nothing of it');
      return writeRecord(rebuilt) === writeRecord(record)
        ? {stored, problems: []}
        : problem('differs', 'the archive gives another record');
    } catch (error) {
      return problem('invalid', failureOf(error).message.replace(`${path} is`, 'is'));
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
  const years = (await list(join(out, 'questions'))).sort();
  const names = await Promise.all(
    years.map(async year => (await list(join(out, 'questions', year))).sort().map(name => ({year, name}))),
  );
  return names.flat();
}

function filesOf({versions, answers}: QuestionRecord): {url: string; format: FileFormat}[] {
  const listed = [versions, ...answers.map(answer => answer.versions)].flatMap(one => Object.values(one));
  const annexes = answers.flatMap(answer => answer.annexes);
  return [...listed.flatMap(({files}) => files), ...annexes.flatMap(({files}) => files)];
}

// Whatever may be archived for a record: what it names, and what came in its place or was looked for in vain.
function addressesOf(record: QuestionRecord): string[] {
  const answers = record.answers.flatMap(({id, annexes}) => [id, ...annexes.map(annex => annex.id)]);
  const pages = LANGUAGE_CODES.flatMap(language =>
    [record.id, ...record.answers.map(({id}) => id)].map(id => pageAddress(id, language)),
  );
  return [...filesOf(record).map(({url}) => url), ...answers.map(apiDocumentAddress), ...pages];
}

/** What the archive alone gives of a question. */
async function rebuild(id: string, archive: Archive): Promise<QuestionRecord | null> {
  const nothing: Wanted = {languages: [], documents: [], answers: false, source: 'auto', refresh: false};
  const {record} = await fetchQuestion(parseReference(id), nothing, {
    archive,
    transport: null,
    now: () => '',
  });
  return record;
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

/* ---- mending it ---- */

async function fixProblems(
  found: readonly Problem[],
  options: CommonOptions,
  ways: Omit<CommandWays, 'input'>,
): Promise<void> {
  for (const {problem, path} of found) {
    const isDocument = problem === 'damaged' || problem === 'lost' || problem === 'note';
    // Offline, what cannot be fetched again is better kept as it is.
    if (isDocument && !options.offline) await removeDocument(path);
    if (problem === 'temporary') await rm(path, {force: true});
  }
  const run = openRun(options, {...ways, output: {...ways.output, isWanted: false}});
  try {
    await run.loadFailed();
    const harvests = await readCheckpoints(options.out).catch(() => []);
    for (const {place} of found) if (place !== null) await mendShared(place, run);
    const ids = [
      ...new Set(found.flatMap(({id}) => (id !== null && parseId(id) !== null ? [id] : []))),
    ].sort();
    for (const id of ids) {
      const own = found.filter(problem => problem.id === id);
      const isArchived = own.every(({place}) => place === null);
      const rebuilt = isArchived ? await rebuild(id, run.harvestWays.archive) : null;
      if (rebuilt !== null) {
        await run.store.save(rebuilt);
        continue;
      }
      const usual = wantedByHarvests(harvests, id, await dateOf(id, run), run.wanted);
      const task = {
        wanted: {...usual, ...wantedFor(own, await run.store.read(id).catch(() => null))},
        accepts: () => true,
        hadFailures: run.failed.has(id),
        isTried: false,
      };
      await run.take(await harvestQuestion(id, task, run.harvestWays));
      if (run.isStopped()) break;
    }
    await run.takeAgain({wanted: run.wanted, accepts: () => true});
  } finally {
    await run.end();
  }
}

// What many questions share: a year's list, the names of Members.
async function mendShared(place: string, run: Run): Promise<void> {
  const address = `https://${decodeURIComponent(place).replace(/\.json$/, '')}`;
  if (!URL.canParse(address)) return;
  const list = parseListAddress(address);
  if (list !== null) await mendList(list, run);
  const {harvestWays, askAgain, messages} = run;
  for (const line of await mendNames(address, harvestWays, {mayAsk: true, askAgain})) messages.warn(line);
}

async function mendList(
  {year, workTypes}: {year: number; workTypes: string[]},
  {harvestWays, store, messages}: Run,
): Promise<void> {
  const letters = QUESTION_LETTERS.filter(letter => workTypes.includes(questionTypeOf(letter)));
  const request = {year, letters: workTypes.length === 0 ? null : letters, freshAfter: ''};
  try {
    await listYear({...request, stored: await store.ids(year)}, harvestWays);
  } catch (error) {
    messages.fail(failureOf(error));
  }
}

// Only the languages and forms of what is broken are asked for; what is archived is not asked for again.
function wantedFor(problems: readonly Problem[], record: QuestionRecord | null): Partial<Wanted> {
  if (problems.some(({problem}) => problem === 'orphan' || problem === 'gap') || record === null) return {};
  const urls = problems.flatMap(({url}) => (url === null ? [] : [url]));
  const broken = urls.map(url => ({url, address: parseAddress(url)}));
  const formats = new Map(filesOf(record).map(({url, format}) => [url, format]));
  return {
    languages: LANGUAGE_CODES.filter(code => broken.some(({address}) => address?.language === code)),
    documents: FILE_FORMATS.filter(format =>
      broken.some(({url, address}) => (formats.get(url) ?? address?.format) === format),
    ),
    answers: broken.some(({address}) => address?.ids.every(id => parseId(id) === null) ?? false),
  };
}

async function removeDocument(path: string): Promise<void> {
  const body = path.replace(/\.meta\.json$/, '');
  for (const file of [`${body}.meta.json`, body]) await rm(file, {force: true});
}
