import {createHash} from 'node:crypto';
import {opendir, readFile} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';
import type {ArchiveMeta} from './archive.ts';
import {archivePath} from './archive-path.ts';
import {EpqError} from './errors.ts';
import {TEMPORARY} from './write-file.ts';

/** What is wrong at one place of a store. */
export interface Problem {
  problem:
    | 'damaged' // bytes that are not those that were received
    | 'lost' // a note without its bytes
    | 'note' // a note that cannot be read, or is not of the place where it lies
    | 'invalid' // a record that breaks the schema, or cannot be read
    | 'misplaced' // what has no place among the records, or another one
    | 'differs' // a record that the archive does not give
    | 'orphan' // a record of which the archive holds nothing
    | 'gap' // a question that should have a record, and has none
    | 'temporary' // left by a run that was killed
    | 'state'; // a checkpoint, a list of failures or a lock that cannot be read
  /** the question, where one is concerned */
  id: string | null;
  path: string;
  /** the place in the archive: the path of its address */
  place: string | null;
  /** the address of the archived file, where it is known */
  url: string | null;
  message: string;
}

/** What an archive holds, and what is wrong there. */
export interface ArchiveReport {
  files: number;
  /** files that have no note: saved by hand */
  byHand: number;
}

/**
 * Checks every file of an archive against its note: length, hash, place.
 *
 * @param onProblem told of each problem
 * @param signal ends the check early
 * @throws EpqError `store` where the archive cannot be read
 */
export async function verifyArchive(
  directory: string,
  onProblem: (problem: Problem) => void,
  signal: AbortSignal,
): Promise<ArchiveReport> {
  const report: ArchiveReport = {files: 0, byHand: 0};
  for await (const path of filesBelow(directory)) {
    if (signal.aborted) break;
    const place = relative(directory, path).split(sep).join('/');
    if (place.startsWith(`${TEMPORARY}/`)) {
      onProblem(problemAt('temporary', path, null, null, 'a temporary file of a run that was killed'));
    } else if (path.endsWith('.meta.json')) {
      report.files += 1;
      await verifyNote(path, place.slice(0, -'.meta.json'.length), onProblem);
    } else if ((await readIfThere(`${path}.meta.json`)) === null) report.byHand += 1;
  }
  return report;
}

async function verifyNote(
  notePath: string,
  place: string,
  onProblem: (problem: Problem) => void,
): Promise<void> {
  const path = notePath.slice(0, -'.meta.json'.length);
  const meta = readNote(await readIfThere(notePath));
  if (meta === null) return onProblem(problemAt('note', notePath, place, null, 'a note that cannot be read'));
  const {url, outcome, bytes, sha256} = meta;
  if (!isPlaceOf(url, place))
    return onProblem(problemAt('note', notePath, place, null, `the note of another address, ${url}`));
  if (outcome !== 'received') return;
  const body = await readIfThere(path);
  if (body === null) onProblem(problemAt('lost', path, place, url, 'its bytes are not there'));
  else if (body.length !== bytes)
    onProblem(problemAt('damaged', path, place, url, `${body.length} bytes where ${bytes} were received`));
  else if (createHash('sha256').update(body).digest('hex') !== sha256)
    onProblem(problemAt('damaged', path, place, url, 'other bytes than were received, by their hash'));
}

function readNote(text: Uint8Array | null): ArchiveMeta | null {
  try {
    const meta = JSON.parse(new TextDecoder().decode(text ?? new Uint8Array())) as ArchiveMeta;
    return typeof meta?.url === 'string' && typeof meta.outcome === 'string' ? meta : null;
  } catch {
    return null;
  }
}

function isPlaceOf(url: string, place: string): boolean {
  try {
    return archivePath(url) === place;
  } catch {
    return false; // no address at all
  }
}

function problemAt(
  problem: Problem['problem'],
  path: string,
  place: string | null,
  url: string | null,
  message: string,
): Problem {
  return {problem, id: null, path, place, url, message};
}

async function* filesBelow(directory: string): AsyncGenerator<string> {
  let entries: Awaited<ReturnType<typeof opendir>>;
  try {
    entries = await opendir(directory);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    throw new EpqError('store', `cannot read ${directory}: ${code}`, {cause: error});
  }
  for await (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new EpqError('store', `cannot read ${path}: ${code}`, {cause: error});
  }
}
