import {type Block, type FileText, plainText} from './block.ts';
import {closingLabels, readClosing} from './closing.ts';
import {findHeading, type HeadingPlace, splitHeading} from './heading.ts';
import {opensWithAnotherLabel, readLabel} from './label.ts';
import type {PrintedQuestion} from './printed.ts';
import type {LabelPlace, Mark} from './signs.ts';

/**
 * Layouts `pdf`, `docx` and `xhtml`: a question as a file.
 *
 * Recognised by  a heading (number, addressee, rule) and, below the authors, "Subject:"
 * Addresses      distribution/reds_iMaQp/<id>/<id>_<ll>.pdf, .docx, .xhtml; /doceo/document/<id>_<LANG>.pdf, .docx
 * Subject        "Subject:" and a gap (2015), or on a line of its own with the title below it (PDF of 2026); in XHTML
 *                perhaps a first-level heading below the authors
 * First fixture  the tagged PDFs of 2015, the Word files of 2015
 * Unproven       every form after January 2016: PDFs are known by their text only, DOCX and XHTML not at all
 * History
 *  - 2015 Word 2010, tagged, footer `1065700.EN   PE 563.581`, no date, no original language
 *  - 2026 `PE782.726v01-00` above the heading, "Submitted: 2.1.2026" below the text
 */
export function parseFileQuestion(text: FileText, layout: 'pdf' | 'docx' | 'xhtml'): PrintedQuestion | null {
  return (
    parseQuestion(text, layout) ?? parseQuestion({...text, blocks: takeHeadingApart(text.blocks)}, layout)
  );
}

/** What this layout is recognised by. */
export const FILE_QUESTION_MARKS: readonly Mark<FileText>[] = [
  {
    name: 'the heading: number, addressee and rule',
    of: 'question',
    isShown: (_lines, text) => findIn(text, (_own, heading) => heading !== null),
  },
  {
    name: "the subject's line below the heading",
    of: 'question',
    isShown: (_lines, text) =>
      findIn(
        text,
        (lines, heading, blocks) => heading !== null && findSubject(blocks, lines, heading.last + 1) !== null,
      ),
  },
];

/** Where this layout looks for which words. */
export const FILE_QUESTION_LABELS: readonly LabelPlace[] = [
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
  text: FileText,
  isFound: (lines: readonly string[], heading: HeadingPlace | null, blocks: readonly Block[]) => boolean,
): boolean {
  return [text.blocks, takeHeadingApart(text.blocks)].some(blocks => {
    const lines = blocks.map(block => plainText(block.text));
    return isFound(lines, findHeading(lines), blocks);
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

function parseQuestion(
  {blocks, furniture}: FileText,
  layout: PrintedQuestion['layout'],
): PrintedQuestion | null {
  const lines = blocks.map(block => plainText(block.text));
  const heading = findHeading(lines);
  if (heading === null) return null;
  const subject = findSubject(blocks, lines, heading.last + 1);
  if (subject === null) return null;
  const {body, notes, ...closing} = readClosing(blocks.slice(subject.end));
  return {
    kind: 'question',
    layout,
    number: lines[heading.kind] ?? null,
    heading: splitHeading(lines.slice(heading.kind, subject.start), heading.last - heading.kind),
    subject: subject.text || null,
    subjectLabel: subject.label,
    date: null,
    procedures: [],
    pe: findSessionDocument([...furniture, ...lines.slice(0, heading.kind)]),
    body,
    notes,
    ...closing,
  };
}

// The title follows its label, or stands below it; a line break within its paragraph does not end it.
function findSubject(
  blocks: readonly Block[],
  lines: readonly string[],
  from: number,
): {start: number; label: string | null; text: string; end: number} | null {
  const isBelow = (index: number): boolean => index >= from;
  const label = lines.findIndex((line, index) => isBelow(index) && readLabel(line, 'subject') !== null);
  const heading = blocks.findIndex(({kind}, index) => isBelow(index) && kind === 'title');
  const unknown = findUnknownLabel(lines, from);
  const start = [label, heading, unknown].find(found => found >= 0);
  if (start === undefined) return null;
  const line = lines[start] ?? '';
  const ownLine =
    start === label
      ? readLabel(line, 'subject')
      : start === heading
        ? line
        : line.slice(line.indexOf(':') + 1).trim();
  const first = ownLine ? start : start + 1;
  const run = blocks[first]?.run;
  const isApart = run !== blocks[from - 1]?.run;
  let end = Math.min(first + 1, blocks.length);
  while (isApart && end < blocks.length && blocks[end]?.run === run) end += 1;
  const title = [ownLine ?? '', ...lines.slice(start + 1, end)];
  return {start, label: start === heading ? null : line, text: title.join(' ').trim(), end};
}

/**
 * Finds the number of the session document among a PDF's furniture.
 *
 * @param lines `1065700.EN PE 563.581`, `PE782.726v01-00`
 * @returns as the open data writes it, `PE563.581`; `null` if no line holds one
 */
function findSessionDocument(lines: readonly string[]): string | null {
  for (const line of lines) {
    const match = /\bPE ?(\d{3}\.\d{3})(?:v\d{2}-\d{2})?\b/.exec(line);
    if (match !== null) return `PE${match[1]}`;
  }
  return null;
}

// Unproven: in a language whose word for "Subject" the lexicon does not know, one word and a colon below the authors.
function findUnknownLabel(lines: readonly string[], from: number): number {
  return lines.findIndex(
    (line, index) =>
      index > from &&
      index < from + 6 &&
      /^\p{L}{2,14}\s?:(?:\s|$)/u.test(line) &&
      !opensWithAnotherLabel(line),
  );
}
