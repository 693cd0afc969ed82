import type {RawDocument} from './document.ts';
import {EpqError} from './errors.ts';
import type {Language} from './language.ts';
import type {ReadDocument} from './read-document.ts';
import {
  findQuestionNumber,
  formatNumber,
  isSameNumber,
  parseId,
  type QuestionNumber,
  questionIdOfAnswer,
} from './reference.ts';

/** What a request asked for. */
export interface AskedDocument {
  /** id of the question, of the answer or of the annex */
  documentId: string;
  /** ids of the questions that an answer answers, any of whose numbers its documents may bear */
  answered: readonly string[];
  url: string;
}

/**
 * Holds a page or a file to be of one question or answer.
 *
 * @param found all that it holds
 * @throws EpqError `parse` where it holds several
 */
export function requireOne(found: readonly ReadDocument[], {url}: RawDocument): ReadDocument {
  const [read, ...others] = found;
  if (read === undefined || others.length > 0) {
    throw new EpqError('parse', `the page holds ${others.length + 1} questions and answers`, {
      url,
      hint: 'save it and read it by epq parse, which makes a record of each',
    });
  }
  return read;
}

/**
 * Holds a document to what was asked for: by its number, or, where it prints none, by the addresses it names.
 *
 * @param read the document, read
 * @returns the language it is in, by its words: not always that of its address (E-6-2007-3086-ASW_FR is in English)
 * @throws EpqError `parse` where it is another document, or its language cannot be told
 */
export function requireOwnDocument(read: ReadDocument, asked: AskedDocument): Language {
  const {witness} = read;
  const {documentId, url} = asked;
  if (
    !isOwn(read, asked) ||
    (documentId !== questionIdOfAnswer(documentId)) !== (witness.kind === 'answer')
  ) {
    const whose = witness.kind === 'answer' ? 'the answer to ' : '';
    const shown = witness.number === null ? 'shows no number' : `is ${whose}${formatNumber(witness.number)}`;
    throw otherDocument(asked, shown);
  }
  if (witness.language === null)
    throw new EpqError('parse', `the document of ${documentId} is in no known language`, {url});
  return witness.language;
}

/**
 * Holds a file to what was asked for where that was an annex: it bears no number, and only what it is not can be told.
 *
 * @param number that it bears as a question or an answer, as printed; `null` where it is neither
 * @throws EpqError `parse` where it is the answer that the annex belongs to, or the question
 */
export function requireAnnex(number: string | null, asked: AskedDocument): void {
  const borne = number === null ? null : (findQuestionNumber(number)?.number ?? null);
  if (borne !== null && isNumberOf(borne, asked))
    throw otherDocument(asked, `is of ${formatNumber(borne)} itself`);
}

function isOwn({witness: {number}, namedIds, links}: ReadDocument, asked: AskedDocument): boolean {
  if (number === null) return [...namedIds, ...links.map(({id}) => id)].includes(asked.documentId);
  return isNumberOf(number, asked);
}

function isNumberOf(number: QuestionNumber, {documentId, answered}: AskedDocument): boolean {
  return [documentId, ...answered].some(id => isSameNumber(parseId(questionIdOfAnswer(id)), number));
}

function otherDocument({documentId, url}: AskedDocument, shown: string): EpqError {
  return new EpqError('parse', `the document at the address of ${documentId} ${shown}`, {
    url,
    hint: 'it was not kept; ask again later',
  });
}
