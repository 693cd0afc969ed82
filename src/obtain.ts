import type {Archive, ArchiveEntry} from './archive.ts';
import {atMost} from './at-most.ts';
import type {RawDocument} from './document.ts';
import {EpqError} from './errors.ts';
import type {Expectation} from './response.ts';
import type {Received, Reception, Transport} from './transport.ts';
import {Stopped} from './turns.ts';

/** The source itself says that there is no such document: an absence, not a failure. */
export class StatedAbsence extends EpqError {}

/** The ways to a document. */
export interface DocumentWays {
  archive: Archive;
  /** `null`: offline, the archive alone answers */
  transport: Pick<Transport, 'get' | 'concurrency'> | null;
  /** the time, ISO, for the archive's own notes */
  now: () => string;
}

/** How far to go for a document. */
export interface Effort {
  /** whether its host may be asked; otherwise only the archive is looked at */
  mayAsk: boolean;
  askAgain: AskAgain;
  /** what to keep of what came, once it is proved; without it, all as it came */
  keepAs?: (received: Received) => Received;
}

/**
 * When what is already known is asked for again: where it was last checked before this instant (ISO), each for its
 * kind; `''` never, `'9'` always. Other refusals are always asked for again.
 */
export interface AskAgain {
  /** what the archive holds, by a conditional request */
  received: string;
  /** what the host said it does not have */
  absent: string;
  /** what came and could not be read, or was not what was asked for */
  unreadable: string;
  /** names of Members, which are otherwise asked for again after a month */
  members?: string;
}

/** What is there is used as it is, what failed is tried again. */
export const ASK_FOR_WHAT_FAILED: AskAgain = {received: '', absent: '', unreadable: '9'};
/** Everything is asked for again. */
export const ASK_FOR_EVERYTHING: AskAgain = {received: '9', absent: '9', unreadable: '9', members: '9'};

// Documents are shared (P-9-2022-000026-ASW answers two questions): while one is obtained, whoever else wants it waits.
const underWay = new WeakMap<Archive, Map<string, Promise<unknown>>>();
// Hosts may answer faster than documents are read: as many as are asked for at once may wait to be kept, no more.
const begun = new WeakMap<object, ReturnType<typeof atMost>>();

/** What became of a document. */
export type Obtained<T> = {
  /** where the answer came from */
  from: 'archive' | 'network';
  /** the host's refusal, where the archive's own bytes serve */
  failure: EpqError | null;
} & ({status: 'ok'; body: Uint8Array; value: T} | {status: 'absent' | 'blocked' | 'failed'});

/**
 * Obtains a document: from the archive, else from its host; it is kept only when it proves itself.
 *
 * @param prove reads the document; throws where it is not what was asked for
 * @returns `null` where nothing is known and nothing may be asked
 * @throws EpqError what the host or the proof says, after noting it in the archive
 */
export async function obtainProved<T>(
  url: string,
  expectation: Expectation,
  prove: (document: RawDocument) => Promise<T>,
  ways: DocumentWays,
  effort: Effort,
): Promise<Obtained<T> | null> {
  if (ways.transport === null || !effort.mayAsk) return obtainAlone(url, expectation, prove, ways, effort);
  const others = underWay.get(ways.archive) ?? new Map<string, Promise<unknown>>();
  underWay.set(ways.archive, others);
  while (others.has(url)) await others.get(url);
  const own = obtainAlone(url, expectation, prove, ways, effort);
  const settled = own.then(
    () => others.delete(url),
    () => others.delete(url),
  );
  others.set(url, settled);
  return own;
}

async function obtainAlone<T>(
  url: string,
  expectation: Expectation,
  prove: (document: RawDocument) => Promise<T>,
  {archive, transport, now}: DocumentWays,
  {mayAsk, askAgain, keepAs = received => received}: Effort,
): Promise<Obtained<T> | null> {
  const entry = await archive.lookup(url);
  const kept = entry?.document ?? null;
  const fromArchive = async (document: RawDocument, failure: EpqError | null): Promise<Obtained<T>> => ({
    status: 'ok',
    body: document.body,
    value: await prove(document),
    from: 'archive',
    failure,
  });
  if (transport === null || !mayAsk || !isDue(entry, askAgain, now())) {
    if (entry === null) return null;
    if (kept !== null) return fromArchive(kept, null);
    // Offline, what was refused earlier is refused again; where it was not asked for, it is only said in the record.
    if (mayAsk && entry.outcome !== 'received' && entry.outcome !== 'absent') {
      throw new EpqError(
        entry.meta?.kind ?? 'network',
        entry.meta?.reason ?? `${entry.outcome} when it was last asked for`,
        {
          url,
          hint: transport === null ? 'ask again without --offline' : 'it is asked for again after a day',
        },
      );
    }
    return {status: entry.outcome === 'received' ? 'failed' : entry.outcome, from: 'archive', failure: null};
  }
  const begin = begun.get(transport) ?? atMost(transport.concurrency * 2);
  begun.set(transport, begin);
  return begin(() => ask(transport));

  async function ask({get}: Pick<Transport, 'get'>): Promise<Obtained<T>> {
    let reception: Reception;
    try {
      const {etag = null, lastModified = null} = entry?.meta ?? {};
      reception = await get(url, expectation, kept === null ? undefined : {etag, lastModified});
    } catch (error) {
      if (!(error instanceof EpqError)) throw error;
      if (kept !== null) return fromArchive(kept, error);
      if (!(error instanceof Stopped)) await noteRefusal(error);
      throw error;
    }
    if (reception.outcome === 'too-many') throw new TypeError(`${url} is no batch`);
    if (reception.outcome === 'unchanged') {
      if (kept === null) throw new TypeError(`${url} was asked for without a condition`);
      await archive.confirm(url, now());
      return fromArchive(kept, null);
    }
    if (reception.outcome === 'absent') {
      // What was there once and is gone now stays in the archive, and the record says what it said.
      if (kept !== null)
        return fromArchive(
          kept,
          new EpqError('notFound', 'it is no longer at its address; the archived copy is used', {url}),
        );
      await archive.note(url, 'absent', {status: reception.status, reason: null, kind: null}, now());
      return {status: 'absent', from: 'network', failure: null};
    }
    const {body, contentType} = reception;
    try {
      const value = await prove({url, contentType, body});
      await archive.keep(keepAs(reception), now());
      return {status: 'ok', body, value, from: 'network', failure: null};
    } catch (error) {
      if (!(error instanceof EpqError) || error.kind === 'store') throw error;
      if (kept !== null) return fromArchive(kept, error);
      if (error instanceof StatedAbsence) {
        await archive.note(
          url,
          'absent',
          {status: reception.status, reason: error.message, kind: null},
          now(),
        );
        return {status: 'absent', from: 'network', failure: null};
      }
      await noteRefusal(error, reception.status);
      throw error;
    }
  }

  async function noteRefusal(error: EpqError, status: number | null = null): Promise<void> {
    const outcome = error.kind === 'blocked' ? 'blocked' : 'failed';
    await archive.note(url, outcome, {status, reason: error.message, kind: error.kind}, now());
  }
}

/**
 * Whether an address is to be asked.
 *
 * @param entry what the archive knows of it; a note from the future was written by a clock that was wrong
 * @param now ISO
 */
export function isDue(entry: ArchiveEntry | null, askAgain: AskAgain, now: string): boolean {
  if (entry === null) return true;
  const before =
    entry.outcome === 'received' || entry.outcome === 'absent'
      ? askAgain[entry.outcome]
      : entry.outcome === 'failed' && entry.meta?.kind === 'parse'
        ? askAgain.unreadable
        : '9';
  const checkedAt = entry.meta?.checkedAt ?? '';
  return before !== '' && (checkedAt < before || checkedAt > now);
}
