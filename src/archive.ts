import {readFileSync, statSync} from 'node:fs';
import {opendir} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {archivePath} from './archive-path.ts';
import type {RawDocument} from './document.ts';
import {sha256Of} from './document-hash.ts';
import {EpqError, EXIT, type FailureKind} from './errors.ts';
import {guardInside} from './guard-inside.ts';
import {parseId} from './reference.ts';
import type {Received} from './transport.ts';
import {writeFileAtomically, writeFilesAtomically} from './write-file.ts';

/** What the archive notes of a request, beside the bytes: everything that changes from run to run. */
export interface ArchiveMeta {
  /** the address asked, at Parliament */
  url: string;
  /** the address that answered */
  finalUrl: string;
  outcome: 'received' | 'absent' | 'blocked' | 'failed';
  status: number | null;
  contentType: string | null;
  etag: string | null;
  lastModified: string | null;
  /** when these bytes, or this refusal, first came; ISO, with the time */
  fetchedAt: string;
  /** when the host last said so */
  checkedAt: string;
  bytes: number | null;
  sha256: string | null;
  /** why it was blocked or failed, on one line */
  reason: string | null;
  /** of what kind the failure was */
  kind: FailureKind | null;
  /** written by us, not received: a sample */
  synthetic?: true;
  /** of a question's record: a run with pages alone found an answer that it does not list */
  hasUnlistedAnswer?: true;
}

/** What the archive knows of an address. */
export interface ArchiveEntry {
  outcome: ArchiveMeta['outcome'];
  /** `null` for a page that somebody dropped in by hand */
  meta: ArchiveMeta | null;
  /** what was received, `null` otherwise */
  document: RawDocument | null;
}

/** Bytes as received, at the paths of their addresses. */
export interface Archive {
  /** @returns `null` where nothing is known, and where note and bytes do not fit each other */
  lookup(url: string): Promise<ArchiveEntry | null>;
  /** @returns the bytes of what was received, `null` otherwise */
  read(url: string): Promise<RawDocument | null>;
  /**
   * Keeps a proved document: first the note, then the bytes, so that half of it counts as nothing.
   *
   * @param now ISO, for the note
   */
  keep(received: Received, now: string): Promise<void>;
  /** Notes what came instead of a document; never in the place of one. */
  note(
    url: string,
    outcome: 'absent' | 'blocked' | 'failed',
    details: {status: number | null; reason: string | null; kind: FailureKind | null},
    now: string,
  ): Promise<void>;
  /** Notes that the host says that what is here still stands. */
  confirm(url: string, now: string): Promise<void>;
  /** Notes, of a question's record that is here, that an answer was found that it does not list. */
  noteUnlistedAnswer(url: string): Promise<void>;
  /**
   * Ids of all questions of which a page or a file was asked for, ascending.
   *
   * A record of the open data alone may be there because a list was narrowed to a range of dates.
   */
  questionIds(): Promise<string[]>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.pdf': 'application/pdf',
  '.json': 'application/ld+json',
  '.xhtml': 'application/xhtml+xml',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

// Where a question's own pages and files lie, and how its id stands in their names; notes of refusals count.
const QUESTION_FILES: Readonly<Record<string, RegExp>> = {
  'www.europarl.europa.eu/doceo/document': /^([A-Z\d-]+)_[A-Z]{2}\.html(?:\.meta\.json)?$/,
  'data.europarl.europa.eu/distribution/reds_iMaQp': /^([A-Z\d-]+)$/,
};

/**
 * Opens an archive.
 *
 * @param directory created when something is first kept
 */
export function openArchive(directory: string): Archive {
  const pathOf = (url: string): string => join(directory, archivePath(url));
  const requireInside = guardInside(directory);

  const readMeta = (url: string, path = pathOf(url)): ArchiveMeta | null => {
    const text = readIfThere(`${path}.meta.json`);
    if (text === null) return null;
    try {
      const meta: unknown = JSON.parse(new TextDecoder().decode(text));
      if (!isNote(meta)) return null;
      // Where case does not count, two addresses may share a place: the note says whose bytes they are.
      const isOwn = meta.url === url || pathOf(meta.url) === path;
      return isOwn ? {...meta, checkedAt: meta.checkedAt ?? meta.fetchedAt} : null;
    } catch {
      return null; // half a note: nothing is known
    }
  };

  const writeMeta = (path: string, meta: ArchiveMeta): Promise<void> =>
    writeFileAtomically(directory, `${path}.meta.json`, metaText(meta));

  const lookup = async (url: string): Promise<ArchiveEntry | null> => {
    const path = pathOf(url);
    requireInside(path);
    const meta = readMeta(url, path);
    const body = readIfThere(path);
    if (body === null)
      return meta === null || meta.outcome === 'received'
        ? null
        : {outcome: meta.outcome, meta, document: null};
    const contentType = CONTENT_TYPES[extname(path)] ?? null;
    // Somebody dropped it in by hand, maybe what the host would not give.
    if (meta?.outcome !== 'received')
      return {outcome: 'received', meta: null, document: {url, contentType, body}};
    const fits = body.length === meta.bytes && sha256Of(body) === meta.sha256;
    if (!fits) return null;
    return {outcome: 'received', meta, document: {url, contentType: meta.contentType ?? contentType, body}};
  };

  return {
    lookup,
    read: async url => (await lookup(url))?.document ?? null,
    async keep({body, ...received}, now) {
      const path = pathOf(received.url);
      requireInside(path);
      const before = readMeta(received.url, path);
      const sha256 = sha256Of(body);
      const there = before?.outcome === 'received' && before.sha256 === sha256 ? readIfThere(path) : null;
      const isSame = there !== null && sha256Of(there) === sha256; // what is damaged is written anew
      const meta: ArchiveMeta = {
        url: received.url,
        finalUrl: received.finalUrl,
        outcome: 'received',
        status: received.status,
        contentType: received.contentType,
        etag: received.etag,
        lastModified: received.lastModified,
        fetchedAt: isSame && before !== null ? before.fetchedAt : now,
        checkedAt: now,
        bytes: body.length,
        sha256,
        reason: null,
        kind: null,
        ...(before?.hasUnlistedAnswer ? {hasUnlistedAnswer: true} : {}),
      };
      const files = [
        [`${path}.meta.json`, metaText(meta)] as const,
        ...(isSame ? [] : [[path, body] as const]),
      ];
      await writeFilesAtomically(directory, files);
    },
    async note(url, outcome, {status, reason, kind}, now) {
      const path = pathOf(url);
      const known = await lookup(url);
      if (known?.outcome === 'received') return;
      const before = known?.meta;
      const isSame = before?.outcome === outcome && before.status === status && before.reason === reason;
      await writeMeta(path, {
        url,
        finalUrl: url,
        outcome,
        status,
        contentType: null,
        etag: null,
        lastModified: null,
        fetchedAt: isSame && before !== null ? before.fetchedAt : now,
        checkedAt: now,
        bytes: null,
        sha256: null,
        reason,
        kind,
      });
    },
    async confirm(url, now) {
      const meta = readMeta(url);
      if (meta !== null) await writeMeta(pathOf(url), {...meta, checkedAt: now});
    },
    async noteUnlistedAnswer(url) {
      const meta = readMeta(url);
      if (meta !== null) await writeMeta(pathOf(url), {...meta, hasUnlistedAnswer: true});
    },
    async questionIds() {
      const names = new Set<string>();
      for (const [folder, pattern] of Object.entries(QUESTION_FILES))
        await addNames(names, join(directory, folder), pattern);
      return [...names].filter(id => parseId(id) !== null).sort();
    },
  };
}

/**
 * Makes a guard against forgetting: a file that an archive has lost, or holds damaged, is no reason to make a record without it.
 *
 * @returns a function of the addresses that a record was read from and its successor was not; it throws an EpqError `store`
 *   where the archive does not hold one of them
 */
export function requireHeld(
  archive: Pick<Archive, 'lookup'>,
): (addresses: readonly string[]) => Promise<void> {
  return async addresses => {
    const entries = await Promise.all(addresses.map(async url => ({url, entry: await archive.lookup(url)})));
    const lost = entries.filter(({entry}) => entry === null);
    const [first] = lost;
    if (first === undefined) return;
    const others = lost.length === 1 ? '' : ` and ${lost.length - 1} more`;
    throw new EpqError('store', `the archive has lost ${first.url}${others}; the record is left as it is`, {
      url: first.url,
      hint: 'epq verify tells more, epq verify --fix fetches it again',
    });
  };
}

const OUTCOMES: readonly unknown[] = ['received', 'absent', 'blocked', 'failed'];
const TEXTS = ['contentType', 'etag', 'lastModified', 'fetchedAt', 'checkedAt', 'sha256', 'reason'] as const;

/**
 * Whether what a note's file holds is a note, whoever wrote it: what is used of it has the form that it must have.
 *
 * @param value as parsed; keys that an earlier version did not write may be missing
 */
export function isNote(value: unknown): value is ArchiveMeta {
  const note = value as Partial<ArchiveMeta> | null;
  return (
    typeof note?.url === 'string' &&
    OUTCOMES.includes(note.outcome) &&
    TEXTS.every(key => note[key] == null || typeof note[key] === 'string') &&
    typeof note.fetchedAt === 'string' &&
    (note.kind == null || Object.hasOwn(EXIT, note.kind))
  );
}

function metaText(meta: ArchiveMeta): string {
  return `${JSON.stringify(meta, null, 2)}\n`;
}

// Name by name: a folder may hold a million, and nobody needs them all at once.
async function addNames(names: Set<string>, directory: string, pattern: RegExp): Promise<void> {
  try {
    for await (const entry of await opendir(directory, {bufferSize: 1024})) {
      const name = pattern.exec(entry.name)?.[1];
      if (name !== undefined) names.add(name);
    }
  } catch (error) {
    absent(error as NodeJS.ErrnoException, directory, null);
  }
}

// Most of what is asked for is not there, and an error is dear: asked first whether it is. Another thread to read a few kB costs
// ten times what they do.
function readIfThere(path: string): Uint8Array | null {
  if (!isThere(path)) return null;
  try {
    return readFileSync(path);
  } catch (error) {
    return absent(error as NodeJS.ErrnoException, path, null);
  }
}

function isThere(path: string): boolean {
  try {
    return statSync(path, {throwIfNoEntry: false}) !== undefined;
  } catch (error) {
    return absent(error as NodeJS.ErrnoException, path, false);
  }
}

function absent<T>(error: NodeJS.ErrnoException, path: string, value: T): T {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
  throw new EpqError('store', `cannot read ${path}: ${error.code ?? error.message}`, {cause: error});
}
