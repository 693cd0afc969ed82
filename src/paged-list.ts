import {EpqError} from './errors.ts';
import type {ListPage} from './manifest.ts';
import type {DocumentWays} from './obtain.ts';
import type {Reception} from './transport.ts';

/** A list of the open data that comes in pages. */
export interface PagedList {
  /** what it lists, for messages: `the list of 2022` */
  name: string;
  /** `null`: the address under which the whole is archived */
  addressOf(page: {offset: number; limit: number} | null): string;
  /** @returns `null` for what is no list */
  readPage(json: unknown): ListPage | null;
}

/** The API gives pages of 1,000 at most. */
const PAGE_ROWS = 1000;
const MOST_PAGES = 1000;

/**
 * Reads a list to its end. Pages are short without a reason: the next begins after the rows received, and only an empty
 * one is the end.
 *
 * @param get asks for one page
 * @returns rows by what tells them apart, without doubles; none where there is no such list
 * @throws EpqError `parse` for a page that is none, `network` for a list without an end, and whatever `get` throws
 */
export async function fetchPages(
  {name, addressOf, readPage}: PagedList,
  get: (url: string) => Promise<Reception>,
): Promise<Map<string, object>> {
  const rows = new Map<string, object>();
  let offset = 0;
  let pagesWithoutNews = 0;
  for (let pages = 0; pages < MOST_PAGES && pagesWithoutNews < 3; pages += 1) {
    const url = addressOf({offset, limit: PAGE_ROWS});
    const reception = await get(url);
    if (reception.outcome !== 'received') return rows; // 204; 404 in recess
    const page = readPage(JSON.parse(new TextDecoder().decode(reception.body)));
    if (page === null) throw new EpqError('parse', `${name} is no list`, {url, hint: 'ask again later'});
    if (page.rows === 0) return rows;
    const before = rows.size;
    for (const {id, row} of page.items) rows.set(id, row);
    pagesWithoutNews = rows.size === before ? pagesWithoutNews + 1 : 0;
    offset += page.rows;
  }
  throw new EpqError('network', `${name} does not end: its pages repeat themselves`, {
    url: addressOf(null),
    hint: 'ask again later',
  });
}

/** The whole list as one document, a row a line, so that it does not depend on how it came. */
export function writeList(rows: readonly object[]): Uint8Array {
  const lines = rows.map(row => `\n${JSON.stringify(row)}`);
  return new TextEncoder().encode(`{"data":[${lines.join(',')}\n]}\n`);
}

/**
 * Archives a list under the address of the whole.
 *
 * @param body as `writeList` gives it
 * @returns when, ISO
 */
export async function keepList(url: string, body: Uint8Array, {archive, now}: DocumentWays): Promise<string> {
  const keptAt = now();
  const headers = {status: 200, contentType: 'application/ld+json', etag: null, lastModified: null};
  await archive.keep({url, finalUrl: url, ...headers, body}, keptAt);
  return keptAt;
}

/**
 * Refuses a list without what it once held: what a host once listed does not vanish, but the host may be in trouble.
 *
 * @param ids what is listed
 * @param known what the list must not lack, but for a tenth
 * @param words what is listed, and where it is known from: `questions`, `are stored`
 * @throws EpqError `network`
 */
export function requirePlausible(
  ids: readonly string[],
  known: readonly string[],
  {name, addressOf}: PagedList,
  [noun, whence]: readonly [string, string],
): void {
  const listed = new Set(ids);
  const missing = known.filter(id => !listed.has(id)).length;
  if (missing <= Math.max(2, known.length / 10) && (ids.length > 0 || known.length === 0)) return;
  const what = ids.length === 0 ? 'came back empty' : `names only ${ids.length} ${noun}`;
  throw new EpqError('network', `${name} ${what}, but ${missing} that ${whence} are not among them`, {
    url: addressOf(null),
    hint: 'it was not believed; run the same command again later',
  });
}
