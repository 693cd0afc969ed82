import type {RawDocument} from './document.ts';
import {EpqError} from './errors.ts';
import type {Language} from './language.ts';
import {findPdfNumber} from './parse/files.ts';
import type {FileFormat} from './question.ts';
import {type ReadDocument, readDocuments} from './read-document.ts';

/** What a thread is asked to do with a document. */
export type ReaderTask =
  | {read: 'documents'; document: RawDocument; presumed: Language | null; asked: FileFormat | null}
  | {read: 'pdf number'; document: RawDocument};

/** What came of it; an error of epq's as its parts, for no error crosses to another thread as it is. */
export type ReaderResult =
  | {documents: ReadDocument[]}
  | {number: string | null}
  | {failed: Pick<EpqError, 'kind' | 'message' | 'url' | 'hint'>};

async function readTask(task: ReaderTask): Promise<ReaderResult> {
  try {
    return task.read === 'documents'
      ? {documents: await readDocuments(task.document, task.presumed, task.asked)}
      : {number: await findPdfNumber(task.document)};
  } catch (error) {
    if (!(error instanceof EpqError)) throw error;
    const {kind, message, url, hint} = error;
    return {failed: {kind, message, url, hint}};
  }
}

/** The functions of this file that do a task: by their names its thread is chosen. */
export type ReaderName = 'pdf' | 'other';

/** Does a task on a page or a Word file, in a thread of its own or, where a run is small, in any. */
export const other = readTask;

/** Does a task on a PDF, in a thread of its own. */
export async function pdf(task: ReaderTask): Promise<ReaderResult> {
  const {leaveCanvasOut} = await import('./without-canvas.ts');
  leaveCanvasOut();
  return await readTask(task);
}
