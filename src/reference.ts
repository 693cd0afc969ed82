import {EpqError} from './errors.ts';
import type {QuestionType} from './question.ts';

/** The letters of question numbers, and what they mean. */
const TYPES = {
  E: 'QUESTION_WRITTEN',
  P: 'QUESTION_WRITTEN_PRIORITY',
  O: 'QUESTION_ORAL',
  G: 'INTERPELLATION_MAJOR',
  K: 'INTERPELLATION_MINOR',
  H: 'QUESTION_TIME',
} as const satisfies Record<string, QuestionType>;

/** E and P written, O oral, G and K interpellations, H question time. */
export type QuestionLetter = keyof typeof TYPES;

/** All letters of question numbers. */
export const QUESTION_LETTERS = Object.keys(TYPES) as QuestionLetter[];

/** A question's number, taken apart. */
export interface QuestionNumber {
  letter: QuestionLetter;
  /** four digits */
  year: number;
  /** 1 to 999999 */
  serial: number;
  /** 1 for `/rev.1` */
  revision: number | null;
}

/** A question that somebody named. */
export interface Reference {
  /** as given, trimmed */
  given: string;
  /** as Parliament writes it today: `E-003068/2019` */
  number: string;
  revision: number | null;
  /** the ids it may have at Parliament, most probable first: one, or one for each term or letter in doubt */
  candidates: string[];
}

/** A question's id, taken apart. */
export interface QuestionId {
  letter: QuestionLetter;
  term: number;
  year: number;
  serial: number;
}

// Parliament prints hyphens as U+2010 and U+2011 ("E‑06543/2011"), people as dashes.
const HYPHENS = /[\u2010-\u2015\u2212]/g;

const ID = /^(?<letter>[EPOGKH])-(?<term>\d{1,2})-(?<year>\d{4})-(?<serial>\d{4}|\d{6})$/;
const YEAR_FIRST = /^(?<letter>[EPOGKH])-(?<year>\d{4})-(?<serial>\d{1,6})$/;
const REGISTER = /^P(?<term>\d{1,2})_(?<kind>QE|QO|QP)\((?<year>\d{4})\)(?<serial>\d{6})(?:_[A-Z]{2})?$/;
const CELEX = /^9(?<year>\d{4})(?<letter>[EOH])(?<serial>\d{4,6})$/;
// A number may follow another without anything between them: "E-4111/2011E-5087/2011". "E--005649/2018", "E- 005414/2021"
// stand in titles of 2019 and 2022. What may stand before the letter is looked at last: first, it would be at every sign of a text.
const NUMBER =
  /(?<letter>[EPOGKH])(?=-)(?<!\p{L}.)(?<=(?:^|\D|\/(?:\d{2}|\d{4})).)--? ?(?!0+(?!\d))(?<serial>\d{1,6})(?:\/(?<year>\d{4}|\d{2})|-(?<hyphenYear>\d{2}|\d{4}))(?!\d|[-/]\d)(?:\/?rev\.?\s?(?<revision>\d{1,2}))?/giu;

/**
 * Reads a reference to a question as people write it.
 *
 * @param text one reference: `E-003068/2019`, `e-3068-19`, `E-014649/2015/rev.1`, `P-000246/2021(ASW)`, an id
 *   `E-9-2019-003068`, an address of a page, a file or the open data, a CELEX number `92002E000572`
 * @returns its number and the ids to ask for; an id given with its term is the only candidate
 * @throws EpqError `usage`, quoting the text, with one number that would do
 * @source 19,298 rows of the open data's yearly lists
 * @example
 * parseReference('E-003068-19')
 * //=> {given: 'E-003068-19', number: 'E-003068/2019', revision: null, candidates: ['E-9-2019-003068']}
 */
export function parseReference(text: string): Reference {
  const given = text.trim();
  const plain = withoutAddress(given).replace(HYPHENS, '-').trim();
  const reference = readId(plain) ?? readYearFirst(plain) ?? readOtherNotations(plain) ?? readNumber(plain);
  if (reference === null) throw notAReference(given);
  return {given, ...reference};
}

type Read = Omit<Reference, 'given'> | null;

function readId(text: string): Read {
  const [, id = '', revision] =
    /^([A-Za-z]-\d{1,2}-\d{4}-\d+)(?:-(?:ASW|FF|ANN\d+))*(?:-rev(\d+))?$/i.exec(text) ?? [];
  const parts = parseId(id.toUpperCase());
  return parts === null ? null : referenceTo([parts], revision === undefined ? null : Number(revision));
}

// Old addresses bear the year before the number and no term: TEXT+WQ+E-2011-003569.
function readYearFirst(text: string): Read {
  const [, number = '', revision] =
    /^([A-Za-z]-\d{4}-\d+)(?:-(?:ASW|FF|ANN\d+))*(?:-rev(\d+))?$/i.exec(text) ?? [];
  const {letter, year, serial} = YEAR_FIRST.exec(number.toUpperCase())?.groups ?? {};
  if (letter === undefined) return null;
  return candidatesOf(
    [letter as QuestionLetter],
    Number(year),
    Number(serial),
    revision === undefined ? null : Number(revision),
  );
}

// The register of documents and CELEX know "written question" and not whether it is a priority one: E and P share a sequence.
function readOtherNotations(text: string): Read {
  const register = REGISTER.exec(text.toUpperCase())?.groups;
  if (register !== undefined) {
    const letters: QuestionLetter[] =
      register.kind === 'QO' ? ['O'] : register.kind === 'QP' ? ['P', 'E'] : ['E', 'P'];
    const {year, serial, term} = register;
    return referenceTo(
      letters
        .map(letter => ({letter, term: Number(term), year: Number(year), serial: Number(serial)}))
        .filter(id => termsOfYear(id.year).includes(id.term)),
      null,
    );
  }
  const celex = CELEX.exec(text.toUpperCase())?.groups;
  if (celex === undefined) return null;
  const letter = celex.letter as QuestionLetter;
  return candidatesOf(letter === 'E' ? ['E', 'P'] : [letter], Number(celex.year), Number(celex.serial), null);
}

function readNumber(text: string): Read {
  const found = findQuestionNumber(text);
  if (found === null || found.index !== 0) return null;
  const rest = text.slice(found.printed.length).replace(/^\s*\(ASW\)/i, '');
  if (rest.trim() !== '') return null;
  const {letter, year, serial, revision} = found.number;
  return candidatesOf([letter], year, serial, revision);
}

function candidatesOf(
  letters: QuestionLetter[],
  year: number,
  serial: number,
  revision: number | null,
): Read {
  return referenceTo(
    letters.flatMap(letter => termsOf(letter, year, serial).map(term => ({letter, term, year, serial}))),
    revision,
  );
}

function referenceTo(ids: QuestionId[], revision: number | null): Read {
  const [first] = ids;
  if (first === undefined || first.serial < 1) return null;
  return {
    number: formatNumber({...first, revision: null}),
    revision,
    candidates: ids.map(({letter, term, year, serial}) => idOf(letter, term, year, serial)),
  };
}

// Addresses name the document in their last part, or in a parameter: pubRef, reference.
function withoutAddress(text: string): string {
  if (!/^[a-z]+:\/\//i.test(text)) return text;
  if (!URL.canParse(text)) return '';
  const url = new URL(text);
  const reference = url.searchParams.get('reference');
  if (reference !== null) return reference;
  const pubRef = /\+[WO]Q\+([A-Z]-\d{4}-\d+)(?=\+|$)/.exec(
    (url.searchParams.get('pubRef') ?? '').replace(/ /g, '+'),
  )?.[1];
  if (pubRef !== undefined) return pubRef;
  const last =
    url.pathname
      .split('/')
      .filter(part => part !== '')
      .at(-1) ?? '';
  return last.replace(/\.(?:html?|pdf|docx?|xhtml|json)$/i, '').replace(/_[A-Za-z]{2}$/, '');
}

function notAReference(given: string): EpqError {
  const shown = JSON.stringify(given.length > 80 ? `${given.slice(0, 80)}…` : given);
  return new EpqError('usage', `${shown} is no question's number, id or address`, {
    hint: 'expected something like E-003068/2019, E-003068-19 or E-9-2019-003068',
  });
}

/** A question's number as it stands in a text. */
export interface FoundNumber {
  number: QuestionNumber;
  /** as printed, without "(ASW)": `E-014649/2015/rev.1` */
  printed: string;
  /** where it begins */
  index: number;
  /** whether "(ASW)" follows, which makes it an answer's */
  answer: boolean;
}

/**
 * Finds the first question's number in a line, in any notation that documents use.
 *
 * @param text `Question for written answer  E-004819/2020`, `E-3086/07`, `P-000246/2021(ASW)`, `E-014649/2015/rev.1`
 * @returns `null` if the line holds none (numbers of motions, `B9-0003/2020`, are none)
 */
export function findQuestionNumber(text: string): FoundNumber | null {
  return readNumbers(text).next().value ?? null;
}

/**
 * Finds all questions' numbers in a text, in order.
 *
 * @param text `E-002062/2012, E-002063/2012`, `E-4111/2011E-5087/2011`; of any length
 * @returns empty if it holds none
 */
export function findQuestionNumbers(text: string): FoundNumber[] {
  return [...readNumbers(text)];
}

function* readNumbers(text: string): Generator<FoundNumber, undefined> {
  for (const match of text.replace(HYPHENS, '-').matchAll(NUMBER)) {
    const {letter = '', serial, year, hyphenYear, revision} = match.groups ?? {};
    const end = match.index + match[0].length;
    yield {
      number: {
        letter: letter.toUpperCase() as QuestionLetter,
        year: fullYear(year ?? hyphenYear ?? ''),
        serial: Number(serial),
        revision: revision === undefined ? null : Number(revision),
      },
      printed: text.slice(match.index, end),
      index: match.index,
      answer: /^\s*\(ASW\)/i.test(text.slice(end, end + 20)),
    };
  }
}

// An id within an address or a file's name is none of the heading's.
const ID_IN_HEADING =
  /(?<![\p{L}\d/_-])(?<letter>[EPOGKH])-\d{1,2}-(?<year>\d{4})-(?!0+(?!\d))(?<serial>\d{6}|\d{4})(?![\d_-])/u;

/**
 * Finds the number in a heading's line, which may bear the id in its place.
 *
 * @param line `Question for written answer E-004819/2020`, `Interpelação extensa … G-9-2021-001003`
 * @returns the number, `null` if the line holds neither
 */
export function findHeadingNumber(line: string): QuestionNumber | null {
  const {letter, year, serial} = ID_IN_HEADING.exec(line.replace(HYPHENS, '-'))?.groups ?? {};
  return (
    findQuestionNumber(line)?.number ??
    (letter === undefined
      ? null
      : {letter: letter as QuestionLetter, year: Number(year), serial: Number(serial), revision: null})
  );
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year >= 79 ? 1900 + year : 2000 + year;
}

/**
 * Writes a number as Parliament does today.
 *
 * Serials have six digits; up to 2010 they have four, as far as four suffice: `E-3086/2007`, `E-010625/2010`.
 *
 * @returns without revision: `E-003068/2019`
 */
export function formatNumber({letter, year, serial}: QuestionNumber): string {
  return `${letter}-${padSerial(serial, year)}/${year}`;
}

/** Writes a question's id: `E-9-2019-003068`. */
export function idOf(letter: QuestionLetter, term: number, year: number, serial: number): string {
  return `${letter}-${term}-${year}-${padSerial(serial, year)}`;
}

function padSerial(serial: number, year: number): string {
  return String(serial).padStart(year <= 2010 && serial <= 9999 ? 4 : 6, '0');
}

/**
 * Takes an id apart.
 *
 * @param id `E-9-2019-003068`, in capitals
 * @returns its parts; `null` for anything else: an answer's id, a term that the year never saw (`E-5-2022-000001`),
 *   four digits after 2010 (`E-9-2019-3068`)
 */
export function parseId(id: string): QuestionId | null {
  const {letter, term, year, serial} = ID.exec(id)?.groups ?? {};
  if (serial === undefined) return null;
  const parts = {
    letter: letter as QuestionLetter,
    term: Number(term),
    year: Number(year),
    serial: Number(serial),
  };
  if (parts.serial < 1 || !termsOfYear(parts.year).includes(parts.term)) return null;
  return serial.length === 4 && parts.year > 2010 ? null : parts;
}

/** Whether two numbers are the same, whatever their revisions and terms. */
export function isSameNumber(
  one: Omit<QuestionNumber, 'revision'> | null,
  other: Omit<QuestionNumber, 'revision'> | null,
): boolean {
  return (
    one !== null && one.letter === other?.letter && one.year === other.year && one.serial === other.serial
  );
}

/**
 * The id of the question whose number an answer or an annex bears.
 *
 * @param id `E-9-2019-003068-ASW`, `…-ASW-FF`, `…-ASW-ANN01`, or a question's id, which stays as it is
 */
export function questionIdOfAnswer(id: string): string {
  return id.replace(/-ASW(?:-.*)?$/is, '');
}

/**
 * The id of the answer that an annex belongs to.
 *
 * @param id `E-9-2022-000989-ASW-ANN03`
 * @returns `E-9-2022-000989-ASW`; `null` for anything that is no annex's id
 * @source 119 annexes, …-ANN01 to …-ANN04, in the open data's lists of 2019, 2022 and 2024
 */
export function answerIdOfAnnex(id: string): string | null {
  return /^(?<answer>.+-ASW)-ANN\d+$/.exec(id)?.groups?.answer ?? null;
}

/** What a number's letter makes of a question: `QUESTION_WRITTEN` for E. */
export function questionTypeOf(letter: QuestionLetter): QuestionType {
  return TYPES[letter];
}

// The years of an election, with the last serial of the term that ends and the first of the term that begins.
const CHANGES: readonly {
  year: number;
  letters: string;
  before: number;
  from: number;
}[] = [
  {year: 2019, letters: 'EP', before: 2138, from: 2139},
  {year: 2019, letters: 'O', before: 23, from: 24},
  {year: 2019, letters: 'GK', before: 1, from: 1001},
  {year: 2024, letters: 'EP', before: 1355, from: 1357},
  // The first oral question of term 10 is not known.
  {year: 2024, letters: 'O', before: 7, from: Number.POSITIVE_INFINITY},
];

const FIRST_ELECTION = 1979;

/**
 * The terms in which a question may have been tabled.
 *
 * Serials restart each 1 January, not with a term, so in a year of an election the serial decides, where the
 * thresholds are known: 2019, and in part 2024.
 *
 * @returns one term, or both where undecided, the earlier first; empty before the first elected Parliament
 * @source the open data's lists of 2019 and 2024: E-8-2019-002138 is of 18 April, E-9-2019-002139 of 2 July
 */
export function termsOf(letter: QuestionLetter, year: number, serial: number): number[] {
  const terms = termsOfYear(year);
  const change = CHANGES.find(known => known.year === year && known.letters.includes(letter));
  if (change !== undefined && serial <= change.before) return terms.slice(0, 1);
  if (change !== undefined && serial >= change.from) return terms.slice(-1);
  return terms;
}

function termsOfYear(year: number): number[] {
  if (year < FIRST_ELECTION || year > 2100) return [];
  const term = Math.floor((year - FIRST_ELECTION) / 5) + 1;
  const isElectionYear = (year - FIRST_ELECTION) % 5 === 0;
  return isElectionYear && term > 1 ? [term - 1, term] : [term];
}
