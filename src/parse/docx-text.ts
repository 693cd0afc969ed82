import {type Block, cleanText, superscript} from './block.ts';
import {type Styles, settingOf} from './docx-styles.ts';
import {attributeOf, childrenOf, findElement, type Node, nameOf, textWithin} from './markup.ts';

/** What paragraphs need to know of the file that they are in. */
export interface DocxContext {
  styles: Styles;
  /** what a list prints before a paragraph, see `createListCounter` */
  labelOf(paragraph: Node): string | null;
  /** the mark that Word prints for a reference to a note; `''` where the text itself prints one */
  markOf(reference: Node): string;
  /** whether what is typed raised may be a note's mark: where Word makes the marks, "km²" is none */
  isTypedMark: boolean;
}

// Settings, what tracked changes took away, and the instructions of fields: nobody sees them.
const UNSEEN = new Set(
  (
    'w:pPr w:rPr w:sectPr w:sdtPr w:sdtEndPr w:tblPr w:tblGrid w:trPr w:tcPr w:del w:moveFrom w:delText ' +
    'w:instrText w:delInstrText'
  ).split(' '),
);

const SIGNS: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:noBreakHyphen': '\u2011',
};

const NOTE_MARKS = new Set(['w:footnoteReference', 'w:endnoteReference', 'w:footnoteRef', 'w:endnoteRef']);

/**
 * Reads the paragraphs of one part of a Word file.
 *
 * @param root what holds them: the document's body, a footnote, a footer
 * @param kind `note` for those of a note
 * @returns a block for every visible line: a paragraph is a run, and a line break within it begins a new line of the run
 * @source paragraphs, runs, tabs and hyphens of 146 Word files of 2015; tables, text boxes, tracked changes, hidden text
 *   and content controls are unproven
 */
export function readParagraphs(
  root: Node | null,
  kind: 'line' | 'note',
  {styles, labelOf, markOf, isTypedMark}: DocxContext,
): Block[] {
  const blocks: Block[] = [];
  let run = 0;

  const readParagraph = (paragraph: Node): void => {
    const label = labelOf(paragraph);
    const isHiddenByStyle = styles.find(settingOf(paragraph, 'w:pPr', 'w:pStyle'), isHidden) ?? false;
    const boxes: Node[] = [];
    let text = '';
    let isFirst = true;
    run += 1;

    const endLine = (): void => {
      const line = cleanText(text);
      text = '';
      if (line === '') return;
      const isItem = kind === 'line' && label !== null && isFirst;
      const shown = isItem && label !== '' ? `${label}\t${line}` : line;
      blocks.push({kind: isItem ? 'item' : kind, text: shown, run, link: false});
      isFirst = false;
    };
    const walk = (node: Node, isRaised: boolean): void => {
      const name = nameOf(node);
      if (UNSEEN.has(name)) return;
      if (name === 'w:r') {
        if (isHiddenRun(node, styles) ?? isHiddenByStyle) return;
        const mayBeMark = isTypedMark || childrenOf(node).some(isOwnMark);
        const raised = mayBeMark && isSuperscript(node, styles);
        for (const child of childrenOf(node)) walk(child, raised);
      } else if (name === 'w:t' || name === 'm:t') {
        text += isRaised ? superscript(textWithin(node)) : textWithin(node);
      } else if (NOTE_MARKS.has(name)) text += superscript(markOf(node));
      else if (name === 'w:sym') text += signOf(node);
      else if (name === 'w:br' || name === 'w:cr') endLine();
      else if (name === 'w:txbxContent') boxes.push(node);
      else if (SIGNS[name] !== undefined) text += SIGNS[name];
      else for (const child of shownChildren(node)) walk(child, isRaised);
    };
    for (const child of childrenOf(paragraph)) walk(child, false);
    endLine();
    for (const box of boxes) readAll(box);
  };

  const readAll = (node: Node): void => {
    if (UNSEEN.has(nameOf(node))) return;
    if (nameOf(node) === 'w:p') readParagraph(node);
    else for (const child of shownChildren(node)) readAll(child);
  };

  if (root !== null) readAll(root);
  return blocks;
}

/** Whether a reference to a note leaves its mark to the text beside it: `*`. */
export function isOwnMark(node: Node): boolean {
  return /^(?:1|true|on)$/.test(attributeOf(node, 'w:customMarkFollows') ?? '');
}

// The same content for newer and for older programs: the first is shown.
function shownChildren(node: Node): Node[] {
  return childrenOf(node).slice(0, nameOf(node) === 'mc:AlternateContent' ? 1 : undefined);
}

// A sign of a symbol's font, by its place there: <w:sym w:font="Symbol" w:char="F0B7"/>.
function signOf(node: Node): string {
  const code = Number.parseInt(attributeOf(node, 'w:char') ?? '', 16);
  return code > 0 && code <= 0xffff ? String.fromCharCode(code) : '';
}

// Unproven: a template's own marks, such as "<Titre>", may be kept as hidden text.
function isHiddenRun(run: Node, styles: Styles): boolean | null {
  return isHidden(run) ?? styles.find(settingOf(run, 'w:rPr', 'w:rStyle'), isHidden);
}

function isHidden(node: Node): boolean | null {
  return switchOf(findElement(node, 'w:rPr', 'w:vanish'));
}

function isSuperscript(run: Node, styles: Styles): boolean {
  const read = (node: Node): string | null => settingOf(node, 'w:rPr', 'w:vertAlign');
  return (read(run) ?? styles.find(settingOf(run, 'w:rPr', 'w:rStyle'), read)) === 'superscript';
}

// <w:vanish/> is on, <w:vanish w:val="0"/> is off.
function switchOf(node: Node | null): boolean | null {
  return node === null ? null : !/^(?:0|false|off)$/.test(attributeOf(node, 'w:val') ?? '');
}
