import {parseAddress} from './addresses.ts';
import type {RawDocument} from './document.ts';
import {EpqError} from './errors.ts';
import {describeFormat, recogniseFormat} from './file-format.ts';
import {type Language, languageOf} from './language.ts';
import {normalise} from './normalise.ts';
import {parseDocx, parsePdf} from './parse/files.ts';
import type {FileFormat} from './question.ts';
import {isChallenge} from './response.ts';
import type {Witness} from './witness.ts';

/** A page or a file, read and understood. */
export interface ReadDocument {
  /** as it was asked for; of a file given by hand, what it is */
  format: FileFormat;
  witness: Witness;
  /** ids that its address names, question's or answer's: several where the term is in doubt */
  addressIds: string[];
  /** ids that its own tags name */
  namedIds: string[];
  /** the documents it links to, and whether by the words "Answer in writing" */
  links: {id: string; language: Language | null; format: FileFormat | null; isAnswerMarker: boolean}[];
  /** it says that it does not exist in the language asked for */
  offersAnotherLanguage: boolean;
}

/**
 * Reads all questions and answers of a page or a file: question time and the Official Journal print several.
 *
 * @param document as received, or a file given by hand
 * @param presumed the language that the request claims, for documents whose words tell none
 * @param asked the form that was asked for, `null` for a file given by hand
 * @returns each, in printed order, at least one
 * @throws EpqError `blocked` for a challenge; `parse` for anything that cannot be read, or is in another form
 */
export async function readDocuments(
  document: RawDocument,
  presumed: Language | null,
  asked: FileFormat | null = null,
): Promise<ReadDocument[]> {
  const form = recogniseFormat(document.body);
  const isOther = asked !== null && form !== asked.replace('xhtml', 'html');
  if (isOther || (form !== 'html' && form !== 'pdf' && form !== 'docx')) {
    throw new EpqError('parse', `it is ${describeFormat(form, document.body)}`, {
      url: document.url,
      hint: 'epq reads web pages, PDFs, Word files (.docx), XHTML and records of the Open Data API',
    });
  }
  if (form === 'html' && isChallenge(document.body)) {
    throw new EpqError('blocked', 'it is a challenge page, not a document', {url: document.url});
  }
  const found = await PARSERS[form](document);
  const address = parseAddress(document.url);
  // An answer whose words are unknown is in the language of the question above it.
  let language: Language | null = null;
  return found.map(({printed, canonical: named, taggedLanguage, links, offersAnotherLanguage}) => {
    const canonical = parseAddress(named ?? '');
    const claimed =
      presumed ?? language ?? address?.language ?? canonical?.language ?? languageOf(taggedLanguage ?? '');
    const isXhtml = printed.layout === 'xhtml' || address?.format === 'xhtml';
    const format = asked ?? (form === 'html' && isXhtml ? 'xhtml' : form);
    const witness = normalise(printed, format, claimed);
    language = witness.language;
    return {
      format,
      witness,
      addressIds: address?.ids ?? [],
      namedIds: canonical?.ids ?? [],
      links: links.flatMap(({address: {ids, language, format}, isAnswerMarker}) =>
        ids.map(id => ({id, language, format, isAnswerMarker})),
      ),
      offersAnotherLanguage,
    };
  });
}

const PARSERS = {
  // Loaded with the first page: the thread of PDFs meets none.
  html: async (page: RawDocument) => (await import('./parse/pages.ts')).parsePage(page),
  pdf: async (file: RawDocument) => [await parsePdf(file)],
  docx: async (file: RawDocument) => [await parseDocx(file)],
};
