import type {Address} from '../addresses.ts';
import type {LayoutName} from '../question.ts';
import type {Block} from './block.ts';
import type {PrintedHeading} from './heading.ts';

/** What every document shows below its heading. */
interface PrintedText {
  layout: LayoutName;
  /** the number as printed, in any notation; `null` where the document shows none (E-6-2009-0135) */
  number: string | null;
  /** blocks of the text, without heading and closing lines */
  body: Block[];
  /** blocks of the footnotes, each beginning with its mark */
  notes: Block[];
  /** what follows "Last updated:", as printed */
  lastUpdated: string | null;
}

/** A question as its document prints it: strings, understood by nobody yet. */
export interface PrintedQuestion extends PrintedText {
  kind: 'question';
  heading: PrintedHeading;
  subject: string | null;
  /** the line that begins with the subject's label, by whose word the language may be told (E-6-2009-0135_EN) */
  subjectLabel?: string | null;
  /** the date that stands by itself, as printed: `3 September 2020`, `24.10.2024` */
  date: string | null;
  /** what follows "Submitted:" */
  submitted: string | null;
  /** two letters after "Original language of question:" */
  originalLanguage: string | null;
  /** `2019/2814(RSP)` */
  procedures: string[];
  /** `PE 573.583`, `PE782.726v01-00` */
  pe: string | null;
  /** the mark at "Supporter[6]", `''` at "Supporters" alone; `null` where the document prints no such line */
  supportersMark: string | null;
}

/** An answer as its document prints it. */
export interface PrintedAnswer extends PrintedText {
  kind: 'answer';
  /** "Answer given by … on behalf of …", one line or two, without the date */
  heading: string[];
  date: string | null;
  /** the date may be that of a later correction: pages of the redesign (E-7-2011-006543-ASW) */
  dateMayBeCorrection: boolean;
  /** what follows "Question reference:", or `null` */
  questionReference: string | null;
}

/** What a layout makes of a document. */
export type Printed = PrintedQuestion | PrintedAnswer;

/** A document, read by its layout. */
export interface ParsedDocument {
  printed: Printed;
  /** the language that the page's tags, or a Word file's properties, claim: `en`; `null` for a PDF */
  taggedLanguage: string | null;
  /** the page's own address, as its tags give it */
  canonical: string | null;
  /** what its links name, and whether each is the link "Answer in writing"; empty for a file */
  links: {address: Address; isAnswerMarker: boolean}[];
  /** the page says that the document does not exist in the language asked for and offers another (E-3086/2007(ASW)) */
  offersAnotherLanguage: boolean;
}
