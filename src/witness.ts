import type {Language} from './language.ts';
import type {AddresseeCode, Author, FileFormat, Footnote, LayoutName, Paragraph} from './question.ts';
import type {QuestionNumber} from './reference.ts';

/** Where a statement comes from. */
export type Source = 'opendata' | FileFormat;

interface Statement {
  source: Source;
  layout: LayoutName | null;
  /** the language its words are in, `null` where no word is known */
  language: Language | null;
  /** as the document prints it, `null` where it prints none */
  number: QuestionNumber | null;
  /** lines of the heading, as printed */
  heading: string[];
  text: string | null;
  paragraphs: Paragraph[];
  footnotes: Footnote[];
  /** ISO, as all dates here */
  date: string | null;
  lastUpdated: string | null;
}

/** What one document, or the open data in one language, says of a question: understood, not yet compared. */
export interface QuestionWitness extends Statement {
  kind: 'question';
  rule: string | null;
  addressee: {code: AddresseeCode | null; label: string | null} | null;
  authors: Author[];
  supporters: Author[];
  subject: string | null;
  submitted: string | null;
  originalLanguage: Language | null;
  procedures: string[];
  pe: string | null;
}

/** What one document says of an answer. */
export interface AnswerWitness extends Statement {
  kind: 'answer';
  givenBy: string | null;
  onBehalfOf: string | null;
  /** the date may be that of a later correction */
  dateMayBeCorrection: boolean;
  /** numbers of the questions it says it answers, beside its own */
  questions: QuestionNumber[];
}

/** What one document says of a question or of an answer. */
export type Witness = QuestionWitness | AnswerWitness;
