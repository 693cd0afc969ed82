import {appendFile, mkdir, open} from 'node:fs/promises';
import {join} from 'node:path';
import {attemptWrite} from '../write-file.ts';

/** A folder of text files that grow side by side. */
export interface TextFolder {
  /** Adds to one of them, waiting for the disk when much has come together. */
  append(name: string, text: string): Promise<void>;
  /** Writes what is left, and flushes every file. */
  close(): Promise<void>;
}

/** Characters that wait in memory for the disk, over all files. */
const WAITING = 1 << 22;

/**
 * Makes a folder of text files; UTF-8. However many they are, one is open at a time.
 *
 * @param path where nothing is yet
 * @throws EpqError `store`, as do its functions
 */
export async function openTextFolder(path: string): Promise<TextFolder> {
  const attempt = <T>(work: () => Promise<T>): Promise<T> =>
    attemptWrite(path, work, 'choose another place with --into');
  await attempt(() => mkdir(path));
  const waiting = new Map<string, string[]>();
  let size = 0;
  const names = new Set<string>();
  const write = async (): Promise<void> => {
    for (const [name, texts] of waiting) {
      names.add(name);
      await attempt(() => appendFile(join(path, name), texts.join('')));
    }
    waiting.clear();
    size = 0;
  };
  return {
    async append(name, text) {
      const texts = waiting.get(name);
      if (texts === undefined) waiting.set(name, [text]);
      else texts.push(text);
      size += text.length;
      if (size >= WAITING) await write();
    },
    async close() {
      await write();
      for (const name of names) {
        const file = await attempt(() => open(join(path, name), 'r+'));
        try {
          await attempt(() => file.sync());
        } finally {
          await file.close();
        }
      }
    },
  };
}
