import {spaceEvenly} from '../words.ts';

/**
 * One visible line, paragraph or list item of a document, in reading order: what every layout reads, whether it came
 * from a page or from a PDF.
 */
export interface Block {
  /**
   * - `title`: the page's first-level heading
   * - `item`: a list element
   * - `note`: a footnote, where the document's own structure says so
   * - `line`: anything else
   */
  kind: 'title' | 'line' | 'item' | 'note';
  /** spaces collapsed, superscripts between `SUPERSCRIPT_START` and `SUPERSCRIPT_END`, a wide gap as a tab */
  text: string;
  /** lines separated by nothing but a line break share a run; everything else begins a new one */
  run: number;
  /** the whole line is one link */
  link: boolean;
  /** the visible lines it was put together from, where only their positions said that they belong together */
  lines?: string[];
}

/** A file as a person reads it: paragraphs in order, notes apart, the furniture of its pages out of the way. */
export interface FileText {
  /** paragraphs, items and notes in reading order */
  blocks: Block[];
  /** lines that belong to the page, not to the text: `1065700.EN`, `PE 563.581` */
  furniture: string[];
}

/** Opens a superscript within a block's text: a private-use character that no document prints. */
export const SUPERSCRIPT_START = '\u{F0001}';

/** Closes a superscript within a block's text. */
export const SUPERSCRIPT_END = '\u{F0002}';

const superscripts = new RegExp(`${SUPERSCRIPT_START}([^${SUPERSCRIPT_END}]*)${SUPERSCRIPT_END}`, 'gu');

// Most texts are clean, and this is quicker than to replace nothing: control and invisible characters, spaces that are not
// one plain space between words.
const UNCLEAN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[^\S ]| {2}|^ | $/;

/**
 * Cleans text as read: control characters and invisible ones go, every kind of space becomes one space.
 *
 * @param text as the source gives it, possibly with NUL bytes or terminal escapes in it
 * @returns the visible text on one line, trimmed; tabs, which readers use for wide gaps, stay
 */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text
    .replace(
      /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
      '',
    )
    .replace(/[^\S\t]+/g, ' ')
    .replace(/ ?\t[ \t]*/g, '\t')
    .trim();
}

/**
 * Marks text as a superscript.
 *
 * @param text what stands raised: `1`, `1,2`
 * @returns the text between the two private-use characters, spaces at its ends outside of them; blank text as it is
 */
export function superscript(text: string): string {
  const raised = text.trim();
  return raised === '' ? text : text.replace(raised, () => SUPERSCRIPT_START + raised + SUPERSCRIPT_END);
}

const RAISED_MARK = /[\d*]+|[a-z]+/g;
// "Article 12(1)" is no mark; "in 2015(1)" is one.
const BRACKETED_MARK = /(?<=\S)(?<!(?<!\d)\d{1,3})\((\d{1,2})\)/g;
const SQUARE_MARK = /(?<=\S ?)\[(\d{1,3}|\*+)\]/g;

// "5 km²", "EUR 12/m²", also where a note bears the mark 2.
function isPower(text: string, at: number, raised: string): boolean {
  return /^[23]$/.test(raised) && /(?:\d\s?|\/)[kcdm]?m$/.test(text.slice(Math.max(0, at - 6), at));
}

/**
 * The marks of notes that a text may bear, in any of their three forms.
 *
 * @param text a block's text
 * @returns `1`, `2`, `*`, `i`; none for `Article 12(1)` and `5 km²`
 */
export function marksIn(text: string): Set<string> {
  if (!/[([\u{F0001}]/u.test(text)) return new Set();
  const raised = [...text.matchAll(superscripts)].flatMap(({1: signs = '', index}) =>
    isPower(text, index, signs) ? [] : (signs.match(RAISED_MARK) ?? []),
  );
  const printed = [BRACKETED_MARK, SQUARE_MARK].flatMap(form =>
    Array.from(text.matchAll(form), ([, mark = '']) => mark),
  );
  return new Set([...raised, ...printed]);
}

/**
 * Writes a block's text as it goes into the record, footnote marks as `[1]`.
 *
 * Three forms of a mark are known: a superscript (PDF), `[1]` (redesign) and `(1)` (classic). A superscript is a mark
 * only where a note bears it, and never in `5 km²`; `(1)` likewise, and never at the start, where it is a number.
 *
 * @param text a block's text
 * @param marks the marks that the document's notes bear: `1`, `2`, `*`, `i`
 * @returns plain text, tabs as spaces
 */
export function writeMarks(text: string, marks: ReadonlySet<string>): string {
  const level = text.includes(SUPERSCRIPT_START)
    ? text.replace(superscripts, (_whole, raised: string, at: number) =>
        isPower(text, at, raised)
          ? raised
          : raised.replace(RAISED_MARK, mark => (marks.has(mark) ? `[${mark}]` : mark)),
      )
    : text;
  const marked =
    marks.size === 0
      ? level
      : level.replace(BRACKETED_MARK, (whole, mark: string) => (marks.has(mark) ? `[${mark}]` : whole));
  return spaceEvenly(marked);
}

/** Whether a text ends as a sentence does, or as what introduces a list: headings end otherwise. */
export function endsSentence(text: string): boolean {
  return /[.?!:;]$/.test(text);
}

/** A block's text without any sign of superscripts: `pain1,2` for matching labels and numbers. */
export function plainText(text: string): string {
  return spaceEvenly(text.includes(SUPERSCRIPT_START) ? text.replace(superscripts, '$1') : text);
}
