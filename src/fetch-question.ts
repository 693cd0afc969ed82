import {createHash} from 'node:crypto';
import {apiAddress, apiDocumentAddress, doceoFileAddress, pageAddress} from './addresses.ts';
import type {Archive} from './archive.ts';
import type {RawDocument} from './document.ts';
import {EpqError, type Failure, failureOf} from './errors.ts';
import {LANGUAGE_CODES, type Language} from './language.ts';
import {isEmptyAnswer, type Manifest, type ManifestVersion, readAnswer, readManifest} from './manifest.ts';
import {buildRecord, type SourceFile} from './merge.ts';
import {FILE_FORMATS, type FileFormat, type FileStatus, type QuestionRecord} from './question.ts';
import {type ReadDocument, readDocument} from './read-document.ts';
import {formatNumber, parseId, type Reference} from './reference.ts';
import type {Expectation} from './response.ts';
import type {Reception, Transport} from './transport.ts';

/** What is wanted of a question, and from where. */
export interface Wanted {
  /** language versions; `all`: every one that exists */
  languages: readonly Language[] | 'all';
  documents: readonly FileFormat[];
  answers: boolean;
  source: 'auto' | 'opendata' | 'doceo';
  /** revalidate what the archive holds */
  refresh: boolean;
}

/** The ways in and out of a fetch. */
export interface Ways {
  archive: Archive;
  /** `null`: offline, the archive alone answers */
  transport: Pick<Transport, 'get'> | null;
  /** the time, ISO, for the archive's own notes */
  now: () => string;
  /** told of each file as it arrives */
  onFile?: (file: ArrivedFile) => void;
}

/** One file that was asked for, as it is told to people. */
export interface ArrivedFile {
  id: string;
  language: Language | null;
  format: FileFormat | 'json';
  url: string;
  status: FileStatus;
  /** where the bytes came from */
  from: 'archive' | 'network';
}

/** What a fetch gives. */
export interface Fetched {
  /** everything that the archive now holds of the question; `null` if there is no such question, or nothing of it */
  record: QuestionRecord | null;
  failures: Failure[];
  /** one line each: what went another way than asked, without loss */
  warnings: string[];
}

/** One question being fetched. */
interface Run {
  wanted: Wanted;
  ways: Ways;
  failures: Failure[];
  warnings: string[];
}

/**
 * Fetches one question whole: the open data says which versions and files exist, each is asked for once, proved,
 * kept and read.
 *
 * The record is made of everything that the archive then holds of the question, so that a rebuild gives the same
 * bytes; use `narrowRecord` to show only what was wanted.
 *
 * @param reference which question; where its term is undecided all candidates are asked and the wrong one is no error
 * @returns record, failures and warnings; never throws for what sources or hosts do
 * @throws EpqError `store` when the archive cannot be read or written
 */
export async function fetchQuestion(reference: Reference, wanted: Wanted, ways: Ways): Promise<Fetched> {
  const run: Run = {wanted, ways, failures: [], warnings: []};
  const found = await findQuestion(reference, run);
  if (found === null) return {record: null, failures: run.failures, warnings: run.warnings};
  const {id, manifest} = found;
  const {files, offered} =
    manifest === null
      ? await obtainConstructed(id, run)
      : {files: await obtainListed(manifest, run), offered: null};
  reportBlocked(id, files, run);
  const record = buildRecord({id, manifest, files, offered, listUnrequested: false});
  return {record, failures: run.failures, warnings: run.warnings};
}

/* ---- which question ---- */

async function findQuestion(
  {candidates, given}: Reference,
  run: Run,
): Promise<{id: string; manifest: Manifest | null} | null> {
  const {wanted, ways} = run;
  const failures: Failure[] = [];
  if (wanted.source !== 'doceo') {
    for (const id of await archivedFirst(candidates, apiAddress, ways.archive)) {
      try {
        const manifest = await obtainManifest(id, run);
        if (manifest !== null) return {id, manifest: await completeAnswers(manifest, run)};
      } catch (error) {
        failures.push(failureOf(rethrowStore(error), {id, url: apiAddress(id)}));
      }
    }
  }
  if (wanted.source !== 'opendata') {
    for (const id of await archivedFirst(candidates, englishPage, ways.archive)) {
      const page = await obtain(
        {id, documentId: id, language: 'en', format: 'html', url: englishPage(id)},
        {...run, failures},
        true,
      );
      if (page?.entry.status !== 'ok') continue;
      for (const {message} of failures) run.warnings.push(`${id}: without the open data (${message})`);
      return {id, manifest: null};
    }
  }
  const id = candidates[0] ?? given;
  const worse = failures.filter(({kind}) => kind !== 'blocked');
  // The open data knows of no such question: that a page's host is blocked does not make it exist.
  const answered =
    wanted.source !== 'doceo' && failures.every(({kind}) => kind === 'blocked') && ways.transport !== null;
  if (failures.length > 0 && !answered)
    run.failures.push(...(worse.length > 0 ? worse : failures.slice(0, 1)));
  else run.failures.push(notFound(id, candidates, ways.transport === null));
  return null;
}

function notFound(id: string, candidates: readonly string[], offline: boolean): Failure {
  const tried = candidates.join(' and ');
  return {
    kind: 'notFound',
    id,
    language: null,
    url: apiAddress(id),
    message: offline ? `nothing of ${tried} is in the archive` : `there is no question ${tried}`,
    hint: offline
      ? 'ask again without --offline'
      : 'check letter, number and year; new questions appear after days or weeks',
  };
}

// A candidate that is already archived needs no request for the other.
async function archivedFirst(
  candidates: readonly string[],
  address: (id: string) => string,
  archive: Archive,
): Promise<string[]> {
  const entries = await Promise.all(
    candidates.map(async id => ({id, entry: await archive.lookup(address(id))})),
  );
  const rank = (outcome: string | undefined): number => (outcome === 'received' ? 0 : 1);
  return entries.sort((a, b) => rank(a.entry?.outcome) - rank(b.entry?.outcome)).map(({id}) => id);
}

function englishPage(id: string): string {
  return pageAddress(id, 'en');
}

async function obtainManifest(id: string, {wanted, ways}: Run): Promise<Manifest | null> {
  const read = (document: RawDocument): Manifest => {
    const json = readJson(document);
    if (isEmptyAnswer(json)) throw new StatedAbsence('notFound', 'the open data holds no such question');
    return readManifest(json, id);
  };
  const obtained = await obtainProved(apiAddress(id), 'json', document => Promise.resolve(read(document)), {
    ways,
    refresh: wanted.refresh,
    mayAsk: true,
  });
  if (obtained?.status !== 'ok') return null;
  ways.onFile?.({id, language: null, format: 'json', url: apiAddress(id), status: 'ok', from: obtained.from});
  return obtained.value;
}

// Part of the records name an answer by its id alone; the answer has a record of its own.
async function completeAnswers(manifest: Manifest, run: Run): Promise<Manifest> {
  const answers = [];
  for (const answer of manifest.answers) {
    if (answer.versions !== null) {
      answers.push(answer);
      continue;
    }
    const url = apiDocumentAddress(answer.id);
    try {
      const obtained = await obtainProved(
        url,
        'json',
        document => Promise.resolve(readAnswer(readJson(document), answer.id)),
        {ways: run.ways, refresh: run.wanted.refresh, mayAsk: run.wanted.answers},
      );
      const known = obtained?.status === 'ok' ? obtained.value : answer;
      answers.push({...known, questions: [...new Set([...known.questions, manifest.id])].sort()});
    } catch (error) {
      run.failures.push(failureOf(rethrowStore(error), {id: manifest.id, url}));
      answers.push(answer);
    }
  }
  return {...manifest, answers};
}

function readJson({url, body}: RawDocument): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch (error) {
    throw new EpqError('parse', 'the record is not JSON', {url, cause: error});
  }
}

/* ---- its files ---- */

/** One file that a question or an answer may have. */
interface FileAddress {
  /** the question */
  id: string;
  /** the question or one of its answers */
  documentId: string;
  language: Language;
  format: FileFormat;
  url: string;
}

async function obtainListed(manifest: Manifest, run: Run): Promise<SourceFile[]> {
  const addresses = [
    ...addressesOf(manifest.id, manifest.id, manifest.versions),
    ...manifest.answers.flatMap(answer => addressesOf(manifest.id, answer.id, answer.versions ?? {})),
  ];
  const answered = new Map(manifest.answers.map(({id, questions}) => [id, questions]));
  const obtained = await Promise.all(
    addresses.map(address =>
      obtain(address, run, isWanted(address, run.wanted), answered.get(address.documentId)),
    ),
  );
  return obtained.filter(file => file !== null);
}

function addressesOf(
  id: string,
  documentId: string,
  versions: Partial<Record<Language, ManifestVersion>>,
): FileAddress[] {
  return LANGUAGE_CODES.flatMap(language => {
    const version = versions[language];
    if (version === undefined) return [];
    const page = {format: 'html' as const, url: pageAddress(documentId, language)};
    return [page, ...version.files].map(file => ({
      id,
      documentId,
      language,
      format: file.format,
      url: file.url,
    }));
  });
}

function isWanted({id, documentId, language, format}: FileAddress, wanted: Wanted): boolean {
  return (
    (wanted.languages === 'all' || wanted.languages.includes(language)) &&
    wanted.documents.includes(format) &&
    (documentId === id || wanted.answers) &&
    (format !== 'html' || wanted.source !== 'opendata')
  );
}

// Without the open data: English first, then the original language, then the languages asked for. With `all`, those
// that a page of the redesign lists; the classic menu always lists 24 and proves nothing.
async function obtainConstructed(
  id: string,
  run: Run,
): Promise<{files: SourceFile[]; offered: Language[] | null}> {
  const files: SourceFile[] = [];
  const answerId = `${id}-ASW`;
  const add = async (documentId: string, language: Language): Promise<ReadDocument | null> => {
    let page: ReadDocument | null = null;
    for (const format of FILE_FORMATS) {
      const url =
        format === 'html' ? pageAddress(documentId, language) : doceoFile(documentId, language, format);
      if (url === null) continue;
      const address = {id, documentId, language, format, url};
      const file = await obtain(address, run, isWanted(address, run.wanted), undefined, read => {
        page = format === 'html' ? read : page;
      });
      if (file !== null) files.push(file);
    }
    return page;
  };
  const english = await add(id, 'en');
  const offered = english === null ? null : languagesOffered(id, english);
  const original = english?.witness.kind === 'question' ? english.witness.originalLanguage : null;
  const {languages} = run.wanted;
  const asked = new Set<Language>([
    'en',
    ...(original === null ? [] : [original]),
    ...(languages === 'all' ? (offered ?? []) : languages),
  ]);
  // What else is archived was asked for in an earlier run, or saved there by hand.
  const archivedOnly = LANGUAGE_CODES.filter(language => !asked.has(language));
  for (const language of asked) if (language !== 'en') await add(id, language);
  for (const language of asked) await add(answerId, language);
  const quiet: Run = {...run, ways: {...run.ways, transport: null}};
  for (const language of archivedOnly) {
    for (const documentId of [id, answerId]) {
      const address = {
        id,
        documentId,
        language,
        format: 'html' as const,
        url: pageAddress(documentId, language),
      };
      const file = await obtain(address, quiet, false);
      if (file !== null) files.push(file);
    }
  }
  return {files: files.filter(file => file.documentId === id || isAnswered(files, file)), offered};
}

// An answer that no file shows does not exist: its absent files say nothing in the record.
function isAnswered(files: readonly SourceFile[], {documentId}: SourceFile): boolean {
  return files.some(file => file.documentId === documentId && file.entry.status !== 'absent');
}

function doceoFile(documentId: string, language: Language, format: FileFormat): string | null {
  return format === 'pdf' || format === 'docx' ? doceoFileAddress(documentId, language, format) : null;
}

function languagesOffered(id: string, {links, witness}: ReadDocument): Language[] | null {
  if (witness.layout !== 'redesign') return null;
  const offered = links
    .filter(link => link.id === id && link.language !== null)
    .map(({language}) => language);
  return offered.length === 0 ? null : LANGUAGE_CODES.filter(language => offered.includes(language));
}

/* ---- one file ---- */

/**
 * Obtains one file: from the archive, else from its host, proved to be what was asked for before it is kept.
 *
 * @param mayAsk whether the host may be asked; otherwise only the archive is looked at
 * @param answered ids of the questions that an answer answers, any of whose numbers its documents may bear
 * @returns what became of it; `null` where nothing is known of it
 */
async function obtain(
  {id, documentId, language, format, url}: FileAddress,
  run: Run,
  mayAsk: boolean,
  answered: readonly string[] = [id],
  onRead: (read: ReadDocument) => void = () => {},
): Promise<SourceFile | null> {
  const {ways, failures, wanted} = run;
  const asked = {documentId, language, url};
  const file = (status: FileStatus, body: Uint8Array | null, read: ReadDocument | null): SourceFile => ({
    ...asked,
    entry: {
      format,
      url,
      status,
      bytes: body?.length ?? null,
      sha256: body === null ? null : createHash('sha256').update(body).digest('hex'),
      layout: read?.witness.layout ?? null,
    },
    witness: read?.witness ?? null,
  });
  const prove = async (document: RawDocument): Promise<ReadDocument | null> => {
    if (format !== 'html' && format !== 'pdf') return null; // kept as it is: this version reads neither DOCX nor XHTML
    const read = await readDocument(document, language);
    requireOwnDocument(read, {documentId, answered, language, url});
    onRead(read);
    return read;
  };
  let status: FileStatus = 'failed';
  let from: ArrivedFile['from'] = 'network';
  let made: SourceFile | null;
  try {
    const obtained = await obtainProved(url, format, prove, {
      ways,
      refresh: wanted.refresh && mayAsk,
      mayAsk,
    });
    if (obtained === null) return null;
    status = obtained.status;
    from = obtained.from;
    if (obtained.failure !== null) failures.push(failureOf(obtained.failure, {id, language, url}));
    made =
      obtained.status === 'ok'
        ? file('ok', obtained.body, obtained.value)
        : file(obtained.status, null, null);
  } catch (error) {
    const failure = failureOf(rethrowStore(error), {id, language, url});
    status = failure.kind === 'blocked' ? 'blocked' : 'failed';
    failures.push(failure);
    made = file(status, null, null);
  }
  if (mayAsk || status === 'ok') ways.onFile?.({id: documentId, language, format, url, status, from});
  return made;
}

type Obtained<T> = {
  from: ArrivedFile['from'] /** the host's refusal, where the archive's own bytes serve */;
  failure: EpqError | null;
} & ({status: 'ok'; body: Uint8Array; value: T} | {status: 'absent' | 'blocked' | 'failed'});

/**
 * Obtains a document that proves itself.
 *
 * @param prove reads the document; throws where it is not what was asked for
 * @returns `null` where nothing is known and nothing may be asked
 * @throws EpqError what the host or the proof says, after noting it in the archive
 */
async function obtainProved<T>(
  url: string,
  expectation: Expectation,
  prove: (document: RawDocument) => Promise<T>,
  {ways: {archive, transport, now}, refresh, mayAsk}: {ways: Ways; refresh: boolean; mayAsk: boolean},
): Promise<Obtained<T> | null> {
  const entry = await archive.lookup(url);
  const kept = entry?.outcome === 'received';
  const fromArchive = async (failure: EpqError | null): Promise<Obtained<T>> => {
    const document = await archive.read(url);
    if (document === null) throw new EpqError('store', `the archive lost ${url} while it was read`);
    return {status: 'ok', body: document.body, value: await prove(document), from: 'archive', failure};
  };
  const isKnown = kept || entry?.outcome === 'absent';
  if (transport === null || !mayAsk || (isKnown && !refresh)) {
    if (entry === null) return null;
    if (kept) return fromArchive(null);
    // Offline, what was refused earlier is refused again; where it was not asked for, it is only said in the record.
    if (mayAsk && entry.outcome !== 'received' && entry.outcome !== 'absent') {
      throw new EpqError(
        entry.meta?.kind ?? 'network',
        entry.meta?.reason ?? `${entry.outcome} when it was last asked for`,
        {
          url,
          hint: 'ask again without --offline',
        },
      );
    }
    return {status: entry.outcome === 'received' ? 'failed' : entry.outcome, from: 'archive', failure: null};
  }
  let reception: Reception;
  try {
    const {etag = null, lastModified = null} = entry?.meta ?? {};
    reception = await transport.get(url, expectation, kept ? {etag, lastModified} : undefined);
  } catch (error) {
    if (!(error instanceof EpqError)) throw error;
    if (kept) return fromArchive(error);
    await noteRefusal(error);
    throw error;
  }
  if (reception.outcome === 'unchanged') return fromArchive(null);
  if (reception.outcome === 'absent') {
    // What was there once and is gone now stays in the archive, and the record says what it said.
    if (kept)
      return fromArchive(
        new EpqError('notFound', 'it is no longer at its address; the archived copy is used', {url}),
      );
    await archive.note(url, 'absent', {status: reception.status, reason: null, kind: null}, now());
    return {status: 'absent', from: 'network', failure: null};
  }
  const {body, contentType} = reception;
  try {
    const value = await prove({url, contentType, body});
    await archive.keep(reception, now());
    return {status: 'ok', body, value, from: 'network', failure: null};
  } catch (error) {
    if (!(error instanceof EpqError) || error.kind === 'store') throw error;
    if (kept) return fromArchive(error);
    if (error instanceof StatedAbsence) {
      await archive.note(url, 'absent', {status: reception.status, reason: error.message, kind: null}, now());
      return {status: 'absent', from: 'network', failure: null};
    }
    await noteRefusal(error, reception.status);
    throw error;
  }

  async function noteRefusal(error: EpqError, status: number | null = null): Promise<void> {
    const outcome = error.kind === 'blocked' ? 'blocked' : 'failed';
    await archive.note(url, outcome, {status, reason: error.message, kind: error.kind}, now());
  }
}

/** The source itself says that there is no such document, or not in this language: an absence, not a failure. */
class StatedAbsence extends EpqError {}

// A response is kept as a document only when it proves to be the one asked for: by its number, or, where it prints
// none, by the addresses it names; and in the language asked for, by its words.
function requireOwnDocument(
  {witness, ids, links, offersAnotherLanguage}: ReadDocument,
  {
    documentId,
    answered,
    language,
    url,
  }: {documentId: string; answered: readonly string[]; language: Language; url: string},
): void {
  const own = [documentId, ...answered].map(known => parseId(known.replace(/-ASW.*$/, '')));
  const {number} = witness;
  const isOwn =
    number === null
      ? [...ids.slice(1), ...links.map(link => link.id)].includes(documentId)
      : own.some(
          known =>
            known?.letter === number.letter && known.year === number.year && known.serial === number.serial,
        );
  const isAnswer = documentId.includes('-ASW');
  if (!isOwn || isAnswer !== (witness.kind === 'answer')) {
    const shown =
      number === null
        ? 'shows no number'
        : `is ${witness.kind === 'answer' ? 'the answer to ' : ''}${formatNumber(number)}`;
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

// A page that is blocked is no failure where another file gave the same version.
function reportBlocked(id: string, files: readonly SourceFile[], run: Run): void {
  const excused = run.failures.filter(
    ({kind, url, language}) =>
      kind === 'blocked' &&
      files.some(
        blocked =>
          blocked.entry.url === url &&
          files.some(
            other =>
              other.documentId === blocked.documentId &&
              other.language === language &&
              other.entry.status === 'ok',
          ),
      ),
  );
  if (excused.length === 0) return;
  run.failures = run.failures.filter(failure => !excused.includes(failure));
  const pages = excused.length === 1 ? '1 page' : `${excused.length} pages`;
  run.warnings.push(`${id}: ${pages} blocked; text and metadata come from the open data's files`);
}

function rethrowStore(error: unknown): unknown {
  if (error instanceof EpqError && error.kind !== 'store') return error;
  throw error;
}
