import {lstat, mkdir, open, readdir, rename, rm} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {EpqError} from '../errors.ts';
import {isAlive} from '../process-alive.ts';
import {attemptWrite} from '../write-file.ts';

/**
 * Does what may fail on the disk that an export goes to.
 *
 * @throws EpqError `store` in place of the system's own error
 */
export const attempt = <T>(path: string, work: () => Promise<T>): Promise<T> =>
  attemptWrite(path, work, 'choose another place with --into');

/** A file or folder that is being made beside the place where it will stand, and takes its name once it is whole. */
export interface Draft {
  /** where to write meanwhile; nothing is there yet */
  path: string;
  /** Gives it its name, in the place of what was there. */
  commit(): Promise<void>;
  /** Takes away what was written. */
  discard(): Promise<void>;
}

/**
 * Opens a draft, and takes away those that killed runs have left.
 *
 * @param into where the file or folder will stand: `epq-csv`; folders above it are made
 * @param replaces whether it may take the place of another
 * @throws EpqError `usage` where something stands there that may not be replaced; `store` where nothing can be written
 */
export async function openDraft(into: string, replaces: boolean): Promise<Draft> {
  const there = await lstat(into).catch(() => null);
  if (there !== null && !replaces) {
    throw new EpqError('usage', `${into} is there already`, {
      hint: 'give another place with --into, or --replace to put the new one in its place',
    });
  }
  const [folder, name] = [dirname(into), basename(into)];
  await attempt(into, async () => {
    await mkdir(folder, {recursive: true});
    for (const other of await readdir(folder)) {
      const [, of, pid] = /^\.(.+)\.(\d+)\.part(?:\.lock)?$/.exec(other) ?? [];
      if (of === name && !isAlive(Number(pid))) await rm(join(folder, other), {recursive: true});
    }
  });
  const path = join(folder, `.${name}.${process.pid}.part`);
  // SQLite marks a file that it writes by a folder beside it.
  const discard = async (): Promise<void> => {
    for (const left of [path, `${path}.lock`]) await rm(left, {recursive: true, force: true});
  };
  await discard();
  return {
    path,
    discard,
    commit: () =>
      attempt(into, async () => {
        if (replaces) await rm(into, {recursive: true, force: true});
        await rename(path, into);
      }),
  };
}

/** Makes a folder of an export, and those above it. */
export async function makeFolder(path: string): Promise<void> {
  await attempt(path, () => mkdir(path, {recursive: true}));
}

/** A file that is written from its beginning to its end. */
export interface NewFile<Content extends string | Uint8Array> {
  /** Adds to it, waiting for the disk. */
  write(content: Content): Promise<void>;
  /** Flushes and closes it. */
  close(): Promise<void>;
}

/**
 * Opens a new file.
 *
 * @throws EpqError `store`, as do its functions
 */
export async function openByteFile(path: string): Promise<NewFile<string | Uint8Array>> {
  const file = await attempt(path, () => open(path, 'wx'));
  return {
    write: content => attempt(path, () => file.appendFile(content)),
    async close() {
      try {
        await attempt(path, () => file.sync());
      } finally {
        await file.close();
      }
    },
  };
}

/** A text file that is written from its beginning to its end. */
export type TextFile = NewFile<string>;

const BUFFERED = 1 << 16;

/**
 * Opens a new text file; UTF-8.
 *
 * @throws EpqError `store`, as do its functions
 */
export async function openTextFile(path: string): Promise<TextFile> {
  const file = await openByteFile(path);
  let waiting = '';
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = '';
    await file.write(text);
  };
  return {
    async write(text) {
      waiting += text;
      if (waiting.length >= BUFFERED) await flush();
    },
    async close() {
      try {
        await flush();
      } finally {
        await file.close();
      }
    },
  };
}
