import {apiMemberAddress, apiMembersAddress, parseMembersAddress} from './addresses.ts';
import type {Archive} from './archive.ts';
import {EpqError} from './errors.ts';
import {type Identified, identifyMembers} from './identify-members.ts';
import {isEmptyAnswer} from './manifest.ts';
import type {Directory} from './match-names.ts';
import {
  ASK_FOR_WHAT_FAILED,
  type AskAgain,
  type DocumentWays,
  type Effort,
  isDue,
  obtainProved,
  StatedAbsence,
} from './obtain.ts';
import {fetchPages, keepList, type PagedList, requirePlausible, writeList} from './paged-list.ts';
import {readPersons, readPersonsPage} from './persons.ts';
import type {QuestionRecord} from './question.ts';
import {Stopped} from './turns.ts';

/** The ways to the Members' names. */
export interface MemberWays extends DocumentWays {
  /**
   * Called before names are archived on which records that were already made may depend.
   *
   * @param term whose Members they are
   * @param archive as it will be
   */
  onMembers?: (term: number, archive: Archive) => Promise<void>;
}

/** The archive alone. */
const NO_EFFORT: Effort = {mayAsk: false, askAgain: ASK_FOR_WHAT_FAILED};

/** A term's list is asked for again after so long. */
const LIST_SERVES_MS = 30 * 86_400_000;

/**
 * Finds the ids of those whom the bundled sample does not know: in the list of the term's Members, and of an id that is
 * not there in its own record. Both come from the archive, or are asked for once a run, and only where they are needed.
 *
 * What a record says depends on nothing but the archive: `onMembers` is where records that were made before a list came
 * are made to agree with it.
 *
 * @param record as it is made of its documents
 * @param authorIds as the open data lists them for the question, empty for none
 * @default effort the archive alone
 * @returns the record with all ids that are found, and one line where a name could not be asked for
 * @throws EpqError `store`
 */
export async function completeMembers(
  record: QuestionRecord,
  authorIds: readonly number[],
  ways: MemberWays,
  effort: Effort = NO_EFFORT,
): Promise<{record: QuestionRecord; warnings: string[]}> {
  const {parliamentaryTerm} = record;
  const identify = (known: Directory | null): Identified =>
    identifyMembers(record, {parliamentaryTerm, authorIds}, known);
  const refusals: EpqError[] = [];
  let identified = identify(null);
  if (identified.isOpen) {
    const list = await obtainNames(listOf(parliamentaryTerm), ways, effort, refusals);
    if (list !== null) identified = identify(list);
    const others = [];
    for (const mepId of list === null ? [] : identified.nameless) {
      const person = await obtainNames(personOf(mepId, parliamentaryTerm), ways, effort, refusals);
      others.push(...[...(person ?? [])].filter(([id]) => id === mepId));
    }
    if (others.length > 0) identified = identify(new Map([...(list ?? []), ...others]));
  }
  const {authors, supporters} = identified;
  return {
    record: {...record, authors, supporters},
    warnings: refusals.map(({message}) => `${record.id}: ${warningOf(message)}`),
  };
}

function warningOf(reason: string): string {
  return `some MEP ids could not be looked up (${reason})`;
}

/**
 * Asks again for the lists of Members that were refused when they were last asked for: questions wait for them.
 *
 * @param terms whose lists
 * @returns one line for each that is refused again
 * @throws EpqError `store`
 */
export async function retryLists(
  terms: Iterable<number>,
  ways: MemberWays,
  effort: Effort,
): Promise<string[]> {
  const refusals: EpqError[] = [];
  for (const term of terms) {
    const list = listOf(term);
    const entry = await ways.archive.lookup(list.url);
    if (entry !== null && entry.outcome !== 'received') await obtainNames(list, ways, effort, refusals);
  }
  return refusals.map(({message}) => warningOf(message));
}

/**
 * Asks for names whose archived document is gone.
 *
 * @param url of a list or of one Member's record; nothing is asked for at another
 * @returns one line where they are refused
 * @throws EpqError `store`
 */
export async function mendNames(url: string, ways: MemberWays, effort: Effort): Promise<string[]> {
  const place = parseMembersAddress(url);
  if (place === null) return [];
  const refusals: EpqError[] = [];
  await obtainNames(
    'term' in place ? listOf(place.term) : personOf(place.mepId, null),
    ways,
    effort,
    refusals,
  );
  return refusals.map(({message}) => warningOf(message));
}

/** Whether a term's list would be asked for, if somebody needed it. */
export async function isListDue(
  term: number,
  {archive, now}: DocumentWays,
  askAgain: AskAgain,
): Promise<boolean> {
  return isDue(await archive.lookup(apiMembersAddress(term, null)), listAskAgain(askAgain, now()), now());
}

function listAskAgain({members = ''}: AskAgain, now: string): AskAgain {
  const [, received = ''] = [members, new Date(Date.parse(now) - LIST_SERVES_MS).toISOString()].sort();
  return {received, absent: received, unreadable: received};
}

/* ---- asking ---- */

/** Where names come from. */
interface NameSource {
  /** where they are archived */
  url: string;
  /** asks for them, if it is time, and archives them */
  refresh(ways: OnlineWays, askAgain: AskAgain): Promise<unknown>;
}

type OnlineWays = MemberWays & {transport: NonNullable<DocumentWays['transport']>};

// A run has one transport: whoever needs the same names waits for the same request, and a refusal stands for all.
const asked = new WeakMap<object, Map<string, Promise<EpqError | null>>>();

async function obtainNames(
  {url, refresh}: NameSource,
  ways: MemberWays,
  {mayAsk, askAgain}: Effort,
  refusals: EpqError[],
): Promise<Directory | null> {
  const {transport, archive} = ways;
  if (transport !== null && mayAsk) {
    const ofRun = asked.get(transport) ?? new Map<string, Promise<EpqError | null>>();
    asked.set(transport, ofRun);
    const refreshed = ofRun.get(url) ?? refresh({...ways, transport}, askAgain).then(() => null, refusalOf);
    ofRun.set(url, refreshed);
    const refusal = await refreshed;
    if (refusal !== null) refusals.push(refusal);
  }
  return readArchived(url, archive);
}

function refusalOf(error: unknown): EpqError {
  if (error instanceof EpqError && error.kind !== 'store') return error;
  throw error;
}

function listOf(term: number): NameSource {
  const list: PagedList = {
    name: `the list of the Members of term ${term}`,
    addressOf: page => apiMembersAddress(term, page),
    readPage: readPersonsPage,
  };
  const url = list.addressOf(null);
  const refresh = async (ways: OnlineWays): Promise<void> => {
    const rows = await fetchPages(list, page => ways.transport.get(page, 'json'));
    const known = [...((await readArchived(url, ways.archive)) ?? [])].map(([mepId]) => String(mepId));
    requirePlausible([...rows.keys()], known, list, ['Members', 'are archived']);
    if (rows.size === 0) throw new EpqError('network', `${list.name} came back empty`, {url});
    const inOrder = [...rows].sort(([a], [b]) => Number(a) - Number(b));
    const body = writeList(inOrder.map(([, row]) => row));
    await announce(url, body, term, ways);
    await keepList(url, body, ways);
  };
  return {
    url,
    async refresh(ways, askAgain) {
      if (!(await isListDue(term, ways, askAgain))) return;
      try {
        await refresh(ways);
      } catch (error) {
        const refusal = refusalOf(error);
        const {kind, message} = refusal;
        const outcome = kind === 'blocked' ? 'blocked' : 'failed';
        const details = {status: null, reason: message, kind};
        if (!(refusal instanceof Stopped)) await ways.archive.note(url, outcome, details, ways.now());
        throw refusal;
      }
    },
  };
}

// A Member who came after the list was made. Whoever needed the name before asked for it, so that no record waits for
// it unless it was refused.
function personOf(mepId: number, term: number | null): NameSource {
  const url = apiMemberAddress(mepId);
  return {
    url,
    async refresh(ways, askAgain) {
      const before = await ways.archive.lookup(url);
      const prove = async ({body}: {body: Uint8Array}): Promise<void> => {
        const json: unknown = JSON.parse(new TextDecoder().decode(body));
        if (isEmptyAnswer(json))
          throw new StatedAbsence('notFound', `the open data holds no person ${mepId}`);
        if (!readPersons(json).has(mepId))
          throw new EpqError('parse', `the open data's record of person ${mepId} is none`, {url});
        if (before !== null && term !== null) await announce(url, body, term, ways);
      };
      const effort = {
        mayAsk: true,
        askAgain: {...listAskAgain(askAgain, ways.now()), received: askAgain.members ?? ''},
      };
      await obtainProved(url, 'json', prove, ways, effort);
    },
  };
}

async function announce(
  url: string,
  body: Uint8Array,
  term: number,
  {archive, onMembers}: MemberWays,
): Promise<void> {
  const before = await archive.read(url);
  if (onMembers === undefined || (before !== null && Buffer.compare(before.body, body) === 0)) return;
  const document = {url, contentType: null, body};
  await onMembers(term, {
    ...archive,
    lookup: async address =>
      address === url ? {outcome: 'received', meta: null, document} : archive.lookup(address),
    read: async address => (address === url ? document : archive.read(address)),
  });
}

/* ---- reading ---- */

const read = new WeakMap<Archive, Map<string, {sha256: string | null; persons: Directory}>>();

async function readArchived(url: string, archive: Archive): Promise<Directory | null> {
  const entry = await archive.lookup(url);
  if (entry?.outcome !== 'received') return null;
  const sha256 = entry.meta?.sha256 ?? null;
  const ofArchive = read.get(archive) ?? new Map<string, {sha256: string | null; persons: Directory}>();
  read.set(archive, ofArchive);
  const known = ofArchive.get(url);
  if (known !== undefined && known.sha256 === sha256) return known.persons;
  const document = await archive.read(url);
  if (document === null) return null;
  const persons = readPersons(JSON.parse(new TextDecoder().decode(document.body)));
  ofArchive.set(url, {sha256, persons});
  return persons;
}
