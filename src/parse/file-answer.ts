import type {LayoutName} from '../question.ts';
import {findQuestionNumber} from '../reference.ts';
import {recogniseLanguage} from '../words.ts';
import {findAnswerHeading} from './answer-heading.ts';
import {type Block, type FileText, marksIn, plainText} from './block.ts';
import {closingLabels, readClosing, readNote} from './closing.ts';
import {findHeading, isBareNumber} from './heading.ts';
import {readLabel} from './label.ts';
import {bracketedDate} from './old-heading.ts';
import type {PrintedAnswer} from './printed.ts';
import type {LabelPlace, Mark} from './signs.ts';

/** What the two forms of an answer are called. */
export interface AnswerLayouts {
  alone: LayoutName;
  belowQuestion: LayoutName;
}

/**
 * Layouts `pdf-answer`, `pdf-question-and-answer`, `docx-answer` and `xhtml`: an answer as a file.
 *
 * Recognised by  "Answer given by …" (a reply of the Council: "Reply") below a bare number, or below a whole question
 * Addresses      distribution/reds_iMaQp_Asw/<answer id>/<answer id>_<ll>.pdf and …-FF_<ll>.pdf, .docx, .xhtml
 * Unproven       every detail of position: both forms of PDF are known by their text only; that `-FF` is the second
 *                one; that DOCX and XHTML are like the first
 * History
 *  - short form: language, number, heading on one line or two, date in brackets, text, notes
 *  - Official-Journal-like form: "(English version)", the question again with its date, "Submitted:", then the
 *    answer, whose notes begin anew; stray signs stand around the notes
 */
export function parseFileAnswer(
  {blocks, furniture}: FileText,
  {alone, belowQuestion}: AnswerLayouts,
): PrintedAnswer | null {
  const lines = blocks.map(block => plainText(block.text));
  const place = findAnswer(lines);
  if (place === null) return null;
  const {question, start, end, dated} = place;
  const rest = blocks.slice(end);
  // A question may quote such a heading: below a question only a dated one opens an answer.
  if (question !== null && dated < 0) return null;
  const {body, notes, lastUpdated} = readClosing(
    rest.filter((block, index) => index !== dated && !isStraySign(block)),
  );
  const isQuestionNoted = blocks.slice(0, start).some(({text}) => marksIn(text).size > 0);
  const numberLine =
    lines.slice(0, start).find(line => isBareNumber(line) || /\d{4,6}\/\d{2}/.test(line)) ??
    furniture.find(isBareNumber) ?? // unproven: the lines above the heading are a Word file's header
    null;
  return {
    kind: 'answer',
    layout: question === null ? alone : belowQuestion,
    number: numberLine,
    heading: lines.slice(start, end),
    date: dated < 0 ? null : bracketedDate(lines[end + dated] ?? ''),
    dateMayBeCorrection: false,
    questionReference: question === null ? null : questionsRepeated(lines.slice(0, start)),
    body,
    notes: question !== null && isQuestionNoted ? notesOfAnswer(notes, body) : notes,
    lastUpdated,
  };
}

// Unproven: that a joint answer repeats every question that it answers, each below its heading.
function questionsRepeated(lines: readonly string[]): string | null {
  const kinds = lines.filter(line => findQuestionNumber(line) !== null && recogniseLanguage(line) !== null);
  return kinds.length === 0 ? null : kinds.join(', ');
}

interface AnswerPlace {
  /** index of the first line below the question that the file repeats, `null` where it repeats none */
  question: number | null;
  /** the heading: its first line, and the first line after it */
  start: number;
  end: number;
  /** the date's line, counted from `end`; -1 for none */
  dated: number;
}

function findAnswer(lines: readonly string[]): AnswerPlace | null {
  const question = findQuestionPart(lines);
  const from = question ?? 0;
  const number = lines.findIndex(isBareNumber);
  const place = findAnswerHeading(lines.slice(from), question === null && number >= 0 ? number + 1 : null);
  if (place === null) return null;
  const end = from + place.end;
  const dated = lines.slice(end, end + 2).findIndex(line => bracketedDate(line) !== null);
  return {question, start: from + place.start, end, dated};
}

const ANSWER_MARKS: readonly Mark<FileText>[] = [
  {
    name: 'the heading "Answer given by …"',
    of: 'answer',
    isShown: lines => findAnswerHeading(lines.slice(findQuestionPart(lines) ?? 0), null) !== null,
  },
  {
    name: 'the date in brackets below the heading',
    of: 'answer',
    isShown: lines => (findAnswer(lines)?.dated ?? -1) >= 0,
  },
];

/** What an answer's short form is recognised by. */
export const PDF_ANSWER_MARKS: readonly Mark<FileText>[] = [
  {name: 'the number on a line of its own', of: 'answer', isShown: lines => lines.some(isBareNumber)},
  ...ANSWER_MARKS,
];

/** What the form that repeats the question is recognised by. */
export const PDF_QUESTION_AND_ANSWER_MARKS: readonly Mark<FileText>[] = [
  {
    name: 'the question above the answer',
    of: 'answer',
    isShown: lines => findQuestionPart(lines) !== null,
  },
  ...ANSWER_MARKS,
];

/** Where the form that repeats the question looks for which words. */
export const PDF_QUESTION_AND_ANSWER_LABELS: readonly LabelPlace[] = closingLabels('answer', [
  'submitted',
]).map(label => ({...label, place: 'between the question and the answer', field: null}));

// The answer's notes begin anew at 1; those before belong to the question that the file repeats. Of one series below the
// answer it is told by who bears the marks: the question's own notes may stand above.
function notesOfAnswer(notes: readonly Block[], body: readonly Block[]): Block[] {
  const marks = notes.map(note => readNote(note).mark);
  const anew = marks.findIndex((mark, index) => index > 0 && Number(mark) <= Number(marks[index - 1] ?? 0));
  if (anew >= 0) return notes.slice(anew);
  const borne = new Set(body.flatMap(({text}) => [...marksIn(text)]));
  return marks.some(mark => borne.has(mark)) ? [...notes] : [];
}

// The answer begins after the question's "Submitted:" line, else after its subject (the second form repeats it whole).
function findQuestionPart(lines: readonly string[]): number | null {
  const subject = lines.findIndex(line => readLabel(line, 'subject') !== null);
  const heading = findHeading(lines);
  if (subject < 0 && heading === null) return null;
  const submitted = lines.findIndex(line => readLabel(line, 'submitted') !== null);
  return Math.max(subject, heading?.last ?? 0, submitted) + 1;
}

function isStraySign(block: Block): boolean {
  return /^(?:[\s∙⸱|()]|\d ?∙)+$/u.test(plainText(block.text));
}
