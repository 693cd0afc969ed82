import {parseAddress, termsOfReport} from './addresses.ts';
import type {RawDocument} from './document.ts';
import {sha256Of} from './document-hash.ts';
import {EpqError, type Failure, failureOf} from './errors.ts';
import {recogniseFormat} from './file-format.ts';
import type {Language} from './language.ts';
import {type Manifest, type ManifestAnswer, readManifests} from './manifest.ts';
import {mapInOrder} from './map-in-order.ts';
import {buildRecord, type SourceFile} from './merge.ts';
import {requireAnnex} from './own-document.ts';
import type {FileFormat, QuestionRecord} from './question.ts';
import type {ReadDocument} from './read-document.ts';
import {ENOUGH_AT_ONCE, readers} from './readers.ts';
import {
  answerIdOfAnnex,
  formatNumber,
  idOf,
  isSameNumber,
  parseId,
  type QuestionNumber,
  questionIdOfAnswer,
  termsOf,
} from './reference.ts';
import {termsOfDate, termsOfRule} from './term.ts';

/** Records made of files given by hand, and what could not be read. */
export interface ParsedDocuments {
  /** one record a question, in the order in which the questions first appear */
  records: QuestionRecord[];
  /** one failure a document that could not be read, `id` where the document tells */
  failures: Failure[];
  /** one line each: what is another way than its name says, without loss */
  warnings: string[];
}

type PlainNumber = Omit<QuestionNumber, 'revision'>;

/** A file as a record tells of it: its bytes are let go once they are read. */
interface GivenFile {
  url: string;
  bytes: number;
  sha256: string;
}

/** One file given by hand: the open data's records that it holds, a document, or an annex. */
type Given =
  | {kind: 'records'; manifests: Manifest[]}
  | {
      kind: 'document';
      file: GivenFile;
      read: ReadDocument;
      number: PlainNumber;
      /** its file holds others, and repeats a joint answer for each of its questions (Official Journal) */
      isOneOfMany: boolean;
    }
  | {kind: 'annex'; file: GivenFile; id: string; format: FileFormat; language: Language};

/** Everything that belongs to one number: letter, year and serial; the term may still be open. */
interface Group {
  number: PlainNumber;
  manifest: Manifest | null;
  documents: (Given & {kind: 'document'})[];
  annexes: (Given & {kind: 'annex'})[];
}

/** Adds to a record what its documents do not hold; told the ids that the open data lists for the question's authors. */
export type Complete = (record: QuestionRecord, authorIds: readonly number[]) => Promise<QuestionRecord>;

/**
 * Makes records of documents that are already there: pages, files and API records, in any mix and order.
 *
 * Files that belong together make one record: an answer goes to every question given that it answers, an annex to its
 * answer. An answer alone gives a record of its question that holds what the answer shows.
 *
 * @param documents each with its address at Parliament, or its file name, as `url`; read only a few ahead
 * @param complete adds the ids of Members that an archive names
 * @default complete nothing is added
 * @returns records and failures; a failure in one document never loses another
 * @example
 * await parseDocuments([{url: 'E-2015-014649-rev1_EN.pdf', contentType: null, body}])
 */
export async function parseDocuments(
  documents: Iterable<RawDocument> | AsyncIterable<RawDocument>,
  complete: Complete = async record => record,
): Promise<ParsedDocuments> {
  const parsed: ParsedDocuments = {records: [], failures: [], warnings: []};
  for await (const {record, failures, warnings} of parseEach(documents, complete)) {
    if (record !== null) parsed.records.push(record);
    parsed.failures.push(...failures);
    parsed.warnings.push(...warnings);
  }
  return parsed;
}

/** One record made of files given by hand, or what could not be read. */
export interface ParsedRecord {
  /** `null`: only failures */
  record: QuestionRecord | null;
  failures: Failure[];
  warnings: string[];
}

/**
 * Makes records as `parseDocuments` does, one after the other: first all documents are read, as many at once as there are
 * threads, then each record is made as it is asked for.
 *
 * @param onRead told after each document, how many are read
 * @returns first what could not be read, then the records, last the annexes that belong to nothing given
 */
export async function* parseEach(
  documents: Iterable<RawDocument> | AsyncIterable<RawDocument>,
  complete: Complete,
  onRead: (done: number) => void = () => {},
): AsyncGenerator<ParsedRecord> {
  const given: Given[] = [];
  let done = 0;
  const read = async (document: RawDocument): Promise<Given[] | Failure> => {
    try {
      return await readGiven(document);
    } catch (error) {
      return failureOf(error, {url: document.url});
    }
  };
  for await (const found of mapInOrder(documents, ENOUGH_AT_ONCE, read)) {
    if (Array.isArray(found)) given.push(...found);
    else yield {record: null, failures: [found], warnings: []};
    done += 1;
    onRead(done);
  }
  const {groups, unplaced} = groupGiven(given);
  for (const group of groups) {
    const warnings: string[] = [];
    try {
      const record = await complete(recordOf(group, warnings), group.manifest?.authorIds ?? []);
      yield {record, failures: [], warnings};
    } catch (error) {
      yield {
        record: null,
        failures: [failureOf(error, {url: group.documents[0]?.file.url ?? null})],
        warnings,
      };
    }
  }
  for (const {id, file} of unplaced) {
    const reason = `it is an annex of ${answerIdOfAnnex(id)}, and nothing of that answer was given`;
    const failure = {
      ...failureOf(new EpqError('parse', reason, {url: file.url})),
      hint: 'an annex bears no number: give it with its answer, its question, or the API record',
    };
    yield {record: null, failures: [failure], warnings: []};
  }
}

/* ---- what a file is ---- */

async function readGiven(document: RawDocument): Promise<Given[]> {
  const {url, body} = document;
  if (body.length === 0) throw new EpqError('parse', 'the file is empty', {url});
  const format = recogniseFormat(body);
  if (format === 'json') return [{kind: 'records', manifests: readRecords(document)}];
  const file = {url, bytes: body.length, sha256: sha256Of(body)};
  const {ids = [], language = null} = parseAddress(url) ?? {};
  const annexId = ids.find(id => answerIdOfAnnex(id) !== null);
  // A page at an annex's address is read as a page: it says itself what it is.
  if (annexId !== undefined && (format === 'pdf' || format === 'docx')) {
    const answered = [questionIdOfAnswer(annexId)];
    if (format === 'pdf')
      requireAnnex(await readers.findPdfNumber(document), {documentId: annexId, answered, url});
    if (language === null)
      throw new EpqError('parse', 'the language of the annex cannot be told from its name', {url});
    return [{kind: 'annex', file, id: annexId, format, language}];
  }
  const found = await readers.readDocuments(document, null);
  const isOneOfMany = found.length > 1;
  return found.map(read => ({
    kind: 'document',
    file,
    read,
    number: numberOf(read, document),
    isOneOfMany,
  }));
}

function readRecords(document: RawDocument): Manifest[] {
  const manifests = readManifests(parseJson(document));
  if (manifests.length > 0) return manifests;
  throw new EpqError('parse', 'the JSON holds no record of a question', {
    url: document.url,
    hint: 'epq reads answers of /api/v2/parliamentary-questions',
  });
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

/* ---- what belongs together ---- */

// Questions and records first open groups, so that an answer finds all that it answers, whatever comes first.
function groupGiven(given: readonly Given[]): {groups: Group[]; unplaced: (Given & {kind: 'annex'})[]} {
  const asked = new Set<string>();
  const listing = new Map<string, PlainNumber[]>(); // by an answer's number: the questions whose records list it
  for (const one of given) {
    if (one.kind === 'document' && one.read.witness.kind === 'question') asked.add(keyOf(one.number));
    for (const {id, answers} of one.kind === 'records' ? one.manifests : []) {
      const question = parseId(id);
      if (question === null) continue;
      asked.add(keyOf(question));
      for (const answer of answers) {
        const key = keyOf(numberOfId(answer.id));
        listing.set(key, [...(listing.get(key) ?? []), question]);
      }
    }
  }
  const groups = new Map<string, Group>();
  const groupOf = (number: PlainNumber): Group => {
    const {letter, year, serial} = number;
    const group = groups.get(keyOf(number)) ?? {
      number: {letter, year, serial},
      manifest: null,
      documents: [],
      annexes: [],
    };
    groups.set(keyOf(number), group);
    return group;
  };
  const answeredBy = ({read: {witness}, number, isOneOfMany}: Given & {kind: 'document'}): PlainNumber[] => {
    if (witness.kind === 'question' || isOneOfMany) return [number];
    const named = [number, ...witness.questions, ...(listing.get(keyOf(number)) ?? [])];
    const found = named.filter(one => asked.has(keyOf(one)));
    return found.length === 0 ? [number] : found;
  };
  for (const one of given) {
    if (one.kind === 'records') {
      for (const manifest of one.manifests) {
        const number = parseId(manifest.id);
        if (number !== null) groupOf(number).manifest = manifest;
      }
    } else if (one.kind === 'document') {
      for (const group of new Set(answeredBy(one).map(groupOf))) group.documents.push(one);
    }
  }
  const annexes = given.filter(one => one.kind === 'annex');
  const unplaced = annexes.filter(annex => {
    const number = numberOfId(annex.id);
    const homes = [...groups.values()].filter(
      ({number: own, manifest, documents}) =>
        isSameNumber(own, number) ||
        documents.some(document => isSameNumber(document.number, number)) ||
        manifest?.answers.some(({id}) => isSameNumber(numberOfId(id), number)),
    );
    for (const group of homes) group.annexes.push(annex);
    return homes.length === 0;
  });
  return {groups: [...groups.values()], unplaced};
}

function keyOf(number: PlainNumber | null): string {
  return number === null ? '' : formatNumber({...number, revision: null});
}

function numberOfId(id: string): PlainNumber | null {
  return parseId(questionIdOfAnswer(id));
}

/* ---- one record ---- */

function recordOf({number, manifest, documents, annexes}: Group, warnings: string[]): QuestionRecord {
  const id = manifest?.id ?? decideId(number, documents);
  const files = documents.map(given => sourceFileOf(id, given, manifest?.answers ?? []));
  for (const [index, {language, askedIn, documentId}] of files.entries()) {
    if (askedIn !== undefined && !documents[index]?.read.offersAnotherLanguage)
      warnings.push(
        `${documentId}: the document at the address of ${askedIn} is in ${language}, and kept as that: there is none in ${askedIn}`,
      );
  }
  return buildRecord({
    id,
    manifest,
    files: [...files, ...annexes.map(annex => annexFileOf(id, annex, files, manifest?.answers ?? []))],
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
    documents.flatMap(({file}) => termsOfReport(file.url)),
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
  {
    file: {url, ...measures},
    read: {witness, format, addressIds, namedIds},
    number,
  }: Given & {kind: 'document'},
  answers: readonly ManifestAnswer[],
): SourceFile {
  const asked = parseAddress(url)?.language ?? null;
  const language: Language | null = witness.language ?? asked;
  if (language === null)
    throw new EpqError('parse', 'the language cannot be told from its words or its name', {url});
  const named = [...addressIds, ...namedIds].filter(found => found !== questionIdOfAnswer(found));
  const documentId =
    witness.kind === 'question'
      ? id
      : (named.find(found => questionIdOfAnswer(found) === id) ??
        named[0] ??
        answerIdOf(id, number, answers));
  return {
    documentId,
    language,
    ...(asked === null || asked === language ? {} : {askedIn: asked}),
    entry: {format, url, status: 'ok', ...measures, layout: witness.layout},
    witness: {...witness, language},
  };
}

// The answer that bears a number; where it bears another than the question's, its term is that of its year.
function answerIdOf(id: string, number: PlainNumber, answers: readonly ManifestAnswer[]): string {
  const listed =
    answers.find(answer => isSameNumber(numberOfId(answer.id), number)) ??
    (answers.length === 1 ? answers[0] : undefined);
  if (listed !== undefined) return listed.id;
  const {letter, year, serial} = number;
  const [term, another] = termsOf(letter, year, serial);
  const isOther = !isSameNumber(parseId(id), number) && term !== undefined && another === undefined;
  return `${isOther ? idOf(letter, term, year, serial) : id}-ASW`;
}

function annexFileOf(
  id: string,
  {id: named, format, language, file: {url, ...measures}}: Given & {kind: 'annex'},
  files: readonly SourceFile[],
  answers: readonly ManifestAnswer[],
): SourceFile {
  const number = numberOfId(named);
  const answerIds = [...answers.map(answer => answer.id), ...files.map(({documentId}) => documentId)];
  const answerId =
    answerIds.find(found => found.endsWith('-ASW') && isSameNumber(numberOfId(found), number)) ?? `${id}-ASW`;
  return {
    documentId: answerId + named.slice(answerIdOfAnnex(named)?.length),
    language,
    entry: {format, url, status: 'ok', ...measures, layout: null},
    witness: null,
  };
}
