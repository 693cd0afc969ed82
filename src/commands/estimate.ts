import {openArchive} from '../archive.ts';
import type {DateRange} from '../date-range.ts';
import {discover, type ListPolicy, settledAfter} from '../discover.ts';
import {failureOf} from '../errors.ts';
import {addressesWanted, type Wanted} from '../fetch-question.ts';
import {identifyMembers} from '../identify-members.ts';
import {isListDue} from '../member-directory.ts';
import {buildRecord} from '../merge.ts';
import {ASK_FOR_WHAT_FAILED} from '../obtain.ts';
import type {ListedQuestion} from '../question-records.ts';
import {parseId} from '../reference.ts';
import {openStore} from '../store.ts';
import {isoNow, openTransport, wantedOf} from './connect.ts';
import type {CommonOptions, RangeOptions} from './options.ts';
import {count, duration} from './track.ts';
import type {CommandWays} from './ways.ts';

/**
 * `epq harvest --dry-run`: how many questions, requests and minutes a harvest would take. Lists and records are asked
 * for, as the harvest would; no document is.
 */
export async function runEstimate(
  options: CommonOptions,
  {range, letters, today}: RangeOptions & {range: DateRange},
  {output, messages, signal}: Omit<CommandWays, 'input'>,
): Promise<void> {
  const archive = openArchive(options.archive);
  const store = openStore(options.out);
  const transport = openTransport(options, signal, archive, line => messages.warn(line));
  const wanted = wantedOf(options);
  const began = isoNow();
  const policy: ListPolicy = {
    freshAfter: year => settledAfter(range.to, year, began),
    askAgain: ASK_FOR_WHAT_FAILED,
    storedOf: year => store.ids(year),
  };
  let questions = 0;
  let requests = 0;
  const terms = new Set<number>();
  const ways = {archive, transport, now: isoNow};
  try {
    for await (const year of discover({range, letters, today}, policy, ways)) {
      for await (const question of year.questions()) {
        questions += 1;
        requests += await requestsFor(question, wanted, async url => (await archive.lookup(url)) !== null);
        if (needsMembers(question)) terms.add(parseId(question.id)?.term ?? 0);
        if (signal.aborted) return;
      }
    }
    for (const term of terms)
      if (await isListDue(term, ways, ASK_FOR_WHAT_FAILED)) requests += MEMBER_LIST_REQUESTS;
  } catch (error) {
    if (!signal.aborted) messages.fail(failureOf(error));
    return;
  } finally {
    await transport?.close();
  }
  const minutes = options.rate === 0 ? 0 : Math.ceil(requests / options.rate / 60);
  const pace =
    options.rate === 0 ? '' : `, about ${duration(minutes * 60)} at ${options.rate} requests a second`;
  const ifBlocked = isWantedByItself(wanted) ? ' (for each page that is blocked, a file more)' : '';
  await output.item(
    {questions, requests, minutes},
    `${count(questions)} questions, ${count(requests)} requests${pace}${ifBlocked}; nothing was fetched`,
  );
}

// What is blocked is known only when it is asked for.
function isWantedByItself({documents, source}: Wanted): boolean {
  return (
    documents.includes('html') &&
    source !== 'opendata' &&
    !documents.includes('docx') &&
    !documents.includes('xhtml')
  );
}

// A term has fewer than 1,000 Members: one page, and the empty one that ends the list.
const MEMBER_LIST_REQUESTS = 2;

// As far as the open data tells: supporters stand in the documents alone.
function needsMembers({id, manifest}: ListedQuestion): boolean {
  if (manifest === null) return false;
  const record = buildRecord({id, manifest, files: [], offered: null, listUnrequested: false});
  return identifyMembers(record, manifest, null).isOpen;
}

// The file host answers with a redirect: two requests.
async function requestsFor(
  {manifest}: ListedQuestion,
  wanted: Wanted,
  isKnown: (url: string) => Promise<boolean>,
): Promise<number> {
  if (manifest === null) return 1;
  let requests = 0;
  for (const url of addressesWanted(manifest, wanted)) {
    if (!(await isKnown(url))) requests += url.includes('/distribution/') ? 2 : 1;
  }
  return requests;
}
