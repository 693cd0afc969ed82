import {type Block, plainText} from './block.ts';
import {readClosing} from './closing.ts';
import {findHeading, splitHeading} from './heading.ts';
import {readLabel} from './label.ts';
import type {PdfText} from './pdf-page.ts';
import type {PrintedQuestion} from './printed.ts';

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
  const found = lines.findIndex((line, index) => index > heading.last && readLabel(line, 'subject') !== null);
  const subject = found < 0 ? findUnknownLabel(lines, heading.last + 1) : found;
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
