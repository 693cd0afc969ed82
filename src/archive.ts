import {createHash} from 'node:crypto';
import {readdir, readFile, realpath} from 'node:fs/promises';
import {dirname, extname, join, sep} from 'node:path';
import {archivePath} from './archive-path.ts';
import type {RawDocument} from './document.ts';
import {EpqError, type FailureKind} from './errors.ts';
import {parseId} from './reference.ts';
import type {Received} from './transport.ts';
import {writeFileAtomically} from './write-file.ts';

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
  /** ISO, with the time */
  fetchedAt: string;
  bytes: number | null;
  sha256: string | null;
  /** why it was blocked or failed, on one line */
  reason: string | null;
  /** of what kind the failure was */
  kind: FailureKind | null;
  /** written by us, not received: a sample */
  synthetic?: true;
}

/** What the archive knows of an address. */
export interface ArchiveEntry {
  outcome: ArchiveMeta['outcome'];
  /** `null` for a page that somebody dropped in by hand */
  meta: ArchiveMeta | null;
}

/** Bytes as received, at the paths of their addresses. */
export interface Archive {
  /** @returns `null` where nothing is known, and where note and bytes do not fit each other */
  lookup(url: string): Promise<ArchiveEntry | null>;
  /** @returns the bytes of what was received, `null` otherwise */
  read(url: string): Promise<RawDocument | null>;
  /** Keeps a proved document: bytes first, then the note. */
  keep(received: Received, fetchedAt: string): Promise<void>;
  /** Notes what came instead of a document; never in the place of one. */
  note(
    url: string,
    outcome: 'absent' | 'blocked' | 'failed',
    details: {status: number | null; reason: string | null; kind: FailureKind | null},
    fetchedAt: string,
  ): Promise<void>;
  /** Ids of all questions that have a record of the open data or an English page here, ascending. */
  questionIds(): Promise<string[]>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.pdf': 'application/pdf',
  '.json': 'application/ld+json',
  '.xhtml': 'application/xhtml+xml',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/**
 * Opens an archive.
 *
 * @param directory created when something is first kept
 */
export function openArchive(directory: string): Archive {
  const pathOf = (url: string): string => join(directory, archivePath(url));

  const readMeta = async (path: string): Promise<ArchiveMeta | null> => {
    const text = await readIfThere(`${path}.meta.json`);
    if (text === null) return null;
    try {
      const meta = JSON.parse(new TextDecoder().decode(text)) as ArchiveMeta;
      return typeof meta.outcome === 'string' ? meta : null;
    } catch {
      return null; // half a note: nothing is known
    }
  };

  const readEntry = async (url: string): Promise<{entry: ArchiveEntry; body: Uint8Array | null} | null> => {
    const path = pathOf(url);
    await requireInside(directory, path);
    const [meta, body] = await Promise.all([readMeta(path), readIfThere(path)]);
    if (meta === null) return body === null ? null : {entry: {outcome: 'received', meta: null}, body};
    if (meta.outcome !== 'received') {
      // Somebody dropped in by hand what the host would not give.
      return body === null
        ? {entry: {outcome: meta.outcome, meta}, body}
        : {entry: {outcome: 'received', meta: null}, body};
    }
    const fits = body !== null && body.length === meta.bytes && hashOf(body) === meta.sha256;
    return fits ? {entry: {outcome: 'received', meta}, body} : null;
  };

  return {
    lookup: async url => (await readEntry(url))?.entry ?? null,
    async read(url) {
      const found = await readEntry(url);
      if (found?.body == null) return null;
      return {
        url,
        contentType: found.entry.meta?.contentType ?? CONTENT_TYPES[extname(pathOf(url))] ?? null,
        body: found.body,
      };
    },
    async keep({body, ...received}, fetchedAt) {
      const path = pathOf(received.url);
      await requireInside(directory, path);
      const before = await readMeta(path);
      const sha256 = hashOf(body);
      const isSame =
        before?.outcome === 'received' && before.sha256 === sha256 && (await readIfThere(path)) !== null;
      if (isSame && before.etag === received.etag && before.lastModified === received.lastModified) return;
      if (!isSame) await writeFileAtomically(path, body);
      const meta: ArchiveMeta = {
        url: received.url,
        finalUrl: received.finalUrl,
        outcome: 'received',
        status: received.status,
        contentType: received.contentType,
        etag: received.etag,
        lastModified: received.lastModified,
        fetchedAt,
        bytes: body.length,
        sha256,
        reason: null,
        kind: null,
      };
      await writeFileAtomically(`${path}.meta.json`, writeMeta(meta));
    },
    async note(url, outcome, {status, reason, kind}, fetchedAt) {
      const path = pathOf(url);
      const known = await readEntry(url);
      if (known?.entry.outcome === 'received') return;
      const before = known?.entry.meta;
      if (before?.outcome === outcome && before.status === status && before.reason === reason) return;
      const meta: ArchiveMeta = {
        url,
        finalUrl: url,
        outcome,
        status,
        contentType: null,
        etag: null,
        lastModified: null,
        fetchedAt,
        bytes: null,
        sha256: null,
        reason,
        kind,
      };
      await writeFileAtomically(`${path}.meta.json`, writeMeta(meta));
    },
    async questionIds() {
      const records = await listNames(
        join(directory, 'data.europarl.europa.eu/api/v2/parliamentary-questions'),
        /^(.*)\.json$/,
      );
      const pages = await listNames(
        join(directory, 'www.europarl.europa.eu/doceo/document'),
        /^(.*)_EN\.html$/,
      );
      return [...new Set([...records, ...pages])].filter(id => parseId(id) !== null).sort();
    },
  };
}

function writeMeta(meta: ArchiveMeta): string {
  return `${JSON.stringify(meta, null, 2)}\n`;
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

async function listNames(directory: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(directory).catch(error => absent(error, directory, [] as string[]));
  return names.map(name => pattern.exec(name)?.[1]).filter(id => id !== undefined);
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  return readFile(path).catch(error => absent(error, path, null));
}

// A symbolic link within the archive must not lead out of it.
async function requireInside(directory: string, path: string): Promise<void> {
  const root = await realpath(directory).catch(error => absent(error, directory, null));
  if (root === null) return;
  for (let at = path; at.length > directory.length; at = dirname(at)) {
    const real = await realpath(at).catch(error => absent(error, at, null));
    if (real === null) continue;
    if (real !== root && !real.startsWith(root + sep)) {
      throw new EpqError('store', `${at} leads out of the archive, to ${real}`, {
        hint: 'remove the symbolic link',
      });
    }
    return;
  }
}

function absent<T>(error: NodeJS.ErrnoException, path: string, value: T): T {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
  throw new EpqError('store', `cannot read ${path}: ${error.code ?? error.message}`, {cause: error});
}
