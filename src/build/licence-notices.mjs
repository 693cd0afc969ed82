import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

/**
 * The licences of the packages whose code a bundle holds, each text once, below the names that it is of.
 *
 * @param files what the bundle holds code of, by whole path
 * @throws Error for a package that names no licence
 */
export async function licenceNotices(files) {
  const licences = new Map();
  for (const file of files) {
    // Greedy: of packages within packages the innermost.
    const [folder, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
    if (name === undefined) continue;
    const text = await licenceOf(folder, name);
    licences.set(text, (licences.get(text) ?? new Set()).add(name));
  }
  return [...licences].map(([text, names]) => `${[...names].sort().join(', ')}\n\n${text}`).join('\n\n');
}

async function licenceOf(folder, name) {
  const file = (await readdir(folder)).find(entry => /^licen[cs]e/i.test(entry));
  if (file !== undefined) return (await readFile(join(folder, file), 'utf8')).trim();
  const {license} = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (license === undefined) throw new Error(`${name} is bundled, and has no licence`);
  return `${license}, as its package.json says; it has no text of a licence.`;
}
