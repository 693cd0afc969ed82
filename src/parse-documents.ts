import {createHash} from 'node:crypto';
import {parseAddress, termsOfReport} from './addresses.ts';
import type {RawDocument} from './document.ts';
import {EpqError, type Failure, failureOf} from './errors.ts';
import type {Language} from './language.ts';
import {type Manifest, type ManifestAnswer, readManifests} from './manifest.ts';
import {buildRecord, type SourceFile} from './merge.ts';
import type {QuestionRecord} from './question.ts';
import {type ReadDocument, readDocuments, recogniseFormat} from './read-document.ts';
import {idOf, parseId, type QuestionNumber, questionIdOfAnswer, termsOf} from './reference.ts';
import {termsOfDate, termsOfRule} from './term.ts';

/** Records made of files given by hand, and what could not be read. */
export interface ParsedDocuments {
  /** one record a question, in the order in which the questions first appear */
  records: QuestionRecord[];
  /** one failure a document that could not be read, `id` where the document tells */
  failures: Failure[];
}

/** Everything that belongs to one number: letter, year and serial; the term may still be open. */
interface Group {
  number: Omit<QuestionNumber, 'revision'>;
  manifest: Manifest | null;
  documents: {document: RawDocument; read: ReadDocument}[];
}

/**
 * Makes records of documents that are already there: pages, PDFs and API records, in any mix and order.
 *
 * Files that belong together make one record. An answer alone gives a record of its question that holds what the
 * answer shows.
 *
 * @param documents each with its address at Parliament, or its file name, as `url`; read one at a time
 * @returns records and failures; a failure in one document never loses another
 * @example
 * await parseDocuments([{url: 'E-2015-014649-rev1_EN.pdf', contentType: null, body}])
 */
export async function parseDocuments(
  documents: Iterable<RawDocument> | AsyncIterable<RawDocument>,
): Promise<ParsedDocuments> {
  const groups = new Map<string, Group>();
  const failures: Failure[] = [];
  for await (const document of documents) {
    try {
      await addDocument(groups, document);
    } catch (error) {
      failures.push(failureOf(error, {url: document.url}));
    }
  }
  const records: QuestionRecord[] = [];
  for (const group of groups.values()) {
    try {
      records.push(recordOf(group));
    } catch (error) {
      failures.push(failureOf(error, {url: group.documents[0]?.document.url ?? null}));
    }
  }
  return {records, failures};
}

async function addDocument(groups: Map<string, Group>, document: RawDocument): Promise<void> {
  if (document.body.length === 0) throw new EpqError('parse', 'the file is empty', {url: document.url});
  if (recogniseFormat(document.body) === 'json') return addRecord(groups, document);
  for (const read of await readDocuments(document, null))
    groupOf(groups, numberOf(read, document)).documents.push({document, read});
}

function addRecord(groups: Map<string, Group>, document: RawDocument): void {
  const manifests = readManifests(parseJson(document));
  if (manifests.length === 0) {
    throw new EpqError('parse', 'the JSON holds no record of a question', {
      url: document.url,
      hint: 'epq reads answers of /api/v2/parliamentary-questions',
    });
  }
  for (const manifest of manifests) {
    const number = parseId(manifest.id);
    if (number !== null) groupOf(groups, number).manifest = manifest;
  }
}

function parseJson({url, body}: RawDocument): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch (error) {
    throw new EpqError(
      'parse',
      `the JSON cannot be read: ${error instanceof Error ? error.message : error}`,
      {url},
    );
  }
}

function groupOf(groups: Map<string, Group>, {letter, year, serial}: Group['number']): Group {
  const key = `${letter}-${year}-${serial}`;
  const group = groups.get(key) ?? {number: {letter, year, serial}, manifest: null, documents: []};
  groups.set(key, group);
  return group;
}

// The number as printed; the address only where the document prints none (E-6-2009-0135, E-006543/2011(ASW) in IT).
function numberOf({witness, addressIds, namedIds}: ReadDocument, {url}: RawDocument): Group['number'] {
  const number =
    witness.number ??
    [...addressIds, ...namedIds].map(id => parseId(questionIdOfAnswer(id))).find(found => found !== null);
  if (number == null) {
    throw new EpqError('parse', 'the document shows no question number, and neither does its address', {
      url,
      hint: 'name the file as Parliament does: E-9-2019-003068_EN.html',
    });
  }
  return number;
}

function recordOf({number, manifest, documents}: Group): QuestionRecord {
  const id = manifest?.id ?? decideId(number, documents);
  return buildRecord({
    id,
    manifest,
    files: documents.map(({document, read}) => sourceFileOf(id, document, read, manifest?.answers ?? [])),
    offered: null,
    listUnrequested: true,
  });
}

// Where the year spans two terms, whatever the documents tell decides: their addresses, the date, the rule.
function decideId({letter, year, serial}: Group['number'], documents: Group['documents']): string {
  const terms = termsOf(letter, year, serial);
  const evidence = [
    documents.flatMap(({read: {addressIds, namedIds}}) =>
      [...addressIds, ...namedIds].map(id => parseId(questionIdOfAnswer(id))?.term ?? 0),
    ),
    documents.flatMap(({document}) => termsOfReport(document.url)),
    documents.flatMap(({read: {witness}}) =>
      witness.kind === 'question' && witness.date !== null ? termsOfDate(witness.date) : [],
    ),
    documents.flatMap(({read: {witness}}) =>
      witness.kind === 'question' && witness.rule !== null ? termsOfRule(witness.rule) : [],
    ),
  ];
  for (const found of [[], ...evidence]) {
    const possible = found.length === 0 ? terms : terms.filter(term => found.includes(term));
    if (possible.length === 1 && possible[0] !== undefined) return idOf(letter, possible[0], year, serial);
  }
  const candidates = terms.map(term => idOf(letter, term, year, serial)).join(' or ');
  throw new EpqError('parse', `the term cannot be told: it may be ${candidates}`, {
    hint: 'name the file as Parliament does, or add its API record',
  });
}

function sourceFileOf(
  id: string,
  {url, body}: RawDocument,
  {witness, format, addressIds, namedIds}: ReadDocument,
  answers: readonly ManifestAnswer[],
): SourceFile {
  const address = parseAddress(url);
  const language: Language | null = witness.language ?? address?.language ?? null;
  if (language === null)
    throw new EpqError('parse', 'the language cannot be told from its words or its name', {url});
  const named = [...addressIds, ...namedIds].find(found => found !== questionIdOfAnswer(found));
  const documentId =
    witness.kind === 'question'
      ? id
      : (named ?? (answers.length === 1 ? answers[0]?.id : undefined) ?? `${id}-ASW`);
  return {
    documentId,
    language,
    entry: {
      format,
      url,
      status: 'ok',
      bytes: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
      layout: witness.layout,
    },
    witness: {...witness, language},
  };
}
