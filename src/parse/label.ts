import {LANGUAGE_CODES, type Language} from '../language.ts';
import {LEXICON, type Words} from '../lexicon.ts';
import {escapePattern} from '../words.ts';

const LABELS = [
  'subject',
  'questionReference',
  'originalLanguage',
  'lastUpdated',
  'submitted',
  'officialJournal',
  'legalNotice',
  'supporters',
  'answerMarkers',
  'pageTitles',
  'notAvailable',
] as const;

/** The words of the lexicon that open a line and are followed by a value. */
export type Label = (typeof LABELS)[number];

/** Words for one label that open with the same letters. */
interface Alike {
  words: string[];
  /** the same, whatever their case */
  folded: Set<string>;
  /** what reads those of a language, or of all: one pattern of all of a label's words takes up to 5 ms to make */
  patterns: Map<Language | null, RegExp | null>;
}

const patternsWithin = new Map<Label, RegExp>();

/**
 * Reads what follows a label, in whatever language the label is printed.
 *
 * @param line one visible line, cleaned: `Betrifft: Umgang mit …`
 * @param label which of the lexicon's labels
 * @returns what follows the label and its colon, trimmed (`''` if nothing does); `null` if the line opens otherwise
 */
export function readLabel(line: string, label: Label): string | null {
  return patternOf(line, label)?.exec(line)?.groups?.rest?.trim() ?? null;
}

/**
 * Reads what follows a label that stands in its place, whether its word is known or not.
 *
 * @param line `Subject: …`; unproven: one word that the lexicon does not know, and a colon
 * @returns what follows, trimmed; `null` if the line opens otherwise
 */
export function readPlacedLabel(line: string, label: Label): string | null {
  const known = readLabel(line, label);
  if (known !== null || opensWithAnotherLabel(line)) return known;
  return /^\p{L}{2,14}\s?:\s?(?<rest>\S.*)$/su.exec(line)?.groups?.rest ?? null;
}

const CLOSING_LABELS = [
  'submitted',
  'originalLanguage',
  'lastUpdated',
  'supporters',
  'questionReference',
] as const;

/** Whether a line opens with a word that the lexicon knows for something else than a subject: `Dépôt: 17.1.2022`. */
export function opensWithAnotherLabel(line: string): boolean {
  return CLOSING_LABELS.some(label => readLabel(line, label) !== null);
}

/** Whether a whole line is one of a label's words: ` Answer in writing `. */
export function isLabel(line: string, label: Exclude<Label, 'subject'>): boolean {
  const alike = wordsAlike(line)?.get(label);
  if (alike === undefined) return false;
  return alike.folded.has(foldCase(line.trimEnd().replace(/:$/, '').trimEnd().replace(/\s+/g, ' ')));
}

/**
 * The language whose word for a label opens a line.
 *
 * @param line `Subject: Animal welfare in Turkey`
 * @returns `en`; `null` where no language's word does, or several languages have the same ("Predmet")
 */
export function languageOfLabel(line: string, label: Label): Language | null {
  const fitting = LANGUAGE_CODES.filter(
    language => LEXICON[language][label].length > 0 && patternOf(line, label, language)?.test(line),
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/**
 * Where a label's word stands within a line: labels of the closing lines are glued to what precedes them
 * ("Last updated: 20 May 2020Legal notice", P-000053/2021).
 *
 * @returns index of the first such word, -1 if none
 */
export function findLabel(line: string, label: Label): number {
  const pattern = patternsWithin.get(label) ?? new RegExp(anyOf(wordsOf(label, LANGUAGE_CODES)), 'iu');
  patternsWithin.set(label, pattern);
  return line.search(pattern);
}

// A label ends at its colon, or at anything that is no letter: "OJ C 45", "Supporter[6]".
function patternOf(line: string, label: Label, language: Language | null = null): RegExp | null {
  const alike = wordsAlike(line)?.get(label);
  if (alike === undefined) return null;
  let pattern = alike.patterns.get(language);
  if (pattern === undefined) {
    const own: readonly string[] | null = language === null ? null : LEXICON[language][label];
    const words = alike.words.filter(word => own?.includes(word) ?? true);
    // Words such as "Om" (da) and "Tema" (lt) also open sentences: a subject's label has its colon.
    const colon = label === 'subject' ? ':' : ':?';
    const source = `^(?:${anyOf(words)})(?!\\p{L})\\s*${colon}(?<rest>.*)$`;
    pattern = words.length === 0 ? null : new RegExp(source, 'isu');
    alike.patterns.set(language, pattern);
  }
  return pattern;
}

// By the codes of their first two letters, whether capitals or small ones.
const openings = new Map<number, Map<Label, Alike>>();

// The words that open as a line does.
function wordsAlike(line: string): Map<Label, Alike> | undefined {
  if (openings.size === 0) sortWords();
  return openings.get(openingOf(line));
}

function openingOf(line: string): number {
  return (line.charCodeAt(0) << 16) | line.charCodeAt(1);
}

function sortWords(): void {
  const sorted = new Map<string, Map<Label, Alike>>();
  for (const label of LABELS) {
    for (const word of wordsOf(label, LANGUAGE_CODES)) {
      const opening = foldCase(word.slice(0, 2));
      const labels = sorted.get(opening) ?? new Map<Label, Alike>();
      const alike: Alike = labels.get(label) ?? {words: [], folded: new Set(), patterns: new Map()};
      alike.words.push(word);
      alike.folded.add(foldCase(word));
      sorted.set(opening, labels.set(label, alike));
    }
  }
  for (const [opening, labels] of sorted) {
    const [first = '', second = ''] = opening;
    for (const one of [first, first.toLowerCase()])
      for (const two of [second, second.toLowerCase()]) openings.set(openingOf(one + two), labels);
  }
}

// As a pattern of a label does, which tells no capitals from small letters: "ς" and "σ" are both "Σ".
function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().replaceAll('’', "'");
}

// The longest first.
function wordsOf(label: Label & keyof Words, languages: readonly Language[]): string[] {
  const words = new Set(languages.flatMap<string>(language => LEXICON[language][label]));
  return [...words].sort((a, b) => b.length - a.length);
}

function anyOf(words: readonly string[]): string {
  return words.map(word => escapePattern(word).replace(/['’]/g, "['’]").replace(/\s+/g, '\\s+')).join('|');
}
