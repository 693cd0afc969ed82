import {parseAddress} from './addresses.ts';
import type {RawDocument} from './document.ts';
import {EpqError} from './errors.ts';
import {type Language, languageOf} from './language.ts';
import {normalise} from './normalise.ts';
import {parsePage, parsePdf} from './parse/index.ts';
import type {FileFormat} from './question.ts';
import {isChallenge} from './response.ts';
import type {Witness} from './witness.ts';

/** A page or a PDF, read and understood. */
export interface ReadDocument {
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
 * What kind of document bytes are, whatever their name.
 *
 * @param body the first bytes decide
 * @returns `json` for an API record, `null` for anything that epq does not read
 */
export function recogniseFormat(body: Uint8Array): FileFormat | 'json' | null {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK')) return 'docx';
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'doc';
  const start = head.replace(/^(?:\u00ef\u00bb\u00bf|\s)+/, '');
  if (/^[{[]/.test(start)) return 'json';
  return /^</.test(start) || /<html|<body|<main/i.test(head) ? 'html' : null;
}

/**
 * Reads a page or a PDF of one question or answer, and understands it.
 *
 * @param document as received, or a file given by hand
 * @param presumed the language that the request claims, for documents whose words tell none
 * @returns what it says, and which question or answer it says it is
 * @throws EpqError `blocked` for a challenge; `parse` for anything that cannot be read, or holds several
 */
export async function readDocument(document: RawDocument, presumed: Language | null): Promise<ReadDocument> {
  const [read, ...others] = await readDocuments(document, presumed);
  if (read === undefined || others.length > 0) {
    throw new EpqError('parse', `the page holds ${others.length + 1} questions and answers`, {
      url: document.url,
      hint: 'save it and read it by epq parse, which makes a record of each',
    });
  }
  return read;
}

/**
 * Reads all questions and answers of a page or a PDF: question time and the Official Journal print several.
 *
 * @param presumed the language that the request claims, for documents whose words tell none
 * @returns each, in printed order, at least one
 * @throws EpqError `blocked` for a challenge; `parse` for anything that cannot be read
 */
export async function readDocuments(
  document: RawDocument,
  presumed: Language | null,
): Promise<ReadDocument[]> {
  const format = recogniseFormat(document.body);
  if (format !== 'html' && format !== 'pdf') {
    throw new EpqError('parse', `it is ${DESCRIPTIONS[format ?? 'unknown']}`, {
      url: document.url,
      hint: 'epq reads web pages, PDFs and records of the Open Data API',
    });
  }
  if (format === 'html' && isChallenge(document.body)) {
    throw new EpqError('blocked', 'it is a challenge page, not a document', {url: document.url});
  }
  const found = format === 'pdf' ? [await parsePdf(document)] : parsePage(document);
  const address = parseAddress(document.url);
  // An answer whose words are unknown is in the language of the question above it.
  let language: Language | null = null;
  return found.map(({printed, canonical: named, taggedLanguage, links, offersAnotherLanguage}) => {
    const canonical = parseAddress(named ?? '');
    const claimed =
      presumed ?? language ?? address?.language ?? canonical?.language ?? languageOf(taggedLanguage ?? '');
    const witness = normalise(printed, format, claimed);
    language = witness.language;
    return {
      format,
      witness,
      addressIds: address?.ids ?? [],
      namedIds: canonical?.ids ?? [],
      links: links.flatMap(({address: link, isAnswerMarker}) => {
        const {ids = [], language: linked = null, format: form = null} = parseAddress(link) ?? {};
        return ids.map(id => ({id, language: linked, format: form, isAnswerMarker}));
      }),
      offersAnotherLanguage,
    };
  });
}

const DESCRIPTIONS = {
  doc: 'a Word 97 document, which epq keeps but does not read',
  docx: 'a Word document, which this version of epq keeps but does not read',
  json: 'JSON, not a page or a PDF',
  xhtml: 'XHTML',
  unknown: 'neither a page, a PDF nor an API record',
} as const;
