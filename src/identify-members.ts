import {type Directory, matchNames} from './match-names.ts';
import {MEMBERS} from './members.ts';
import type {Author, QuestionRecord} from './question.ts';

/** Those who put a question, or support it. */
export type Signatories = Pick<QuestionRecord, 'authors' | 'supporters'>;

/** Those who put a question, or support it, with their ids as far as these are known. */
export interface Identified extends Signatories {
  /** whether a directory of the term's Members may tell more */
  isOpen: boolean;
  /** ids of authors whose own names nobody has told, while an author is left */
  nameless: number[];
}

/** What is known of a question's signatories. */
export interface Signed {
  parliamentaryTerm: number;
  /** the authors' ids, without order; empty where the open data lists none, or is not there */
  authorIds: readonly number[];
}

const SAMPLE: Directory = new Map([...MEMBERS].map(([id, name]) => [id, [name]]));
const SAMPLE_TERM = 9;

/**
 * Gives authors and supporters their ids at Parliament.
 *
 * Where the open data lists the authors' ids, only these are theirs: each goes to the name that fits it and no other of
 * them, the last one left to the last name left. Supporters, and authors whose ids nobody lists, are looked for among all
 * Members of the term; without a directory in the bundled sample, which lacks many, and there only under the same words.
 *
 * @param signatories in printed order; ids that they already have are forgotten
 * @param directory Members of the term. It is consulted only where the sample leaves somebody out, so that a question that
 *   can do without gets the same ids with it
 * @returns the same persons with the ids found, `null` for the others; where the heading shows no author, one without a
 *   name for each id
 */
export function identifyMembers(
  {authors, supporters}: Signatories,
  signed: Signed,
  directory: Directory | null,
): Identified {
  // Who has an id and no name stands there because the open data names the person by it alone.
  const printed = {authors: authors.filter(({name, mepId}) => name !== null || mepId === null), supporters};
  const alone = identifyAmong(printed, signed, null);
  return alone.isOpen && directory !== null ? identifyAmong(printed, signed, directory) : alone;
}

function identifyAmong(
  {authors, supporters}: Signatories,
  {parliamentaryTerm, authorIds}: Signed,
  directory: Directory | null,
): Identified {
  const isListed = authorIds.length > 0;
  const known = new Map(
    authorIds.map(id => [id, [...(directory?.get(id) ?? []), ...(SAMPLE.get(id) ?? [])]]),
  );
  const [printed, supporting] = [namesOf(authors), namesOf(supporters)];
  const listed = matchListed(printed, known);
  const left = authorIds.filter(id => !listed.includes(id));
  const isLeft = listed.includes(null) && left.length > 0;
  const sought = isListed ? supporting : [...printed, ...supporting];
  // No author supports the question, too.
  const found = matchAnybody(sought, parliamentaryTerm, directory).map(id =>
    id === null || authorIds.includes(id) ? null : id,
  );
  const unnamed = printed.length > 0 ? [] : authorIds;
  return {
    authors: [
      ...withIds(authors, isListed ? listed : found),
      ...unnamed.map(mepId => ({name: null, politicalGroup: null, mepId, onBehalfOf: null})),
    ],
    supporters: withIds(supporters, found.slice(sought.length - supporting.length)),
    isOpen: isLeft || sought.length > 0,
    nameless: isLeft ? left.filter(id => known.get(id)?.length === 0) : [],
  };
}

function matchAnybody(
  names: readonly string[],
  term: number,
  directory: Directory | null,
): readonly (number | null)[] {
  if (directory !== null) return matchNames(names, directory);
  if (term === SAMPLE_TERM) return matchNames(names, SAMPLE, 'same words in another order');
  return names.map(() => null);
}

// What is settled makes room: two names that fit one id are told apart when another id is found to be one's.
function matchListed(names: readonly string[], known: Directory): (number | null)[] {
  const found: (number | null)[] = names.map(() => null);
  const free = new Map(known);
  for (let isNew = true; isNew; ) {
    const places = [...names.keys()].filter(place => found[place] === null);
    const ids = matchNames(
      places.map(place => names[place] ?? ''),
      new Map(free),
    );
    isNew = ids.some(id => id !== null);
    for (const [index, id] of ids.entries()) {
      const place = places[index];
      if (id === null || place === undefined) continue;
      found[place] = id;
      free.delete(id);
    }
  }
  const [last] = free.keys();
  const place = found.indexOf(null);
  if (last !== undefined && free.size === 1 && place >= 0 && found.lastIndexOf(null) === place)
    found[place] = last;
  return found;
}

// A committee or group among the authors is no Member, and has no name: it takes no id.
function namesOf(authors: readonly Author[]): string[] {
  return authors.flatMap(({name}) => name ?? []);
}

function withIds(authors: readonly Author[], ids: readonly (number | null)[]): Author[] {
  const rest = [...ids];
  return authors.map(author => (author.name === null ? author : {...author, mepId: rest.shift() ?? null}));
}
