import type {FileText} from './block.ts';
import {createNoteCounter, readNotes, refersToNotes} from './docx-notes.ts';
import {createListCounter} from './docx-numbering.ts';
import {readPackage} from './docx-package.ts';
import {readStyles} from './docx-styles.ts';
import {readParagraphs} from './docx-text.ts';
import {attributeOf, childrenOf, findElement, type Node, nameOf, textWithin} from './markup.ts';

/** A Word file as a person reads it. */
export interface DocxText extends FileText {
  /** what its own property `<Extension>` says: `EN`; `null` if there is none */
  language: string | null;
}

/**
 * Reads a Word file's text.
 *
 * Numbers of lists and marks of notes, which Word makes only when it shows a file, are made likewise; what is hidden or
 * was deleted is left out.
 *
 * @param body the whole file
 * @returns paragraphs, and after them footnotes, then endnotes, each in the order of the text; headers, footers and the
 *   number of the session document as furniture
 * @throws EpqError `parse` for bytes that are no Word file, for an encrypted or damaged one, for one that is too large
 * @source 146 Word files of 2015, converted from the older binary form; those that Parliament publishes itself are
 *   unproven. They say that their notes begin anew on every page; no file of several pages has been seen, and a file
 *   does not know its pages: marks go on.
 */
export async function readDocx(body: Uint8Array): Promise<DocxText> {
  const parts = await readPackage(body);
  const part = (name: string): Node | null => parts.get(`word/${name}.xml`) ?? null;
  const document = findElement(part('document'), 'w:document', 'w:body');
  const settings = [
    ...childrenOf(document).filter(node => nameOf(node) === 'w:sectPr'),
    findElement(part('settings'), 'w:settings'),
  ];
  const styles = readStyles(part('styles'));
  const labelOf = createListCounter(part('numbering'), styles);
  const {marks, markOf} = createNoteCounter(settings);
  const context = {styles, labelOf, isTypedMark: !refersToNotes(document)};
  const text = readParagraphs(document, 'line', {...context, markOf});
  const blocks = [
    ...text,
    ...readNotes('footnote', part('footnotes'), marks.footnote, context),
    ...readNotes('endnote', part('endnotes'), marks.endnote, context),
  ];

  const furniture = [...parts].flatMap(([name, root]) =>
    /\/(?:header|footer)\d*\.xml$/.test(name)
      ? readParagraphs(root, 'line', {...context, markOf: () => ''}).map(({text}) => text)
      : [],
  );
  const properties = readProperties(parts.get('docProps/custom.xml') ?? null);
  const pe = properties.get('PE Number');
  if (pe !== undefined) furniture.push(`PE ${pe}`);
  return {blocks, furniture, language: properties.get('<Extension>') ?? null};
}

// <property name="PE Number"><vt:lpwstr>546.402</vt:lpwstr></property>
function readProperties(root: Node | null): Map<string, string> {
  const properties = childrenOf(findElement(root, 'Properties'));
  return new Map(properties.map(node => [attributeOf(node, 'name') ?? '', textWithin(node).trim()]));
}
