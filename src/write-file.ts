import {randomUUID} from 'node:crypto';
import {closeSync, fsync, openSync, renameSync, writeFileSync} from 'node:fs';
import {lstat, mkdir, readdir, rm, rmdir} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import {EpqError} from './errors.ts';
import {guardInside} from './guard-inside.ts';
import {isAlive} from './process-alive.ts';

/** The folder of temporary files within a store or an archive; their names begin with the writer's process id. */
export const TEMPORARY = '.tmp';

/**
 * Writes a file whole or not at all: a temporary name, flush, rename.
 *
 * @param root the store or the archive, on whose disk the temporary file lies, in `.tmp`
 * @param path below `root`; its folder is created where it is missing
 * @throws EpqError `store`, with the path and the system's reason; no temporary file stays behind
 */
export async function writeFileAtomically(
  root: string,
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  await writeFilesAtomically(root, [[path, content]]);
}

/**
 * Writes files that belong together: all are flushed under temporary names before the first takes its own, so that
 * hardly a moment lies between one and the next.
 *
 * @param files paths and contents, in the order in which they take their names
 * @throws EpqError `store`, as for one file, and where a symbolic link leads out of `root`
 */
export async function writeFilesAtomically(
  root: string,
  files: readonly (readonly [path: string, content: string | Uint8Array])[],
): Promise<void> {
  const directory = join(root, TEMPORARY);
  const requireInside = guardOf(root);
  for (const path of [join(directory, 'any'), ...files.map(([path]) => path)]) requireInside(path);
  const drafts = files.map(([path, content]) => ({
    path,
    content,
    temporary: join(directory, `${process.pid}-${randomUUID()}`),
  }));
  try {
    const written = await Promise.allSettled(
      drafts.map(({path, content, temporary}) =>
        attemptWrite(path, () => writeFlushed(directory, temporary, content)),
      ),
    );
    const failed = written.find(({status}) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    // In one go: a wait between two renames would be long while other files are flushed.
    for (const {path, temporary} of drafts) await attemptWrite(path, () => takeName(temporary, path));
  } catch (error) {
    for (const {temporary} of drafts) await rm(temporary, {force: true}).catch(() => {});
    throw error;
  }
}

const guards = new Map<string, (path: string) => void>();

function guardOf(root: string): (path: string) => void {
  const guard = guards.get(root) ?? guardInside(root);
  guards.set(root, guard);
  return guard;
}

/**
 * Does what may fail on a disk.
 *
 * @param path what it is about, for the message
 * @param elsewhere what to do instead, for the message
 * @throws EpqError `store` in place of the system's own error
 */
export async function attemptWrite<T>(
  path: string,
  work: () => Promise<T>,
  elsewhere = 'choose another directory with --out or --archive',
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EpqError) throw error;
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new WriteFailed('store', `cannot write ${path}: ${reason}`, {
      cause: error,
      hint: `make room, or ${elsewhere}`,
    });
  }
}

/** A write that failed. */
class WriteFailed extends EpqError {}

const OF_ONE_PLACE = new Set(['EISDIR', 'ELOOP', 'ENAMETOOLONG', 'ENOTEMPTY']);

/**
 * Whether a failed write says that others will fail too: the disk is full or read-only, or a folder is none. Not where one
 * file alone cannot be written, because a folder or a link lies in its place.
 */
export function isNothingWritable(error: unknown): boolean {
  const {cause} = error as {cause?: {code?: string}};
  return error instanceof WriteFailed && !OF_ONE_PLACE.has(cause?.code ?? '');
}

const flush = promisify(fsync);

// Only the disk is waited for: to have another thread copy some kB to the system costs more than to do it.
async function writeFlushed(
  directory: string,
  temporary: string,
  content: string | Uint8Array,
): Promise<void> {
  const file = await openIn(directory, temporary);
  try {
    writeFileSync(file, content);
    await flush(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Makes a folder and those above it; does nothing where it is there.
 *
 * @throws the system's own error: on a read-only disk Node itself says ENOENT where the disk says EROFS
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, {recursive: true});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(path);
  }
}

// The folder is there but for the first file; another run that has just ended may take the empty one away.
async function openIn(directory: string, temporary: string): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return openSync(temporary, 'wx');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === 4) throw error;
      await makeDirectory(directory);
    }
  }
}

// Synchronous where the folder is there, as it is for all but its first file.
async function takeName(temporary: string, path: string): Promise<void> {
  try {
    renameSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await makeDirectory(dirname(path));
    renameSync(temporary, path);
  }
}

/**
 * Takes temporary files away that a killed run, or this one, has left, and their folder once it is empty.
 *
 * @param root the store or the archive; files of another process that still runs are left alone
 * @param whose `own`: only what this process has left
 */
export async function sweepTemporaryFiles(root: string, whose: 'own' | 'all'): Promise<void> {
  const directory = join(root, TEMPORARY);
  if ((await lstat(directory).catch(() => null))?.isSymbolicLink()) return; // whatever is there is not ours
  const names = await readdir(directory).catch(() => [] as string[]);
  for (const name of names) {
    const writer = Number(/^(\d+)-/.exec(name)?.[1]);
    if (writer === process.pid || (whose === 'all' && !isAlive(writer)))
      await rm(join(directory, name), {force: true}).catch(() => {});
  }
  await rmdir(directory).catch(() => {}); // not there, or not empty: somebody else's
}
