import type {Language} from '../language.ts';
import type {FileFormat, Footnote, Paragraph} from '../question.ts';

/** Where a question stands with its answer, on the day the report was made. */
export const STATES = ['in-time', 'late', 'open', 'overdue', 'answered', 'unknown'] as const;

/** One of the states: `answered` has no deadline, or an answer without a day; `unknown`: no source tells. */
export type State = (typeof STATES)[number];

/** Days since 1970-01-01, `null` where there is no day. */
export type DayNumber = number | null;

/** What table, filters and charts need: a column a field, a position a question, newest last. */
export interface ReportIndex {
  /** ISO: the day as of which open questions are overdue */
  madeOn: string;
  /** of epq */
  version: string;
  /** what was asked for, in words: `tabled from 2019-10-01 to 2019-10-31`; `null`: all of the store */
  selection: string | null;
  /** how many questions have a text, or their answers */
  withText: number;
  /** what `type`, `groups`, `addressees`, `authors` and `language` columns point into */
  names: {
    types: string[];
    groups: string[];
    /** codes; printed names where there is no code */
    addressees: string[];
    authors: string[];
    languages: string[];
  };
  id: string[];
  number: string[];
  subject: (string | null)[];
  day: DayNumber[];
  type: number[];
  groups: number[][];
  addressees: number[][];
  authors: number[][];
  /** the languages in which it is available, a bit each, in the order of `names.languages` */
  languages: number[];
  /** the language it was tabled in; -1: not told */
  original: number[];
  /** position in STATES */
  state: number[];
  answered: DayNumber[];
  deadline: DayNumber[];
  /** position of the first question of each chunk of texts */
  chunks: number[];
}

/** One language version of a question or an answer, as the reader shows it. */
export interface VersionText {
  subject: string | null;
  paragraphs: readonly Paragraph[];
  footnotes: readonly Footnote[];
  links: readonly FileLink[];
}

/** A file at Parliament. */
export interface FileLink {
  format: FileFormat;
  url: string;
}

/** An author or supporter, in words. */
export interface Person {
  name: string;
  group: string | null;
  onBehalfOf: string | null;
}

/** One answer, as the reader shows it. */
export interface AnswerText {
  id: string;
  date: string | null;
  givenBy: string | null;
  onBehalfOf: string | null;
  /** ids of all questions it answers */
  questions: readonly string[];
  annexes: readonly {id: string; title: string | null; links: readonly FileLink[]}[];
  versions: Partial<Record<Language, VersionText>>;
}

/** All that the reader shows of one question: one JSON line of a chunk. */
export interface QuestionText {
  rule: string | null;
  procedures: readonly string[];
  addressees: readonly string[];
  authors: readonly Person[];
  supporters: readonly Person[];
  versions: Partial<Record<Language, VersionText>>;
  answers: readonly AnswerText[];
}

/** The id of the inert element that holds a chunk of texts: JSON lines, gzipped, in base64. */
export function chunkElementId(chunk: number): string {
  return `texts-${chunk}`;
}
