import {writeDocument} from './cited-document.ts';
import type {ReferenceKind} from './question.ts';

// Decisions and framework decisions differ.
const CELEX_LETTERS = {
  regulation: 'R',
  directive: 'L',
  decision: 'D',
  frameworkDecision: 'F',
} as const;

/** A CELEX number, as it stands in a text or an address. */
export interface FoundCelex {
  kind: ReferenceKind;
  /** `32016R0679`, `COM(2021)206` */
  normal: string;
  index: number;
  length: number;
}

// 32016R0679; 02016R0679-20160504, the consolidated text; 52021PC0206, a proposal
const CELEX =
  /(?<![\p{L}\d])(?:[03](?<year>\d{4})(?<letter>[RLDF])(?<number>\d{4})(?:-\d{8})?|5(?<documentYear>\d{4})(?<type>PC|DC|SC|JC)(?<documentNumber>\d{4}))(?![\p{L}\d])/gu;

/**
 * Writes an act's CELEX number.
 *
 * @param act what the text calls it
 * @returns `32016R0679`
 * @source EUR-Lex: 3 for legislation, the year, the letter, the number with four digits
 */
export function writeCelex(act: keyof typeof CELEX_LETTERS, year: number, number: number): string {
  return `3${year}${CELEX_LETTERS[act]}${String(number).padStart(4, '0')}`;
}

/**
 * Finds CELEX numbers of acts and of Commission documents.
 *
 * @param text `CELEX:32012R0029`, `02016R0679-20160504`, `52021PC0206`; of any length
 * @returns acts under their own number, documents as `COM(2021)206`; empty if there are none
 */
export function findCelex(text: string): FoundCelex[] {
  return Array.from(text.matchAll(CELEX), match => {
    const {year, letter, number, documentYear = '', type, documentNumber = ''} = match.groups ?? {};
    const place = {index: match.index, length: match[0].length};
    if (type !== undefined) {
      // Staff working documents are SWD since 2012, before SEC (unproven).
      const staff = Number(documentYear) >= 2012 ? 'SWD' : 'SEC';
      const printed = type === 'JC' ? 'JOIN' : type === 'SC' ? staff : 'COM';
      return {kind: 'document', normal: writeDocument(printed, documentYear, documentNumber), ...place};
    }
    const kind = letter === 'R' ? 'regulation' : letter === 'L' ? 'directive' : 'decision';
    return {kind, normal: `3${year}${letter}${number}`, ...place};
  });
}
