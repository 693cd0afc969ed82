import {type Block, marksIn, plainText} from './block.ts';
import {findLabel, isLabel, readLabel} from './label.ts';
import type {LabelPlace} from './signs.ts';

/** A document's text, taken apart from the lines that close it. */
export interface Closing {
  body: Block[];
  notes: Block[];
  lastUpdated: string | null;
  submitted: string | null;
  originalLanguage: string | null;
  supportersMark: string | null;
}

// "24.10.2024" or "24/01/2020" after a label that the lexicon does not know, alone on its line.
const LABELLED_DATE = /^(?<label>\p{L}[\p{L}\s]{2,40}?)\s?:\s?(?<date>\d{1,2}[./-]\d{1,2}[./-]\d{4})$/u;

/**
 * Takes the closing lines (supporters, "Submitted:", footnotes, original language, Official Journal, "Last
 * updated:", legal notice) off a document's text.
 *
 * @param blocks everything below the heading, in order
 * @returns the text's own blocks, and what the closing lines say
 * @source the visible lines of pages of 2010 to 2025: they stand in this order but any of them may be missing
 */
export function readClosing(blocks: readonly Block[]): Closing {
  const closing: Omit<Closing, 'body' | 'notes'> = {
    lastUpdated: null,
    submitted: null,
    originalLanguage: null,
    supportersMark: null,
  };
  const text: Block[] = [];
  for (const block of blocks) {
    const line = plainText(block.text);
    if (isLegalNotice(line)) break;
    const updated = readLabel(line, 'lastUpdated');
    if (updated !== null) {
      closing.lastUpdated = beforeLabel(updated, 'legalNotice');
      break;
    }
    const original = readLabel(line, 'originalLanguage');
    if (original !== null) {
      // Two capitals, with the Official Journal glued to them: "MTOJ C 45, 16/02/2008" (E-3086/07).
      closing.originalLanguage = /^[A-Z]{2}/.exec(original)?.[0] ?? null;
      continue;
    }
    if (isOfficialJournal(line)) continue;
    const dated = LABELLED_DATE.exec(line)?.groups;
    if (dated?.date !== undefined) {
      // Croatian oral questions close with the day of tabling, then the deadline for an answer (O-000010/2020).
      if (closing.submitted === null && readLabel(line, 'submitted') !== null) closing.submitted = dated.date;
      continue;
    }
    const supporters = readLabel(line, 'supporters');
    if (supporters !== null && /^[[(]?\d*[\])]?$/.test(supporters)) {
      closing.supportersMark = supporters.replace(/\D/g, '');
      continue;
    }
    text.push(block);
  }
  const {body, notes} = splitNotes(text);
  if (closing.supportersMark !== null) return {...closing, body, notes};
  // Unproven: in a language whose word is unknown, a word or two and the mark of a note that names Members.
  const naming = notes.map(readNote).filter(note => namesMembers(note.text));
  const line = body.findLastIndex(block => naming.some(({mark}) => mark === supportersMarkOf(block)));
  const mark = line < 0 ? null : supportersMarkOf(body[line]);
  return {...closing, body: body.filter((_, index) => index !== line), notes, supportersMark: mark};
}

function supportersMarkOf(block: Block | undefined): string | null {
  return /^\p{Lu}\p{L}+(?:\s\p{L}+){0,2} ?\[(\d+)\]$/u.exec(plainText(block?.text ?? ''))?.[1] ?? null;
}

/**
 * Whether a footnote names Members with their groups, behind a colon.
 *
 * @param note `This question is supported by Members other than the authors: A (G), B (G)` (E-001643/2025)
 */
export function namesMembers(note: string): boolean {
  return note.includes(': ') && /\(\p{Lu}[^():]{0,11}\)\.?$/u.test(note);
}

/**
 * Where `readClosing` looks for words: each opens a line, the legal notice may be glued to "Last updated: …".
 *
 * @param labels those that a layout prints
 */
export function closingLabels(
  of: LabelPlace['of'],
  labels: readonly ('originalLanguage' | 'submitted' | 'lastUpdated' | 'legalNotice')[],
): LabelPlace[] {
  return labels.map(label => ({
    label,
    of,
    place: 'below the text',
    field: label === 'legalNotice' ? null : label,
    isInPlace: lines =>
      lines.some(line =>
        label === 'legalNotice'
          ? isLegalNotice(line) || findLabel(readLabel(line, 'lastUpdated') ?? '', label) >= 0
          : readLabel(line, label) !== null,
      ),
  }));
}

/**
 * Whether a line is the reference to the Official Journal that closes documents up to September 2014.
 *
 * @param line `OJ C 146 E, 24/05/2012`, `GU C 307 del 10/09/2014`, `Úř. věst. C 173 E ze dne 19/06/2013`
 */
function isOfficialJournal(line: string): boolean {
  const rest = readLabel(line, 'officialJournal');
  return rest !== null && /^C \d+ ?[A-Z]?\b.{0,14}\d{2}\/\d{2}\/\d{4}$/u.test(rest);
}

function isLegalNotice(line: string): boolean {
  return readLabel(line, 'legalNotice') !== null && line.length < 100;
}

function beforeLabel(text: string, label: 'legalNotice'): string {
  const at = findLabel(text, label);
  return (at < 0 ? text : text.slice(0, at)).trim();
}

const NOTE =
  /^(?:[-–•]\s)?(?:[[(](?<bracketed>\d{1,3}|\*+)[\])]|[\u{F0001}](?<raised>\d{1,3}|\*+|[ivxl]{1,6}|[a-z])[\u{F0002}])\s*(?<text>.*)$/su;

/**
 * Tells the footnotes at the end of a text from the text.
 *
 * Notes begin with their mark: `[1] https://…`, `(1)OJ L 152 …`, or a superscript (`i` at an endnote of Word's). What
 * begins with `(1)` and a space is a note only if some earlier block bears that mark: it may be an item of the text.
 *
 * @param blocks text and notes in order; blocks that the document marks as notes are notes wherever they stand
 * @returns the text's blocks, and one block a note, each beginning with its mark; a note's further lines joined to it
 */
function splitNotes(blocks: readonly Block[]): {body: Block[]; notes: Block[]} {
  const text = blocks.filter(block => block.kind !== 'note');
  const borne = new Set<string>(); // by the blocks above
  const first = text.findIndex((block, index) => {
    const mark = markOf(block);
    const isSure = mark !== null && index > 0 && /^(?:[-–•]\s)?(?:\[|\(\d+\)\S)/.test(block.text);
    const isBorne = mark !== null && borne.has(mark);
    for (const one of marksIn(block.text)) borne.add(one);
    return isSure || isBorne;
  });
  const body = first < 0 ? text : text.slice(0, first);
  const notes: Block[] = [];
  for (const block of [
    ...blocks.filter(({kind}) => kind === 'note'),
    ...(first < 0 ? [] : text.slice(first)),
  ]) {
    const last = notes.at(-1);
    if (markOf(block) !== null || last === undefined) notes.push(block);
    else notes[notes.length - 1] = {...last, text: `${last.text} ${block.text}`};
  }
  return {body, notes};
}

/**
 * Splits a note's block.
 *
 * @param block `[1] https://…`, `(1)OJ L 152 …`
 * @returns mark and text, the mark `''` for a note whose mark the document does not print
 */
export function readNote(block: Block): {mark: string; text: string} {
  const {bracketed, raised, text} = NOTE.exec(block.text)?.groups ?? {};
  return {mark: bracketed ?? raised ?? '', text: plainText(text ?? block.text)};
}

/** Whether a line is "Supporter" or "Answer in writing": furniture of a page, not text. */
export function isAnswerMarker(block: Block): boolean {
  return isLabel(plainText(block.text), 'answerMarkers');
}

function markOf(block: Block): string | null {
  const {bracketed, raised} = NOTE.exec(block.text)?.groups ?? {};
  return bracketed ?? raised ?? null;
}
