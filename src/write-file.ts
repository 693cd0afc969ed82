import {randomBytes} from 'node:crypto';
import {mkdir, open, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import {EpqError} from './errors.ts';

/**
 * Writes a file whole or not at all: a temporary name in the same folder, flush, rename.
 *
 * @param path its folder is created where it is missing
 * @throws EpqError `store`, with the path and the system's reason; no temporary file stays behind
 */
export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), {recursive: true});
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, {force: true}).catch(() => {});
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new EpqError('store', `cannot write ${path}: ${reason}`, {
      cause: error,
      hint: 'make room, or choose another directory with --out or --archive',
    });
  }
}
