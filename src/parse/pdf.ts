import {PDFParse} from 'pdf-parse';
import {EpqError} from '../errors.ts';
import {type Block, cleanText, superscript} from './block.ts';

/** A PDF as a person reads it: paragraphs in order, footnotes apart, the furniture of its pages out of the way. */
export interface PdfText {
  /** paragraphs, items and notes in reading order */
  blocks: Block[];
  /** lines that belong to the page, not to the text: `1065700.EN`, `PE 563.581` */
  furniture: string[];
  /** whether the paragraphs are the document's own (a structure tree), or were found by position */
  tagged: boolean;
}

/** A piece of text as pdf.js places it; sizes and positions in points, y upwards. */
interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  /** pdf.js saw the end of a line after it */
  endsLine: boolean;
}

/** One visible line: pieces on one baseline, raised marks included. */
interface Line {
  pieces: Piece[];
  x: number;
  y: number;
  end: number;
  /** the size most of its characters have */
  size: number;
}

// The parts of pdf.js that are read here; pdf-parse hands them on without types.
interface StructureNode {
  role?: string;
  type?: string;
  id?: string;
  children?: StructureNode[];
}
type TextItem =
  | {str: string; transform: number[]; width: number; height: number; hasEOL: boolean}
  | {type: string; tag?: string; id?: string};
interface PdfPage {
  /** the page's box: left, bottom, right, top */
  view: number[];
  getStructTree(): Promise<StructureNode | null>;
  getTextContent(options: {includeMarkedContent: boolean}): Promise<{items: TextItem[]}>;
  cleanup(): void;
}
interface PdfDocument {
  numPages: number;
  getPage(number: number): Promise<PdfPage>;
}

/**
 * Reads a PDF's text.
 *
 * A tagged document (all of 2015) gives its own paragraphs and notes; footers are in no paragraph there. Elsewhere
 * lines are put together by position: a break is a wrap only where the next word would not have fitted.
 *
 * @param body the whole file
 * @returns paragraphs and furniture; no blocks for a document without text (a scan)
 * @throws EpqError `parse` for bytes that are no PDF, for an encrypted one, for one that pdf.js cannot open
 * @source 369 tagged PDFs of 2015 (Word 2010); untagged ones are known by their text only
 */
export async function readPdf(body: Uint8Array): Promise<PdfText> {
  // pdf-parse takes the buffer for itself: give it a copy.
  const parser = new PDFParse({data: body.slice(), isEvalSupported: false});
  try {
    // biome-ignore lint/complexity/useLiteralKeys: the document, which alone knows the structure tree, is private.
    const document = (await parser['load']()) as PdfDocument;
    const pages: ReadPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const {items} = await page.getTextContent({includeMarkedContent: true});
      const [left = 0, , right = 0] = page.view;
      pages.push({...readPieces(items), tree: await page.getStructTree(), width: right - left});
      page.cleanup();
    }
    const tagged = pages.some(({tree, marked}) => tree !== null && holdsText(tree, marked));
    return tagged ? readTagged(pages) : readByPosition(pages);
  } catch (error) {
    if (error instanceof EpqError) throw error;
    const name = error instanceof Error ? error.name : '';
    const why = name === 'PasswordException' ? 'is encrypted' : `cannot be opened (${String(error)})`;
    throw new EpqError('parse', `the PDF ${why}`, {cause: error});
  } finally {
    await parser.destroy();
  }
}

/** One page, as pdf.js gives it. */
interface ReadPage {
  pieces: Piece[];
  /** pieces by the id of their marked content, to which the structure tree points */
  marked: Map<string, Piece[]>;
  tree: StructureNode | null;
  width: number;
}

function readPieces(items: TextItem[]): {pieces: Piece[]; marked: Map<string, Piece[]>} {
  const pieces: Piece[] = [];
  const marked = new Map<string, Piece[]>();
  const open: (string | null)[] = [];
  for (const item of items) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') open.pop();
      else open.push(item.id ?? null);
      continue;
    }
    const [, , , vertical = 0, x = 0, y = 0] = item.transform;
    const piece = {text: item.str, x, y, width: item.width, size: Math.abs(vertical), endsLine: item.hasEOL};
    pieces.push(piece);
    const id = open.findLast(mark => mark !== null);
    if (id == null) continue;
    const known = marked.get(id);
    if (known === undefined) marked.set(id, [piece]);
    else known.push(piece);
  }
  return {pieces, marked};
}

/* ---- tagged documents ---- */

function readTagged(pages: ReadPage[]): PdfText {
  const blocks: Block[] = [];
  const furniture: string[] = [];
  for (const {pieces, marked, tree} of pages) {
    const inTree = new Set<Piece>();
    const add = (nodes: StructureNode[], kind: Block['kind']): void => {
      const own = nodes.flatMap(node => piecesOf(node, marked));
      for (const piece of own) inTree.add(piece);
      const text = writeLines(linesOf(own));
      if (text !== '') blocks.push({kind, text, run: blocks.length, link: false});
    };
    const visit = (node: StructureNode, kind: Block['kind']): void => {
      const role = node.role ?? '';
      const inside = role === 'Note' ? 'note' : role === 'LI' ? 'item' : kind;
      const children = node.children ?? [];
      if (!children.some(isBlockLevel) && !children.some(child => child.role === 'Note')) {
        add([node], inside);
        return;
      }
      // Consecutive inline children are one block; block-level ones, and notes set inside a paragraph, are their own.
      let inline: StructureNode[] = [];
      const flush = (): void => {
        if (inline.length > 0) add(inline, inside);
        inline = [];
      };
      for (const child of children) {
        if (!isBlockLevel(child) && child.role !== 'Note') inline.push(child);
        else {
          if (child.role !== 'Note') flush();
          visit(child, inside);
        }
      }
      flush();
    };
    if (tree !== null) visit(tree, 'line');
    furniture.push(...linesOf(pieces.filter(piece => !inTree.has(piece))).map(line => textOfLine(line)));
  }
  return {blocks, furniture: furniture.filter(line => line !== ''), tagged: true};
}

const BLOCK_ROLES =
  /^(?:Root|Document|DocumentFragment|Part|Art|Sect|Div|Aside|BlockQuote|NonStruct|Private|P|H\d?|Title|L|LI|TOC|TOCI|Table|THead|TBody|TFoot|TR|TH|TD|Caption|Figure)$/;

function isBlockLevel(node: StructureNode): boolean {
  if (node.role === 'LBody' || node.role === 'NonStruct' || node.role === 'Span')
    return (node.children ?? []).some(isBlockLevel);
  return BLOCK_ROLES.test(node.role ?? '');
}

function piecesOf(node: StructureNode, marked: Map<string, Piece[]>): Piece[] {
  if (node.type === 'content') return marked.get(node.id ?? '') ?? [];
  return (node.children ?? []).flatMap(child => piecesOf(child, marked));
}

function holdsText(node: StructureNode, marked: Map<string, Piece[]>): boolean {
  return piecesOf(node, marked).some(piece => piece.text.trim() !== '');
}

/* ---- documents without a structure tree ---- */

// 1080933.EN   PE 573.583, PE782.726v01-00, a page's number, the language alone at the head of an answer.
const FURNITURE =
  /^(?:\d{6,7}\.[A-Z]{2}\b.*|PE ?\d{3}\.\d{3}(?:v\d{2}-\d{2})?|(?:- )?\d{1,3}(?:[/ ]\d{1,3})?(?: -)?|[A-Z]{2})$/;

function readByPosition(pages: ReadPage[]): PdfText {
  const lines = pages.map(({pieces}) => linesOf(pieces).sort((a, b) => b.y - a.y || a.x - b.x));
  const bodySize = commonest(lines.flat().map(line => [line.size, textOfLine(line).length] as const));
  const left = Math.min(...lines.flat().map(line => line.x));
  // The lines of a short document may all be short: its margins are as wide on the right as on the left.
  const pageWidth = Math.max(...pages.map(({width}) => width));
  const width = Math.max(...lines.flat().map(line => line.end - left), pageWidth - 2 * left);
  const blocks: Block[] = [];
  const furniture: string[] = [];
  for (const page of lines) {
    const edges = new Set([page[0], page.at(-1), page.at(-2)]);
    const text = page.filter(line => {
      const isFurniture = edges.has(line) && FURNITURE.test(textOfLine(line).replace(/\t/g, ' '));
      if (isFurniture) furniture.push(textOfLine(line));
      return !isFurniture;
    });
    // Footnotes stand in smaller type below everything else on their page.
    const lastOfText = text.findLastIndex(line => line.size >= bodySize - 0.5);
    const pageBlocks = [
      ...paragraphsOf(text.slice(0, lastOfText + 1), left, width, 'line'),
      ...paragraphsOf(text.slice(lastOfText + 1), left, width, 'note'),
    ];
    const last = blocks.findLast(block => block.kind === 'line');
    const first = pageBlocks[0];
    // Unproven: a sentence that goes on in lower case on the next page is one paragraph.
    if (
      last !== undefined &&
      first?.kind === 'line' &&
      /[\p{L},-]$/u.test(last.text) &&
      /^\p{Ll}/u.test(first.text)
    ) {
      last.text = joinLines(last.text, first.text, false);
      pageBlocks.shift();
    }
    blocks.push(...pageBlocks.map((block, index) => ({...block, run: blocks.length + index})));
  }
  return {blocks, furniture, tagged: false};
}

function paragraphsOf(lines: Line[], left: number, width: number, kind: 'line' | 'note'): Block[] {
  const spacing = commonest(
    lines.slice(1).map((line, index) => [Math.round((lines[index]?.y ?? 0) - line.y), 1] as const),
  );
  const paragraphs: Line[][] = [];
  for (const line of lines) {
    const above = paragraphs.at(-1)?.at(-1);
    const wraps =
      above !== undefined &&
      above.y - line.y <= spacing * 1.3 + 1 &&
      Math.abs(above.size - line.size) < 1 &&
      !startsWithMarker(line) &&
      goesOn(above, line, left, width);
    if (wraps) paragraphs.at(-1)?.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs
    .map(paragraph => ({
      kind,
      text: writeLines(paragraph),
      run: 0,
      link: false,
      lines: paragraph.map(line => textOfLine(line)),
    }))
    .filter(block => block.text !== '');
}

// A break is a wrap where the next word would not have fitted. Words tied by a no-break space ("for 60 employees") leave
// room on the line above; there, a long line whose sentence has not ended goes on in lower case or with a figure.
function goesOn(above: Line, line: Line, left: number, width: number): boolean {
  const filled = (above.end - left) / width;
  if (filled + firstWordWidth(line) / width > 0.97) return true;
  return filled > 0.75 && !/[.:;?!]$/.test(textOfLine(above)) && /^[\p{Ll}\d]/u.test(textOfLine(line));
}

function startsWithMarker(line: Line): boolean {
  return (
    /^(?:\d{1,2}[.)]|[-–—•])(?:\s|$)/.test(textOfLine(line)) ||
    (line.pieces[0]?.size ?? line.size) < line.size * 0.8
  );
}

function firstWordWidth(line: Line): number {
  const text = textOfLine(line);
  const word = text.split(/\s/)[0] ?? '';
  return ((line.end - line.x) * (word.length + 1)) / Math.max(text.length, 1);
}

/* ---- lines ---- */

// A raised mark stays on its line; pieces come in content order, which within one line is left to right.
function linesOf(pieces: Piece[]): Line[] {
  const lines: Line[] = [];
  let current: Piece[] = [];
  const close = (): void => {
    if (current.some(piece => piece.text.trim() !== '')) lines.push(lineOf(current));
    current = [];
  };
  for (const piece of pieces) {
    const reference = current.find(({text, size}) => text.trim() !== '' && size >= piece.size) ?? current[0];
    const size = Math.max(piece.size, ...current.map(({size}) => size));
    const onLine = reference === undefined || Math.abs(reference.y - piece.y) < size * 0.6;
    if (!onLine) close();
    current.push(piece);
    if (piece.endsLine) close();
  }
  close();
  return mergeSameBaseline(lines);
}

// A wide gap makes pdf.js end a line although the text goes on beside it: "1." and its sentence.
function mergeSameBaseline(lines: Line[]): Line[] {
  const merged: Line[] = [];
  for (const line of lines) {
    const above = merged.at(-1);
    if (above !== undefined && Math.abs(above.y - line.y) < 1 && line.x >= above.end - 1) {
      merged[merged.length - 1] = lineOf([...above.pieces, ...line.pieces]);
    } else merged.push(line);
  }
  return merged;
}

// A letter from another font may come after its line in content order: lines are read from left to right.
function lineOf(unordered: Piece[]): Line {
  const pieces = [...unordered].sort((a, b) => a.x - b.x);
  const visible = pieces.filter(piece => piece.text.trim() !== '');
  const size = commonest(visible.map(piece => [piece.size, piece.text.length] as const));
  const base = visible.find(piece => piece.size === size) ?? visible[0];
  return {
    pieces,
    x: Math.min(...visible.map(piece => piece.x)),
    y: base?.y ?? 0,
    end: Math.max(...visible.map(piece => piece.x + piece.width)),
    size,
  };
}

function commonest(values: (readonly [number, number])[]): number {
  const weights = new Map<number, number>();
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight);
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/**
 * A line's text, raised marks as superscripts, a gap of nearly a character's height as a tab.
 *
 * `size` is that of the paragraph: a note's mark may stand on a line alone, above an address too long for the rest of
 * it (E-014419/2015).
 */
function textOfLine(line: Line, size: number = line.size): string {
  let text = '';
  let raised = '';
  let end: number | null = null;
  for (const piece of line.pieces) {
    const isGap = piece.text.trim() === '';
    const gap = isGap ? piece.width : end === null ? 0 : piece.x - end;
    const isRaised =
      !isGap &&
      piece.size < size * 0.8 &&
      (piece.y > line.y + line.size * 0.1 || line.size < size * 0.8) &&
      /^[\d*,\s]+$/.test(piece.text);
    if (isRaised) raised += piece.text.trim();
    else {
      text += superscript(raised);
      raised = '';
      if (gap > line.size * 0.9) text += '\t';
      else if (isGap ? piece.text !== '' : gap > line.size * 0.15) text += ' ';
      if (!isGap) text += piece.text;
    }
    if (piece.text !== '') end = piece.x + piece.width;
  }
  return cleanText(text + superscript(raised));
}

function writeLines(lines: Line[]): string {
  const size = commonest(lines.map(line => [line.size, textOfLine(line).length] as const));
  let text = '';
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    const own = textOfLine(line, size);
    text = above === undefined ? own : joinLines(text, own, isBrokenWord(above));
  }
  return text;
}

// Word breaks lines at spaces and at hyphens that are there anyway ("cross-border", E-013645/2015): the hyphen stays.
// It breaks inside a word only where the word, an address, is longer than the line (E-014419/2015).
function joinLines(above: string, below: string, brokenWord: boolean): string {
  return brokenWord || /[^\s–]-$/.test(above) ? above + below : `${above} ${below}`;
}

function isBrokenWord(line: Line): boolean {
  const text = textOfLine(line).replace(/^\S*\t/, '');
  return !/\s/.test(text) && /[/%=&?]/.test(text) && text.length > 40;
}
