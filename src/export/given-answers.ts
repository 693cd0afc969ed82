import {LANGUAGE_CODES, type Language} from '../language.ts';

/**
 * Remembers which parts of which answers were given: a joint answer is in the records of all its questions, which need not
 * know of each other, and is exported once.
 *
 * @returns a function that takes an answer's id, and a language or the `rest`; tells whether that was asked for the first time
 */
export function rememberAnswers(): (id: string, part: Language | 'rest') => boolean {
  // A bit for each part.
  const given = new Map<string | number, number>();
  return (id, part) => {
    const key = compactKey(id);
    const before = given.get(key) ?? 0;
    const bit = 1 << (part === 'rest' ? LANGUAGE_CODES.length : LANGUAGE_CODES.indexOf(part));
    given.set(key, before | bit);
    return (before & bit) === 0;
  };
}

// A number takes less memory than a text, and 100,000 of them are kept: "E-9-2019-003068-ASW" is 69092019003068.
function compactKey(id: string): string | number {
  const [, letter, term = '', year = '', serial = ''] =
    /^([A-Z])-(\d{1,2})-(\d{4})-(\d{1,6})-ASW$/.exec(id) ?? [];
  if (letter === undefined) return id;
  return Number(`${letter.charCodeAt(0)}${term.padStart(2, '0')}${year}${serial.padStart(6, '0')}`);
}
