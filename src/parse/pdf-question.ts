import {type Block, plainText} from './block.ts';
import {closingLabels, readClosing} from './closing.ts';
import {findHeading, type HeadingPlace, splitHeading} from './heading.ts';
import {readLabel} from './label.ts';
import type {PdfText} from './pdf-page.ts';
import type {PrintedQuestion} from './printed.ts';
import type {LabelPlace, Mark} from './signs.ts';

/**
 * Layout `pdf`: a question as a PDF.
 *
 * Recognised by  a heading (number, addressee, rule) and, below the authors, "Subject:"
 * Addresses      distribution/reds_iMaQp/<id>/<id>_<ll>.pdf, /doceo/document/<id>_<LANG>.pdf
 * Subject        "Subject:" and a gap (2015), or on a line of its own with the title below it (2026)
 * First fixture  the tagged PDFs of 2015
 * Unproven       every form after January 2016: known by its text only
 * History
 *  - 2015 Word 2010, tagged, footer `1065700.EN   PE 563.581`, no date, no original language
 *  - 2026 `PE782.726v01-00` above the heading, "Submitted: 2.1.2026" below the text
 */
export function parsePdfQuestion(text: PdfText): PrintedQuestion | null {
  return parseQuestion(text) ?? parseQuestion({...text, blocks: takeHeadingApart(text.blocks)});
}

/** What this layout is recognised by. */
export const PDF_QUESTION_MARKS: readonly Mark<PdfText>[] = [
  {
    name: 'the heading: number, addressee and rule',
    of: 'question',
    isShown: (_lines, text) => findIn(text, (_own, heading) => heading !== null),
  },
  {
    name: "the subject's line below the heading",
    of: 'question',
    isShown: (_lines, text) =>
      findIn(text, (lines, heading) => heading !== null && findSubject(lines, heading) >= 0),
  },
];

/** Where this layout looks for which words. */
export const PDF_QUESTION_LABELS: readonly LabelPlace[] = [
  {
    label: 'subject',
    of: 'question',
    place: 'between the authors and the text',
    field: 'subject',
    isInPlace: lines => {
      const heading = findHeading(lines);
      const from = heading === null ? 0 : heading.last + 1;
      return lines.slice(from).some(line => readLabel(line, 'subject') !== null);
    },
  },
  ...closingLabels('question', ['submitted']),
];

function findIn(
  text: PdfText,
  isFound: (lines: readonly string[], heading: HeadingPlace | null) => boolean,
): boolean {
  return [text.blocks, takeHeadingApart(text.blocks)].some(blocks => {
    const lines = blocks.map(block => plainText(block.text));
    return isFound(lines, findHeading(lines));
  });
}

// A line of the heading that fills its width looks like one that goes on: "komisjoni asepresidendile ning …" above
// "Kodukorra artikkel 138" (E-000199/2022 in Estonian). Above the subject every line is then read by itself.
function takeHeadingApart(blocks: readonly Block[]): Block[] {
  const subject = blocks.findIndex(block => readLabel(plainText(block.text), 'subject') !== null);
  return blocks.flatMap((block, index) =>
    index < subject && block.lines !== undefined
      ? block.lines.map(line => ({...block, text: line}))
      : [block],
  );
}

function parseQuestion({blocks, furniture}: PdfText): PrintedQuestion | null {
  const lines = blocks.map(block => plainText(block.text));
  const heading = findHeading(lines);
  if (heading === null) return null;
  const subject = findSubject(lines, heading);
  if (subject < 0) return null;
  const label = lines[subject] ?? '';
  const ownLine = readLabel(label, 'subject') ?? label.slice(label.indexOf(':') + 1).trim();
  const titleBelow = ownLine === '';
  const {body, notes, ...closing} = readClosing(blocks.slice(subject + (titleBelow ? 2 : 1)));
  return {
    kind: 'question',
    layout: 'pdf',
    number: lines[heading.kind] ?? null,
    heading: splitHeading(lines.slice(heading.kind, subject), heading.last - heading.kind),
    subject: (titleBelow ? lines[subject + 1] : ownLine) || null,
    subjectLabel: label,
    date: null,
    procedures: [],
    pe: findSessionDocument([...furniture, ...lines.slice(0, heading.kind)]),
    body,
    notes,
    ...closing,
  };
}

function findSubject(lines: readonly string[], heading: HeadingPlace): number {
  const found = lines.findIndex((line, index) => index > heading.last && readLabel(line, 'subject') !== null);
  return found < 0 ? findUnknownLabel(lines, heading.last + 1) : found;
}

/**
 * Finds the number of the session document among a PDF's furniture.
 *
 * @param lines `1065700.EN PE 563.581`, `PE782.726v01-00`
 * @returns as the open data writes it, `PE563.581`; `null` if no line holds one
 */
export function findSessionDocument(lines: readonly string[]): string | null {
  for (const line of lines) {
    const match = /\bPE ?(\d{3}\.\d{3})(?:v\d{2}-\d{2})?\b/.exec(line);
    if (match !== null) return `PE${match[1]}`;
  }
  return null;
}

// Unproven: in a language whose word for "Subject" the lexicon does not know, one word and a colon below the authors.
function findUnknownLabel(lines: readonly string[], from: number): number {
  return lines.findIndex(
    (line, index) => index > from && index < from + 6 && /^\p{L}{2,14}\s?:(?:\s|$)/u.test(line),
  );
}
