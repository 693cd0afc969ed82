import type {Block} from './block.ts';
import {linesOf, type Piece, textOfLine, writeLines} from './pdf-lines.ts';
import {addPage, type PdfText, type ReadPage, type StructureNode} from './pdf-page.ts';

/**
 * Reads tagged pages: paragraphs, items and notes are the document's own; what no paragraph holds is furniture.
 *
 * @param pages as pdf.js gives them
 * @source 369 PDFs of 2015: `Part` with `P`, in 12 of them `L`, `LI`, `LBody`; `Note` stands in the middle of the text
 */
export function readTagged(pages: readonly ReadPage[]): PdfText {
  const blocks: Block[] = [];
  const furniture: string[] = [];
  for (const {pieces, marked, tree} of pages) {
    const pageBlocks: Block[] = [];
    const inTree = new Set<Piece>();
    const add = (nodes: StructureNode[], kind: Block['kind']): void => {
      const own = nodes.flatMap(node => piecesOf(node, marked));
      for (const piece of own) inTree.add(piece);
      const text = writeLines(linesOf(own));
      if (text !== '') pageBlocks.push({kind, text, run: 0, link: false});
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
    addPage(blocks, pageBlocks);
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

function piecesOf(node: StructureNode, marked: ReadPage['marked']): Piece[] {
  if (node.type === 'content') return marked.get(node.id ?? '') ?? [];
  return (node.children ?? []).flatMap(child => piecesOf(child, marked));
}

/** Whether a tree holds any text: an empty one is that of a document without tags. */
export function holdsText(node: StructureNode, marked: ReadPage['marked']): boolean {
  return piecesOf(node, marked).some(piece => piece.text.trim() !== '');
}
