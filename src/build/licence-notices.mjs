import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

/**
 * The licences of the packages whose code a bundle holds, each text once, below the names that it is of.
 *
 * @param root the folder of this package
 * @param metafile what esbuild says of the bundle
 * @throws Error for a package that names no licence
 */
export async function licenceNotices(root, metafile) {
  const licences = new Map();
  for (const {inputs} of Object.values(metafile.outputs)) {
    for (const [input, {bytesInOutput}] of Object.entries(inputs)) {
      // Greedy: of packages within packages the innermost.
      const [place, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
      if (name === undefined || bytesInOutput === 0) continue;
      const folder = join(root, place);
      const file = (await readdir(folder)).find(entry => /^licen[cs]e/i.test(entry));
      const {license} = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      if (file === undefined && license === undefined)
        throw new Error(`${name} is bundled, and has no licence`);
      const text =
        file === undefined
          ? `${license}, as its package.json says; it has no text of a licence.`
          : (await readFile(join(folder, file), 'utf8')).trim();
      licences.set(text, (licences.get(text) ?? new Set()).add(name));
    }
  }
  return [...licences].map(([text, names]) => `${[...names].sort().join(', ')}\n\n${text}`).join('\n\n');
}
