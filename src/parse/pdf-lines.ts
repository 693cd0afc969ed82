import {cleanText, superscript} from './block.ts';

/** A piece of text as pdf.js places it; sizes and positions in points, y upwards. */
export interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  /** pdf.js saw the end of a line after it */
  endsLine: boolean;
}

/** One visible line: pieces on one baseline, raised marks included, from left to right. */
export interface Line {
  pieces: Piece[];
  x: number;
  y: number;
  end: number;
  /** the size most of its characters have */
  size: number;
}

/**
 * Puts pieces together to lines: a raised mark stays on its line.
 *
 * @param pieces in content order
 * @returns lines in content order, without those that show nothing
 */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let current: Piece[] = [];
  let largest: Piece | null = null;
  const close = (): void => {
    if (largest !== null) lines.push(lineOf(current));
    current = [];
    largest = null;
  };
  for (const piece of pieces) {
    const isVisible = piece.text.trim() !== '';
    const size = Math.max(piece.size, largest?.size ?? 0);
    const reference: Piece | undefined = largest ?? current[0];
    if (reference !== undefined && Math.abs(reference.y - piece.y) >= size * 0.6) close();
    current.push(piece);
    if (isVisible && (largest === null || piece.size > largest.size)) largest = piece;
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
    x: visible[0]?.x ?? 0,
    y: base?.y ?? 0,
    end: visible.reduce((end, piece) => Math.max(end, piece.x + piece.width), Number.NEGATIVE_INFINITY),
    size,
  };
}

/**
 * The value that weighs most.
 *
 * @param values each with its weight
 * @returns the heaviest, 0 for none
 */
export function commonest(values: (readonly [number, number])[]): number {
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
export function textOfLine(line: Line, size: number = line.size): string {
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

/** Writes the lines of one paragraph as its text. */
export function writeLines(lines: readonly Line[]): string {
  const size = commonest(lines.map(line => [line.size, textOfLine(line).length] as const));
  let text = '';
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    const own = textOfLine(line, size);
    text = above === undefined ? own : joinLines(text, own, isBrokenWord(above));
  }
  return text;
}

/**
 * Joins the text of two lines.
 *
 * Word breaks lines at spaces and at hyphens that are there anyway ("cross-border", E-013645/2015): the hyphen stays. It
 * breaks inside a word only where the word, an address, is longer than the line (E-014419/2015).
 *
 * @param brokenWord whether the break is inside a word
 */
export function joinLines(above: string, below: string, brokenWord: boolean): string {
  return brokenWord || /[^\s–]-$/.test(above) ? above + below : `${above} ${below}`;
}

function isBrokenWord(line: Line): boolean {
  const text = textOfLine(line).replace(/^\S*\t/, '');
  return !/\s/.test(text) && /[/%=&?]/.test(text) && text.length > 40;
}
