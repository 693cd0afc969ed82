import {LANGUAGE_CODES, type Language} from './language.ts';
import {LEXICON, type Words} from './lexicon.ts';
import type {Addressee} from './question.ts';

/**
 * Folds text for comparison: what differs only in spaces, hyphens or apostrophes becomes the same.
 *
 * @param text as printed: `E‑06543/2011`, `tar-Regoli ta’ Proċedura`
 * @returns no-break spaces as spaces, U+2010 and U+2011 as hyphens, typographic apostrophes straight, soft hyphens
 *   gone, spaces collapsed; never for display
 */
export function foldText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u200b\ufeff]/g, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[’ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

const KINDS = LANGUAGE_CODES.flatMap(language =>
  wordsOf(language).kinds.map(kind => ({language, kind: foldText(kind).toLowerCase()})),
).sort((a, b) => b.kind.length - a.kind.length);

/**
 * Recognises the language of a document by the words that open its heading.
 *
 * @param heading a question's first line, `Anfrage zur schriftlichen Beantwortung E-010625/2010`, or a whole answer heading
 * @returns the language whose longest phrase opens the line; `null` where none does, or two do equally
 */
export function recogniseLanguage(heading: string): Language | null {
  const folded = foldText(heading).toLowerCase();
  const [best] = KINDS.filter(({kind}) => folded.startsWith(kind));
  if (best !== undefined) return best.language;
  const answers = LANGUAGE_CODES.filter(language =>
    wordsOf(language).answerHeadings.some(pattern => pattern.test(folded)),
  );
  return answers.length === 1 ? (answers[0] ?? null) : null;
}

/**
 * Understands an addressee's line.
 *
 * @param line as printed: `to the Commission`, `à la Commission`, `Komisi`
 * @param language the heading's language
 * @returns label as printed without its preposition; code by the language's words, else by those of all others where
 *   they agree (English files of 2015 say "(Vice-Présidente / Haute Représentante)"), else `null`
 */
export function addresseeOf(line: string, language: Language | null): Addressee {
  const folded = foldText(line);
  const own = language === null ? null : addresseeCode(folded, language);
  const others = new Set(
    LANGUAGE_CODES.map(code => addresseeCode(folded, code)).filter(code => code !== null),
  );
  const preposition = (language === null ? [] : wordsOf(language).prepositions).find(word =>
    folded.toLowerCase().startsWith(word),
  );
  const label = line
    .replace(/\s+/g, ' ')
    .trim()
    .slice(preposition?.length ?? 0);
  return {code: own ?? (others.size === 1 ? ([...others][0] ?? null) : null), label};
}

function addresseeCode(folded: string, language: Language): Addressee['code'] {
  return wordsOf(language).addressees.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/**
 * Reads a date, in figures or in words.
 *
 * @param text nothing but a date: `24.10.2024`, `24/01/2020`, `26 ta' Novembru 2018`, `2015. gada 21. septembris`,
 *   `2019 m. kovo 14 d.`, `1er mars 2019`
 * @param language whose months are meant; `null`: all, where they agree ("listopada" is October in hr, November in pl)
 * @returns ISO, `2024-10-24`; `null` for anything that is no date or no day of the calendar
 */
export function readDate(text: string, language: Language | null): string | null {
  const plain = foldText(text).toLowerCase();
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})\.?$/.exec(plain) ?? [];
  if (year !== undefined) return isoDate(Number(year), Number(month), Number(day));
  if (plain.length > 40 || !/^[\p{L}\d\s.,'°º]+$/u.test(plain)) return null;
  const languages = language === null ? LANGUAGE_CODES : [language];
  const dates = new Set(languages.map(code => readLongDate(plain, code)).filter(date => date !== null));
  return dates.size === 1 ? ([...dates][0] ?? null) : null;
}

// What stands in a date beside day, month and year, in any language.
const DATE_FILLERS = new Set(['de', 'del', 'ta', 'gada', 'm', 'd', 'г', 'er', 'º', 'den']);

function readLongDate(plain: string, language: Language): string | null {
  const tokens = plain.match(/\p{L}+|\d+/gu) ?? [];
  const numbers = tokens.filter(token => /^\d/.test(token));
  const word = tokens.filter(token => !/^\d/.test(token) && !DATE_FILLERS.has(token)).join(' ');
  const months = wordsOf(language).months.map(forms => forms.replaceAll('_', ' ').split('|'));
  const month = months.findIndex(forms => forms.includes(word)) + 1;
  const [year, day] = [
    numbers.find(number => number.length === 4),
    numbers.find(number => number.length < 3),
  ];
  if (numbers.length !== 2 || month === 0 || year === undefined || day === undefined) return null;
  return isoDate(Number(year), month, Number(day));
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? date.toISOString().slice(0, 10) : null;
}

/**
 * Understands an answer's heading.
 *
 * @param heading on one line: `Answer given by Mr McGrath on behalf of the European Commission`
 * @param language its language; `null`, or one whose words do not fit: that of all languages
 * @returns names as printed, in the case they are printed in ("Johna Dalliho", cs); either may be `null` (a reply of the
 *   Council names nobody); `null` for a line that is no such heading
 */
export function readAnswerHeading(
  heading: string,
  language: Language | null,
): {givenBy: string | null; onBehalfOf: string | null} | null {
  const line = heading.replace(/\s+/g, ' ').trim();
  for (const code of language === null ? LANGUAGE_CODES : [language, ...LANGUAGE_CODES]) {
    for (const pattern of wordsOf(code).answerHeadings) {
      const match = pattern.exec(line);
      if (match === null) continue;
      return {
        givenBy: match.groups?.givenBy?.trim() ?? null,
        onBehalfOf: match.groups?.onBehalfOf?.trim() ?? null,
      };
    }
  }
  return null;
}

/**
 * Understands whom authors act for.
 *
 * @param line `on behalf of the Committee on the Environment, Public Health and Food Safety`, `v mene Výboru pre …`
 * @param language the heading's language; `null`: any
 * @returns the committee or group as printed; `null` for any other line, a sentence of the text above all
 */
export function readOnBehalfOf(line: string, language: Language | null): string | null {
  const plain = line.replace(/\s+/g, ' ').trim();
  if (plain.length > 200 || /[.:;?!]$/.test(plain)) return null;
  for (const code of language === null ? LANGUAGE_CODES : [language]) {
    for (const pattern of wordsOf(code).onBehalfOf) {
      const body = pattern.exec(plain)?.groups?.body;
      if (body !== undefined) return body;
    }
  }
  return null;
}

function wordsOf(language: Language): Words {
  return LEXICON[language];
}
