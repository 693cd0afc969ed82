import {parseAddress} from './addresses.ts';
import {EpqError} from './errors.ts';
import {LANGUAGE_CODES, type Language, languageOf} from './language.ts';
import type {AddresseeCode, FileFormat, QuestionType} from './question.ts';
import {answerIdOfAnnex, parseId, questionIdOfAnswer, questionTypeOf} from './reference.ts';

/** One file of a language version, as the open data lists it. */
export interface ManifestFile {
  format: FileFormat;
  /** absolute, at `data.europarl.europa.eu/distribution/…` */
  url: string;
}

/** One language version of a question or an answer, as the open data lists it. */
export interface ManifestVersion {
  /** the title as plain text: markup and entities resolved, spaces collapsed; `null` if none */
  title: string | null;
  /** the printed heading's lines (number, addressee, rule, authors), empty if none; answers have none */
  heading: string[];
  files: ManifestFile[];
}

/** One answer as the open data lists it under a question. */
export interface ManifestAnswer {
  /** `P-9-2022-000026-ASW`: need not bear the question's own number */
  id: string;
  date: string | null;
  /** ids of the questions it answers, sorted; holds at least the question it was found under */
  questions: string[];
  /** raw code of the institution that answered: `EU_COMMISSION`; `null` if none */
  creator: string | null;
  /** `null` for an answer that is a bare id: nothing is known of it yet */
  versions: Partial<Record<Language, ManifestVersion>> | null;
  /** ascending by id */
  annexes: ManifestAnnex[];
}

/** One annex of an answer as the open data lists it. */
export interface ManifestAnnex {
  /** `E-9-2022-000989-ASW-ANN03` */
  id: string;
  /** `null` for an annex that is a bare id: nothing is known of it yet */
  versions: Partial<Record<Language, ManifestVersion>> | null;
}

/** What one API record says of a question, strictly typed: which versions and files exist, and the metadata. */
export interface Manifest {
  id: string;
  type: QuestionType;
  parliamentaryTerm: number;
  date: string | null;
  /** the question's own, whatever versions it has: English, else the first; `null` if none */
  title: string | null;
  originalLanguage: Language | null;
  /** MEP ids, ascending: the record's order is arbitrary */
  authorIds: number[];
  /** codes mapped to ours, and the raw code as the record gives it: `org/COM` */
  addressees: {code: AddresseeCode | null; raw: string}[];
  /** `PE782.726` */
  pe: string | null;
  /** `https://data.europarl.europa.eu/eli/dl/doc/E-10-2026-000002` */
  eli: string;
  versions: Partial<Record<Language, ManifestVersion>>;
  answers: ManifestAnswer[];
}

/** One page of a list of the open data. */
export interface ListPage {
  /** how many rows it has, of whatever kind */
  rows: number;
  /** those that are wanted, with what tells them apart */
  items: readonly {id: string; row: object}[];
}

const OPEN_DATA = 'https://data.europarl.europa.eu/';

const ADDRESSEES: Readonly<Record<string, AddresseeCode>> = {
  COM: 'COM',
  EU_COMMISSION: 'COM',
  CONSIL: 'CONSIL',
  CS: 'CONSIL',
  EU_COUNCIL: 'CONSIL',
  HRUFASP: 'VPHR',
  EEAS: 'VPHR',
  VPHR: 'VPHR',
  'VP/HR': 'VPHR',
};

/** A value of the open data that may have any keys. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the records of questions in an answer of the Open Data API.
 *
 * Tolerant in what it reads (a value may be a string, an array or absent; order is arbitrary; what has the wrong type
 * is passed over), strict in what it gives. Records of answers and of other kinds of documents are passed over.
 *
 * @param json an envelope `{data: […]}`, an array, or one record
 * @returns one manifest a question, in the order given; empty where there is none
 * @source the API's specification of March 2026; 201 records of 2022 and 2026
 */
export function readManifests(json: unknown): Manifest[] {
  return worksOf(json)
    .map(readWork)
    .filter(manifest => manifest !== null);
}

/**
 * Takes the records of an answer of the Open Data API apart.
 *
 * @param json an envelope `{data: […], "@context": …}`
 * @returns by identifier, each in an envelope of its own; what has no identifier is passed over
 */
export function splitRecords(json: unknown): Map<string, object> {
  const context = isObject(json) && '@context' in json ? {'@context': json['@context']} : {};
  return new Map(
    worksOf(json)
      .map(work => [identifierOf(work), {data: [work], ...context}] as const)
      .filter(([id]) => id !== ''),
  );
}

/**
 * Reads one page of a year's list.
 *
 * @returns how many rows it has, of whatever kind, and those that are questions; `null` for what is no list
 * @source no record of a question holds another kind's letter; some rows of a list may be answers
 */
export function readListPage(json: unknown): ListPage | null {
  return readRows(json, row => {
    const id = identifierOf(row);
    return parseId(id) === null ? null : id;
  });
}

/**
 * Reads one page of a list of the open data.
 *
 * @param idOf what tells a row apart from the others, `null` for a row that is not wanted
 * @returns `null` for what is no list
 */
export function readRows(json: unknown, idOf: (row: Json) => string | null): ListPage | null {
  if (!Array.isArray(json) && !(isObject(json) && Array.isArray(json.data))) return null;
  const data = arrayOf(isObject(json) ? json.data : json);
  const items = data.filter(isObject).flatMap(row => {
    const id = idOf(row);
    return id === null ? [] : [{id, row}];
  });
  return {rows: data.length, items};
}

/** Whether an answer of the API holds nothing at all, which says that there is no such document. */
export function isEmptyAnswer(json: unknown): boolean {
  return isObject(json) && Array.isArray(json.data) && json.data.length === 0;
}

/**
 * Reads the record of one question.
 *
 * @param id the question asked for
 * @throws EpqError `parse` when the answer does not hold its record
 */
export function readManifest(json: unknown, id: string): Manifest {
  const manifests = readManifests(json);
  const manifest = manifests.find(found => found.id === id);
  if (manifest !== undefined) return manifest;
  const others = manifests.map(found => found.id).join(', ');
  throw new EpqError(
    'parse',
    `the open data's record of ${id} ${others === '' ? 'is none of a question' : `is that of ${others}`}`,
  );
}

/**
 * Reads the record of one answer, as `/documents/{id}` gives it.
 *
 * @param id the answer asked for: `E-9-2019-003068-ASW`
 * @throws EpqError `parse` when the answer does not hold its record
 */
export function readAnswer(json: unknown, id: string): ManifestAnswer {
  const work = worksOf(json).find(found => identifierOf(found) === id);
  if (work === undefined)
    throw new EpqError('parse', `the open data's record of ${id} is that of another document`);
  return readAnswerWork(work, json, null, id);
}

/**
 * Reads the record of one annex, as `/documents/{id}` gives it.
 *
 * @param id the annex asked for: `E-9-2022-000989-ASW-ANN03`
 * @throws EpqError `parse` when the answer does not hold its record
 */
export function readAnnex(json: unknown, id: string): ManifestAnnex {
  const annex = findAnnexes(json, answerIdOfAnnex(id) ?? '').find(found => found.id === id);
  if (annex === undefined)
    throw new EpqError('parse', `the open data's record of ${id} is that of another document`);
  return annex;
}

function worksOf(json: unknown): Json[] {
  const data = isObject(json) && 'data' in json ? json.data : json;
  return arrayOf(data).filter(isObject);
}

function readWork(work: Json): Manifest | null {
  const id = identifierOf(work);
  const parts = parseId(id);
  if (parts === null || 'schemaVersion' in work) return null; // a record of our own is none of the open data's
  const participations = arrayOf(work.workHadParticipation).filter(isObject);
  const withRole = (role: string, key: string): string[] =>
    participations
      .filter(participation => lastPart(stringOf(participation.participation_role)) === role)
      .flatMap(participation => stringsOf(participation[key]));
  const authors = [...withRole('AUTHOR', 'had_participant_person'), ...stringsOf(work.creator)];
  return {
    id,
    type: questionTypeOf(parts.letter),
    parliamentaryTerm: parts.term,
    date: dateOf(work.document_date),
    title: titleOf(work.title_dcterms),
    originalLanguage:
      stringsOf(work.originalLanguage)
        .map(languageOf)
        .find(code => code !== null) ?? null,
    authorIds: [...new Set(authors.map(personOf).filter(person => person !== null))].sort((a, b) => a - b),
    addressees: [...new Set(withRole('ADDRESSEE', 'had_participant_organization'))]
      .sort()
      .map(raw => ({code: addresseeOf(raw), raw})),
    pe: stringsOf(work.epNumber)[0] ?? null,
    eli: `${OPEN_DATA}eli/dl/doc/${id}`,
    versions: readVersions(work),
    answers: withoutDoubles(
      arrayOf(work.inverse_answers_to)
        .map(answer => readAnswerReference(answer, work, id))
        .filter(answer => answer !== null),
    ).sort((a, b) => compare(a.date ?? '9', b.date ?? '9') || compare(a.id, b.id)),
  };
}

// Of an answer that is listed twice, by its id alone and whole, the whole one tells more.
function withoutDoubles(answers: readonly ManifestAnswer[]): ManifestAnswer[] {
  const byId = new Map<string, ManifestAnswer>();
  for (const answer of answers) if (!byId.get(answer.id)?.versions) byId.set(answer.id, answer);
  return [...byId.values()];
}

// Part of the records name an answer by its id alone, as an object or as a string.
function readAnswerReference(answer: unknown, question: Json, questionId: string): ManifestAnswer | null {
  const id = isObject(answer) ? identifierOf(answer) : lastPart(stringOf(answer));
  if (parseId(questionIdOfAnswer(id)) === null || id !== `${questionIdOfAnswer(id)}-ASW`) return null;
  return readAnswerWork(isObject(answer) ? answer : {}, question, questionId, id);
}

// Answers are shared: the id may bear another question's number, and `answers_to` names them all (P-9-2022-000026-ASW).
function readAnswerWork(work: Json, whole: unknown, questionId: string | null, id: string): ManifestAnswer {
  const answered = [...stringsOf(work.answers_to).map(lastPart), questionId ?? ''];
  const authors = arrayOf(work.workHadParticipation)
    .filter(isObject)
    .flatMap(({had_participant_organization}) => stringsOf(had_participant_organization));
  const creator = [...stringsOf(work.creator), ...authors].find(raw => !raw.includes('person/')) ?? null;
  return {
    id,
    date: dateOf(work.document_date),
    questions: [...new Set(answered)].filter(question => parseId(question) !== null).sort(),
    creator: creator === null ? null : lastPart(creator),
    versions: work.is_realized_by === undefined ? null : readVersions(work),
    annexes: findAnnexes(whole, id),
  };
}

// Unproven: the key under which the API lists annexes, and whether as works, as ids or as files of the answer; they are
// told by their identifier, …-ASW-ANN01, and by the addresses that bear it, wherever these stand.
function findAnnexes(root: unknown, answerId: string): ManifestAnnex[] {
  const annexes = new Map<string, Map<Language, ManifestVersion>>();
  const add = (id: string, versions: readonly (readonly [Language, ManifestVersion])[]): void => {
    const known = annexes.get(id) ?? new Map<Language, ManifestVersion>();
    for (const [language, version] of versions)
      known.set(language, joinVersions(known.get(language), version));
    annexes.set(id, known);
  };
  const visit = (value: unknown, depth: number): void => {
    if (depth > 12) return;
    if (typeof value === 'string' && value.includes(`${answerId}-ANN`)) {
      const {ids = [], language = null, format = null} = parseAddress(value) ?? {};
      const id = ids.find(found => answerIdOfAnnex(found) === answerId);
      const url = fileAddress(value);
      const isFile = language !== null && format !== null && url !== null;
      if (id !== undefined)
        add(id, isFile ? [[language, {title: null, heading: [], files: [{format, url}]}]] : []);
    }
    if (isObject(value)) {
      const id = identifierOf(value);
      if (answerIdOfAnnex(id) === answerId)
        add(id, Object.entries(readVersions(value)) as [Language, ManifestVersion][]);
      for (const child of Object.values(value)) visit(child, depth + 1);
    }
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
  };
  visit(root, 0);
  return [...annexes]
    .map(([id, versions]) => ({id, versions: versions.size === 0 ? null : inOrder(versions)}))
    .sort((a, b) => compare(a.id, b.id));
}

function readVersions(work: Json): Partial<Record<Language, ManifestVersion>> {
  const versions = new Map<Language, ManifestVersion>();
  for (const expression of arrayOf(work.is_realized_by).filter(isObject)) {
    const language = languageOf(stringOf(expression.language)) ?? languageOf(stringOf(expression.id));
    if (language === null) continue;
    const title = inLanguage(expression.title, language);
    const version = {
      title: title === null ? null : plainTitle(title),
      heading: splitHeading(inLanguage(expression.title_alternative, language) ?? ''),
      files: readFiles(expression, identifierOf(work)),
    };
    versions.set(language, joinVersions(versions.get(language), version));
  }
  return inOrder(versions);
}

// Unproven: one language listed twice; no file of either is lost.
function joinVersions(known: ManifestVersion | undefined, version: ManifestVersion): ManifestVersion {
  return {
    title: known?.title ?? version.title,
    heading: known?.heading.length ? known.heading : version.heading,
    files: sortFiles([...(known?.files ?? []), ...version.files]),
  };
}

function inOrder(
  versions: ReadonlyMap<Language, ManifestVersion>,
): Partial<Record<Language, ManifestVersion>> {
  const languages = LANGUAGE_CODES.filter(language => versions.has(language));
  return Object.fromEntries(languages.map(language => [language, versions.get(language)]));
}

// An annex that is listed among the files of its answer is no file of the answer.
function readFiles(expression: Json, id: string): ManifestFile[] {
  return arrayOf(expression.is_embodied_by)
    .filter(isObject)
    .flatMap(manifestation =>
      stringsOf(manifestation.is_exemplified_by).flatMap(address => {
        const url = fileAddress(address);
        const format =
          formatOf(lastPart(stringOf(manifestation.format))) ?? formatOf(address.split('.').at(-1) ?? '');
        const isAnnex = parseAddress(address)?.ids.some(named => answerIdOfAnnex(named) === id);
        return url === null || format === null || isAnnex ? [] : [{format, url}];
      }),
    );
}

function sortFiles(files: readonly ManifestFile[]): ManifestFile[] {
  const order = ['pdf', 'docx', 'doc', 'xhtml'];
  const byUrl = new Map(files.map(file => [file.url, file]));
  return [...byUrl.values()].sort(
    (a, b) => order.indexOf(a.format) - order.indexOf(b.format) || compare(a.url, b.url),
  );
}

// Addresses are relative to the host; one that leads elsewhere is not Parliament's file.
function fileAddress(address: string): string | null {
  if (/(?:\.|%2e){2}/i.test(address) || !URL.canParse(address, OPEN_DATA)) return null;
  const {protocol, host, username, password, href} = new URL(address, OPEN_DATA);
  const isParliament = protocol === 'https:' && /(?:^|\.)europarl\.europa\.eu$/.test(host);
  return isParliament && username + password === '' ? href : null;
}

function formatOf(code: string): FileFormat | null {
  const format = code.toLowerCase();
  return format === 'pdf' || format === 'docx' || format === 'doc' || format === 'xhtml' ? format : null;
}

// Term 9 joins the heading's lines by <br/>, term 10 by " - "; of the latter only the first three are joints.
function splitHeading(heading: string): string[] {
  const lines = heading.split(/<br\s*\/?>/i);
  if (lines.length === 1) {
    const [, kind, addressee, rule, authors] = /^(.*?) - (.*?) - (.*?) - (.*)$/su.exec(heading) ?? [];
    if (kind !== undefined)
      return [kind, addressee, rule, authors].map(line => plainTitle(line ?? '')).filter(line => line !== '');
  }
  return lines.map(plainTitle).filter(line => line !== '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  hellip: '…',
};

// Titles hold markup and dirt: tags (CO<sub>2</sub>), &nbsp;, line breaks, double spaces; a bare & is no entity.
function plainTitle(title: string): string {
  return title
    .replace(/<\/?[A-Za-z][^<>]*>/g, '')
    .replace(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
        return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
          ? String.fromCodePoint(code)
          : whole;
      },
    )
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function addresseeOf(raw: string): AddresseeCode | null {
  const code = raw.replace(/^(?:.*\/)?(?:org|corporate-body)\//, '');
  return Object.hasOwn(ADDRESSEES, code) ? (ADDRESSEES[code] ?? null) : null;
}

/** The id of `person/124828`, `null` for anything else. */
export function personOf(raw: string): number | null {
  const digits = /(?:^|\/)person\/(\d{1,9})$/.exec(raw)?.[1];
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}

function identifierOf(work: Json): string {
  return stringOf(work.identifier) || lastPart(stringOf(work.id));
}

// Dates are local; older data gives UTC, where 2022-01-05T23:00:00.000Z is 6 January in Brussels.
function dateOf(value: unknown): string | null {
  const text = stringOf(value);
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? '';
  const isUtc = /T[^T]*Z$/.test(text) && !Number.isNaN(Date.parse(text));
  const date = isUtc
    ? new Intl.DateTimeFormat('sv', {timeZone: 'Europe/Brussels'}).format(new Date(text))
    : day;
  const time = Date.parse(`${date}T00:00Z`);
  // 31 February would be read as 3 March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? null : date;
}

function titleOf(titles: unknown): string | null {
  const languages: Language[] = ['en', ...LANGUAGE_CODES];
  const title = languages.map(language => inLanguage(titles, language)).find(found => found !== null);
  return title === undefined ? null : plainTitle(title);
}

function inLanguage(value: unknown, language: Language): string | null {
  if (isObject(value)) return stringsOf(value[language])[0] ?? null;
  return stringsOf(value)[0] ?? null;
}

function lastPart(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

/** The only or first string of a value, `''` if it has none. */
export function stringOf(value: unknown): string {
  return stringsOf(value)[0] ?? '';
}

function stringsOf(value: unknown): string[] {
  return arrayOf(value).flatMap(item =>
    typeof item === 'string' ? [item] : isObject(item) && typeof item.id === 'string' ? [item.id] : [],
  );
}

function arrayOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
