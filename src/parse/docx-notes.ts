import {EpqError} from '../errors.ts';
import {type Block, SUPERSCRIPT_START, superscript} from './block.ts';
import {writeNumber} from './docx-numbering.ts';
import {settingOf} from './docx-styles.ts';
import {type DocxContext, isOwnMark, readParagraphs} from './docx-text.ts';
import {attributeOf, childrenOf, findElement, type Node, nameOf} from './markup.ts';

/** The kinds of notes, and the form in which Word counts each unless the file says otherwise. */
const FORMS = {footnote: 'decimal', endnote: 'lowerRoman'} as const;

/** A kind of notes. */
export type NoteKind = keyof typeof FORMS;

/** Whether a text refers to notes whose marks Word makes. */
export function refersToNotes(node: Node | null): boolean {
  return childrenOf(node).some(
    child =>
      (/^w:(?:foot|end)noteReference$/.test(nameOf(child)) && !isOwnMark(child)) || refersToNotes(child),
  );
}

/** The notes that a text refers to, by kind: their marks by their ids, in the order of the text. */
export type NoteMarks = Record<NoteKind, Map<string | null, string>>;

/**
 * Counts the notes of a Word file, whose marks stand in no text: Word makes them when it shows the file.
 *
 * @param settings where the file may say how they are counted: its sections, then its settings
 * @returns the marks as far as they are counted, and a function that is given every reference to a note, in order, and
 *   says what Word prints there: `1`, `i`; `''` where the text beside it does (`*`), which does not count
 * @source footnotes of 7 of the 146 Word files of 2015, in Arabic numbers; endnotes and other forms are unproven
 */
export function createNoteCounter(settings: readonly (Node | null)[]): {
  marks: NoteMarks;
  markOf(reference: Node): string;
} {
  const marks: NoteMarks = {footnote: new Map(), endnote: new Map()};
  const counted = {footnote: 0, endnote: 0};
  const markOf = (reference: Node): string => {
    const kind = nameOf(reference) === 'w:endnoteReference' ? 'endnote' : 'footnote';
    const setting = (name: string): string | null =>
      settings.map(where => settingOf(where, `w:${kind}Pr`, name)).find(value => value !== null) ?? null;
    let mark: string | null = '';
    if (!isOwnMark(reference)) {
      const form = setting('w:numFmt') ?? FORMS[kind];
      mark = writeNumber(Number(setting('w:numStart') ?? 1) + counted[kind], form);
      counted[kind] += 1;
      if (mark === null)
        throw new EpqError(
          'parse',
          `the Word file counts its notes in a form that epq does not know: ${form}`,
        );
    }
    marks[kind].set(attributeOf(reference, 'w:id'), mark);
    return mark;
  };
  return {marks, markOf};
}

/**
 * Reads the notes of one kind that the text refers to.
 *
 * @param root of `word/footnotes.xml` or `word/endnotes.xml`
 * @param marks by id, in order
 * @returns their blocks in that order, the first one of each beginning with its mark
 * @throws EpqError `parse` for a note that is not there
 */
export function readNotes(
  kind: NoteKind,
  root: Node | null,
  marks: ReadonlyMap<string | null, string>,
  context: Pick<DocxContext, 'styles' | 'labelOf'>,
): Block[] {
  const all = childrenOf(findElement(root, `w:${kind}s`));
  const notes = new Map(all.map(note => [attributeOf(note, 'w:id'), note]));
  return [...marks].flatMap(([id, mark]) => {
    const note = notes.get(id);
    if (note === undefined)
      throw new EpqError('parse', `the Word file is damaged: its text refers to a ${kind} that is not there`);
    const blocks = readParagraphs(note, 'note', {...context, markOf: () => mark, isTypedMark: true});
    const [first = {kind: 'note', text: '', run: 0, link: false} as const, ...rest] = blocks;
    const isMarked = first.text.startsWith(SUPERSCRIPT_START);
    return [isMarked ? first : {...first, text: `${superscript(mark)} ${first.text}`.trim()}, ...rest];
  });
}
