import {lstatSync, realpathSync} from 'node:fs';
import {dirname, sep} from 'node:path';
import {EpqError} from './errors.ts';

/**
 * Makes a guard against symbolic links that lead out of a store or an archive; its root may itself be one.
 *
 * @returns a function that throws an EpqError `store` for a path that does; each folder is looked at once
 */
export function guardInside(directory: string): (path: string) => void {
  const inside = new Set<string>();
  let root: string | null = null;
  const require = (path: string): void => {
    const real = unlessAbsent(path, realPath);
    if (real === null || real === root || real.startsWith(root + sep)) return;
    throw new EpqError('store', `${path} leads out of ${directory}, to ${real}`, {
      hint: 'remove the symbolic link',
    });
  };
  return path => {
    root ??= unlessAbsent(directory, realPath);
    if (root === null) return;
    const folder = dirname(path);
    if (!inside.has(folder)) {
      for (let at = folder; at.length > directory.length; at = dirname(at)) require(at);
      if (unlessAbsent(folder, realPath) !== null) inside.add(folder);
    }
    // Asked so that what is not there, as most is, makes no error: one is dear.
    if (unlessAbsent(path, one => lstatSync(one, {throwIfNoEntry: false}))?.isSymbolicLink()) require(path);
  };
}

const realPath = (path: string): string => realpathSync.native(path);

function unlessAbsent<T>(path: string, look: (path: string) => T): T | null {
  try {
    return look(path);
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new EpqError('store', `cannot read ${path}: ${code ?? message}`, {cause: error});
  }
}
