import {EpqError} from './errors.ts';
import type {Language} from './language.ts';
import type {ReadDocument} from './read-document.ts';
import {formatNumber, parseId, questionIdOfAnswer} from './reference.ts';

/** The source itself says that there is no such document, or not in this language: an absence, not a failure. */
export class StatedAbsence extends EpqError {}

/** What a request asked for. */
export interface AskedDocument {
  /** id of the question or of the answer */
  documentId: string;
  /** ids of the questions that an answer answers, any of whose numbers its documents may bear */
  answered: readonly string[];
  language: Language;
  url: string;
}

/**
 * Holds a document to what was asked for: by its number, or, where it prints none, by the addresses it names; and in
 * the language asked for, by its words.
 *
 * @param read the document, read
 * @throws StatedAbsence where it says itself that it does not exist in this language
 * @throws EpqError `parse` where it is another document, or in another language
 */
export function requireOwnDocument(read: ReadDocument, asked: AskedDocument): void {
  const {witness, offersAnotherLanguage} = read;
  const {documentId, language, url} = asked;
  if (
    !isOwn(read, asked) ||
    (documentId !== questionIdOfAnswer(documentId)) !== (witness.kind === 'answer')
  ) {
    const whose = witness.kind === 'answer' ? 'the answer to ' : '';
    const shown = witness.number === null ? 'shows no number' : `is ${whose}${formatNumber(witness.number)}`;
    throw new EpqError('parse', `the document at the address of ${documentId} ${shown}`, {
      url,
      hint: 'it was not kept; ask again later',
    });
  }
  if (witness.language === language) return;
  const message = `the document asked for in ${language} is in ${witness.language ?? 'no known language'}`;
  if (offersAnotherLanguage) throw new StatedAbsence('parse', message, {url});
  throw new EpqError('parse', message, {url, hint: 'it was not kept under this language; ask again later'});
}

function isOwn(
  {witness: {number}, namedIds, links}: ReadDocument,
  {documentId, answered}: AskedDocument,
): boolean {
  if (number === null) return [...namedIds, ...links.map(({id}) => id)].includes(documentId);
  return [documentId, ...answered].some(id => {
    const own = parseId(questionIdOfAnswer(id));
    return own?.letter === number.letter && own.year === number.year && own.serial === number.serial;
  });
}
