import {ACT_WORDS, type ActWords, formsOf} from './act-words.ts';
import {writeCelex} from './celex.ts';
import {LANGUAGE_CODES, type Language} from './language.ts';
import {LEXICON} from './lexicon.ts';
import {escapePattern} from './words.ts';

/** The kinds of acts that texts refer to by number. */
type ActKind = 'regulation' | 'directive' | 'decision';

/** A reference to an act, as it stands in a text. */
export interface FoundAct {
  kind: ActKind;
  /** CELEX number: `32016R0679`; `null` where the numbers can be read both ways, or in none */
  celex: string | null;
  index: number;
  length: number;
}

/** What the text prints of an act's number. */
interface ActNumber {
  /** two digits or more before and after the slash, as printed */
  first: string;
  second: string;
  /** which body the number names */
  body: 'union' | 'communities' | null;
  /** whether a sign for "number" stands before it */
  signed: boolean;
}

type Noun = ActKind | 'frameworkDecision';

/* ---- which year, which number ---- */

// From 1 January 2015 every act is year/number. Before, directives and decisions were year/number (92/43/EEC, 2009/147/EC),
// regulations number/year ((EEC) No 2658/87, (EC) No 883/2004), decisions of Parliament and Council and those of the Coal
// and Steel Community too (No 1313/2013/EU). Years had two digits to 1998.
const YEAR_FIRST_FROM = 2015;
const TWO_DIGITS_TO = 1998;
// What the shared sequence of directives and decisions stayed below to 2014.
const MOST_IN_A_YEAR = 1500;

/** One way to read an act's number. */
interface Reading {
  year: number;
  number: number;
  order: 'year-first' | 'number-first';
  /** whether acts of that year were numbered so */
  official: boolean;
}

/**
 * Reads an act's number in both historic orders.
 *
 * People also write orders that no act has ("Directive 36/2011/EU", "Regulation (EU) 953/2021") and two digits for later
 * years ("Regulation 883/04"): these count where they are the only reading.
 *
 * @param noun what the text calls the act
 * @returns one reading; two where both remain ("Regulation 2019/2013"); none for numbers that no act can have
 */
function readNumber(noun: Noun, number: ActNumber): Reading[] {
  const readings = [readYearFirst(noun, number), readNumberFirst(noun, number)].filter(
    reading => reading !== null,
  );
  const official = readings.filter(reading => reading.official);
  if (official.length === 1 || readings.length === 1) return official.length === 1 ? official : readings;
  const usual = readings.filter(({order}) => order === orderOf(noun, number));
  return usual.length === 1 ? usual : readings;
}

function readYearFirst(noun: Noun, {first, second}: ActNumber): Reading | null {
  const year = yearOf(first);
  const number = Number(second);
  if (year === null || number < 1) return null;
  const isNew = year >= YEAR_FIRST_FROM;
  if (noun === 'regulation') {
    return first.length === 4 ? {year, number, order: 'year-first', official: isNew} : null;
  }
  if (!isNew && number > MOST_IN_A_YEAR) return null;
  return {year, number, order: 'year-first', official: isOfficialYear(first, year)};
}

function readNumberFirst(noun: Noun, {first, second, body}: ActNumber): Reading | null {
  const year = yearOf(second);
  const number = Number(first);
  if (year === null || number < 1) return null;
  if (noun === 'regulation' || noun === 'decision') {
    const isOld = year < YEAR_FIRST_FROM && (body !== 'union' || year >= 2009);
    return {year, number, order: 'number-first', official: isOld && isOfficialYear(second, year)};
  }
  const isPossible = second.length === 4 && number <= MOST_IN_A_YEAR;
  return isPossible ? {year, number, order: 'number-first', official: false} : null;
}

// The form that decides between two official readings: "(EEC) No 2092/91", "(EU) 2019/2013", "2000/96/EC".
function orderOf(noun: Noun, {body, signed}: ActNumber): Reading['order'] | null {
  if (noun === 'regulation' && body === 'communities') return 'number-first';
  if (signed || (noun === 'regulation' && body === null)) return null;
  return 'year-first';
}

function isOfficialYear(digits: string, year: number): boolean {
  return digits.length === 4 ? year > TWO_DIGITS_TO : year <= TWO_DIGITS_TO;
}

function yearOf(digits: string): number | null {
  const number = Number(digits);
  if (digits.length === 4) return number >= 1952 && number < 2100 ? number : null;
  if (digits.length !== 2) return null;
  if (number >= 52) return 1900 + number;
  return number < 15 ? 2000 + number : null;
}

/* ---- where they stand ---- */

/** One form of a word for an act. */
interface NounForm {
  noun: Noun;
  /** what it has in every ending: "verordnung" */
  stem: string;
  /** the whole word, where a stem was found; made when it first is */
  pattern: RegExp | null;
  /** as the table has it: "*verordnung*" */
  form: string;
}

// In small letters, and without what a compound begins with: so it is fast on long texts.
const NOUNS: readonly Noun[] = ['regulation', 'directive', 'frameworkDecision', 'decision'];
const FORMS = NOUNS.flatMap(noun =>
  formsOf(noun).map(
    (form): NounForm => ({noun, form, stem: form.replace(/^\*/, '').split('*', 1).join(), pattern: null}),
  ),
);
// Stems alone: a pattern of all forms with their endings takes longer to make than most texts to be gone through.
const STEM = new RegExp([...new Set(FORMS.map(({stem}) => escapePattern(stem)))].join('|'), 'gu');

// "*" stands for letters, so many as an ending may have; at the beginning, for what a compound begins with.
function patternOf(form: string): RegExp {
  const isWhole = !form.startsWith('*');
  const letters = escapePattern(isWhole ? form : form.slice(1)).replace(/\\\*/g, '\\p{L}{0,12}');
  return new RegExp(`${isWhole ? '(?<!\\p{L})' : ''}${letters}(?!\\p{L})`, 'yu');
}

/** One of the Union's abbreviations, as a pattern: "EU", "EURATOM". */
export const BODY = `(?:${[
  ...new Set(formsOf('union', 'communities', 'other').flatMap(form => [form, form.toUpperCase()])),
].join('|')})(?!\\p{L})`;
/** A sign for "number", as a pattern: "No", "nº". */
export const NUMBER_SIGN = `(?:${formsOf('numberSign')
  .flatMap(form => [form, form.charAt(0).toUpperCase() + form.slice(1)])
  .map(escapePattern)
  .join('|')})`;
// V8 writes out as often what may stand up to three times, unless it captures, and takes ten times as long to make it.
const bodies = `${BODY}(?: ?[,/-] ?(${BODY})){0,3}`;
// "(EC) No 883/2004", "EC 1924/2006", "No 1313/2013/EU", "2009/147/EC", "2019/790"
const NUMBER = new RegExp(
  `(?<before>\\( ?${bodies} ?\\) ?|(?<!\\p{L})${bodies} )?(?<sign>(?<!\\p{L})${NUMBER_SIGN}\\.? ?)?(?<![\\d/])(?<first>\\d{1,4}) ?/ ?(?<second>\\d{1,4})(?!\\d)(?<after> ?/ ?${bodies}|\\(${bodies}\\))?(?! ?/ ?\\d)`,
  'gu',
);

const between = `(?:(${formsOf('between').map(escapePattern).join('|')}) ?){0,2}`;
// What may stand between word and number: "Regulation of the Council (EC) No …", "Regulation (MDR)(EU 2017/745)", "Directive (2011/7/EU)"
const GAP = new RegExp(`^ ?(?:\\([^()\\d]{1,20}\\) ?)?${between}(?:, ?)?\\({0,2}$`, 'iu');
// "Directive on late payment in commercial transactions (2011/7/EU)"
const FAR_GAP = /^[^.;:?!()\d\uFFFF]{0,80}\($/u;
// "(EU) 2016/679 európai parlamenti és tanácsi rendelet"
const GAP_AFTER = new RegExp(`^ ${between}$`, 'iu');
const and = [...new Set(LANGUAGE_CODES.flatMap(language => LEXICON[language].and as readonly string[]))].join(
  '|',
);
// "Directives 98/5/EC and 2005/36/EC", "Regulations (EC) Nos 883/2004 and 987/2009"
const NEXT = new RegExp(`^(?:, ?|,? (?:${and}) )$`, 'u');
const NEXT_MARKED = /^\)?(?:, ?| )(?:\p{L}{1,6}\.? )?\(?$/u;
// Regulations of the UN's Economic Commission for Europe have numbers of the same shape: "UNECE Regulation No 44/04".
const UNECE = /(?:\b(?:UN|ECE)|UNECE|UN\/ECE)[ /-]$/u;

/**
 * Finds acts in a text, by the word and the number: a number alone ("2014/2015") is none.
 *
 * A decision's number must name the Union or a Community in brackets or behind a slash: regional councils make
 * "decision 907/2015", too. Regulations and directives without it count where the number stands beside the word.
 *
 * @param text with plain spaces, hyphens and apostrophes; of any length
 * @param language decides on "ES": the Union in Latvian and Lithuanian, the Community in Czech, Slovak and Slovene;
 *   `null` if unknown
 * @returns in the order of the text; empty if there are none
 * @source 369 files and 146 more of 2015, 9,906 titles of 2019 to 2024, in English; other languages are unproven
 * @example
 * findActs('under Regulations (EC) Nos 883/2004 and 987/2009', 'en').map(({celex}) => celex)
 * //=> ['32004R0883', '32009R0987']
 */
export function findActs(text: string, language: Language | null): FoundAct[] {
  if (!/\d ?\/ ?\d/.test(text)) return []; // most texts: the patterns below would go through all of it
  const found: FoundAct[] = [];
  let last: Place | null = null;
  for (const {match, nouns} of findNumbers(text)) {
    const {before, sign, first = '', second = '', after} = match.groups ?? {};
    const bodies = `${before ?? ''} ${after ?? ''}`.trim();
    const isMarked = bodies !== '';
    const number = {start: match.index, end: match.index + match[0].length, isMarked};
    const place: Place | null =
      behindNoun(text, number, nouns.earlier, last) ??
      beforeNoun(text, number, nouns.later) ??
      behindNumber(text, number, last);
    if (place === null || (isDecision(place.noun) && !isMarked)) continue;
    const body = bodyOf(bodies, language);
    const readings = readNumber(place.noun, {first, second, body, signed: sign !== undefined});
    if (readings.length === 0 && !isMarked) continue;
    last = place;
    found.push({
      kind: isDecision(place.noun) ? 'decision' : place.noun,
      celex: celexOf(place.noun, readings),
      index: place.start,
      length: place.end - place.start,
    });
  }
  return found;
}

function celexOf(noun: Noun, [reading, ...more]: readonly Reading[]): string | null {
  if (reading === undefined || more.length > 0) return null;
  return writeCelex(noun, reading.year, reading.number);
}

/** A number in the text that may be an act's. */
interface NumberPlace {
  start: number;
  end: number;
  /** it names the Union or a Community */
  isMarked: boolean;
}

/** A word for an act in the text; or an act, from its word to its number. */
interface Place {
  noun: Noun;
  start: number;
  end: number;
}

// Every number, with the nearest words on both its sides.
function* findNumbers(
  text: string,
): Generator<{match: RegExpExecArray; nouns: {earlier: Place | undefined; later: Place | undefined}}> {
  const nouns = findNouns(text);
  let next = 0;
  for (const match of text.matchAll(NUMBER)) {
    while ((nouns[next]?.end ?? Number.POSITIVE_INFINITY) <= match.index) next += 1;
    yield {match, nouns: {earlier: nouns[next - 1], later: nouns[next]}};
  }
}

function findNouns(text: string): Place[] {
  // Of all letters only "İ" is longer when it is small.
  const small = text.replace(/İ/g, 'I').toLowerCase();
  const found: Place[] = [];
  STEM.lastIndex = 0;
  for (let stem = STEM.exec(small); stem !== null; stem = STEM.exec(small)) {
    const {index} = stem;
    const word = wordAt(small, index);
    STEM.lastIndex = index + (word?.length ?? 1);
    if (word === null) continue;
    const beginning = /[\p{L}-]*\p{L}$/u.exec(small.slice(Math.max(0, index - 40), index))?.[0] ?? '';
    found.push({noun: word.noun, start: index - beginning.length, end: index + word.length});
  }
  return found;
}

// The first form that is there, in the order of the table, with its ending.
function wordAt(small: string, index: number): {noun: Noun; length: number} | null {
  for (const form of FORMS) {
    if (!small.startsWith(form.stem, index)) continue;
    form.pattern ??= patternOf(form.form);
    form.pattern.lastIndex = index;
    const length = form.pattern.exec(small)?.[0].length;
    if (length !== undefined) return {noun: form.noun, length};
  }
  return null;
}

function behindNoun(
  text: string,
  {start, end, isMarked}: NumberPlace,
  noun: Place | undefined,
  last: Place | null,
): Place | null {
  // A word that stood behind the last number is that number's: "2009/147/EK irányelv, 883/2004/EK rendelet".
  if (noun === undefined || start - noun.end > 150 || noun.start < (last?.end ?? 0)) return null;
  const gap = text.slice(noun.end, start);
  const isBracketed = gap.endsWith('(') && text[end] === ')';
  const isFar = isMarked && isBracketed && !isDecision(noun.noun) && FAR_GAP.test(gap);
  if (!isFar && !GAP.test(gap)) return null;
  if (!isMarked && UNECE.test(text.slice(Math.max(0, noun.start - 7), noun.start))) return null;
  return {...noun, end: isBracketed ? end + 1 : end};
}

function behindNumber(text: string, {start, end, isMarked}: NumberPlace, last: Place | null): Place | null {
  if (last === null || start - last.end > 20) return null;
  const gap = text.slice(last.end, start);
  return NEXT.test(gap) || (isMarked && NEXT_MARKED.test(gap)) ? {noun: last.noun, start, end} : null;
}

function beforeNoun(
  text: string,
  {start, end, isMarked}: NumberPlace,
  noun: Place | undefined,
): Place | null {
  if (!isMarked || noun === undefined || noun.start - end > 80) return null;
  return GAP_AFTER.test(text.slice(end, noun.start)) ? {...noun, start} : null;
}

function isDecision(noun: Noun): noun is 'decision' | 'frameworkDecision' {
  return noun === 'decision' || noun === 'frameworkDecision';
}

function bodyOf(printed: string, language: Language | null): ActNumber['body'] {
  const words = printed.split(/\P{L}+/u);
  const says = (cell: string): boolean => words.some(word => cell.split('|').includes(word));
  const bodyIn = ({union, communities}: ActWords): ActNumber['body'] =>
    says(union) ? 'union' : says(communities) ? 'communities' : null;
  const own = language === null ? null : bodyIn(ACT_WORDS[language]);
  const bodies = new Set(LANGUAGE_CODES.map(code => bodyIn(ACT_WORDS[code])).filter(body => body !== null));
  return own ?? (bodies.size === 1 ? ([...bodies][0] ?? null) : null);
}
