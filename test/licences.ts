import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {ROOT} from './corpus.ts';

/** Where the list is. */
export const LICENCES_PAGE = join(ROOT, 'src/help/licences.md');
/** What is bundled into the report's page, and so shipped, with what it needs itself. */
const BUNDLED = '@observablehq/plot';

/** A package that is shipped or installed with epq. */
export interface LicensedPackage {
  name: string;
  version: string;
  /** SPDX: `MIT`; `null` where the package names none */
  licence: string | null;
  /** bundled into the report's page; installed beside epq otherwise */
  isBundled: boolean;
}

interface Locked {
  version: string;
  license?: string;
  dev?: boolean;
  dependencies?: Record<string, string>;
}

/** Every package that a user of epq gets, by `package-lock.json`, ascending by name. */
export async function listLicences(): Promise<LicensedPackage[]> {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const places = Object.entries(lock.packages as Record<string, Locked>).filter(([place]) => place !== '');
  const bundled = new Set<string>();
  const include = (name: string, within: string): void => {
    // As Node finds it: nested first, then at the top.
    const place = [`${within}/node_modules/${name}`, `node_modules/${name}`].find(one => lock.packages[one]);
    if (place === undefined || bundled.has(place)) return;
    bundled.add(place);
    for (const next of Object.keys(lock.packages[place].dependencies ?? {})) include(next, place);
  };
  include(BUNDLED, '');
  return places
    .filter(([place, {dev}]) => !dev || bundled.has(place))
    .map(([place, {version, license, dev}]) => ({
      name: place.replace(/^.*node_modules\//, ''),
      version,
      licence: license ?? null,
      isBundled: dev === true,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The page of `epq help licences`. */
export function writeLicences(packages: readonly LicensedPackage[]): string {
  const list = (isBundled: boolean): string =>
    packages
      .filter(one => one.isBundled === isBundled)
      .map(({name, version, licence}) => `- ${name} ${version}: ${licence}`)
      .join('\n');
  return `# Licences

epq itself: MIT. Written by \`npm run licences:update\` from what is locked; a test refuses a licence that is not listed there as one
that lets anybody use, change and pass on.

## Installed with epq

Of those that are made for one kind of machine only the one that fits is installed. The texts of those whose code the program is
bundled with: \`dist/bundle/LICENCES\`.

${list(false)}

## Bundled into the page of \`epq report\`

${list(true)}
`;
}
