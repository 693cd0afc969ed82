import {readdir, readFile, stat} from 'node:fs/promises';
import {basename, join} from 'node:path';
import type {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {openArchive} from '../archive.ts';
import type {RawDocument} from '../document.ts';
import {EpqError, failureOf} from '../errors.ts';
import {completeMembers} from '../member-directory.ts';
import {narrowRecord} from '../narrow-record.ts';
import {parseEach} from '../parse-documents.ts';
import {openStore} from '../store.ts';
import type {Messages} from './messages.ts';
import type {CommonOptions} from './options.ts';
import {counted} from './track.ts';
import type {CommandWays} from './ways.ts';

/**
 * `epq parse`: makes records of pages, files and API records that are already there; no network.
 *
 * @param paths files, directories (read with everything below them), or `-` for one document on `input`
 */
export async function runParse(
  paths: readonly string[],
  options: CommonOptions,
  {input, output, messages, signal}: CommandWays,
): Promise<void> {
  messages.detail(`reading ${paths.join(' ')} …`);
  const store = options.outGiven && options.save ? openStore(options.out) : null;
  const archived = {archive: openArchive(options.archive), transport: null, now: () => ''};
  let done = 0;
  const parsed = parseEach(
    readDocuments(paths, input, messages, signal),
    async (record, authorIds) => (await completeMembers(record, authorIds, archived)).record,
    read =>
      messages.progress({event: 'file', done: read, total: null}, () => `${counted(read, 'file')} read`),
  );
  for await (const {record, failures, warnings} of parsed) {
    for (const warning of warnings) messages.warn(warning);
    for (const failure of failures) messages.fail(failure);
    if (record === null) continue;
    if (output.closed.aborted || signal.aborted) break;
    try {
      await store?.save(record);
    } catch (error) {
      messages.fail(failureOf(error, {id: record.id}));
      if (error instanceof EpqError) break; // a store that cannot be written
      continue;
    }
    messages.end();
    await output.record(narrowRecord(record, options));
    done += 1;
    messages.progress({event: 'question', done, total: null, id: record.id});
  }
  messages.end();
}

/**
 * Reads files given by hand.
 *
 * @param paths files, directories (read with everything below them), or `-` for one document on `input`
 * @param messages told of what cannot be read
 */
export async function* readDocuments(
  paths: readonly string[],
  input: Readable,
  messages: Messages,
  signal: AbortSignal,
): AsyncGenerator<RawDocument> {
  for (const path of paths) {
    if (path === '-') {
      yield {url: 'stdin', contentType: null, body: new Uint8Array(await buffer(input))};
      continue;
    }
    const say = (file: string, error: unknown): void => {
      const {code} = error as NodeJS.ErrnoException;
      const isMisnamed = code === 'ENOENT' && file === path;
      const problem = isMisnamed
        ? `there is no file ${file}`
        : `cannot read ${file}: ${code ?? String(error)}`;
      messages.fail(failureOf(new EpqError(isMisnamed ? 'usage' : 'store', problem)));
    };
    for await (const file of filesIn(path, messages, say)) {
      if (signal.aborted) return;
      try {
        const document = await readDocumentFile(file);
        if (file !== path && isOtherJson(document))
          messages.detail(`${file}: passed over, no record of the open data`);
        else yield document;
      } catch (error) {
        say(file, error);
      }
    }
  }
}

// Of a directory only what looks like a document is read: an archive also holds its own notes. What cannot be read is said,
// and the rest is read.
async function* filesIn(
  path: string,
  messages: Messages,
  say: (path: string, error: unknown) => void,
): AsyncGenerator<string> {
  try {
    if (!(await stat(path)).isDirectory()) {
      yield path;
      return;
    }
    const entries = await readdir(path, {withFileTypes: true});
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const below = join(path, entry.name);
      if (entry.isDirectory()) yield* filesIn(below, messages, say);
      else if (entry.name.endsWith('.meta.json')) continue;
      else if (/\.(?:x?html?|pdf|docx?|json)$/i.test(entry.name)) yield below;
      else messages.detail(`${below}: passed over, its name is no document’s`);
    }
  } catch (error) {
    say(path, error);
  }
}

// A folder may hold any JSON; the open data's records name their documents by their ELI, as our own records do.
function isOtherJson({url, body}: RawDocument): boolean {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return /\.json$/i.test(url) && (!bytes.includes('eli/dl/doc/') || bytes.includes('"schemaVersion"'));
}

async function readDocumentFile(path: string): Promise<RawDocument> {
  return {
    url: (await archivedAddress(path)) ?? basename(path),
    contentType: null,
    body: await readFile(path),
  };
}

// A file of an archive has its address in the note beside it.
async function archivedAddress(path: string): Promise<string | null> {
  try {
    const {url} = JSON.parse(await readFile(`${path}.meta.json`, 'utf8')) as {url?: unknown};
    return typeof url === 'string' ? url : null;
  } catch {
    return null;
  }
}
