import type {Block, FileText} from './block.ts';
import {joinLines, type Piece} from './pdf-lines.ts';

/** A PDF as a person reads it. */
export interface PdfText extends FileText {
  /** whether the paragraphs are the document's own (a structure tree), or were found by position */
  tagged: boolean;
}

/** A node of a page's structure tree, as pdf.js gives it: an element with a role, or content with an id. */
export interface StructureNode {
  role?: string;
  type?: string;
  id?: string;
  children?: StructureNode[];
}

/** One page, as pdf.js gives it. */
export interface ReadPage {
  pieces: Piece[];
  /** pieces by the id of their marked content, to which the structure tree points */
  marked: Map<string, Piece[]>;
  tree: StructureNode | null;
  width: number;
}

/**
 * Adds a page's blocks to a document's.
 *
 * Unproven, since no long file could be obtained: a sentence that goes on in lower case on the next page is one paragraph.
 *
 * @param blocks the pages before
 * @param page the page's blocks, in reading order
 */
export function addPage(blocks: Block[], page: readonly Block[]): void {
  const last = blocks.findLast(block => block.kind !== 'note');
  const [first, ...rest] = page;
  const goesOn =
    last !== undefined &&
    first !== undefined &&
    first.kind !== 'note' &&
    /[\p{L},-]$/u.test(last.text) &&
    /^\p{Ll}/u.test(first.text);
  if (goesOn) last.text = joinLines(last.text, first.text, false);
  for (const block of goesOn ? rest : page) blocks.push({...block, run: blocks.length});
}
