import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

/**
 * Everything below a folder, by path: bytes of files, `null` for empty folders. The times in the archive's notes are left
 * out: they alone tell one run from another.
 */
export async function readTree(directory: string): Promise<Map<string, string | null>> {
  const tree = new Map<string, string | null>();
  const entries = await readdir(directory, {withFileTypes: true, recursive: true});
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const place = path.slice(directory.length + 1);
    if (entry.isDirectory()) {
      if ((await readdir(path)).length === 0) tree.set(place, null);
      continue;
    }
    const bytes = await readFile(path, 'latin1');
    tree.set(
      place,
      place.endsWith('.meta.json') ? bytes.replace(/"(?:fetchedAt|checkedAt)": "[^"]*"/g, '') : bytes,
    );
  }
  return tree;
}

/** Where two trees differ. */
export function differencesOf(
  one: ReadonlyMap<string, string | null>,
  other: ReadonlyMap<string, string | null>,
): string[] {
  const places = new Set([...one.keys(), ...other.keys()]);
  return [...places].filter(place => one.get(place) !== other.get(place)).sort();
}
