import {LANGUAGE_CODES} from '../language.ts';
import {LEXICON, type Words} from '../lexicon.ts';

/** The words of the lexicon that open a line and are followed by a value. */
type Label =
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

const patterns = new Map<Label, RegExp>();

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

/** Whether a whole line is one of a label's words: ` Answer in writing `. */
export function isLabel(line: string, label: Label): boolean {
  return readLabel(line, label) === '';
}

/**
 * Where a label's word stands within a line: labels of the closing lines are glued to what precedes them
 * ("Last updated: 20 May 2020Legal notice", P-000053/2021).
 *
 * @returns index of the first such word, -1 if none
 */
export function findLabel(line: string, label: Label): number {
  return line.search(new RegExp(wordsOf(label), 'iu'));
}

// A label ends at its colon, or at anything that is no letter: "OJ C 45", "Supporter[6]".
function patternOf(label: Label): RegExp {
  let pattern = patterns.get(label);
  if (pattern === undefined) {
    // Words such as "Om" (da) and "Tema" (lt) also open sentences: a subject's label has its colon.
    const colon = label === 'subject' ? ':' : ':?';
    pattern = new RegExp(`^(?:${wordsOf(label)})(?!\\p{L})\\s*${colon}(?<rest>.*)$`, 'isu');
    patterns.set(label, pattern);
  }
  return pattern;
}

function wordsOf(label: Label & keyof Words): string {
  const words = new Set(LANGUAGE_CODES.flatMap<string>(language => LEXICON[language][label]));
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map(word =>
      word
        .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
        .replace(/['’]/g, "['’]")
        .replace(/\s+/g, '\\s+'),
    )
    .join('|');
}
