import type {RawDocument} from './document.ts';
import {EpqError} from './errors.ts';
import {recogniseFormat} from './file-format.ts';
import type {Language} from './language.ts';
import {type Block, type FileText, plainText} from './parse/block.ts';
import {FILE_LAYOUTS} from './parse/files.ts';
import {readPage} from './parse/html.ts';
import {readLabel} from './parse/label.ts';
import {PAGE_LAYOUTS} from './parse/pages.ts';
import type {LabelPlace, LayoutSigns, Mark} from './parse/signs.ts';
import type {LayoutName} from './question.ts';
import {type ReadDocument, readDocuments} from './read-document.ts';

/** What one document shows of its layout, sign by sign. */
export interface Examination {
  format: ReturnType<typeof recogniseFormat>;
  /** the questions and answers it holds; none where it cannot be read */
  reads: ReadDocument[];
  /** why it cannot be read, `null` where it is */
  failure: EpqError | null;
  /** the signs of the layout it is in; of every layout of its format where it is in none that is known */
  layouts: ExaminedLayout[];
}

/** The signs of one layout, and which of them a document shows. */
export interface ExaminedLayout {
  name: LayoutName;
  marks: (Pick<Mark<unknown>, 'name' | 'of'> & {isShown: boolean})[];
  labels: (Omit<LabelPlace, 'isInPlace'> & {
    isInPlace: boolean;
    /** it is in the document, wherever it stands */
    isThere: boolean;
  })[];
}

/**
 * Looks at a page or a file for every sign by which its layout is told and read.
 *
 * @param document as received, or a file given by hand
 * @param presumed the language that the request claims, for documents whose words tell none
 * @returns what is there, also of a document that cannot be read: then why
 */
export async function examineDocument(
  document: RawDocument,
  presumed: Language | null,
): Promise<Examination> {
  const format = recogniseFormat(document.body);
  let reads: ReadDocument[] = [];
  let failure: EpqError | null = null;
  try {
    reads = await readDocuments(document, presumed);
  } catch (error) {
    if (!(error instanceof EpqError)) throw error;
    failure = error;
  }
  return {format, reads, failure, layouts: await examineLayouts(document, format, reads[0]?.witness.layout)};
}

async function examineLayouts(
  document: RawDocument,
  format: Examination['format'],
  layout: LayoutName | null | undefined,
): Promise<ExaminedLayout[]> {
  try {
    if (format === 'html') {
      const page = readPage(document);
      const own = PAGE_LAYOUTS.filter(({recognise}) => recognise(page)).slice(0, 1);
      return (own.length > 0 ? own : PAGE_LAYOUTS).map(signs => signsOf(signs, page.blocks, page));
    }
    if (format === 'pdf' || format === 'docx') {
      const text = await READERS[format](document.body);
      const own = FILE_LAYOUTS.filter(({name}) => name === layout);
      const possible = FILE_LAYOUTS.filter(({name}) => name.startsWith(format));
      return (own.length > 0 ? own : possible).map(signs => signsOf(signs, text.blocks, text));
    }
  } catch (error) {
    if (!(error instanceof EpqError)) throw error; // bytes that show nothing at all: `failure` says why
  }
  return [];
}

const READERS = {
  pdf: async (body: Uint8Array): Promise<FileText> => (await import('./parse/pdf.ts')).readPdf(body),
  docx: async (body: Uint8Array): Promise<FileText> => (await import('./parse/docx.ts')).readDocx(body),
};

function signsOf<Whole>(
  {name, marks, labels}: LayoutSigns<Whole>,
  blocks: readonly Block[],
  whole: Whole,
): ExaminedLayout {
  const lines = blocks.map(({text}) => plainText(text));
  return {
    name,
    marks: marks.map(mark => ({name: mark.name, of: mark.of, isShown: mark.isShown(lines, whole)})),
    labels: labels.map(({isInPlace, ...label}) => ({
      ...label,
      isInPlace: isInPlace(lines),
      isThere: lines.some(line => readLabel(line, label.label) !== null),
    })),
  };
}
