import {isLanguage, type Language} from './language.ts';
import type {FileFormat} from './question.ts';
import {answerIdOfAnnex, parseId, parseReference, questionIdOfAnswer} from './reference.ts';
import {termsOfDate} from './term.ts';

const OPEN_DATA = 'https://data.europarl.europa.eu';
const DOCEO = 'https://www.europarl.europa.eu/doceo/document';
const MEMBERS = `${OPEN_DATA}/api/v2/meps`;
const FORMAT = 'format=application%2Fld%2Bjson';

/** The address of a question's record: one request says which versions and files exist. */
export function apiAddress(id: string): string {
  return `${OPEN_DATA}/api/v2/parliamentary-questions/${id}?${FORMAT}`;
}

/** The address of several questions' records in one request. */
export function apiBatchAddress(ids: readonly string[]): string {
  return apiAddress(ids.join(','));
}

/**
 * The address of the list of a year's questions.
 *
 * @param workTypes `QUESTION_ORAL`; empty for all
 * @param page where it starts and how many rows it may have; without it, the address under which the whole is archived
 */
export function apiListAddress(
  year: number,
  workTypes: readonly string[],
  page: {offset: number; limit: number} | null,
): string {
  const types = workTypes.length === 0 ? '' : `&work-type=${workTypes.join(',')}`;
  const rest = page === null ? '' : `&${FORMAT}&offset=${page.offset}&limit=${page.limit}`;
  return `${OPEN_DATA}/api/v2/parliamentary-questions?year=${year}${types}${rest}`;
}

/**
 * Reads the address of a whole year's list.
 *
 * @param url as `apiListAddress` makes it
 * @returns `null` for any other address
 */
export function parseListAddress(url: string): {year: number; workTypes: string[]} | null {
  if (!url.startsWith(`${OPEN_DATA}/api/v2/parliamentary-questions?year=`)) return null;
  const {searchParams} = new URL(url);
  const workTypes = searchParams.get('work-type')?.split(',') ?? [];
  const year = Number(searchParams.get('year'));
  return apiListAddress(year, workTypes, null) === url ? {year, workTypes} : null;
}

/**
 * The address of the list of a term's Members.
 *
 * @param page where it starts and how many rows it may have; without it, the address under which the whole is archived
 */
export function apiMembersAddress(term: number, page: {offset: number; limit: number} | null): string {
  const rest = page === null ? '' : `&${FORMAT}&offset=${page.offset}&limit=${page.limit}`;
  return `${MEMBERS}?parliamentary-term=${term}${rest}`;
}

/** The address of one Member's record. */
export function apiMemberAddress(mepId: number): string {
  return `${MEMBERS}/${mepId}?${FORMAT}`;
}

/**
 * Reads an address of Members' names.
 *
 * @param url of a term's whole list, or of one Member's record without its format
 * @returns `null` for any other address
 */
export function parseMembersAddress(url: string): {term: number} | {mepId: number} | null {
  if (!url.startsWith(MEMBERS)) return null;
  const [, term, mepId] =
    /^(?:\?parliamentary-term=(\d{1,2})|\/(\d{1,9}))$/.exec(url.slice(MEMBERS.length)) ?? [];
  if (term !== undefined) return {term: Number(term)};
  return mepId === undefined ? null : {mepId: Number(mepId)};
}

/** The address of an answer's own record, for questions that name their answer by id alone. */
export function apiDocumentAddress(answerId: string): string {
  return `${OPEN_DATA}/api/v2/documents/${answerId}?${FORMAT}`;
}

/** Whether an address is one of Parliament's pages, or of a file beside them. */
export function isDoceo(url: string): boolean {
  return url.startsWith(`${DOCEO}/`);
}

/** The address of a page: `…/doceo/document/E-9-2019-003068_EN.html`. */
export function pageAddress(id: string, language: Language): string {
  return `${DOCEO}/${id}_${language.toUpperCase()}.html`;
}

/** The constructed address of a file, for use without the open data, which gives the real ones. */
export function doceoFileAddress(id: string, language: Language, format: 'pdf' | 'docx'): string {
  return `${DOCEO}/${id}_${language.toUpperCase()}.${format}`;
}

/** What an address, or a file's name, says of the document there. */
export interface Address {
  /**
   * ids of the question, answer or annex: `E-9-2019-003068-ASW`, `…-ASW-ANN01`; several where the address has no term
   * and the year two
   */
  ids: string[];
  /** whether it is an answer's; that of an answer's annex is none */
  answer: boolean;
  language: Language | null;
  format: FileFormat | null;
}

const NAME =
  /^(?<id>[EPOGKH]-(?:\d{1,2}-)?\d{4}-(?:\d{6}|\d{4}))(?:(?<answer>-ASW)(?:-FF)?(?<annex>-ANN\d+)?)?(?:-rev\d+)?(?:_(?<language>[A-Za-z]{2}))?(?:\.(?<extension>[A-Za-z]+))?$/;

// Most links of a page lead elsewhere: what every name and every old address has.
const MAY_NAME = /[EPOGKH](?:-|%2D)\d|\/get[A-Za-z]+\.do/i;

// Most of them have no query, no escape and no dots to resolve: their last part is the name, found in half the time.
const PLAIN = /^https?:\/\/[\w.-]+\/[\w/-]+(?:\.html|\.pdf|\.docx)$/;

/**
 * Reads an address at Parliament, or the name of a file that was saved from there.
 *
 * @param text a doceo, distribution, ELI, API, getDoc.do or getAllAnswers.do address; `E-9-2022-000001_en.pdf`
 * @returns what it names; `null` for anything else
 */
export function parseAddress(text: string): Address | null {
  if (!MAY_NAME.test(text)) return null;
  const name = PLAIN.test(text) ? text.slice(text.lastIndexOf('/') + 1) : null;
  const url = name === null && /^https?:/i.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /\/sides\/get(?:Doc|AllAnswers)\.do$/.test(url.pathname))
    return parseOldAddress(url, text);
  const last =
    name ?? safeDecode((url?.pathname ?? text.replace(/[?#].*$/s, '')).split(/[/\\]/).at(-1) ?? '');
  const {id, answer = '', annex = '', language, extension} = NAME.exec(last)?.groups ?? {};
  if (id === undefined) return null;
  const questions = parseId(id) === null ? candidates(id) : [id];
  if (questions.length === 0) return null; // a serial of zeros, a term that the year never saw
  const code = language?.toLowerCase() ?? '';
  const format = extension?.toLowerCase().replace(/^htm$/, 'html') ?? '';
  const ids = questions.map(question => question + answer + annex);
  return {
    ids,
    answer: answer !== '' && ids.every(whole => answerIdOfAnnex(whole) === null),
    language: isLanguage(code) ? code : null,
    format: isFormat(format) ? format : null,
  };
}

/**
 * The terms of the sitting whose verbatim report an address names: where question time is printed.
 *
 * @param text `…/CRE-6-2005-01-11-ITM-012_DE.html`, `…getDoc.do?pubRef=-//EP//TEXT+CRE+20060928+ANN-01+…`
 * @returns `[6]`; empty for any other address
 */
export function termsOfReport(text: string): number[] {
  const term = /\bCRE-(\d{1,2})-\d{4}-/.exec(text)?.[1];
  if (term !== undefined) return [Number(term)];
  const [, year, month, day] = /\bCRE[+ ](\d{4})(\d{2})(\d{2})\b/.exec(text) ?? [];
  return year === undefined ? [] : termsOfDate(`${year}-${month}-${day}`);
}

function parseOldAddress(url: URL, text: string): Address | null {
  const isAnswer = url.pathname.endsWith('getAllAnswers.do');
  const code = (
    url.searchParams.get('language') ??
    /\/\/([A-Z]{2})$/.exec(url.searchParams.get('pubRef') ?? '')?.[1] ??
    ''
  ).toLowerCase();
  const ids = candidates(text).map(id => (isAnswer ? `${questionIdOfAnswer(id)}-ASW` : id));
  return ids.length === 0
    ? null
    : {ids, answer: isAnswer, language: isLanguage(code) ? code : null, format: 'html'};
}

function candidates(text: string): string[] {
  try {
    return parseReference(text).candidates;
  } catch {
    return []; // an address that names no question
  }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isFormat(text: string): text is FileFormat {
  return text === 'html' || text === 'pdf' || text === 'docx' || text === 'doc' || text === 'xhtml';
}
