import type {Language} from '../language.ts';
import {findQuestionNumber} from '../reference.ts';
import {addresseeAtEnd, isAnd, readDate, recogniseLanguage, spaceEvenly, startOfAuthors} from '../words.ts';
import {findHeading, isBareNumber, type PrintedHeading, readRule} from './heading.ts';
import {readLabel} from './label.ts';

/** Where a heading of either style stands among lines. */
export interface AnyHeadingPlace {
  /** the line that names the kind, or the authors where no line does (E-6-2009-0135) */
  start: number;
  /** index of the first line after it; below a heading of today, of the authors' line */
  end: number;
  /** a heading of the old style, whole; `null` for one of today */
  old: PrintedHeading | null;
  /** the date in brackets below one of the old style, as printed: Official Journal, not pages of Parliament */
  date: string | null;
}

/**
 * Finds a question's heading, of today's style or of the old one: the first of them.
 *
 * @param lines visible lines, cleaned; a line without a number may open a heading of today all the same, by its words
 *   (O-9-2020-000011_SV)
 */
export function findAnyHeading(lines: readonly string[]): AnyHeadingPlace | null {
  const today = findHeading(lines, isKindLine);
  const old = findOldHeading(lines);
  if (old !== null && (today === null || old.start <= today.kind)) return old;
  return today === null ? null : {start: today.kind, end: today.last + 1, old: null, date: null};
}

function isKindLine(line: string): boolean {
  return findQuestionNumber(line) === null && line.length < 80 && recogniseLanguage(line) !== null;
}

// The kind in capitals, alone or before the number or a word in small letters: "WRITTEN QUESTION by …"
const KIND = /^(?:\p{Lu}[\p{Lu}'’-]+ ){1,5}?\p{Lu}[\p{Lu}'’-]+(?=$| \p{Lu}-\d| \p{Ll})/u;

// A political group's abbreviation is short: "IND/DEM", "The Left", "PPE‑DE".
const GROUP = /\(\p{Lu}[^()]{0,11}\)/gu;

const MOST_LINES = 6;

/**
 * Finds a heading of the old style, one sentence of kind, authors and addressee: up to the end of 2009.
 *
 * The sentence may stand on one line (pages of Parliament), on two or three (Official Journal). It is told by the kind
 * in capitals or, where that is missing, by its place: below a date, beginning in small letters. It ends where, behind
 * the last author, the addressee is named.
 *
 * @param lines visible lines, cleaned
 * @param from index of the first line that may open it
 * @returns the first such heading, `null` if there is none
 * @source E-3086/07 in Danish and English, E-5350/06 in Spanish, E-6-2009-0135_EN; P-0246/01 and E-2576/02 in the
 *   Official Journal; unproven for oral questions and for authors without groups
 */
export function findOldHeading(lines: readonly string[], from = 0): AnyHeadingPlace | null {
  for (let start = from; start < lines.length; start += 1) {
    if (!opens(lines, start)) continue;
    const place = readFrom(lines, start);
    if (place !== null) return place;
  }
  return null;
}

function opens(lines: readonly string[], start: number): boolean {
  const line = lines[start] ?? '';
  const kind = KIND.exec(line)?.[0];
  if (kind !== undefined) return kind !== line || /^\p{Ll}/u.test(lines[start + 1] ?? '');
  const above = lines[start - 1] ?? '';
  return (
    /^\p{Ll}/u.test(line) &&
    line.search(GROUP) >= 0 &&
    (readDate(above, null) !== null || isBareNumber(above))
  );
}

function readFrom(lines: readonly string[], start: number): AnyHeadingPlace | null {
  const language = recogniseLanguage(lines[start] ?? '');
  for (let end = start + 1; end <= Math.min(start + MOST_LINES, lines.length); end += 1) {
    const own = lines.slice(start, end);
    const next = lines[end] ?? '';
    // Another heading begins: a title in capitals stands above one of today's.
    if (own.slice(1).some(line => readDate(line, null) !== null || findQuestionNumber(line) !== null))
      return null;
    const isLast =
      next === '' ||
      bracketedDate(next) !== null ||
      readLabel(next, 'subject') !== null ||
      isBareNumber(next);
    const heading = splitOldHeading(own, language, isLast);
    if (heading !== null) {
      const date = bracketedDate(next);
      return {start, end: date === null ? end : end + 1, old: heading, date};
    }
    if (isLast) return null;
  }
  return null;
}

/** "(1 August 2007)", "(20.2.2026)", alone on its line: its inside, `null` for any other line. */
export function bracketedDate(line: string): string | null {
  const inside = /^\(([^()]{6,40})\)$/.exec(line)?.[1] ?? null;
  return inside !== null && readDate(inside, null) !== null ? inside : null;
}

function splitOldHeading(lines: string[], language: Language | null, isLast: boolean): PrintedHeading | null {
  const printed = lines.join(' ');
  const number = findQuestionNumber(printed)?.printed ?? null;
  const sentence = number === null ? printed : spaceEvenly(printed.replace(number, ' '));
  const opening = KIND.exec(printed)?.[0].length ?? 0;
  const start = startOfAuthors(sentence, opening, language);
  if (start === null) return null;
  const lastGroup = [...sentence.matchAll(GROUP)].at(-1);
  const end =
    lastGroup === undefined
      ? (addresseeAtEnd(sentence.slice(start), language)?.at ??
        endBeforeLastLine(sentence.slice(start), lines, isLast))
      : lastGroup.index + lastGroup[0].length - start;
  if (end === null) return null;
  const authors = sentence.slice(start, start + end).trim();
  const addressee = sentence.slice(start + end).replace(/^[\s,:]+/, '');
  // Behind a group there may be no addressee, but more authors: "A (G) , B (G) and" at the end of a line.
  const isWhole = addressee === '' ? isLast : /\p{L}/u.test(addressee) && !isAnd(addressee, language);
  // EUR-Lex repeats the heading as a title: "… to the Commission. Light pollution."
  if (authors === '' || !isWhole || addressee.length > 120 || /\.(?: |$)/.test(addressee)) return null;
  return {
    lines,
    kind: lines[0] ?? '',
    addressee: addressee === '' ? null : addressee,
    rule: readRule(sentence.slice(opening, start)) === null ? null : sentence.slice(opening, start).trim(),
    authors: [authors],
  };
}

function endBeforeLastLine(names: string, lines: readonly string[], isLast: boolean): number | null {
  const last = lines.at(-1) ?? '';
  return isLast && lines.length > 1 && names.endsWith(` ${last}`) ? names.length - last.length - 1 : null;
}
