import {apiListAddress} from './addresses.ts';
import type {Archive} from './archive.ts';
import {EpqError} from './errors.ts';
import {readListPage} from './manifest.ts';
import type {DocumentWays} from './obtain.ts';
import {fetchPages, keepList, type PagedList, requirePlausible, writeList} from './paged-list.ts';
import {parseId, type QuestionLetter, questionTypeOf} from './reference.ts';
import {Stopped} from './turns.ts';

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

/** The order of sequences: E and P share one. */
const SEQUENCES = ['EP', 'O', 'G', 'K', 'H'];

/**
 * Lists the questions of a year, from the archive where its list is fresh, else from the open data.
 *
 * The whole list is archived as one document, sorted and without doubles.
 *
 * @returns empty where the open data has none
 * @throws EpqError `network` where it comes back empty or much smaller than what is stored, and whatever the open
 *   data says; `notFound` offline, where no list is archived
 */
export async function listYear(request: ListRequest, ways: DocumentWays): Promise<YearList> {
  const {year, letters, freshAfter} = request;
  const list = listOf(year, letters);
  const url = list.addressOf(null);
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
  const {transport} = ways;
  // A list that fails would lose a year: it is worth twice the patience.
  const rows = await fetchPages(list, page =>
    transport.get(page, 'json').catch((error: unknown) => {
      if (!(error instanceof EpqError) || error.kind !== 'network' || error instanceof Stopped) throw error;
      return transport.get(page, 'json');
    }),
  );
  const ids = [...rows.keys()].filter(id => isWanted(id, request)).sort(compareNumbers);
  const stored = request.stored.filter(id => isWanted(id, request));
  requirePlausible(ids, stored, list, ['questions', 'are stored']);
  const body = writeList(ids.flatMap(id => rows.get(id) ?? []));
  return {ids, checkedAt: await keepList(url, body, ways)};
}

function listOf(year: number, letters: ListRequest['letters']): PagedList {
  const workTypes = (letters ?? []).map(questionTypeOf);
  return {
    name: `the list of ${year}`,
    addressOf: page => apiListAddress(year, workTypes, page),
    readPage: readListPage,
  };
}

async function readArchived(url: string, archive: Archive): Promise<YearList | null> {
  const entry = await archive.lookup(url);
  const document = entry?.outcome === 'received' ? await archive.read(url) : null;
  const page = document === null ? null : readListPage(JSON.parse(new TextDecoder().decode(document.body)));
  if (page === null) return null;
  return {
    ids: page.items.map(({id}) => id).sort(compareNumbers),
    checkedAt: entry?.meta?.checkedAt ?? null,
  };
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
