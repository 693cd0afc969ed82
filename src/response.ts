import {latin} from './document.ts';
import type {FileFormat} from './question.ts';

/** What a request is for; `batch`: records of the open data, many in one address; `robots`: a host's robots.txt. */
export type Expectation = FileFormat | 'json' | 'batch' | 'robots';

/** A response as received, decompressed. */
export interface Response {
  status: number;
  /** names in lower case */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Uint8Array;
  /** Parliament's host that was asked */
  host: string;
}

/** What a response is worth. */
export type Verdict =
  | {verdict: 'document'}
  | {verdict: 'absent'}
  | {verdict: 'unchanged'}
  /** more was asked for in one request than the host answers */
  | {verdict: 'too-many'}
  /** the host does not want us */
  | {verdict: 'blocked'; reason: string}
  /** it may pass: ask again later */
  | {verdict: 'again'; reason: string}
  /** it will not pass: these are not the bytes that were asked for */
  | {verdict: 'wrong'; reason: string};

/** How files of older programs begin, `.doc` among them, and documents with a password. */
export const OLE_SIGNATURE = '\u00d0\u00cf\u0011\u00e0';

const PAGES_HOST = 'www.europarl.europa.eu';

/**
 * Judges a response: a document is kept only on positive proof of its form.
 *
 * @param response status, headers and the whole body
 * @param expectation what was asked for
 * @returns the verdict, its reason on one line
 * @source other clients' reports of 2026: the challenge has a success status (202), the API's errors come with 200
 */
export function judgeResponse(response: Response, expectation: Expectation): Verdict {
  const {status, body, host} = response;
  const action = headerOf(response, 'x-amzn-waf-action');
  if (action !== null)
    return {verdict: 'blocked', reason: `the host answered with a ${word(action)} (HTTP ${status})`};
  if (isChallenge(body))
    return {verdict: 'blocked', reason: `the host answered with a challenge page (HTTP ${status})`};
  if (expectation === 'batch' && (status === 403 || status === 414)) return {verdict: 'too-many'};
  if (status === 403) return {verdict: 'blocked', reason: 'the host refuses (HTTP 403)'};
  if (host === PAGES_HOST && (status === 202 || (status === 200 && body.length === 0))) {
    return {
      verdict: 'blocked',
      reason: `the host answered without a document (HTTP ${status}, ${body.length} bytes)`,
    };
  }
  if (status === 304) return {verdict: 'unchanged'};
  if (
    status === 404 ||
    status === 410 ||
    (status === 204 && (expectation === 'json' || expectation === 'batch'))
  )
    return {verdict: 'absent'};
  if (status === 429 || status === 408 || status >= 500) return {verdict: 'again', reason: `HTTP ${status}`};
  if (status !== 200) return {verdict: 'wrong', reason: `HTTP ${status}`};
  if (body.length === 0) return {verdict: 'again', reason: 'an empty body'};
  return judgeBody(body, expectation);
}

function judgeBody(body: Uint8Array, expectation: Expectation): Verdict {
  const head = latin(body.subarray(0, 1024));
  const start = head.replace(/^(?:\u00ef\u00bb\u00bf|\s)+/, '');
  const isPage = /^<(?:!doctype html|html|head|body)/i.test(start);
  switch (expectation) {
    case 'json':
    case 'batch':
      return isPage ? {verdict: 'wrong', reason: 'a web page where JSON was due'} : judgeJson(body);
    case 'robots':
      return isPage
        ? {verdict: 'wrong', reason: 'a web page where robots.txt was due'}
        : {verdict: 'document'};
    case 'pdf':
      if (isPage) return {verdict: 'wrong', reason: 'a web page where a PDF was due'};
      if (!head.includes('%PDF-')) return {verdict: 'wrong', reason: 'bytes that are no PDF'};
      return latin(body.subarray(-1024)).includes('%%EOF')
        ? {verdict: 'document'}
        : {verdict: 'again', reason: 'a PDF without its end (%%EOF)'};
    case 'docx':
      if (isPage) return {verdict: 'wrong', reason: 'a web page where a Word file was due'};
      if (head.startsWith(OLE_SIGNATURE))
        return {verdict: 'wrong', reason: 'a Word file in the old form (.doc), or one with a password'};
      if (!head.startsWith('PK\u0003\u0004'))
        return {verdict: 'wrong', reason: 'bytes that are no Word file (.docx)'};
      // The archive's directory ends it, but for a comment of 64 KiB at most.
      return latin(body.subarray(-65_557)).includes('PK\u0005\u0006')
        ? {verdict: 'document'}
        : {verdict: 'again', reason: 'a Word file without its end'};
    case 'doc':
      // A compound file of Word 97; an address that ends in .doc has nothing to do with one that ends in .docx.
      return head.startsWith(OLE_SIGNATURE)
        ? {verdict: 'document'}
        : {verdict: 'wrong', reason: `${isPage ? 'a web page' : 'bytes'} where a Word 97 file was due`};
    case 'html':
    case 'xhtml': {
      if (!/^</.test(start)) return {verdict: 'wrong', reason: 'bytes that are no web page'};
      const opens = /^(?:<\?xml[^>]*>\s*)?<(?:!doctype|html)/i.test(start);
      const ends = (bytes: number): boolean => /<\/html\s*>/i.test(latin(body.subarray(-bytes)));
      // Nearly always it is the last thing there.
      return !opens || ends(256) || ends(65_536)
        ? {verdict: 'document'}
        : {verdict: 'again', reason: 'a page without its end (</html>)'};
    }
  }
}

// The API says "Pending acquire queue has reached its maximum size" with status 200: never empty, never not found.
function judgeJson(body: Uint8Array): Verdict {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return {verdict: 'again', reason: 'JSON that cannot be read'};
  }
  if (typeof json !== 'object' || json === null) return {verdict: 'wrong', reason: 'JSON that is no record'};
  if ('error' in json && !('data' in json)) {
    return {verdict: 'again', reason: `an error in the answer: ${word(String(json.error))}`};
  }
  return {verdict: 'document'};
}

/**
 * Whether bytes are the page of a bot challenge, under whatever status it came.
 *
 * @source the body of AWS WAF's challenge, its sentence seen on europarl.europa.eu in 2026
 */
export function isChallenge(body: Uint8Array): boolean {
  const text = latin(body.subarray(0, 16_384));
  return /window\.gokuProps|awswaf\.com\/[^"']{0,200}challenge|verify that you'?re not a robot/i.test(text);
}

/**
 * How long a host asks us to wait.
 *
 * @param value of `Retry-After`: seconds, `120`, or a date, `Wed, 21 Oct 2026 07:28:00 GMT`
 * @param now milliseconds since 1970
 * @returns milliseconds, never negative; `null` for no value or one that is neither
 */
export function readRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  // "7 s" would be a day of July 2001 to Date.parse: every form of an HTTP date opens with a weekday.
  const date = /^\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** One header's value, the first of several; `null` if there is none. */
export function headerOf({headers}: Pick<Response, 'headers'>, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function word(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').slice(0, 120);
}
