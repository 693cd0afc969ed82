import {type Block, endsSentence} from './block.ts';
import {commonest, type Line, linesOf, textOfLine, writeLines} from './pdf-lines.ts';
import {addPage, type PdfText, type ReadPage} from './pdf-page.ts';

// 1080933.EN   PE 573.583, PE782.726v01-00, a page's number, the language alone at the head of an answer.
const FURNITURE =
  /^(?:\d{6,7}\.[A-Z]{2}\b.*|PE ?\d{3}\.\d{3}(?:v\d{2}-\d{2})?|(?:- )?\d{1,3}(?:[/ ]\d{1,3})?(?: -)?|[A-Z]{2})$/;

/**
 * Reads pages without tags, by where their lines stand.
 *
 * @param pages as pdf.js gives them
 * @source unproven on Parliament's own files, of which none without tags could be obtained; proved on 146 Word files of
 *   2015 printed by another program
 */
export function readByPosition(pages: readonly ReadPage[]): PdfText {
  const lines = pages.map(({pieces}) => linesOf(pieces).sort((a, b) => b.y - a.y || a.x - b.x));
  const bodySize = commonest(lines.flat().map(line => [line.size, textOfLine(line).length] as const));
  const all = lines.flat();
  const left = all.reduce((least, line) => Math.min(least, line.x), Number.POSITIVE_INFINITY);
  const right = all.reduce((most, line) => Math.max(most, line.end), left);
  // The lines of a short document may all be short: its margins are as wide on the right as on the left.
  const pageWidth = pages.reduce((most, page) => Math.max(most, page.width), 0);
  const width = Math.max(right - left, pageWidth - 2 * left);
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
    addPage(blocks, pageBlocks);
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
  return filled > 0.75 && !endsSentence(textOfLine(above)) && /^[\p{Ll}\d]/u.test(textOfLine(line));
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
