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
const LETTERED =
  /^(?:\((?<inside>\d{1,2}|[a-z]|[ivx]{1,4})\)|(?<before>[a-z]|[ivx]{1,4})\))\s+(?<text>.*)$/su;
const DASHED = /^(?<mark>[-–—‒•·▪])\s+(?<text>.*)$/su;

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
  let lastNumber = 0;
  for (const block of body) {
    const write = (text: string): string => writeMarks(text, marks);
    const item = readItem(block, lastNumber);
    if (write(item?.text ?? block.text) === '') continue;
    if (item === null) {
      paragraphs.push({kind: 'paragraph', number: null, text: write(block.text)});
      printed.push(write(block.text));
    } else {
      lastNumber = Number(/\d+(?!.*\d)/.exec(item.number ?? '')?.[0] ?? lastNumber);
      paragraphs.push({kind: 'item', number: item.number, text: write(item.text)});
      printed.push(`${item.mark} ${write(item.text)}`.trim());
    }
  }
  return {text: printed.length === 0 ? null : printed.join('\n\n'), paragraphs, footnotes};
}

function readItem(
  block: Block,
  lastNumber: number,
): {mark: string; number: string | null; text: string} | null {
  const isItem = block.kind === 'item';
  const numbered = NUMBERED.exec(block.text)?.groups;
  if (numbered?.number !== undefined && numbered.text !== undefined) {
    const {gap = '', text} = numbered;
    const number = numbered.number.replace(/\.$/, '');
    const first = Number.parseInt(number, 10);
    const goesOn = gap !== '' && (first === 1 || first === lastNumber + 1);
    if (isItem || gap.includes('\t') || goesOn) {
      return {mark: block.text.slice(0, block.text.length - text.length).trim(), number, text};
    }
  }
  const lettered = LETTERED.exec(block.text)?.groups;
  if (lettered?.text !== undefined) {
    const mark = block.text.slice(0, block.text.length - lettered.text.length).trim();
    return {mark, number: lettered.inside ?? lettered.before ?? null, text: lettered.text};
  }
  const dashed = DASHED.exec(block.text)?.groups;
  if (dashed?.text !== undefined) return {mark: dashed.mark ?? '', number: null, text: dashed.text};
  return isItem ? {mark: '', number: null, text: block.text} : null;
}
