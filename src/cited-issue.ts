import {formsOf} from './act-words.ts';
import {BODY, NUMBER_SIGN} from './cited-act.ts';
import {LANGUAGE_CODES, type Language} from './language.ts';
import {LEXICON} from './lexicon.ts';
import {escapePattern, readDate} from './words.ts';

/** A reference to the Official Journal, as it stands in a text. */
export interface FoundIssue {
  /** `OJ L 152, 11.6.2019, p. 1`, without the page where none is printed; `null` where the day is not */
  issue: string | null;
  index: number;
  length: number;
}

const words = [
  ...new Set(LANGUAGE_CODES.flatMap(language => LEXICON[language].officialJournal as readonly string[])),
]
  .sort((a, b) => b.length - a.length)
  .map(escapePattern)
  .join('|');

// Most texts name no Official Journal, or no series of it with a number: for these what follows is not made ready.
const SERIES = /[LCS],? ?(?:C\/)?\d/;
const NAME = new RegExp(`(?<![\\p{L}\\d])(?:${words})`, 'gu');
// What follows is read part by part, each from where the last one ends: of all of it in one pattern V8 writes out, several times,
// what may be left out or stand twice, unless it captures. The nameless groups are for that alone.
const number = `(?: ?(${NUMBER_SIGN}))? ?(?:(?<series>[LCS]),? (?<document>(?:C/)?\\d{4}/\\d{1,5})(?!\\d)|(?<oldSeries>[LCS]) ?(?<number>\\d{1,3})(?!\\d)(?: ?(?<part>[AEI])(?!\\p{L}))?(?:/(?<slashed>\\d{1,4}))?)`;
const NUMBER = new RegExp(number, 'uy');
const NUMBER_WITH_BODY = new RegExp(` ?(?:${BODY})${number}`, 'uy');
// 11.6.2019, 16/02/2008; 2019.6.11. (hu), 2019 6 11 (lt); 9 December 1997
const day = '\\d{1,2}[./-] ?\\d{1,2}[./-] ?\\d{4}';
const yearFirst = '(?<year>\\d{4})[. -] ?(?<month>\\d{1,2})[. -] ?(?<day>\\d{1,2})';
const wordDay = "\\d{1,2}(?:\\.?º|\\.|er)? (?:de |ta' )?\\p{L}{3,14} (?:de )?\\d{4}";
// "of", "vom", "dell'", "ze dne"
const preposition = "(?:(\\p{L}{1,5})(?: |' ?)){0,2}";
const DATE = new RegExp(
  `[.,]{0,2} ?${preposition}(?:${yearFirst}|(?<date>${day}|${wordDay}))(?!\\d)(?: ?г\\.?)?`,
  'uy',
);
const pageWord = `(?:${formsOf('page').join('|')})`;
const PAGE = new RegExp(
  `[.,]{0,2} ?(?:${pageWord}\\.? ?(?<page>\\d{1,4})|(?<pageBefore>\\d{1,4})\\. ?${pageWord}(?!\\p{L}))(?: ?[-–] ?\\d{1,4})?`,
  'uy',
);

/**
 * Finds references to the Official Journal in a text.
 *
 * @param text with plain spaces, hyphens and apostrophes: `OJ L 152, 11.6.2019, p. 1`, `GU L 152 dell'11.6.2019, pag. 1`,
 *   `HL L 152., 2019.6.11., 1. o.`, `OJ L, 2024/2509, 26.9.2024`; of any length
 * @param language whose months to try first, `null` for all alike
 * @returns in the order of the text; empty if there are none
 * @source one English file of 2015 ("OJ C 372, 9 December 1997"); closing lines of old pages in eleven languages, with day and
 *   without page; one Czech note with both; the rest is unproven
 */
export function findIssues(text: string, language: Language | null): FoundIssue[] {
  if (text.search(NAME) < 0 || !SERIES.test(text)) return [];
  return Array.from(text.matchAll(NAME), ({0: name, index}) => {
    const number =
      readAt(NUMBER, text, index + name.length) ?? readAt(NUMBER_WITH_BODY, text, index + name.length);
    if (number === null) return [];
    const date = readAt(DATE, text, number.end);
    const page = readAt(PAGE, text, date?.end ?? number.end);
    const end = page?.end ?? date?.end ?? number.end;
    const issue = writeIssue({...number.groups, ...date?.groups, ...page?.groups}, language);
    return [{issue, index, length: end - index}];
  }).flat();
}

function readAt(
  pattern: RegExp,
  text: string,
  index: number,
): {groups: Record<string, string | undefined>; end: number} | null {
  pattern.lastIndex = index;
  const match = pattern.exec(text);
  return match === null ? null : {groups: match.groups ?? {}, end: index + match[0].length};
}

function writeIssue(parts: Record<string, string | undefined>, language: Language | null): string | null {
  const {series, document, oldSeries, number, part, slashed, date, year, month, day, page, pageBefore} =
    parts;
  const iso = readDate(date ?? `${day}.${month}.${year}`, language);
  if (iso === null) return null;
  const [isoYear, isoMonth, isoDay] = iso.split('-').map(Number);
  const issue =
    document === undefined ? `${oldSeries} ${number}${part ? ` ${part}` : ''}` : `${series}, ${document}`;
  const onPage = page ?? pageBefore ?? slashed;
  return `OJ ${issue}, ${isoDay}.${isoMonth}.${isoYear}${onPage === undefined ? '' : `, p. ${Number(onPage)}`}`;
}
