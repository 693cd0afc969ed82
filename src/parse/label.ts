import {LANGUAGE_CODES, type Language} from '../language.ts';
import {LEXICON, type Words} from '../lexicon.ts';
import {escapePattern} from '../words.ts';

/** The words of the lexicon that open a line and are followed by a value. */
export type Label =
  | 'subject'
  | 'questionReference'
  | 'originalLanguage'
  | 'lastUpdated'
  | 'submitted'
  | 'officialJournal'
  | 'legalNotice'
  | 'supporters'
  | 'answerMarkers'
  | 'pageTitles'
  | 'notAvailable';

const patterns = new Map<Language | null, Map<Label, RegExp>>();
const patternsWithin = new Map<Label, RegExp>();

/**
 * Reads what follows a label, in whatever language the label is printed.
 *
 * @param line one visible line, cleaned: `Betrifft: Umgang mit …`
 * @param label which of the lexicon's labels
 * @returns what follows the label and its colon, trimmed (`''` if nothing does); `null` if the line opens otherwise
 */
export function readLabel(line: string, label: Label): string | null {
  return patternOf(label).exec(line)?.groups?.rest?.trim() ?? null;
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
export function isLabel(line: string, label: Label): boolean {
  return readLabel(line, label) === '';
}

/**
 * The language whose word for a label opens a line.
 *
 * @param line `Subject: Animal welfare in Turkey`
 * @returns `en`; `null` where no language's word does, or several languages have the same ("Predmet")
 */
export function languageOfLabel(line: string, label: Label): Language | null {
  const fitting = LANGUAGE_CODES.filter(
    language => LEXICON[language][label].length > 0 && patternOf(label, language).test(line),
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
  const pattern = patternsWithin.get(label) ?? new RegExp(wordsOf(label, LANGUAGE_CODES), 'iu');
  patternsWithin.set(label, pattern);
  return line.search(pattern);
}

// A label ends at its colon, or at anything that is no letter: "OJ C 45", "Supporter[6]".
function patternOf(label: Label, language: Language | null = null): RegExp {
  const known = patterns.get(language) ?? new Map<Label, RegExp>();
  let pattern = known.get(label);
  if (pattern === undefined) {
    // Words such as "Om" (da) and "Tema" (lt) also open sentences: a subject's label has its colon.
    const colon = label === 'subject' ? ':' : ':?';
    const words = wordsOf(label, language === null ? LANGUAGE_CODES : [language]);
    pattern = new RegExp(`^(?:${words})(?!\\p{L})\\s*${colon}(?<rest>.*)$`, 'isu');
    patterns.set(language, known.set(label, pattern));
  }
  return pattern;
}

function wordsOf(label: Label & keyof Words, languages: readonly Language[]): string {
  const words = new Set(languages.flatMap<string>(language => LEXICON[language][label]));
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map(word => escapePattern(word).replace(/['’]/g, "['’]").replace(/\s+/g, '\\s+'))
    .join('|');
}
