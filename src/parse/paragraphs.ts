import type {Footnote, Paragraph} from '../question.ts';
import {type Block, writeMarks} from './block.ts';
import {readNote} from './closing.ts';

/** A text as the record holds it. */
export interface Text {
  /** paragraphs joined by a blank line, list marks as printed; `null` for a document without text */
  text: string | null;
  paragraphs: Paragraph[];
  footnotes: Footnote[];
}

// "1. ", "1.Why" in a list element, "2. & 3.", "3‑5.", "3. a 5.", "2 til 4." (answers), "1)"
const NUMBERED =
  /^(?<number>\d{1,2}\.?(?:\s?(?:[-–‑&,]|\p{Ll}{1,3})\s?\d{1,2}\.?)*?)(?:[.)](?!\d)|(?=\t))(?<gap>\s*)(?<text>.*)$/su;
// "2.100 000 people" in a list element: a number only where it goes on from the item before; "2.5 million" may open one.
const GLUED = /^(?<number>\d{1,2})\.(?<text>\d.*)$/su;
const LETTERED =
  /^(?:\((?<inside>\d{1,2}|[a-z]|[ivx]{1,4})\)|(?<before>[a-z]|[ivx]{1,4})\))\s+(?<text>.*)$/su;
// "a. Has the Commission …" (E-015396/2015): taken for an item only in its place, after "a."
const LETTERED_WITH_DOT = /^(?<letter>[a-z])\.\s+(?<text>.*)$/su;
const DASHED = /^(?<mark>[-–—‒•·▪\uf0b7\uf0a7])\s+(?<text>.*)$/su;
// What Word or the browser made, before its gap: "(A)", "1.1.", "iii)". Only of items that the document knows as such.
const LABELLED = /^(?<label>\(?(?:\d{1,3}|\p{L}{1,5})(?:\.\d{1,3})*[.)]?)\t(?<text>.*)$/su;

/**
 * Makes paragraphs, items and footnotes of a document's blocks.
 *
 * A number opens an item where a list element or a wide gap says so, or where it goes on from the item before: a
 * paragraph may begin with a date, "24. marts …".
 *
 * @param body blocks of the text
 * @param notes blocks of the footnotes, each beginning with its mark
 * @returns text with marks as `[1]`; no paragraphs and `null` for no blocks
 */
export function writeText(body: readonly Block[], notes: readonly Block[]): Text {
  const footnotes = notes.map(readNote).filter(({mark, text}) => mark !== '' || text !== '');
  const marks = new Set(footnotes.map(({mark}) => mark));
  const paragraphs: Paragraph[] = [];
  const printed: string[] = [];
  let last: ListPlace = {number: 0, letter: ''};
  for (const block of joinMarkers(body)) {
    const item = readItem(block, last);
    const text = writeMarks(item?.text ?? block.text, marks);
    if (text === '') continue;
    if (item === null) {
      paragraphs.push({kind: 'paragraph', number: null, text});
      printed.push(text);
    } else {
      last = {
        number: Number(item.number?.match(/\d+/g)?.at(-1) ?? last.number),
        letter: /^[a-z]$/.exec(item.number ?? '')?.[0] ?? last.letter,
      };
      paragraphs.push({kind: 'item', number: item.number, text});
      printed.push(`${item.mark} ${text}`.trim());
    }
  }
  return {text: printed.length === 0 ? null : printed.join('\n\n'), paragraphs, footnotes};
}

// A list's mark may stand alone, beside its text: in a cell of its own, or on a line of its own (files of 2026).
function joinMarkers(body: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of body) {
    const above = joined.at(-1);
    if (above !== undefined && /^(?:\d{1,2}[.)]|[-–—•])$/.test(above.text)) {
      joined[joined.length - 1] = {...block, text: `${above.text}\t${block.text}`};
    } else joined.push(block);
  }
  return joined;
}

/** Where a list stands: the last number and the last letter that opened an item. */
interface ListPlace {
  number: number;
  letter: string;
}

function readItem(block: Block, last: ListPlace): {mark: string; number: string | null; text: string} | null {
  const isItem = block.kind === 'item';
  const numbered = NUMBERED.exec(block.text)?.groups;
  if (numbered?.number !== undefined && numbered.text !== undefined) {
    const {gap = '', text} = numbered;
    const number = numbered.number.replace(/\.$/, '');
    const first = Number.parseInt(number, 10);
    const isApart = gap !== '' || /^\p{Lu}/u.test(text); // "1.Why" outside a list, too
    // An answer may begin with several at once, wherever it stands: "3‑5.", "2. & 3."
    const isRange = /\d\D+\d/.test(number);
    const goesOn = isApart && (first === 1 || first === last.number + 1 || isRange);
    if (isItem || gap.includes('\t') || goesOn) {
      return {mark: block.text.slice(0, block.text.length - text.length).trim(), number, text};
    }
  }
  const glued = isItem && last.number > 0 ? GLUED.exec(block.text)?.groups : undefined;
  if (glued?.number !== undefined && glued.text !== undefined && Number(glued.number) === last.number + 1)
    return {mark: `${glued.number}.`, number: glued.number, text: glued.text};
  const lettered = LETTERED.exec(block.text)?.groups;
  if (lettered?.text !== undefined) {
    const mark = block.text.slice(0, block.text.length - lettered.text.length).trim();
    return {mark, number: lettered.inside ?? lettered.before ?? null, text: lettered.text};
  }
  const dotted = LETTERED_WITH_DOT.exec(block.text)?.groups;
  const next = last.letter === '' ? 'a' : String.fromCharCode(last.letter.charCodeAt(0) + 1);
  if (dotted?.text !== undefined && (dotted.letter === 'a' || dotted.letter === next)) {
    return {mark: `${dotted.letter}.`, number: dotted.letter, text: dotted.text};
  }
  const dashed = DASHED.exec(block.text)?.groups;
  if (dashed?.text !== undefined) return {mark: dashed.mark ?? '', number: null, text: dashed.text};
  if (!isItem) return null;
  const {label = '', text = block.text} = LABELLED.exec(block.text)?.groups ?? {};
  return {mark: label, number: label.replace(/(?<![().])[().]+$|^\(/g, '') || null, text};
}
