import {opendir, readFile, rename} from 'node:fs/promises';
import {dirname, join, relative, sep} from 'node:path';
import {type ArchiveMeta, isNote} from './archive.ts';
import {archivePath} from './archive-path.ts';
import {sha256Of} from './document-hash.ts';
import {guardInside} from './guard-inside.ts';
import {attemptWrite, makeDirectory, TEMPORARY} from './write-file.ts';

/** What is wrong at one place of a store. */
export interface Problem {
  problem:
    | 'damaged' // bytes that are not those that were received
    | 'lost' // a note without its bytes
    | 'note' // a note that is none, or that has no bytes of its own where it lies
    | 'invalid' // a record that breaks the schema, or cannot be read
    | 'unreadable' // what the system does not let epq read: another owner, a folder or a link in a file's place
    | 'misplaced' // what has no place among the records, or another one; archived bytes at another path than their address's
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
  /** notes whose time is yet to come: the clock was wrong; what they say is asked about again */
  ofTheFuture: number;
}

/** What desktop systems leave in every folder: nobody's documents. */
const SYSTEM_FILES = /^(?:\.DS_Store|\._.*|\.directory|Thumbs\.db|desktop\.ini)$/i;

/** Whether a name is of a file that a desktop system left: `.DS_Store`, `Thumbs.db`. */
export function isSystemFile(name: string): boolean {
  return SYSTEM_FILES.test(name);
}

/**
 * Checks every file of an archive against its note: length, hash, place.
 *
 * @param onProblem told of each problem; one does not end the check
 * @param now ISO
 * @param signal ends the check early
 */
export async function verifyArchive(
  directory: string,
  onProblem: (problem: Problem) => void,
  now: string,
  signal: AbortSignal,
): Promise<ArchiveReport> {
  const report: ArchiveReport = {files: 0, byHand: 0, ofTheFuture: 0};
  const onUnreadable = (path: string, code: string): void =>
    onProblem(problemAt('unreadable', path, placeOf(directory, path), null, `cannot be read: ${code}`));
  for await (const path of filesBelow(directory, onUnreadable)) {
    if (signal.aborted) break;
    const place = placeOf(directory, path);
    const checkOne = async (): Promise<void> => {
      if (place.startsWith(`${TEMPORARY}/`)) {
        onProblem(problemAt('temporary', path, null, null, 'a temporary file of a run that was killed'));
      } else if (path.endsWith('.meta.json')) {
        report.files += 1;
        const meta = await verifyNote(path, place.slice(0, -'.meta.json'.length), onProblem);
        if (meta !== null && (meta.checkedAt ?? meta.fetchedAt) > now) report.ofTheFuture += 1;
      } else if ((await readIfThere(`${path}.meta.json`)) === null) report.byHand += 1;
    };
    await checkOne().catch(error => onUnreadable(error.path ?? path, codeOf(error)));
  }
  return report;
}

function placeOf(directory: string, path: string): string {
  return relative(directory, path).split(sep).join('/');
}

async function verifyNote(
  notePath: string,
  place: string,
  onProblem: (problem: Problem) => void,
): Promise<ArchiveMeta | null> {
  const path = notePath.slice(0, -'.meta.json'.length);
  const meta = readNote(await readIfThere(notePath));
  if (meta === null) {
    onProblem(problemAt('note', notePath, place, null, 'a note that cannot be read'));
    return null;
  }
  const {url, outcome, bytes, sha256} = meta;
  const own = pathOfAddress(url);
  const body = outcome === 'received' ? await readIfThere(path) : null;
  const fits = body !== null && body.length === bytes && sha256Of(body) === sha256;
  // A disk, or a copy, that spells names in another case or in decomposed letters; an archive of other rules for paths.
  if (own !== place && own !== null && fits)
    onProblem(problemAt('misplaced', notePath, place, url, `belongs at ${own}`));
  else if (own !== place)
    onProblem(problemAt('note', notePath, place, null, `the note of another address, ${url}`));
  else if (outcome !== 'received' || fits) return meta;
  else if (body === null) onProblem(problemAt('lost', path, place, url, 'its bytes are not there'));
  else if (body.length !== bytes)
    onProblem(problemAt('damaged', path, place, url, `${body.length} bytes where ${bytes} were received`));
  else onProblem(problemAt('damaged', path, place, url, 'other bytes than were received, by their hash'));
  return meta;
}

/**
 * Puts archived bytes and their note where their address belongs.
 *
 * @param problem `misplaced`, in the archive
 * @returns whether they now lie there; other bytes that lie there are never replaced
 * @throws EpqError `store` where that cannot be written
 */
export async function putInPlace(directory: string, {path: notePath, url}: Problem): Promise<boolean> {
  const from = notePath.slice(0, -'.meta.json'.length);
  const place = url === null ? null : pathOfAddress(url);
  if (place === null) return false;
  const to = join(directory, place);
  guardInside(directory)(to);
  return attemptWrite(to, async () => {
    const there = await readIfThere(to);
    if (there !== null && !(await readFile(from)).equals(there)) return false;
    await makeDirectory(dirname(to));
    // The same bytes twice become once; where case does not count, the other spelling is the same file.
    await rename(from, to);
    await rename(notePath, `${to}.meta.json`);
    return true;
  });
}

function readNote(text: Uint8Array | null): ArchiveMeta | null {
  try {
    const meta: unknown = JSON.parse(new TextDecoder().decode(text ?? new Uint8Array()));
    return isNote(meta) ? meta : null;
  } catch {
    return null;
  }
}

function pathOfAddress(url: string): string | null {
  try {
    return archivePath(url);
  } catch {
    return null; // no address at all
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

async function* filesBelow(
  directory: string,
  onUnreadable: (path: string, code: string) => void,
): AsyncGenerator<string> {
  let entries: Awaited<ReturnType<typeof opendir>>;
  try {
    entries = await opendir(directory);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') onUnreadable(directory, codeOf(error));
    return;
  }
  for await (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path, onUnreadable);
    else if (!isSystemFile(entry.name)) yield path;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
}
