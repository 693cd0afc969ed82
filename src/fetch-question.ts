import {createHash} from 'node:crypto';
import {apiAddress, apiDocumentAddress, doceoFileAddress, pageAddress} from './addresses.ts';
import type {Archive} from './archive.ts';

import type {RawDocument} from './document.ts';
import {EpqError, type Failure, failureOf} from './errors.ts';
import {LANGUAGE_CODES, type Language} from './language.ts';
import {type Manifest, type ManifestVersion, readAnswer} from './manifest.ts';
import {buildRecord, type SourceFile} from './merge.ts';
import {
  ASK_FOR_EVERYTHING,
  ASK_FOR_WHAT_FAILED,
  type AskAgain,
  type DocumentWays,
  obtainProved,
} from './obtain.ts';
import {requireOwnDocument} from './own-document.ts';
import {FILE_FORMATS, type FileFormat, type FileStatus, type QuestionRecord} from './question.ts';
import {readRecord} from './question-records.ts';
import {type ReadDocument, readDocument} from './read-document.ts';
import type {Reference} from './reference.ts';

/** What is wanted of a question, and from where. */
export interface Wanted {
  /** language versions; `all`: every one that exists */
  languages: readonly Language[] | 'all';
  documents: readonly FileFormat[];
  answers: boolean;
  source: 'auto' | 'opendata' | 'doceo';
  /** revalidate what the archive holds; or when each kind of what is known is asked for again */
  refresh: boolean | AskAgain;
}

/** The ways in and out of a fetch. */
export interface Ways extends DocumentWays {
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
  {candidates}: Reference,
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
  const isAbsentInOpenData = wanted.source !== 'doceo' && failures.length === 0;
  if (wanted.source !== 'opendata') {
    for (const id of await archivedFirst(candidates, englishPage, ways.archive)) {
      if (!(await showsPage(id, {...run, failures}))) continue;
      for (const {message} of failures) run.warnings.push(`${id}: without the open data (${message})`);
      return {id, manifest: null};
    }
  }
  // Where the open data knows of no such question, that a page's host is blocked does not make it exist.
  const unknown = failures.filter(({kind}) => !(isAbsentInOpenData && kind === 'blocked'));
  const sure = unknown.filter(({kind}) => kind !== 'blocked');
  if (unknown.length === 0) run.failures.push(notFound(candidates, ways.transport === null));
  else run.failures.push(...(sure.length > 0 ? sure : unknown.slice(0, 1)));
  return null;
}

// A question exists where its page does, in English or in a language that was asked for by name.
async function showsPage(id: string, run: Run): Promise<boolean> {
  const {languages} = run.wanted;
  for (const language of new Set<Language>(['en', ...(languages === 'all' ? [] : languages)])) {
    const url = pageAddress(id, language);
    const page = await obtain({id, documentId: id, language, format: 'html', url}, run, true);
    if (page?.entry.status === 'ok') return true;
  }
  return false;
}

function notFound(candidates: readonly string[], offline: boolean): Failure {
  const [id = ''] = candidates;
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
  const obtained = await obtainProved(
    apiAddress(id),
    'json',
    async ({body}) => readRecord(body, id, apiAddress(id)),
    ways,
    {mayAsk: true, askAgain: askAgainOf(wanted)},
  );
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
        run.ways,
        {mayAsk: run.wanted.answers, askAgain: askAgainOf(run.wanted)},
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

function askAgainOf({refresh}: Wanted): AskAgain {
  if (typeof refresh !== 'boolean') return refresh;
  return refresh ? ASK_FOR_EVERYTHING : ASK_FOR_WHAT_FAILED;
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

/**
 * The addresses of a question's files that a fetch would ask for, if the archive did not hold them.
 *
 * @param manifest what the open data says of the question
 */
export function addressesWanted(manifest: Manifest, wanted: Wanted): string[] {
  return allAddresses(manifest)
    .filter(address => isWanted(address, wanted))
    .map(({url}) => url);
}

function allAddresses(manifest: Manifest): FileAddress[] {
  return [
    ...addressesOf(manifest.id, manifest.id, manifest.versions),
    ...manifest.answers.flatMap(answer => addressesOf(manifest.id, answer.id, answer.versions ?? {})),
  ];
}

async function obtainListed(manifest: Manifest, run: Run): Promise<SourceFile[]> {
  const addresses = allAddresses(manifest);
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
    const obtained = await obtainProved(url, format, prove, ways, {mayAsk, askAgain: askAgainOf(wanted)});
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
