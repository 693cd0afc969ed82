import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {parseDocuments} from '../src/parse-documents.ts';
import {ROOT} from './corpus.ts';
import {SAFE_CITY, SAFE_CITY_ANSWER} from './synthetic/sample.ts';
import {answerXhtml, questionXhtml, xhtmlOf} from './synthetic/xhtml.ts';
import {readDocument} from './witnesses.ts';

const [english] = SAFE_CITY.versions;
const [answer] = SAFE_CITY_ANSWER.versions;
assert.ok(english !== undefined && answer !== undefined);
const file = questionXhtml(SAFE_CITY, english);
const PAGES = join(ROOT, 'fixtures/archive/www.europarl.europa.eu/doceo/document');

async function read(
  markup: string | Uint8Array,
  url = 'saved',
): Promise<{format?: string | undefined; layout?: string | null | undefined; message?: string | undefined}> {
  const body = typeof markup === 'string' ? new TextEncoder().encode(markup) : markup;
  const {records, failures} = await parseDocuments([{url, contentType: null, body}]);
  const [record] = records;
  const entry = (record?.versions.en ?? record?.answers[0]?.versions.en)?.files[0];
  return {format: entry?.format, layout: entry?.layout, message: failures[0]?.message};
}

/* ---- an XHTML file is told from a page of the site ---- */

const menu = '<form action="/search"><input type="text"/></form>';

for (const [name, markup, url, format, layout] of [
  ['a file', file, 'saved', 'xhtml', 'xhtml'],
  ['a file by the name of a page', file, 'E-9-2019-003068_EN.html', 'xhtml', 'xhtml'],
  ['an answer', answerXhtml(SAFE_CITY_ANSWER, answer), 'saved', 'xhtml', 'xhtml'],
  [
    'a file without an XML declaration',
    file.replace(/^<\?xml.*\?>\n/, '').replace('<title/>', ''),
    'saved',
    'xhtml',
    'xhtml',
  ],
  ['a file that declares nothing', `<html>${file.slice(file.indexOf('<body>'))}`, 'saved', 'html', 'classic'],
  ['a file with a menu', file.replace('<body>', `<body>${menu}`), 'saved', 'html', 'classic'],
  ['a file with a script', file.replace('<title/>', '<script>1</script>'), 'saved', 'html', 'classic'],
  [
    'a file with a canonical address',
    file.replace(
      '<title/>',
      '<link rel="canonical" href="https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html"/>',
    ),
    'saved',
    'html',
    'classic',
  ],
  [
    'a page’s closing lines',
    file.replace('</body>', '<p>Last updated: 18 October 2019</p></body>'),
    'saved',
    'html',
    'classic',
  ],
  [
    'a page with the site around it, at a file’s name',
    await readFile(join(PAGES, 'E-9-2019-003068_EN.html')),
    'E-9-2019-003068_en.xhtml',
    'xhtml',
    'classic',
  ],
  [
    'a classic page, which declares XHTML',
    await readFile(join(PAGES, 'E-9-2019-003068_EN.html')),
    'saved',
    'html',
    'classic',
  ],
  [
    'a page of the redesign, which declares XHTML',
    await readFile(join(PAGES, 'O-9-2020-000010_EN.html')),
    'saved',
    'html',
    'redesign',
  ],
] as const) {
  test(`told apart: ${name}`, async () => {
    assert.deepEqual(await read(markup, url), {format, layout, message: undefined});
  });
}

test('what was asked for gives the form, the content the layout', async () => {
  const document = {url: 'https://example.org/x', contentType: null, body: new TextEncoder().encode(file)};
  for (const asked of ['html', 'xhtml'] as const) {
    const {format, witness} = await readDocument(document, 'en', asked);
    assert.deepEqual([format, witness.source, witness.layout], [asked, asked, 'xhtml']);
  }
  await assert.rejects(readDocument(document, 'en', 'docx'), /it is a web page/);
});

/* ---- its lines ---- */

const {heading, subject} = english;

const lines = (texts: readonly string[]): string => texts.map(text => `<p>${text}</p>`).join('');
const title = `<h1>${subject}</h1>`;

for (const [name, content] of [
  ['"Subject:" and the title', lines([...heading, `Subject: ${subject}`, 'A text.'])],
  ['a title below the heading', `${lines(heading)}${title}<p>A text.</p>`],
  ['a title above the heading', `${title}${lines([...heading, 'A text.'])}`],
] as const) {
  test(`the subject: ${name}`, async () => {
    const markup = xhtmlOf('en', [], []).replace('<body>', `<body>${content}`);
    const {records} = await parseDocuments([
      {url: 'saved', contentType: null, body: new TextEncoder().encode(markup)},
    ]);
    const version = records[0]?.versions.en;
    assert.deepEqual([version?.subject, version?.text, version?.heading], [subject, 'A text.', heading]);
    assert.equal(version?.files[0]?.layout, 'xhtml');
  });
}

test('heading, title and text may be lines of one paragraph', async () => {
  const markup = xhtmlOf('en', [], []).replace(
    '<body>',
    `<body><p>${[...heading, `Subject: ${subject}`, 'A text.', '1. An item.'].join('<br/>')}</p>`,
  );
  const {records} = await parseDocuments([
    {url: 'x', contentType: null, body: new TextEncoder().encode(markup)},
  ]);
  const version = records[0]?.versions.en;
  assert.deepEqual([version?.subject, version?.text], [subject, 'A text.\n\n1. An item.']);
});

test('the encoding that the XML declaration names, and entities of its document type', async () => {
  const markup = xhtmlOf('en', [...heading, 'Subject: Caf\u00e9', 'A text&nbsp;of ours.'], [])
    .replace('UTF-8', 'ISO-8859-1')
    .replaceAll('&amp;nbsp;', '&nbsp;');
  const {records} = await parseDocuments([
    {url: 'x', contentType: null, body: Buffer.from(markup, 'latin1')},
  ]);
  assert.deepEqual([records[0]?.subject, records[0]?.versions.en?.text], ['Caf\u00e9', 'A text of ours.']);
});

for (const [name, markup, message] of [
  [
    'a challenge',
    '<?xml version="1.0"?><html><script>window.gokuProps = {}</script></html>',
    /a challenge page/,
  ],
  ['a file of something else', xhtmlOf('en', ['Minutes', 'of the sitting'], []), /no layout that epq knows/],
  [
    'nested beyond reason',
    xhtmlOf('en', heading, []).replace('<body>', `<body>${'<div>'.repeat(3000)}`),
    /nested too deeply/,
  ],
] as const) {
  test(`refused: ${name}`, async () => {
    assert.match((await read(markup)).message ?? '', message);
  });
}
