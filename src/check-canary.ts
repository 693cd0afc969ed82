import {apiAddress, apiDocumentAddress, pageAddress} from './addresses.ts';
import type {Canary} from './canaries.ts';
import type {RawDocument} from './document.ts';
import {EpqError} from './errors.ts';
import {type Examination, examineDocument} from './examine.ts';
import {readJson, type Wanted} from './fetch-question.ts';
import {
  expectationOf,
  type Finding,
  fieldsOf,
  findChanges,
  findWrongFields,
  type ReadFormat,
} from './findings.ts';
import {LANGUAGE_CODES, type Language} from './language.ts';
import {type Manifest, type ManifestAnswer, type ManifestFile, readAnswer} from './manifest.ts';
import {witnessesOfManifest} from './normalise.ts';
import {ASK_FOR_WHAT_FAILED, type DocumentWays, obtainProved} from './obtain.ts';
import {type AskedDocument, requireOwnDocument} from './own-document.ts';
import type {LayoutName} from './question.ts';
import {readRecord} from './question-records.ts';
import {formatNumber, parseId} from './reference.ts';

/** Where a document stands: `unknown` offline, where the archive knows nothing of it. */
export type CanaryStatus = 'ok' | 'changed' | 'missing' | 'blocked' | 'unreachable' | 'unknown';

/** One document of a canary. */
export interface CanaryDocument {
  /** of the question or of its answer */
  id: string;
  /** `null` for a record of the open data */
  language: Language | null;
  format: ReadFormat | 'json';
  url: string;
  layout: LayoutName | null;
  status: CanaryStatus;
  findings: Finding[];
}

/** One canary, looked at. */
export interface CanaryReport {
  id: string;
  covers: string;
  /** the worst of its documents' */
  status: CanaryStatus;
  documents: CanaryDocument[];
}

/** What a canary's status is called, the gravest first. */
const GRAVEST: readonly CanaryStatus[] = ['changed', 'missing', 'unreachable', 'blocked', 'ok', 'unknown'];

/**
 * Looks at the documents of one canary, and compares each with what it must show.
 *
 * @param wanted which languages, files and sources are looked at
 * @param ways with a way to the network every document is asked for; without, the archive alone tells
 * @returns what became of each document; never throws for what sources or hosts do
 * @throws EpqError `store` when the archive cannot be read or written
 */
export async function checkCanary(
  canary: Canary,
  wanted: Pick<Wanted, 'languages' | 'documents' | 'answers' | 'source'>,
  ways: DocumentWays,
): Promise<CanaryReport> {
  const documents: CanaryDocument[] = [];
  const record = wanted.source === 'doceo' ? null : await checkRecord(canary, wanted.answers, ways);
  if (record !== null) documents.push(...record.documents);
  const answer = wanted.answers ? canary.answer : null;
  const languages = LANGUAGE_CODES.filter(
    code => code in canary.languages && (wanted.languages === 'all' || wanted.languages.includes(code)),
  );
  const files = languages.flatMap(language => [
    ...filesOf(canary.id, language, record?.manifest?.versions[language]?.files ?? null),
    ...(answer === null
      ? []
      : filesOf(answer.id, language, record?.answer?.versions?.[language]?.files ?? null)),
  ]);
  const asked = files.filter(
    ({format}) => wanted.documents.includes(format) && (format !== 'html' || wanted.source !== 'opendata'),
  );
  documents.push(...(await Promise.all(asked.map(file => checkFile(canary, file, ways)))));
  const status = GRAVEST.find(one => documents.some(document => document.status === one)) ?? 'unknown';
  return {id: canary.id, covers: canary.covers, status, documents};
}

interface CanaryFile {
  id: string;
  language: Language;
  format: ReadFormat;
  url: string;
}

function filesOf(id: string, language: Language, listed: readonly ManifestFile[] | null): CanaryFile[] {
  return [
    {id, language, format: 'html', url: pageAddress(id, language)},
    ...(listed ?? []).flatMap(({format, url}) => (format === 'doc' ? [] : [{id, language, format, url}])),
  ];
}

async function checkFile(canary: Canary, file: CanaryFile, ways: DocumentWays): Promise<CanaryDocument> {
  const {id, language, format, url} = file;
  const kind = id === canary.id ? 'question' : 'answer';
  const {value, ...outcome} = await obtainAny(
    url,
    format,
    async document => examineDocument(document, language),
    ways,
  );
  if (value === null) return {...file, layout: null, ...outcome};
  const findings = findChanges(value, expectationOf(canary, kind, language, format));
  const asked = {documentId: id, answered: [id, canary.id], language, url};
  findings.unshift(...strangerIn(value, asked));
  const layout = value.reads[0]?.witness.layout ?? null;
  // Bytes that are a challenge are no change of the site's.
  if (value.failure?.kind === 'blocked') return {...file, layout, status: 'blocked', findings: []};
  return {...file, layout, status: findings.length > 0 ? 'changed' : 'ok', findings};
}

function strangerIn({reads}: Examination, asked: AskedDocument & {language: Language}): Finding[] {
  try {
    const [read, ...others] = reads;
    if (read === undefined || others.length > 0) return [];
    const language = requireOwnDocument(read, asked);
    return language === asked.language
      ? []
      : [notThere(`the document asked for in ${asked.language} is in ${language}`)];
  } catch (error) {
    if (!(error instanceof EpqError)) throw error;
    return [notThere(error.message)];
  }
}

/* ---- the open data ---- */

interface CheckedRecord {
  documents: CanaryDocument[];
  manifest: Manifest | null;
  answer: ManifestAnswer | null;
}

async function checkRecord(canary: Canary, answers: boolean, ways: DocumentWays): Promise<CheckedRecord> {
  const url = apiAddress(canary.id);
  const file = {id: canary.id, language: null, format: 'json' as const, url, layout: null};
  const {value: manifest, ...outcome} = await obtainAny(
    url,
    'json',
    async ({body}) => readRecord(body, canary.id, url),
    ways,
  );
  if (manifest === null) return {documents: [{...file, ...outcome}], manifest, answer: null};
  const findings = recordFindings(canary, manifest);
  const documents: CanaryDocument[] = [{...file, status: findings.length > 0 ? 'changed' : 'ok', findings}];
  if (canary.answer === null || !answers) return {documents, manifest, answer: null};
  const listed = manifest.answers.find(({id}) => id === canary.answer?.id) ?? null;
  if (listed === null) {
    findings.push({
      kind: 'field',
      name: 'answers',
      message: `field answers: expected ${canary.answer.id}, got ${manifest.answers.map(({id}) => id).join(', ') || 'none'}`,
    });
    return {documents: [{...file, status: 'changed', findings}], manifest, answer: null};
  }
  const answer = await completeAnswer(listed, ways);
  const facts = expectationOf(canary, 'answer', 'en', 'json').factsOf('opendata');
  const questions = answer.questions.flatMap(id => {
    const number = parseId(id);
    return number === null ? [] : [formatNumber({...number, revision: null})];
  });
  findings.push(
    ...findWrongFields({date: answer.date, questions: questions.sort()}, facts).map(finding => ({
      ...finding,
      name: `answers.${finding.name}`,
      message: finding.message.replace('field ', 'field answers.'),
    })),
  );
  return {
    documents: [{...file, status: findings.length > 0 ? 'changed' : 'ok', findings}],
    manifest,
    answer,
  };
}

function recordFindings(canary: Canary, manifest: Manifest): Finding[] {
  const witnesses = witnessesOfManifest(manifest);
  const languages = LANGUAGE_CODES.filter(code => code in canary.languages);
  return languages.flatMap(language => {
    const witness = witnesses.find(one => one.language === language);
    if (witness === undefined) {
      const message = `field languages: expected ${language}, got ${Object.keys(manifest.versions).join(', ') || 'none'}`;
      return [{kind: 'field' as const, name: 'languages', message}];
    }
    const facts = expectationOf(canary, 'question', language, 'json').factsOf('opendata');
    const hasFile = manifest.versions[language]?.files.some(({format}) => format === 'pdf') ?? false;
    return [
      ...findWrongFields(fieldsOf(witness), facts).map(finding => ({
        ...finding,
        message: `${language}: ${finding.message}`,
      })),
      ...(hasFile
        ? []
        : [
            {
              kind: 'field' as const,
              name: 'files',
              message: `${language}: field files: expected a PDF, got none`,
            },
          ]),
    ];
  });
}

// Part of the records name an answer by its id alone; the answer has a record of its own.
async function completeAnswer(listed: ManifestAnswer, ways: DocumentWays): Promise<ManifestAnswer> {
  if (listed.versions !== null) return listed;
  const {value} = await obtainAny(
    apiDocumentAddress(listed.id),
    'json',
    async document => readAnswer(readJson(document), listed.id),
    ways,
  );
  return value ?? listed;
}

/* ---- one document ---- */

type Outcome<T> =
  | {value: T; status: 'ok'; findings: []}
  | {value: null; status: CanaryStatus; findings: Finding[]};

const STATUS: Readonly<Partial<Record<EpqError['kind'], CanaryStatus>>> = {
  blocked: 'blocked',
  network: 'unreachable',
  notFound: 'missing',
};

// What came is kept, whatever it is: whoever looks into a change needs the bytes.
async function obtainAny<T>(
  url: string,
  expectation: ReadFormat | 'json',
  read: (document: RawDocument) => Promise<T>,
  ways: DocumentWays,
): Promise<Outcome<T>> {
  try {
    let failure: EpqError | null = null;
    const obtained = await obtainProved(
      url,
      expectation,
      async document => {
        try {
          return await read(document);
        } catch (error) {
          if (!(error instanceof EpqError)) throw error;
          failure = error;
          return null;
        }
      },
      ways,
      {mayAsk: ways.transport !== null, askAgain: ASK_FOR_WHAT_FAILED},
    );
    if (failure !== null) throw failure;
    if (obtained === null) return {value: null, status: 'unknown', findings: []};
    if (obtained.status === 'ok' && obtained.value !== null)
      return {value: obtained.value, status: 'ok', findings: []};
    if (obtained.status !== 'absent')
      return {value: null, status: obtained.status === 'blocked' ? 'blocked' : 'unknown', findings: []};
    return {value: null, status: 'missing', findings: [notThere('there is nothing at its address any more')]};
  } catch (error) {
    if (!(error instanceof EpqError) || error.kind === 'store') throw error;
    return {
      value: null,
      status: STATUS[error.kind] ?? 'changed',
      findings: [notThere(error.message)],
    };
  }
}

function notThere(message: string): Finding {
  return {kind: 'document', name: 'document', message};
}
