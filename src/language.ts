/**
 * The 24 official languages in the order Parliament lists them, with the three-letter codes of the EU's
 * authority list, which the open data uses.
 *
 * @source http://publications.europa.eu/resource/authority/language
 */
export const LANGUAGES = {
  bg: 'BUL',
  es: 'SPA',
  cs: 'CES',
  da: 'DAN',
  de: 'DEU',
  et: 'EST',
  el: 'ELL',
  en: 'ENG',
  fr: 'FRA',
  ga: 'GLE',
  hr: 'HRV',
  it: 'ITA',
  lv: 'LAV',
  lt: 'LIT',
  hu: 'HUN',
  mt: 'MLT',
  nl: 'NLD',
  pl: 'POL',
  pt: 'POR',
  ro: 'RON',
  sk: 'SLK',
  sl: 'SLV',
  fi: 'FIN',
  sv: 'SWE',
} as const;

/** An official language as ISO 639-1, in lower case: `en`. */
export type Language = keyof typeof LANGUAGES;

/** All 24 codes, in Parliament's order: the order of every table and of the record's matrix. */
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];

const byThreeLetters = new Map<string, Language>(
  LANGUAGE_CODES.map(code => [LANGUAGES[code], code] as const),
);

/** Whether a text is one of the 24 codes, in lower case. */
export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}

/**
 * Reads a language as the sources write it.
 *
 * @param code `en`, `EN`, `ENG` or `http://publications.europa.eu/resource/authority/language/ENG`
 * @returns the code in lower case, or `null` for anything that is not one of the 24
 */
export function languageOf(code: string): Language | null {
  const last = code.slice(code.lastIndexOf('/') + 1);
  const two = last.toLowerCase();
  return isLanguage(two) ? two : (byThreeLetters.get(last.toUpperCase()) ?? null);
}
