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
  const requireInside = (path: string): 'inside' | 'absent' => {
    // Asked so that what is not there, as most is, makes no error: one is dear.
    const real = whatIsAt(path) === null ? null : unlessAbsent(path, realPath);
    if (real === null) return 'absent';
    if (real === root || real.startsWith(root + sep)) return 'inside';
    throw new EpqError('store', `${path} leads out of ${directory}, to ${real}`, {
      hint: 'remove the symbolic link',
    });
  };
  return path => {
    root ??= unlessAbsent(directory, realPath);
    if (root === null) return;
    for (let at = dirname(path); at.length > directory.length && !inside.has(at); at = dirname(at))
      if (requireInside(at) === 'inside') inside.add(at);
    if (whatIsAt(path) === 'link') requireInside(path);
  };
}

function whatIsAt(path: string): 'link' | 'there' | null {
  const found = unlessAbsent(path, one => lstatSync(one, {throwIfNoEntry: false}));
  return found == null ? null : found.isSymbolicLink() ? 'link' : 'there';
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
