import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  type Expectation,
  headerOf,
  isChallenge,
  judgeResponse,
  readRetryAfter,
  type Verdict,
} from '../src/response.ts';
import {oleOf} from './synthetic/docx.ts';

const PAGES = 'www.europarl.europa.eu';
const DATA = 'data.europarl.europa.eu';
const PAGE = '<!DOCTYPE html><html><body>a page</body></html>';
// The archive's directory ends in a record of 22 bytes.
const WORD_FILE = `PK\u0003\u0004 synthetic PK\u0005\u0006${' '.repeat(18)}`;
const PDF = '%PDF-1.5\nsynthetic\n%%EOF\n';

const bytes = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;
const padded = (before: string, length: number, after: string): string =>
  before + ' '.repeat(length - before.length - after.length) + after;

interface Given {
  body?: string | Uint8Array;
  status?: number;
  host?: string;
  headers?: Record<string, string | string[]>;
}

const TABLE: [name: string, expectation: Expectation, given: Given, verdict: Verdict][] = [
  ['a page', 'html', {body: PAGE}, {verdict: 'document'}],
  ['a page behind a byte-order mark', 'html', {body: `\ufeff \n${PAGE}`}, {verdict: 'document'}],
  ['a part of a page that speaks of <html>', 'html', {body: '<p>a <html> tag</p>'}, {verdict: 'document'}],
  ['a page that ends in capitals', 'html', {body: '<HTML>a</HTML >'}, {verdict: 'document'}],
  ['the document’s part of a page', 'html', {body: '<main><p>a</p></main>'}, {verdict: 'document'}],
  [
    'a page without its end',
    'html',
    {body: '<html><body>a page'},
    {verdict: 'again', reason: 'a page without its end (</html>)'},
  ],
  [
    'a page without its end, opening as XML',
    'html',
    {body: '<?xml version="1.0"?>\n\n <html><body>a page'},
    {verdict: 'again', reason: 'a page without its end (</html>)'},
  ],
  [
    'a page without its end, opening with a doctype',
    'xhtml',
    {body: '<!doctype html><body>a page'},
    {verdict: 'again', reason: 'a page without its end (</html>)'},
  ],
  [
    'a page whose end is followed by much',
    'html',
    {body: `<html></html>${' '.repeat(65_536)}`},
    {verdict: 'again', reason: 'a page without its end (</html>)'},
  ],
  [
    'a page whose end is followed by little',
    'html',
    {body: `<html>${'a'.repeat(70_000)}</html>${' '.repeat(65_000)}`},
    {verdict: 'document'},
  ],
  [
    'text where a page was due',
    'html',
    {body: 'a <html>'},
    {verdict: 'wrong', reason: 'bytes that are no web page'},
  ],
  ['XHTML', 'xhtml', {body: `<?xml version="1.0"?>${PAGE}`, host: DATA}, {verdict: 'document'}],
  [
    'PDF where XHTML was due',
    'xhtml',
    {body: PDF, host: DATA},
    {verdict: 'wrong', reason: 'bytes that are no web page'},
  ],

  ['a PDF', 'pdf', {body: PDF, host: DATA}, {verdict: 'document'}],
  [
    'a PDF with a tag in its head',
    'pdf',
    {body: `%PDF-1.5 <html>\n%%EOF`, host: DATA},
    {verdict: 'document'},
  ],
  ['a PDF behind other bytes', 'pdf', {body: `junk\n${PDF}`, host: DATA}, {verdict: 'document'}],
  [
    'a PDF far behind other bytes',
    'pdf',
    {body: padded('junk', 1100, PDF), host: DATA},
    {verdict: 'wrong', reason: 'bytes that are no PDF'},
  ],
  [
    'a PDF cut off',
    'pdf',
    {body: '%PDF-1.5\nsynthetic', host: DATA},
    {verdict: 'again', reason: 'a PDF without its end (%%EOF)'},
  ],
  [
    'a PDF whose end is followed by much',
    'pdf',
    {body: PDF + ' '.repeat(1024), host: DATA},
    {verdict: 'again', reason: 'a PDF without its end (%%EOF)'},
  ],
  [
    'a PDF whose end is far from its beginning',
    'pdf',
    {body: padded('%PDF-', 5000, '%%EOF'), host: DATA},
    {verdict: 'document'},
  ],
  [
    'a page where a PDF was due',
    'pdf',
    {body: PAGE, host: DATA},
    {verdict: 'wrong', reason: 'a web page where a PDF was due'},
  ],
  ['a Word file', 'docx', {body: WORD_FILE, host: DATA}, {verdict: 'document'}],
  [
    'a Word file with the longest comment that an archive may bear',
    'docx',
    {body: WORD_FILE + ' '.repeat(65_535), host: DATA},
    {verdict: 'document'},
  ],
  [
    'half a Word file',
    'docx',
    {body: 'PK\u0003\u0004 half', host: DATA},
    {verdict: 'again', reason: 'a Word file without its end'},
  ],
  [
    'an old Word file',
    'docx',
    {body: oleOf('WordDocument'), host: DATA},
    {verdict: 'wrong', reason: 'a Word file in the old form (.doc), or one with a password'},
  ],
  [
    'a page where a Word file was due',
    'docx',
    {body: `  ${PAGE}`, host: DATA},
    {verdict: 'wrong', reason: 'a web page where a Word file was due'},
  ],
  [
    'no Word file',
    'docx',
    {body: 'not PK', host: DATA},
    {verdict: 'wrong', reason: 'bytes that are no Word file (.docx)'},
  ],
  [
    'a Word 97 file',
    'doc',
    {body: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), host: DATA},
    {verdict: 'document'},
  ],
  [
    "today's Word file where one of Word 97 was due",
    'doc',
    {body: 'PK\u0003\u0004', host: DATA},
    {verdict: 'wrong', reason: 'bytes where a Word 97 file was due'},
  ],
  [
    'a page where a Word 97 file was due',
    'doc',
    {body: PAGE, host: DATA},
    {verdict: 'wrong', reason: 'a web page where a Word 97 file was due'},
  ],

  ['a record', 'json', {body: '{"data":[]}', host: DATA}, {verdict: 'document'}],
  [
    'a record with a note of an error beside its data',
    'json',
    {body: '{"data":[],"error":"x"}', host: DATA},
    {verdict: 'document'},
  ],
  [
    'an error with status 200',
    'json',
    {body: '{"error":"Pending acquire queue has reached its maximum size"}', host: DATA},
    {verdict: 'again', reason: 'an error in the answer: Pending acquire queue has reached its maximum size'},
  ],
  [
    'an error whose words hold escapes and go on for long',
    'batch',
    {body: JSON.stringify({error: `\u001b[31m${'x'.repeat(200)}`}), host: DATA},
    {verdict: 'again', reason: `an error in the answer:  [31m${'x'.repeat(115)}`},
  ],
  [
    'half a record',
    'json',
    {body: '{"data":[', host: DATA},
    {verdict: 'again', reason: 'JSON that cannot be read'},
  ],
  ['a number', 'json', {body: '7', host: DATA}, {verdict: 'wrong', reason: 'JSON that is no record'}],
  [
    'nothing, in JSON',
    'json',
    {body: 'null', host: DATA},
    {verdict: 'wrong', reason: 'JSON that is no record'},
  ],
  [
    'a page where JSON was due',
    'json',
    {body: '<head></head>', host: DATA},
    {verdict: 'wrong', reason: 'a web page where JSON was due'},
  ],
  [
    'a page where a batch was due',
    'batch',
    {body: '<body>sorry</body>', host: DATA},
    {verdict: 'wrong', reason: 'a web page where JSON was due'},
  ],
  ['robots.txt', 'robots', {body: 'User-agent: *\nAllow: /'}, {verdict: 'document'}],
  [
    'a page where robots.txt was due',
    'robots',
    {body: PAGE},
    {verdict: 'wrong', reason: 'a web page where robots.txt was due'},
  ],

  [
    'a challenge by its header',
    'html',
    {body: PAGE, headers: {'x-amzn-waf-action': 'challenge'}},
    {verdict: 'blocked', reason: 'the host answered with a challenge (HTTP 200)'},
  ],
  [
    'a puzzle by its header, on another host',
    'pdf',
    {status: 405, host: DATA, headers: {'x-amzn-waf-action': ['captcha', 'x']}},
    {verdict: 'blocked', reason: 'the host answered with a captcha (HTTP 405)'},
  ],
  [
    'a challenge by its page',
    'json',
    {status: 429, host: DATA, body: '<html><script>window.gokuProps = {}</script></html>'},
    {verdict: 'blocked', reason: 'the host answered with a challenge page (HTTP 429)'},
  ],
  [
    'an empty 202 of the pages’ host',
    'html',
    {status: 202},
    {verdict: 'blocked', reason: 'the host answered without a document (HTTP 202, 0 bytes)'},
  ],
  [
    'a 202 with a page',
    'html',
    {status: 202, body: PAGE},
    {verdict: 'blocked', reason: `the host answered without a document (HTTP 202, ${PAGE.length} bytes)`},
  ],
  [
    'an empty 200 of the pages’ host',
    'html',
    {},
    {verdict: 'blocked', reason: 'the host answered without a document (HTTP 200, 0 bytes)'},
  ],
  ['an empty 200 of another host', 'pdf', {host: DATA}, {verdict: 'again', reason: 'an empty body'}],
  [
    'a 202 of another host',
    'pdf',
    {host: DATA, status: 202, body: PDF},
    {verdict: 'wrong', reason: 'HTTP 202'},
  ],
  ['403', 'html', {status: 403, body: PAGE}, {verdict: 'blocked', reason: 'the host refuses (HTTP 403)'}],
  [
    '403 for one record',
    'json',
    {status: 403, host: DATA},
    {verdict: 'blocked', reason: 'the host refuses (HTTP 403)'},
  ],
  ['403 for many records', 'batch', {status: 403, host: DATA}, {verdict: 'too-many'}],
  ['414 for many records', 'batch', {status: 414, host: DATA}, {verdict: 'too-many'}],
  ['414 for one record', 'json', {status: 414, host: DATA}, {verdict: 'wrong', reason: 'HTTP 414'}],
  ['304', 'html', {status: 304}, {verdict: 'unchanged'}],
  ['404', 'html', {status: 404, body: PAGE}, {verdict: 'absent'}],
  ['410', 'pdf', {status: 410, host: DATA}, {verdict: 'absent'}],
  ['204 of a list', 'json', {status: 204, host: DATA}, {verdict: 'absent'}],
  ['204 of a batch', 'batch', {status: 204, host: DATA}, {verdict: 'absent'}],
  ['204 of a file', 'pdf', {status: 204, host: DATA}, {verdict: 'wrong', reason: 'HTTP 204'}],
  ['408', 'json', {status: 408, host: DATA}, {verdict: 'again', reason: 'HTTP 408'}],
  ['429', 'json', {status: 429, host: DATA}, {verdict: 'again', reason: 'HTTP 429'}],
  ['500', 'html', {status: 500, body: PAGE}, {verdict: 'again', reason: 'HTTP 500'}],
  ['503', 'json', {status: 503, host: DATA}, {verdict: 'again', reason: 'HTTP 503'}],
  ['499', 'json', {status: 499, host: DATA}, {verdict: 'wrong', reason: 'HTTP 499'}],
];

for (const [name, expectation, {body = '', status = 200, host = PAGES, headers = {}}, verdict] of TABLE) {
  test(`a response: ${name}`, () => {
    assert.deepEqual(
      judgeResponse(
        {status, headers, body: typeof body === 'string' ? bytes(body) : body, host},
        expectation,
      ),
      verdict,
    );
  });
}

test('a challenge is told by each of its signs, within the first 16 kB', () => {
  const signs = [
    'window.gokuProps',
    'https://x.awswaf.com/a/b/challenge.js',
    "verify that you're not a robot",
    'verify that youre not a robot',
  ];
  for (const sign of signs) {
    assert.equal(isChallenge(bytes(`<p>${sign}</p>`)), true, sign);
    assert.equal(isChallenge(bytes(padded('', 16_384, sign))), true, sign);
    assert.equal(isChallenge(bytes(padded('', 16_384 + sign.length, sign))), false, sign);
  }
  for (const text of ['awswaf.com', 'awswaf.com/"challenge', 'a robot', 'windowxgokuProps', ''])
    assert.equal(isChallenge(bytes(text)), false, text);
});

test('Retry-After in seconds or as a date; anything else says nothing', () => {
  const now = Date.parse('2026-10-21T07:28:00Z');
  const table: [string | null, number | null][] = [
    ['120', 120_000],
    [' 7 ', 7000],
    ['0', 0],
    ['Wed, 21 Oct 2026 07:29:30 GMT', 90_000],
    ['Wed, 21 Oct 2026 07:00:00 GMT', 0],
    ['soon', null],
    ['7s', null],
    ['in 7', null],
    ['7 s', null],
    ['Sunday', null],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['', null],
    [null, null],
  ];
  for (const [value, wait] of table) assert.equal(readRetryAfter(value, now), wait, String(value));
});

test('a header is its first value', () => {
  const headers = {etag: '"a"', 'set-cookie': ['b', 'c'], empty: []};
  assert.equal(headerOf({headers}, 'etag'), '"a"');
  assert.equal(headerOf({headers}, 'set-cookie'), 'b');
  assert.equal(headerOf({headers}, 'empty'), null);
  assert.equal(headerOf({headers}, 'age'), null);
});
