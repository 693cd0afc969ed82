import {access, rename, rm} from 'node:fs/promises';
import {parseAddress, parseListAddress} from '../addresses.ts';
import {readCheckpoints} from '../checkpoint.ts';
import {failureOf} from '../errors.ts';
import {fetchFromArchive, type Wanted} from '../fetch-question.ts';
import {harvestQuestion} from '../harvest.ts';
import {wantedByHarvests} from '../harvest-wants.ts';
import {LANGUAGE_CODES} from '../language.ts';
import {mendNames} from '../member-directory.ts';
import type {QuestionRecord} from '../question.ts';
import {filesOf} from '../record-files.ts';
import {FILE_FORMATS} from '../record-words.ts';
import {parseId, parseReference, QUESTION_LETTERS, questionTypeOf} from '../reference.ts';
import {type Problem, putInPlace} from '../verify-archive.ts';
import {attemptWrite} from '../write-file.ts';
import {listYear} from '../year-list.ts';
import type {CommonOptions} from './options.ts';
import {dateOf, openRun, type Run} from './run.ts';
import type {CommandWays} from './ways.ts';

/**
 * Mends what `epq verify` found, and nothing else: what lies in another place is put in its own, records are made again from
 * the archive, and what is damaged or lost is fetched again. What can be had nowhere is left as it is.
 */
export async function fixProblems(
  found: readonly Problem[],
  options: CommonOptions,
  ways: Omit<CommandWays, 'input'>,
): Promise<void> {
  const run = openRun(options, {...ways, output: {...ways.output, isWanted: false}});
  const returns: (() => Promise<void>)[] = [];
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    await work().catch(error => run.messages.fail(failureOf(error)));
  };
  try {
    for (const problem of found) {
      if (problem.problem === 'misplaced')
        await attempt(() =>
          problem.place === null ? run.store.adopt(problem.path) : putInPlace(options.archive, problem),
        );
      // Bytes of which nothing is known would count as saved by hand. Offline they are better kept so.
      if (problem.problem === 'note' && !options.offline)
        await attempt(async () => returns.push(await setAside(problem.path)));
      if (problem.problem === 'temporary') await attempt(() => rm(problem.path, {force: true}));
    }
    await run.loadFailed();
    const harvests = await readCheckpoints(options.out).catch(() => []);
    for (const {place} of found) if (place !== null) await mendShared(place, run);
    const ids = [
      ...new Set(found.flatMap(({id}) => (id !== null && parseId(id) !== null ? [id] : []))),
    ].sort();
    for (const id of ids) {
      await attempt(() =>
        mendQuestion(
          id,
          found.filter(problem => problem.id === id),
          harvests,
          run,
        ),
      );
      if (run.isStopped()) break;
    }
    await run.takeAgain({wanted: run.wanted, accepts: () => true});
  } finally {
    for (const giveBack of returns) await attempt(giveBack);
    await run.end();
  }
}

async function mendQuestion(
  id: string,
  own: readonly Problem[],
  harvests: Awaited<ReturnType<typeof readCheckpoints>>,
  run: Run,
): Promise<void> {
  const isArchived = own.every(({place}) => place === null);
  const rebuilt = isArchived
    ? (await fetchFromArchive(parseReference(id), run.harvestWays.archive)).record
    : null;
  if (rebuilt !== null) {
    await run.store.save(rebuilt);
    return;
  }
  const usual = wantedByHarvests(harvests, id, await dateOf(id, run), run.wanted);
  const task = {
    wanted: {...usual, ...wantedFor(own, await run.store.read(id).catch(() => null))},
    accepts: () => true,
    hadFailures: run.failed.has(id),
    isTried: false,
  };
  await run.take(await harvestQuestion(id, task, run.harvestWays));
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

/**
 * Sets archived bytes aside whose note says nothing, with the note; nothing may be asked for in their place.
 *
 * @returns puts the bytes back, as saved by hand, unless others have come
 */
async function setAside(notePath: string): Promise<() => Promise<void>> {
  const body = notePath.replace(/\.meta\.json$/, '');
  const aside = `${body}.aside`;
  await attemptWrite(body, async () => {
    await rename(body, aside).catch(unlessAbsent);
    await rm(notePath, {force: true});
  });
  return () =>
    attemptWrite(body, async () => {
      const hasCome = await access(body).then(
        () => true,
        () => false,
      );
      await (hasCome ? rm(aside, {force: true}) : rename(aside, body).catch(unlessAbsent));
    });
}

function unlessAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
