import {apiListAddress} from './addresses.ts';
import type {Archive} from './archive.ts';
import {EpqError} from './errors.ts';
import {readListPage} from './manifest.ts';
import type {DocumentWays} from './obtain.ts';
import {parseId, type QuestionLetter, questionTypeOf} from './reference.ts';
import {Stopped} from './transport.ts';

/** What is wanted of a year's list. */
export interface ListRequest {
  year: number;
  /** `null`: all */
  letters: readonly QuestionLetter[] | null;
  /** ISO: a list that was asked for before this instant is asked for again */
  freshAfter: string;
  /** ids of stored questions: a list of those of this year and these kinds must not be much smaller */
  stored: readonly string[];
}

/** The open data's list of a year. */
export interface YearList {
  /** in the order of their numbers */
  ids: string[];
  /** ISO: when it was asked for; `null` without a note */
  checkedAt: string | null;
}

/** The API gives pages of 1,000 at most. */
const PAGE_ROWS = 1000;
const MOST_PAGES = 1000;
/** The order of sequences: E and P share one. */
const SEQUENCES = ['EP', 'O', 'G', 'K', 'H'];

/**
 * Lists the questions of a year, from the archive where its list is fresh, else from the open data.
 *
 * Pages are short without a reason: the next begins after the rows received, and only an empty one is the end. The
 * whole list is archived as one document, sorted and without doubles, so that it does not depend on how it came.
 *
 * @returns empty where the open data has none
 * @throws EpqError `network` where it comes back empty or much smaller than what is stored, and whatever the open
 *   data says; `notFound` offline, where no list is archived
 */
export async function listYear(request: ListRequest, ways: DocumentWays): Promise<YearList> {
  const {year, letters, freshAfter} = request;
  const workTypes = (letters ?? []).map(questionTypeOf);
  const url = apiListAddress(year, workTypes, null);
  const archived = await readArchived(url, ways.archive);
  const checkedAt = archived?.checkedAt ?? '';
  // A note from the future was written by a clock that was wrong.
  const isFresh = checkedAt >= freshAfter && checkedAt <= ways.now();
  if (archived !== null && (ways.transport === null || isFresh)) {
    return {...archived, ids: archived.ids.filter(id => isWanted(id, request))};
  }
  if (ways.transport === null) {
    throw new EpqError('notFound', `the archive holds no list of the questions of ${year}`, {
      url,
      hint: 'ask again without --offline',
    });
  }
  const rows = await readPages(request, workTypes, ways.transport);
  const ids = [...rows.keys()].filter(id => isWanted(id, request)).sort(compareNumbers);
  requirePlausible(ids, request, url);
  const lines = ids.map(id => JSON.stringify(rows.get(id)));
  const body = new TextEncoder().encode(`{"data":[${lines.map(line => `\n${line}`).join(',')}\n]}\n`);
  const askedAt = ways.now();
  await ways.archive.keep(
    {
      url,
      finalUrl: url,
      status: 200,
      contentType: 'application/ld+json',
      etag: null,
      lastModified: null,
      body,
    },
    askedAt,
  );
  return {ids, checkedAt: askedAt};
}

async function readArchived(url: string, archive: Archive): Promise<YearList | null> {
  const entry = await archive.lookup(url);
  const document = entry?.outcome === 'received' ? await archive.read(url) : null;
  const page = document === null ? null : readListPage(JSON.parse(new TextDecoder().decode(document.body)));
  if (page === null) return null;
  return {
    ids: page.questions.map(({id}) => id).sort(compareNumbers),
    checkedAt: entry?.meta?.checkedAt ?? null,
  };
}

async function readPages(
  {year}: ListRequest,
  workTypes: readonly string[],
  transport: NonNullable<DocumentWays['transport']>,
): Promise<Map<string, object>> {
  const rows = new Map<string, object>();
  let offset = 0;
  let pagesWithoutNews = 0;
  for (let pages = 0; pages < MOST_PAGES && pagesWithoutNews < 3; pages += 1) {
    const url = apiListAddress(year, workTypes, {offset, limit: PAGE_ROWS});
    // A list that fails would lose a year: it is worth twice the patience.
    const reception = await transport.get(url, 'json').catch((error: unknown) => {
      if (!(error instanceof EpqError) || error.kind !== 'network' || error instanceof Stopped) throw error;
      return transport.get(url, 'json');
    });
    if (reception.outcome !== 'received') return rows; // 204; 404 in recess
    const page = readListPage(JSON.parse(new TextDecoder().decode(reception.body)));
    if (page === null)
      throw new EpqError('parse', `the list of ${year} is no list`, {url, hint: 'ask again later'});
    if (page.rows === 0) return rows;
    const before = rows.size;
    for (const {id, row} of page.questions) rows.set(id, row);
    pagesWithoutNews = rows.size === before ? pagesWithoutNews + 1 : 0;
    offset += page.rows;
  }
  throw new EpqError('network', `the list of ${year} does not end: its pages repeat themselves`, {
    url: apiListAddress(year, workTypes, null),
    hint: 'ask again later',
  });
}

// What the host once listed does not vanish: a list without it is a host in trouble.
function requirePlausible(ids: readonly string[], request: ListRequest, url: string): void {
  const {year} = request;
  const stored = request.stored.filter(id => isWanted(id, request));
  const listed = new Set(ids);
  const missing = stored.filter(id => !listed.has(id)).length;
  if (missing <= Math.max(2, stored.length / 10) && (ids.length > 0 || stored.length === 0)) return;
  const what = ids.length === 0 ? 'came back empty' : `names only ${ids.length} questions`;
  throw new EpqError(
    'network',
    `the list of ${year} ${what}, but ${missing} that are stored are not among them`,
    {url, hint: 'it was not believed; run the same command again later'},
  );
}

function isWanted(id: string, {year, letters}: ListRequest): boolean {
  const parts = parseId(id);
  return parts !== null && parts.year === year && (letters === null || letters.includes(parts.letter));
}

/** Orders ids of a year by sequence (E and P share one), then number. */
export function compareNumbers(a: string, b: string): number {
  return orderOf(a) - orderOf(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function orderOf(id: string): number {
  const parts = parseId(id);
  if (parts === null) return Number.POSITIVE_INFINITY;
  return SEQUENCES.findIndex(letters => letters.includes(parts.letter)) * 10_000_000 + parts.serial;
}
