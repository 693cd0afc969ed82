import {LANGUAGE_CODES, type Language} from '../language.ts';
import type {AnswerVersion, QuestionRecord, QuestionVersion} from '../question.ts';
import {type AlignedPair, alignVersions} from './align.ts';
import {type ReadyVersion, readyVersion} from './evidence.ts';
import {rememberAnswers} from './given-answers.ts';
import {unitsOf} from './units.ts';

/** Aligned pairs of one question or answer in two languages. */
export interface DocumentPairs {
  /** of the question or answer: `E-9-2019-003068-ASW` */
  id: string;
  /** the day the question was tabled or the answer given; `null` where no source tells */
  date: string | null;
  source: Language;
  target: Language;
  /** whether it was tabled in the source language; `false` where nothing tells, as for answers */
  isOriginal: boolean;
  /** those with the score that is asked for */
  pairs: readonly AlignedPair[];
}

/** What was aligned, and what was left out. */
interface PairCounts {
  /** questions and answers with text or subject in two languages, one of them the original or English */
  document: number;
  'aligned pair': number;
  /** under the threshold */
  'doubtful pair': number;
  /** under it because the text is the same in both languages */
  'untranslated pair': number;
  /** subjects, paragraphs, items and footnotes of either language that have no counterpart, by pair of languages */
  'unpaired unit': number;
  /** questions and answers in two or more languages, none of them the original or English */
  'unaligned document': number;
}

/** Makes pairs of record after record. */
export interface PairMaker {
  pairsOf(record: QuestionRecord): DocumentPairs[];
  counts(): PairCounts;
}

/**
 * Starts to make pairs.
 *
 * The source is the language in which a question was tabled, where that is known and there, else English; every other
 * language that is there is paired with it, and not those with one another. No source tells in which language an answer was
 * written: English is paired with the others. The texts of a joint answer give their pairs once, with the first record
 * that holds both languages.
 *
 * @param minScore pairs that score less are counted and left out; 0 keeps all, untranslated ones too
 */
export function openPairs(minScore: number): PairMaker {
  const counts: PairCounts = {
    document: 0,
    'aligned pair': 0,
    'doubtful pair': 0,
    'untranslated pair': 0,
    'unpaired unit': 0,
    'unaligned document': 0,
  };
  const isNewAnswer = rememberAnswers();
  const align = ({id, date, original, isAnswer, versions: all}: Document): DocumentPairs[] => {
    const versions = readyVersions(all);
    if (versions.size < 2) return [];
    const isNew = (part: Language | 'rest'): boolean => !isAnswer || isNewAnswer(id, part);
    const source = sourceOf(versions, original);
    const whole = source === null ? undefined : versions.get(source);
    if (source === null || whole === undefined) {
      if (isNew('rest')) counts['unaligned document'] += 1;
      return [];
    }
    const targets = [...versions].filter(([target]) => target !== source && isNew(target));
    if (targets.length > 0 && isNew('rest')) counts.document += 1;
    return targets.map(([target, version]) => {
      const alignment = alignVersions(whole, version);
      const pairs = alignment.pairs.filter(({score}) => score >= minScore);
      counts['aligned pair'] += pairs.length;
      for (const {score} of alignment.pairs)
        if (score < minScore) counts[score === 0 ? 'untranslated pair' : 'doubtful pair'] += 1;
      counts['unpaired unit'] += alignment.unpaired;
      return {id, date, source, target, isOriginal: source === original, pairs};
    });
  };
  return {
    pairsOf: record => documentsOf(record).flatMap(align),
    counts: () => counts,
  };
}

type Versions = Partial<Record<Language, AnswerVersion & Partial<Pick<QuestionVersion, 'subject'>>>>;

interface Document {
  id: string;
  date: string | null;
  original: Language | null;
  isAnswer: boolean;
  versions: Versions;
}

function documentsOf({id, date, originalLanguage, versions, answers}: QuestionRecord): Document[] {
  return [
    {id, date, original: originalLanguage, isAnswer: false, versions},
    ...answers.map(answer => ({
      id: answer.id,
      date: answer.date,
      original: null,
      isAnswer: true,
      versions: answer.versions,
    })),
  ];
}

function readyVersions(versions: Versions): Map<Language, ReadyVersion> {
  const present = LANGUAGE_CODES.flatMap(language => {
    const version = versions[language];
    const units = version === undefined ? [] : unitsOf(version);
    return units.length === 0 ? [] : [{language, units}];
  });
  return new Map(
    present.length < 2 ? [] : present.map(({language, units}) => [language, readyVersion(units)] as const),
  );
}

function sourceOf(versions: ReadonlyMap<Language, unknown>, original: Language | null): Language | null {
  if (original !== null && versions.has(original)) return original;
  return versions.has('en') ? 'en' : null;
}
