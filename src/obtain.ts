import type {Archive} from './archive.ts';
import type {RawDocument} from './document.ts';
import {EpqError} from './errors.ts';
import {StatedAbsence} from './own-document.ts';
import type {Expectation} from './response.ts';
import {type Reception, Stopped, type Transport} from './transport.ts';

/** The ways to a document. */
export interface DocumentWays {
  archive: Archive;
  /** `null`: offline, the archive alone answers */
  transport: Pick<Transport, 'get'> | null;
  /** the time, ISO, for the archive's own notes */
  now: () => string;
}

/** How far to go for a document. */
export interface Effort {
  /** whether its host may be asked; otherwise only the archive is looked at */
  mayAsk: boolean;
  /** revalidate what the archive holds */
  refresh: boolean;
}

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
  {archive, transport, now}: DocumentWays,
  {mayAsk, refresh}: Effort,
): Promise<Obtained<T> | null> {
  const entry = await archive.lookup(url);
  const kept = entry?.outcome === 'received';
  const fromArchive = async (failure: EpqError | null): Promise<Obtained<T>> => {
    const document = await archive.read(url);
    if (document === null) throw new EpqError('store', `the archive lost ${url} while it was read`);
    return {status: 'ok', body: document.body, value: await prove(document), from: 'archive', failure};
  };
  const isKnown = kept || entry?.outcome === 'absent';
  if (transport === null || !mayAsk || (isKnown && !refresh)) {
    if (entry === null) return null;
    if (kept) return fromArchive(null);
    // Offline, what was refused earlier is refused again; where it was not asked for, it is only said in the record.
    if (mayAsk && entry.outcome !== 'received' && entry.outcome !== 'absent') {
      throw new EpqError(
        entry.meta?.kind ?? 'network',
        entry.meta?.reason ?? `${entry.outcome} when it was last asked for`,
        {
          url,
          hint: 'ask again without --offline',
        },
      );
    }
    return {status: entry.outcome === 'received' ? 'failed' : entry.outcome, from: 'archive', failure: null};
  }
  let reception: Reception;
  try {
    const {etag = null, lastModified = null} = entry?.meta ?? {};
    reception = await transport.get(url, expectation, kept ? {etag, lastModified} : undefined);
  } catch (error) {
    if (!(error instanceof EpqError)) throw error;
    if (kept) return fromArchive(error);
    if (!(error instanceof Stopped)) await noteRefusal(error);
    throw error;
  }
  if (reception.outcome === 'unchanged') return fromArchive(null);
  if (reception.outcome === 'absent') {
    // What was there once and is gone now stays in the archive, and the record says what it said.
    if (kept)
      return fromArchive(
        new EpqError('notFound', 'it is no longer at its address; the archived copy is used', {url}),
      );
    await archive.note(url, 'absent', {status: reception.status, reason: null, kind: null}, now());
    return {status: 'absent', from: 'network', failure: null};
  }
  const {body, contentType} = reception;
  try {
    const value = await prove({url, contentType, body});
    await archive.keep(reception, now());
    return {status: 'ok', body, value, from: 'network', failure: null};
  } catch (error) {
    if (!(error instanceof EpqError) || error.kind === 'store') throw error;
    if (kept) return fromArchive(error);
    if (error instanceof StatedAbsence) {
      await archive.note(url, 'absent', {status: reception.status, reason: error.message, kind: null}, now());
      return {status: 'absent', from: 'network', failure: null};
    }
    await noteRefusal(error, reception.status);
    throw error;
  }

  async function noteRefusal(error: EpqError, status: number | null = null): Promise<void> {
    const outcome = error.kind === 'blocked' ? 'blocked' : 'failed';
    await archive.note(url, outcome, {status, reason: error.message, kind: error.kind}, now());
  }
}
