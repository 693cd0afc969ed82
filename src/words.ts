import {LANGUAGE_CODES, type Language} from './language.ts';
import {LEXICON, type Words} from './lexicon.ts';
import type {AddresseeCode} from './question.ts';

/**
 * Makes two printings of one text comparable.
 *
 * @param text as printed: `E‑003068/2019`, `l’Union`, `Artikel<U+00A0>138`
 * @returns composed (NFC); every run of spaces as one plain space, none at the ends; U+2010 and U+2011 as `-`;
 *   typographic apostrophes as `'`; without soft hyphens, zero-width spaces and byte-order marks. Never to be stored.
 */
export function foldText(text: string): string {
  return foldMarks(tidyText(text));
}

// What no reader of the page can see: it may be left out of what is stored.
function tidyText(text: string): string {
  return spaceEvenly(text.normalize('NFC').replace(/[\u00AD\u200B\uFEFF]/g, ''));
}

/** A text with one plain space for every run of spaces, and none at its ends. */
export function spaceEvenly(text: string): string {
  // Most texts are so, and this is quicker than to replace each space by itself.
  return /[^\S ]| {2}|^ | $/.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/**
 * Makes hyphens and apostrophes plain, sign for sign, so that a place in the folded text is the same place in the other.
 *
 * @param text `E‑003068/2019`, `dell’11.6.2019`
 */
export function foldMarks(text: string): string {
  return text.replace(/[\u2010\u2011]/g, '-').replace(/[‘’ʼ]/g, "'");
}

/**
 * Recognises the language of a document by its heading.
 *
 * @param heading the line that opens a question's heading, `Otázka na ústne zodpovedanie  O-000010/2020`, with or
 *   without a number; or an answer's whole heading, `Antwoord van de heer Dalli namens de Commissie`
 * @returns the language of the longest phrase that opens the line, else of the answer's phrase; `null` if no
 *   language has it, or several have
 * @source the same address may give another language than it names: E-6-2007-3086-ASW_FR is in English
 */
export function recogniseLanguage(heading: string): Language | null {
  // Old headings stand in capitals, where ß is SS.
  const line = foldText(heading).toUpperCase();
  const fitting = KINDS.filter(
    ({phrase}) => line.startsWith(phrase) && !/^\p{L}/u.test(line.slice(phrase.length)),
  );
  const longest = Math.max(0, ...fitting.map(({phrase}) => phrase.length));
  const byKind = fitting.filter(({phrase}) => phrase.length === longest).map(({language}) => language);
  return onlyOne(byKind) ?? onlyOne(answerReadings(heading, LANGUAGE_CODES).map(({language}) => language));
}

const KINDS = LANGUAGE_CODES.flatMap(language =>
  LEXICON[language].kinds.map(kind => ({language, phrase: foldText(kind).toUpperCase()})),
);

/**
 * Reads whom a question is put to.
 *
 * @param line `to the Commission`, `komisjonile `, `a Bizottság számára`
 * @param language the heading's language, `null` if unknown
 * @returns the label as printed without its preposition (`Commission`, `komisjonile`, `Bizottság`), and the code by
 *   the language's row; by the other rows where it does not know the words, for an English file may say
 *   "(Vice-Présidente / Haute Représentante)"; `null` if no row knows them or rows disagree
 */
export function addresseeOf(
  line: string,
  language: Language | null,
): {code: AddresseeCode | null; label: string} {
  const printed = tidyText(line);
  const own = language === null ? null : readAddressee(printed, LEXICON[language]);
  if (own !== null && own.code !== null) return own;
  const known = LANGUAGE_CODES.map(code => readAddressee(printed, LEXICON[code])).filter(
    ({code}) => code !== null,
  );
  const code = onlyOne(known.map(addressee => addressee.code));
  if (own !== null && own.label !== printed) return {code, label: own.label};
  return {code, label: (code === null ? undefined : known[0]?.label) ?? printed};
}

function readAddressee(
  printed: string,
  {addressees, prepositions}: Words,
): {code: AddresseeCode | null; label: string} {
  const label = withoutPreposition(printed, prepositions);
  const folded = foldMarks(label);
  return {code: addressees.find(([, pattern]) => pattern.test(folded))?.[0] ?? null, label};
}

function withoutPreposition(printed: string, prepositions: readonly string[]): string {
  const line = foldMarks(printed).toLowerCase();
  for (const preposition of prepositions) {
    const [before = '', after = ''] = preposition.split('…');
    if (line.startsWith(before) && line.endsWith(after)) {
      return printed.slice(before.length, printed.length - after.length);
    }
  }
  return printed;
}

/**
 * Reads an answer's heading.
 *
 * @param text the whole heading on one line: `Answer given by Mr Dalli on behalf of the Commission`, `Reply`; a date
 *   in brackets may follow
 * @param language the heading's language, `null` to try all
 * @returns who gave it, with title, as printed and as declined (`Mr Dalli`, `Johna Dalliho`), and for whom, without
 *   article (`Commission`); `null` for what the heading does not say; `null` altogether for any other line
 * @source answers of 2007 to 2026 in cs, da, de, el, en, es, fr, it, mt, nl, pl, pt; a Council answer is headed
 *   "Reply" and names nobody
 */
export function readAnswerHeading(
  text: string,
  language: Language | null,
): {givenBy: string | null; onBehalfOf: string | null} | null {
  const readings = answerReadings(text, language === null ? LANGUAGE_CODES : [language]);
  const reading = agreed(readings, ({givenBy, onBehalfOf}) => `${givenBy}\n${onBehalfOf}`);
  return reading === null ? null : {givenBy: reading.givenBy, onBehalfOf: reading.onBehalfOf};
}

// Which languages read a text as an answer's heading, and what each reads.
function answerReadings(
  text: string,
  languages: readonly Language[],
): {language: Language; givenBy: string | null; onBehalfOf: string | null}[] {
  const heading = tidyText(text).replace(/ \((?:[^()]*\D)?\d{4}\)$/, '');
  if (heading.length > LONGEST_LINE) return [];
  const line = comparable(heading);
  return languages.flatMap(language => {
    const groups = findGroups(line, LEXICON[language].answerHeadings);
    const {givenBy = null, onBehalfOf = null} = groups ?? {};
    const isName = givenBy === null || /^[^\d;?!]{2,80}[^\d.:;?!]$/.test(givenBy);
    const isInstitution = onBehalfOf === null || /^[^\d.:;?!]{2,80}$/.test(onBehalfOf);
    return groups !== null && isName && isInstitution ? [{language, givenBy, onBehalfOf}] : [];
  });
}

// No line that says who, for whom or to whom is longer, and no pattern for one is tried on it. Unproven, in one line: the names of
// the five groups of O-8-2019-000021 have some 300 characters.
const LONGEST_LINE = 500;

/**
 * Reads for whom a question is put.
 *
 * @param line a whole line, or what follows a comma on the authors' line: `on behalf of the PPE Group`,
 *   `keskkonna-, rahvatervise ja toiduohutuse komisjoni nimel`
 * @param language the line's language, `null` to try all
 * @returns the group or committee as printed, without article (`PPE Group`); `null` for any other line. Where the
 *   phrase stands last (et, fi, lt, lv), a line that begins with a person's name is not read as one
 * @source oral questions O-000010/2020 and O-000011/2020 in nine languages, plenary minutes
 */
export function readOnBehalfOf(line: string, language: Language | null): string | null {
  const printed = tidyText(line);
  if (/[.:;?!]$/.test(printed) || printed.length > LONGEST_LINE) return null;
  const rows = language === null ? LANGUAGE_CODES : [language];
  const ready = comparable(printed);
  const bodies = rows.flatMap(row => findGroups(ready, LEXICON[row].onBehalfOf)?.body ?? []);
  return agreed(bodies, body => body);
}

/**
 * Whether what `readOnBehalfOf` reads may stand at the end of a text, behind any of its words: told far sooner than by trying each.
 *
 * @param text a whole line, or several put together
 * @param language the text's language, `null` to try all
 */
export function mayEndOnBehalf(text: string, language: Language | null): boolean {
  const rows = language === null ? LANGUAGE_CODES : [language];
  const {upper} = comparable(tidyText(text));
  return rows.some(row =>
    LEXICON[row].onBehalfOf.some(
      (pattern: RegExp) => upper.includes(openingOf(pattern)) && upper.endsWith(endingOf(pattern)),
    ),
  );
}

/**
 * Finds where the authors begin in a heading of the old style.
 *
 * @param sentence kind, authors and addressee without the number: `WRITTEN QUESTION by A (G) to the Commission`
 * @param opening length of the kind in capitals, 0 where the page prints none
 * @param language the heading's language, `null` if unknown
 * @returns index of the first name: behind the language's word, "by", after a rule's number if there is one; behind
 *   words in small letters where no such word is known; `null` where nothing follows them
 */
export function startOfAuthors(sentence: string, opening: number, language: Language | null): number | null {
  const folded = foldMarks(sentence);
  const group = folded.indexOf('(', opening);
  const rule = folded.slice(0, group < 0 ? undefined : group).search(/\d(?=\D*$)/);
  for (const word of language === null ? [] : LEXICON[language].by) {
    const by = new RegExp(`(?<=^|\\s)${escapePattern(word)}:?\\s+`, 'giu');
    by.lastIndex = Math.max(opening, rule);
    if (by.test(folded)) return by.lastIndex;
  }
  const name = sentence.slice(opening).search(/(?<=^|\s)\p{Lu}/u);
  return name < 0 ? null : opening + name;
}

/**
 * Finds the addressee that closes a text without any bracket before it: `A B and C D to the Commission`.
 *
 * @param language the text's language, `null` if unknown
 * @returns where the addressee begins, with its preposition; `null` if the text ends with none that is known
 */
export function addresseeAtEnd(text: string, language: Language | null): {at: number} | null {
  const starts = [...text.matchAll(/(?<=\s|^)\S/gu)].map(({index}) => index);
  let found: {at: number; label: string} | null = null;
  for (const at of starts.slice(-LONGEST_ADDRESSEE).reverse()) {
    const {code, label} = addresseeOf(text.slice(at), language);
    // "Commission" and "to the Commission" are the same; so would be all that stands before a longer one.
    if (code !== null && (found === null || label === found.label)) found = {at, label};
  }
  return found;
}

const LONGEST_ADDRESSEE = 6;

/** Whether a text is the word that joins the last author to those before: `and`, `και`. */
export function isAnd(text: string, language: Language | null): boolean {
  const rows = language === null ? LANGUAGE_CODES : [language];
  return rows.some(row => (LEXICON[row].and as readonly string[]).includes(text));
}

/** Makes a word of the lexicon a pattern for itself. */
export function escapePattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A line as it is held against the patterns of all languages: made ready once. */
interface ComparableLine {
  printed: string;
  folded: string;
  upper: string;
}

function comparable(printed: string): ComparableLine {
  const folded = foldMarks(printed);
  return {printed, folded, upper: folded.toUpperCase()};
}

// The patterns are for folded text, the groups are wanted as printed.
function findGroups(
  {printed, folded, upper}: ComparableLine,
  patterns: readonly RegExp[],
): Record<string, string | undefined> | null {
  for (const pattern of patterns) {
    if (!upper.startsWith(openingOf(pattern)) || !upper.endsWith(endingOf(pattern))) continue;
    const match = tellingPlaces(pattern).exec(folded);
    if (match === null) continue;
    const places = match.indices?.groups ?? {};
    return Object.fromEntries(
      Object.entries(places).map(([name, place]) => [name, place && printed.slice(place[0], place[1])]),
    );
  }
  return null;
}

const tellsPlaces = new Map<RegExp, RegExp>();

function tellingPlaces(pattern: RegExp): RegExp {
  const telling = tellsPlaces.get(pattern) ?? new RegExp(pattern, `${pattern.flags}d`);
  tellsPlaces.set(pattern, telling);
  return telling;
}

// The letters that a pattern without alternatives demands at the start, or at the end, in capitals: told apart far sooner than by
// the pattern.
const openingOf = lettersOf(source => /^\^([\p{L} ]+)(?=[\p{L} ]|\(\?<)/u.exec(source)?.[1]);
const endingOf = lettersOf(source => (source.endsWith('$') ? source.split(/[^\p{L} ]/u).at(-2) : ''));

function lettersOf(place: (source: string) => string | undefined): (pattern: RegExp) => string {
  const known = new Map<RegExp, string>();
  return pattern => {
    const found = known.get(pattern) ?? (place(pattern.source) ?? '').toUpperCase();
    known.set(pattern, found);
    return found;
  };
}

/**
 * Reads a date as Parliament prints it.
 *
 * @param text nothing but a date: `3 September 2020`, `26 ta' Novembru 2018`, `2015. gada 21. septembris`,
 *   `2019 m. kovo 14 d.`, `14.3.2019`, `24/01/2020`, `04-04-2024`
 * @param language whose months to try first, `null` for all alike
 * @returns `2020-09-03`; `null` for anything else, for a day that no calendar has (31.2.), and for a month that two
 *   languages read differently (listopada: October in Croatian, November in Polish) unless `language` decides
 * @source pages of 2010 to 2025: numeric dates are day, month, year in every language
 */
export function readDate(text: string, language: Language | null): string | null {
  const date = foldText(text).toLowerCase();
  for (const form of DATE_FORMS) {
    const {day, month, year} = form.exec(date)?.groups ?? {};
    if (day === undefined || month === undefined || year === undefined) continue;
    const number = /^\d/.test(month) ? Number(month) : monthOf(month, language);
    return number === null ? null : isoDate(Number(year), number, Number(day));
  }
  return null;
}

// In order: 14.3.2019; 14. března 2019, 7 de mayo de 2001, 1er mars 2019, 14 март 2019 г.;
// 2015. gada 21. septembris; 2019 m. kovo 14 d., 2019. március 14.
const DATE_FORMS = [
  /^(?<day>\d{1,2})(?<mark>[./-]) ?(?<month>\d{1,2})\k<mark> ?(?<year>\d{4})\.?$/u,
  /^(?<day>\d{1,2})(?:\.|\.?[º°]|er|η)? (?:de |ta' )?(?<month>\p{L}[\p{L} ]*?) (?:de )?(?<year>\d{4})(?: ?[гr])?\.?$/u,
  /^(?<year>\d{4})\. gada (?<day>\d{1,2})\. (?<month>\p{L}+)$/u,
  /^(?<year>\d{4})(?:\.| m\.) (?<month>\p{L}+) (?<day>\d{1,2})(?:\.| d\.)$/u,
];

function monthOf(word: string, language: Language | null): number | null {
  const own = language === null ? null : monthIn(LEXICON[language], word);
  return (
    own ?? onlyOne(LANGUAGE_CODES.map(code => monthIn(LEXICON[code], word)).filter(month => month !== null))
  );
}

function monthIn({months}: Words, word: string): number | null {
  const index = months.findIndex(forms => forms.includes(word));
  return index < 0 ? null : index + 1;
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

function onlyOne<Value>(values: readonly Value[]): Value | null {
  return agreed(values, value => value);
}

// What all readings say alike; nothing if there are none or two differ.
function agreed<Value>(values: readonly Value[], keyOf: (value: Value) => unknown): Value | null {
  return new Set(values.map(keyOf)).size === 1 ? (values[0] ?? null) : null;
}
