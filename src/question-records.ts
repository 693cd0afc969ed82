import {apiAddress, apiBatchAddress} from './addresses.ts';
import {EpqError, type Failure, failureOf} from './errors.ts';
import {isEmptyAnswer, type Manifest, readManifest, splitRecords} from './manifest.ts';
import {
  ASK_FOR_WHAT_FAILED,
  type AskAgain,
  type DocumentWays,
  isDue,
  obtainProved,
  StatedAbsence,
} from './obtain.ts';
import type {Received, Reception} from './transport.ts';

/** What the open data's record of a listed question says. */
export interface ListedQuestion {
  id: string;
  /** the day it was tabled; `null` where the record does not say */
  date: string | null;
  /** `null` where the open data lists the question and has no record of it, or none was got */
  manifest: Manifest | null;
  failure: Failure | null;
}

/** Ids in one address: 100 are refused, 30 to 60 were answered. */
export const BATCH_SIZE = 30;

/**
 * Obtains the open data's records of some questions: from the archive, else in one request, halved where the host
 * says that it is too long or stumbles over one of them, one by one where it says that one of them is not there.
 *
 * Each record is archived under its own address, taken from the answer to the batch.
 *
 * @param ids at most `BATCH_SIZE`
 * @param askAgain when records that are archived are asked for again
 * @returns one for each id, in the same order; what a question's record is refused for stands with it
 * @throws EpqError when the open data as a whole cannot be asked: `blocked`, `network`; `store`
 */
export async function obtainRecords(
  ids: readonly string[],
  askAgain: AskAgain,
  ways: DocumentWays,
): Promise<ListedQuestion[]> {
  const missing: string[] = [];
  for (const id of ids) {
    if (isDue(await ways.archive.lookup(apiAddress(id)), askAgain, ways.now())) missing.push(id);
  }
  if (ways.transport !== null && missing.length > 1) await fetchBatch(missing, ways);
  return Promise.all(ids.map(id => readOne(id, askAgain, ways)));
}

async function fetchBatch(ids: readonly string[], ways: DocumentWays): Promise<void> {
  if (ids.length < 2 || ways.transport === null) return; // asked for by itself when it is read
  let reception: Reception;
  try {
    reception = await ways.transport.get(apiBatchAddress(ids), 'batch');
  } catch (error) {
    // One record that the host stumbles over must not lose the others; a host that answers for none is down.
    if (!(error instanceof EpqError) || error.kind !== 'network' || !(await answersForOne(ids, ways)))
      throw error;
    return fetchHalves(ids, ways);
  }
  if (reception.outcome === 'too-many') return fetchHalves(ids, ways);
  if (reception.outcome !== 'received') return;
  const records = splitRecords(JSON.parse(new TextDecoder().decode(reception.body)));
  for (const id of ids) {
    const record = records.get(id);
    if (record !== undefined) await keepRecord(id, record, reception, ways);
  }
}

async function fetchHalves(ids: readonly string[], ways: DocumentWays): Promise<void> {
  const half = Math.ceil(ids.length / 2);
  await fetchBatch(ids.slice(0, half), ways);
  await fetchBatch(ids.slice(half), ways);
}

async function answersForOne(ids: readonly string[], ways: DocumentWays): Promise<boolean> {
  for (const id of [ids[0], ids.at(-1)]) {
    if (id === undefined) continue;
    const {failure} = await readOne(id, ASK_FOR_WHAT_FAILED, ways);
    if (failure?.kind !== 'network') return true;
  }
  return false;
}

// The same record in another order of its parts is the same record.
async function keepRecord(id: string, record: object, received: Received, ways: DocumentWays): Promise<void> {
  const url = apiAddress(id);
  const manifest = proved(record, id);
  if (manifest === null) return; // asked for by itself, and refused there with its reason
  const before = await ways.archive.read(url);
  if (before !== null && sameAs(before.body, id, manifest)) return ways.archive.confirm(url, ways.now());
  await ways.archive.keep(recordAlone(record, url, received), ways.now());
}

// The same bytes whether it came with others or by itself; what the host says of an answer to many is not said of one.
function recordAlone(record: object, url: string, received: Received): Received {
  const body = new TextEncoder().encode(`${JSON.stringify(record, null, 1)}\n`);
  return {...received, url, finalUrl: url, etag: null, lastModified: null, body};
}

function proved(json: unknown, id: string): Manifest | null {
  try {
    return readManifest(json, id);
  } catch (error) {
    if (error instanceof EpqError) return null;
    throw error;
  }
}

function sameAs(body: Uint8Array, id: string, manifest: Manifest): boolean {
  try {
    const before = readManifest(JSON.parse(new TextDecoder().decode(body)), id);
    return JSON.stringify(before) === JSON.stringify(manifest);
  } catch {
    return false; // what is archived cannot be read
  }
}

async function readOne(id: string, askAgain: AskAgain, ways: DocumentWays): Promise<ListedQuestion> {
  const url = apiAddress(id);
  try {
    const obtained = await obtainProved(url, 'json', async ({body}) => readRecord(body, id, url), ways, {
      mayAsk: true,
      askAgain,
      keepAs: received => recordAlone(recordIn(received.body, id), url, received),
    });
    const manifest = obtained?.status === 'ok' ? obtained.value : null;
    return {id, date: manifest?.date ?? null, manifest, failure: null};
  } catch (error) {
    if (!(error instanceof EpqError) || error.kind === 'store' || error.kind === 'blocked') throw error;
    return {id, date: null, manifest: null, failure: failureOf(error, {id, url})};
  }
}

function recordIn(body: Uint8Array, id: string): object {
  const json: unknown = JSON.parse(new TextDecoder().decode(body));
  return splitRecords(json).get(id) ?? (json as object);
}

/**
 * Reads the open data's answer for one question.
 *
 * @throws StatedAbsence where it says that there is no such question
 * @throws EpqError `parse` where it is no record of this question
 */
export function readRecord(body: Uint8Array, id: string, url: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body));
  } catch (error) {
    throw new EpqError('parse', 'the record is not JSON', {url, cause: error});
  }
  if (isEmptyAnswer(json)) throw new StatedAbsence('notFound', 'the open data holds no such question');
  return readManifest(json, id);
}
