import {apiAddress, apiDocumentAddress, doceoFileAddress, isDoceo, pageAddress} from './addresses.ts';
import type {Archive} from './archive.ts';
import type {RawDocument} from './document.ts';
import {sha256Of} from './document-hash.ts';
import {EpqError, type Failure, failureOf} from './errors.ts';
import {LANGUAGE_CODES, type Language} from './language.ts';
import {type Manifest, type ManifestAnswer, type ManifestVersion, readAnnex, readAnswer} from './manifest.ts';
import {completeMembers, type MemberWays} from './member-directory.ts';
import {buildRecord, type SourceFile} from './merge.ts';
import {ASK_FOR_EVERYTHING, ASK_FOR_WHAT_FAILED, type AskAgain, obtainProved} from './obtain.ts';
import {requireAnnex, requireOwnDocument} from './own-document.ts';
import type {FileFormat, FileStatus, QuestionRecord} from './question.ts';
import {readRecord} from './question-records.ts';
import type {ReadDocument} from './read-document.ts';
import {readers} from './readers.ts';
import {answerIdOfAnnex, type Reference} from './reference.ts';

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
export interface Ways extends MemberWays {
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
  /** files of annexes that pages of answers link to, by address */
  linked: Map<string, FileAddress>;
  /** addresses of files that nobody named, asked for in place of a blocked page */
  standIns: Set<string>;
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
  const run: Run = {
    wanted,
    ways,
    failures: [],
    warnings: [],
    linked: new Map(),
    standIns: new Set(),
  };
  const found = await findQuestion(reference, run);
  if (found === null) return {record: null, failures: run.failures, warnings: run.warnings};
  const {id, manifest, hasOpenData} = found;
  const {files, offered, answers} =
    manifest === null
      ? await obtainConstructed(id, run)
      : {
          files: [...(await obtainListed(manifest, run)), ...(await obtainUnlistedAnswer(manifest, run))],
          offered: null,
          answers: manifest.answers,
        };
  files.push(...(await obtainLinked(files, run)));
  reportBlocked(id, files, run);
  reportStandIns(id, files, run);
  reportUnobtained(id, answers, files, run);
  const made = buildRecord({id, manifest, files, offered, listUnrequested: false});
  const effort = {mayAsk: hasOpenData && wanted.source !== 'doceo', askAgain: askAgainOf(wanted)};
  const {record, warnings} = await completeMembers(made, manifest?.authorIds ?? [], ways, effort);
  return {record, failures: run.failures, warnings: [...run.warnings, ...warnings]};
}

/**
 * Makes the record of what an archive alone holds of a question; nothing is asked for, and what was refused earlier is told
 * as its file's status.
 *
 * @returns as `fetchQuestion`; no record where the archive holds nothing of the question
 * @throws EpqError `store` when the archive cannot be read
 */
export async function fetchFromArchive(reference: Reference, archive: Archive): Promise<Fetched> {
  const nothing: Wanted = {languages: [], documents: [], answers: false, source: 'auto', refresh: false};
  return fetchQuestion(reference, nothing, {archive, transport: null, now: () => ''});
}

/* ---- which question ---- */

async function findQuestion(
  {candidates}: Reference,
  run: Run,
): Promise<{id: string; manifest: Manifest | null; hasOpenData: boolean} | null> {
  const {wanted, ways} = run;
  const failures: Failure[] = [];
  // With pages alone, too, a record that the archive holds is read: nothing that is known is left out of the question.
  for (const id of await archivedFirst(candidates, apiAddress, ways.archive)) {
    try {
      const manifest = await obtainManifest(id, run);
      if (manifest !== null) return {id, manifest: await completeAnswers(manifest, run), hasOpenData: true};
    } catch (error) {
      failures.push(failureOf(rethrowStore(error), {id, url: apiAddress(id)}));
    }
  }
  const isAbsentInOpenData = wanted.source !== 'doceo' && failures.length === 0;
  if (wanted.source !== 'opendata') {
    for (const id of await archivedFirst(candidates, englishPage, ways.archive)) {
      if (!(await showsPage(id, {...run, failures}))) continue;
      for (const {message} of failures) run.warnings.push(`${id}: without the open data (${message})`);
      return {id, manifest: null, hasOpenData: isAbsentInOpenData};
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
): Promise<readonly string[]> {
  if (candidates.length < 2) return candidates;
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
    {mayAsk: wanted.source !== 'doceo', askAgain: askAgainOf(wanted)},
  );
  if (obtained?.status !== 'ok') return null;
  ways.onFile?.({id, language: null, format: 'json', url: apiAddress(id), status: 'ok', from: obtained.from});
  return obtained.value;
}

// Part of the records name an answer, or an annex, by its id alone; it has a record of its own.
async function completeAnswers(manifest: Manifest, run: Run): Promise<Manifest> {
  const {id} = manifest;
  const answers: ManifestAnswer[] = [];
  for (const listed of manifest.answers) {
    const found = listed.versions === null ? await obtainOwnRecord(id, listed.id, readAnswer, run) : null;
    const answer = found ?? listed;
    const known = new Set(answer.annexes.map(annex => annex.id));
    const annexes = [...answer.annexes, ...listed.annexes.filter(annex => !known.has(annex.id))];
    answers.push({
      ...answer,
      questions: [...new Set([...answer.questions, ...listed.questions])].sort(),
      annexes: await Promise.all(
        annexes.map(async annex => {
          if (annex.versions !== null) return annex;
          return (await obtainOwnRecord(id, annex.id, readAnnex, run)) ?? annex;
        }),
      ),
    });
  }
  return {...manifest, answers};
}

async function obtainOwnRecord<T>(
  questionId: string,
  id: string,
  read: (json: unknown, id: string) => T,
  {wanted, ways, failures}: Run,
): Promise<T | null> {
  const url = apiDocumentAddress(id);
  try {
    const obtained = await obtainProved(url, 'json', async document => read(readJson(document), id), ways, {
      mayAsk: wanted.answers && wanted.source !== 'doceo',
      askAgain: askAgainOf(wanted),
    });
    return obtained?.status === 'ok' ? obtained.value : null;
  } catch (error) {
    failures.push(failureOf(rethrowStore(error), {id: questionId, url}));
    return null;
  }
}

function askAgainOf({refresh}: Wanted): AskAgain {
  if (typeof refresh !== 'boolean') return refresh;
  return refresh ? ASK_FOR_EVERYTHING : ASK_FOR_WHAT_FAILED;
}

/**
 * Reads a record as JSON.
 *
 * @throws EpqError `parse` where it is none
 */
export function readJson({url, body}: RawDocument): unknown {
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
  /** the question, one of its answers, or an annex of one */
  documentId: string;
  language: Language;
  format: FileFormat;
  url: string;
}

/**
 * The addresses that a fetch would ask for once it has the question's record, if the archive did not hold them and no
 * page were blocked.
 *
 * @param manifest what the open data says of the question
 */
export function addressesWanted(manifest: Manifest, wanted: Wanted): string[] {
  const bare = manifest.answers
    .flatMap(answer => [answer, ...answer.annexes])
    .filter(({versions}) => versions === null);
  return [
    ...bare.filter(() => wanted.answers).map(({id}) => apiDocumentAddress(id)),
    ...allAddresses(manifest)
      .filter(address => isWanted(address, wanted))
      .map(({url}) => url),
  ];
}

// An answer of which only the id is known is looked for in the question's languages, at constructed addresses.
function allAddresses({id, versions, answers}: Manifest): FileAddress[] {
  const languages = LANGUAGE_CODES.filter(language => language in versions);
  return [
    ...addressesOf(id, id, versions),
    ...answers.flatMap(answer => [
      ...(answer.versions === null
        ? languages.flatMap(language => constructedAddresses(id, answer.id, language))
        : addressesOf(id, answer.id, answer.versions)),
      ...answer.annexes.flatMap(annex => addressesOf(id, annex.id, annex.versions ?? {})),
    ]),
  ];
}

async function obtainListed(manifest: Manifest, run: Run): Promise<SourceFile[]> {
  const addresses = allAddresses(manifest);
  const answered = new Map(manifest.answers.map(({id, questions}) => [id, questions]));
  const obtainOne = (address: FileAddress, mayAsk: boolean): Promise<SourceFile | null> =>
    obtain(address, run, mayAsk, answered.get(answerIdOfAnnex(address.documentId) ?? address.documentId));
  const pages = addresses
    .filter(({format}) => format === 'html')
    .map(page => ({page, obtained: obtainOne(page, isWanted(page, run.wanted))}));
  const awaited = new Map(
    pages.map(({page, obtained}) => [standInFor(page, addresses, run.wanted), obtained] as const),
  );
  const files = addresses
    .filter(({format}) => format !== 'html')
    .map(async file => {
      const standsIn = (await awaited.get(file))?.entry.status === 'blocked';
      if (standsIn) run.standIns.add(file.url);
      return obtainOne(file, standsIn || isWanted(file, run.wanted));
    });
  const shown = Promise.all(pages.map(page => page.obtained)).then(obtained => {
    const ofPages = obtained.filter(file => file !== null);
    if (files.length > 0) draftFirst(manifest, ofPages);
    return ofPages;
  });
  const obtained = await Promise.all([shown, Promise.all(files)]);
  return obtained.flat().filter(file => file !== null);
}

let isDrafted = false;

// A run's first record takes some 40 ms, for all that it needs is new: it is made of the pages alone, and thrown away, while
// files are still being read.
function draftFirst(manifest: Manifest, files: SourceFile[]): void {
  if (!isDrafted) buildRecord({id: manifest.id, manifest, files, offered: null, listUnrequested: false});
  isDrafted = true;
}

// A record that lists no answer may be older than the answer: with pages alone it is looked for in the question's
// languages. Once found it belongs to the question; that another question's answer bears the number is not enough, or
// the record would depend on which of the two was fetched first (E-9-2024-000582-ASW, listed by P-9-2024-000583 alone).
async function obtainUnlistedAnswer({id, versions, answers}: Manifest, run: Run): Promise<SourceFile[]> {
  const {wanted, ways} = run;
  const meta = (await ways.archive.lookup(apiAddress(id)))?.meta;
  if (answers.length > 0 || meta == null || !(meta.hasUnlistedAnswer || wanted.source === 'doceo')) return [];
  const answerId = `${id}-ASW`;
  const addresses = LANGUAGE_CODES.filter(language => language in versions).flatMap(language =>
    constructedAddresses(id, answerId, language),
  );
  const obtained = await Promise.all(
    addresses.map(address => obtain(address, run, wanted.source === 'doceo' && isWanted(address, wanted))),
  );
  const files = obtained.filter(file => file !== null);
  if (!isAnswered(files, answerId)) return [];
  if (!meta.hasUnlistedAnswer) await ways.archive.noteUnlistedAnswer(apiAddress(id));
  return files;
}

// Annexes that pages of answers link to, and that are not known already.
async function obtainLinked(files: readonly SourceFile[], run: Run): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for (const address of run.linked.values()) {
    const {documentId, language, format} = address;
    const isKnown = files.some(
      file => file.documentId === documentId && file.language === language && file.entry.format === format,
    );
    const file = isKnown ? null : await obtain(address, run, isWanted(address, run.wanted));
    if (file !== null) found.push(file);
  }
  return found;
}

// An annex has no page.
function addressesOf(
  id: string,
  documentId: string,
  versions: Partial<Record<Language, ManifestVersion>>,
): FileAddress[] {
  return LANGUAGE_CODES.flatMap(language => {
    const version = versions[language];
    if (version === undefined) return [];
    const page = {format: 'html' as const, url: pageAddress(documentId, language)};
    const pages = answerIdOfAnnex(documentId) === null ? [page] : [];
    return [...pages, ...version.files].map(({format, url}) => ({id, documentId, language, format, url}));
  });
}

function constructedAddresses(id: string, documentId: string, language: Language): FileAddress[] {
  return [
    {id, documentId, language, format: 'html', url: pageAddress(documentId, language)},
    ...(['pdf', 'docx'] as const).map(format => ({
      id,
      documentId,
      language,
      format,
      url: doceoFileAddress(documentId, language, format),
    })),
  ];
}

// Where a page is blocked, one file more is asked for, of another host, whose paragraphs are cleaner than a PDF's, unless
// one is anyway.
function standInFor(
  page: FileAddress,
  addresses: readonly FileAddress[],
  wanted: Wanted,
): FileAddress | null {
  const {host} = new URL(page.url);
  const others = addresses.filter(
    ({documentId, language, url}) =>
      documentId === page.documentId && language === page.language && new URL(url).host !== host,
  );
  const clean = (['xhtml', 'docx'] as const).flatMap(form => others.filter(({format}) => format === form));
  const isNeeded =
    wanted.source !== 'doceo' && isWanted(page, wanted) && !clean.some(file => isWanted(file, wanted));
  return isNeeded ? (clean[0] ?? null) : null;
}

function isWanted({id, documentId, language, format, url}: FileAddress, wanted: Wanted): boolean {
  return (
    (wanted.languages === 'all' || wanted.languages.includes(language)) &&
    (wanted.documents.includes(format) || (format === 'doc' && wanted.documents.includes('docx'))) &&
    (documentId === id || wanted.answers) &&
    (format !== 'html' || wanted.source !== 'opendata') &&
    (wanted.source !== 'doceo' || isDoceo(url))
  );
}

// Without the open data: English first, then the original language, then the languages asked for. With `all`, those
// that a page of the redesign lists; the classic menu always lists 24 and proves nothing.
async function obtainConstructed(
  id: string,
  run: Run,
): Promise<{files: SourceFile[]; offered: Language[] | null; answers: {id: string}[]}> {
  const {languages} = run.wanted;
  const files: SourceFile[] = [];
  const linkedAnswers = new Set<string>();
  const add = async (
    documentId: string,
    language: Language,
    mayAsk: boolean,
  ): Promise<ReadDocument | null> => {
    let page: ReadDocument | null = null;
    for (const address of constructedAddresses(id, documentId, language)) {
      const file = await obtain(address, run, mayAsk && isWanted(address, run.wanted), undefined, read => {
        page = address.format === 'html' ? read : page;
        if (documentId === id) for (const answerId of answersLinked(read)) linkedAnswers.add(answerId);
      });
      if (file !== null) files.push(file);
    }
    return page;
  };
  // What else is archived was asked for in an earlier run, or saved there by hand.
  const addOthers = async (documentId: string, asked: ReadonlySet<Language>): Promise<void> => {
    for (const language of new Set([...asked, ...LANGUAGE_CODES]))
      if (language !== 'en') await add(documentId, language, asked.has(language));
  };
  const english = await add(id, 'en', true);
  const offered = english === null ? null : languagesOffered(id, english);
  const witness = english?.witness ?? null;
  const asked = new Set<Language>(['en']);
  if (witness?.kind === 'question' && witness.originalLanguage !== null) asked.add(witness.originalLanguage);
  if (witness?.language != null) asked.add(witness.language); // what the English address gave may be in another
  for (const language of languages === 'all' ? (offered ?? []) : languages) asked.add(language);
  await addOthers(id, asked);
  for (const answerId of new Set([`${id}-ASW`, ...linkedAnswers])) {
    const answer = await add(answerId, 'en', true);
    const more = languages === 'all' && answer !== null ? languagesOffered(answerId, answer) : null;
    await addOthers(answerId, new Set([...asked, ...(more ?? [])]));
  }
  const isThere = ({documentId}: SourceFile): boolean =>
    documentId === id || linkedAnswers.has(documentId) || isAnswered(files, documentId);
  return {
    files: files.filter(isThere),
    offered,
    answers: [...linkedAnswers].map(answerId => ({id: answerId})),
  };
}

// Unproven: that the link "Answer in writing" bears the answer's own address. It alone tells an answer under another
// question's number (P-9-2022-000026-ASW) from answers that a text cites.
function answersLinked({links}: ReadDocument): string[] {
  return links.filter(({id, isAnswerMarker}) => isAnswerMarker && id.endsWith('-ASW')).map(({id}) => id);
}

// An answer that no file shows does not exist: its absent files say nothing in the record.
function isAnswered(files: readonly SourceFile[], documentId: string): boolean {
  return files.some(file => file.documentId === documentId && file.entry.status !== 'absent');
}

function languagesOffered(id: string, {links, witness}: ReadDocument): Language[] | null {
  if (witness.layout !== 'redesign') return null;
  const offered = links
    .filter(link => link.id === id && link.language !== null)
    .map(({language}) => language);
  return offered.length === 0 ? null : LANGUAGE_CODES.filter(language => offered.includes(language));
}

/* ---- one file ---- */

/** A document that proved itself. */
interface Proof {
  /** `null` for what is kept as it is */
  read: ReadDocument | null;
  /** the language it is in: not always the one asked for */
  language: Language;
}

/**
 * Obtains one file: from the archive, else from its host, proved to be what was asked for before it is kept.
 *
 * @param mayAsk whether the host may be asked; otherwise only the archive is looked at
 * @param answered ids of the questions that an answer answers, any of whose numbers its documents may bear
 * @returns what became of it; `null` where nothing is known of it
 */
async function obtain(
  address: FileAddress,
  run: Run,
  mayAsk: boolean,
  answered: readonly string[] = [address.id],
  onRead: (read: ReadDocument) => void = () => {},
): Promise<SourceFile | null> {
  const {id, documentId, language, format, url} = address;
  const {ways, failures, wanted} = run;
  const failed = (status: FileStatus): SourceFile => ({
    documentId,
    language,
    entry: {format, url, status, bytes: null, sha256: null, layout: null},
    witness: null,
  });
  let status: FileStatus = 'failed';
  let from: ArrivedFile['from'] = 'network';
  let made: SourceFile;
  try {
    const prove = (document: RawDocument): Promise<Proof> => proveFile(document, address, answered, run);
    const obtained = await obtainProved(url, format, prove, ways, {mayAsk, askAgain: askAgainOf(wanted)});
    if (obtained === null) return null;
    ({status, from} = obtained);
    if (obtained.failure !== null) failures.push(failureOf(obtained.failure, {id, language, url}));
    made =
      obtained.status === 'ok' ? received(address, obtained.body, obtained.value) : failed(obtained.status);
    if (obtained.status === 'ok') {
      const {read} = obtained.value;
      if (read !== null) {
        onRead(read);
        for (const linked of annexesLinked(read, address)) run.linked.set(linked.url, linked);
      }
      if (made.askedIn !== undefined) {
        status = 'absent';
        if (mayAsk && !read?.offersAnotherLanguage)
          run.warnings.push(
            `${documentId}: the ${format === 'html' ? 'page' : format} at the address of ${language} is in ${made.language}, and kept as that: there is none in ${language}`,
          );
      }
    }
  } catch (error) {
    const failure = failureOf(rethrowStore(error), {id, language, url});
    status = failure.kind === 'blocked' ? 'blocked' : 'failed';
    failures.push(failure);
    made = failed(status);
  }
  if (mayAsk || made.entry.status === 'ok')
    ways.onFile?.({id: documentId, language, format, url, status, from});
  return made;
}

function received(
  {documentId, language, format, url}: FileAddress,
  body: Uint8Array,
  proof: Proof,
): SourceFile {
  return {
    documentId,
    language: proof.language,
    ...(proof.language === language ? {} : {askedIn: language}),
    entry: {
      format,
      url,
      status: 'ok',
      bytes: body.length,
      sha256: sha256Of(body),
      layout: proof.read?.witness.layout ?? null,
    },
    witness: proof.read?.witness ?? null,
  };
}

async function proveFile(
  document: RawDocument,
  {documentId, language, format, url}: FileAddress,
  answered: readonly string[],
  {ways}: Run,
): Promise<Proof> {
  const asked = {documentId, answered, url};
  if (answerIdOfAnnex(documentId) !== null) {
    if (format === 'pdf') requireAnnex(await readers.findPdfNumber(document), asked);
    return {read: null, language};
  }
  if (format === 'doc') return {read: null, language}; // kept as it is: the old binary form is not read
  const read = await readers.readDocument(document, language, format);
  const found = requireOwnDocument(read, asked);
  if (found !== language) await requireNoOwn(document, language, ways.archive);
  return {read, language: found};
}

// A document in another language takes no place of one in the language asked for.
async function requireNoOwn(document: RawDocument, language: Language, archive: Archive): Promise<void> {
  const kept = await archive.read(document.url);
  if (kept === null || Buffer.compare(kept.body, document.body) === 0) return;
  const own = await readers.readDocument(kept, language).catch(() => null);
  if (own?.witness.language !== language) return;
  throw new EpqError('parse', `it came in another language than ${language}; the archived copy is used`, {
    url: document.url,
  });
}

// Unproven: that an answer's page links its annexes as it links its files.
function annexesLinked({links}: ReadDocument, {id, documentId}: FileAddress): FileAddress[] {
  return links.flatMap(({id: annexId, language, format}) =>
    answerIdOfAnnex(annexId) === documentId && language !== null && (format === 'pdf' || format === 'docx')
      ? [{id, documentId: annexId, language, format, url: doceoFileAddress(annexId, language, format)}]
      : [],
  );
}

// A listed answer of which nothing was there to be had is not an answer that nobody asked for.
function reportUnobtained(
  id: string,
  answers: readonly {id: string; versions?: ManifestAnswer['versions']}[],
  files: readonly SourceFile[],
  {wanted, warnings}: Run,
): void {
  if (!wanted.answers) return;
  for (const answer of answers) {
    const own = files.filter(({documentId}) => documentId === answer.id);
    const hasNone = answer.versions != null && Object.keys(answer.versions).length === 0;
    if (own.every(({entry}) => entry.status === 'absent') && (own.length > 0 || hasNone))
      warnings.push(`${id}: its answer ${answer.id} is listed, and no file of it is there`);
  }
}

// A page that is blocked is no failure where another file gave the same version.
function reportBlocked(id: string, files: readonly SourceFile[], run: Run): void {
  const excused = run.failures.filter(
    ({kind, url}) => kind === 'blocked' && files.some(file => isOfSameVersion(file, url, files)),
  );
  if (excused.length === 0) return;
  run.failures = run.failures.filter(failure => !excused.includes(failure));
  const pages = excused.length === 1 ? '1 page' : `${excused.length} pages`;
  run.warnings.push(`${id}: ${pages} blocked; text and metadata come from the open data's files`);
}

// What nobody asked for is no failure if it cannot be read, where another file gave the same version.
function reportStandIns(id: string, files: readonly SourceFile[], run: Run): void {
  const excused = run.failures.filter(
    ({kind, url}) =>
      kind === 'parse' &&
      run.standIns.has(url ?? '') &&
      files.some(file => isOfSameVersion(file, url, files)),
  );
  run.failures = run.failures.filter(failure => !excused.includes(failure));
  for (const {message} of excused)
    run.warnings.push(`${id}: a file in place of a blocked page was not read: ${message}`);
}

// Whether a file was read that gives the language version of the file at an address.
function isOfSameVersion(file: SourceFile, url: string | null, files: readonly SourceFile[]): boolean {
  const other = files.find(({entry}) => entry.url === url);
  return (
    file.entry.status === 'ok' && file.documentId === other?.documentId && file.language === other.language
  );
}

function rethrowStore(error: unknown): unknown {
  if (error instanceof EpqError && error.kind !== 'store') return error;
  throw error;
}
