import assert from 'node:assert/strict';
import {once} from 'node:events';
import {cp, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import PDFDocument from 'pdfkit';
import type {Wanted} from '../src/fetch-question.ts';
import {narrowRecord} from '../src/narrow-record.ts';
import {ROOT} from './corpus.ts';
import {type FetchedThere, fetchOffline, fetchThrough, textOf} from './fetching.ts';
import {answerFromArchive, type Reply, type SeenRequest} from './portal.ts';
import {answerDocx, docxOf, oleOf, questionDocx, zip} from './synthetic/docx.ts';
import {CHALLENGED, SAFE_CITY, SAFE_CITY_ANSWER} from './synthetic/sample.ts';
import {questionXhtml} from './synthetic/xhtml.ts';
import {emptyDirectory} from './temporary.ts';

const SAMPLE = join(ROOT, 'fixtures/archive');
/** Fetches through a portal that answers from the sample archive, but for what `change` answers itself. */
async function fetchFrom(
  reference: string,
  wanted: Partial<Wanted> = {},
  {
    change = () => null,
    ...how
  }: {archive?: string; change?: (request: SeenRequest) => Reply | null; retries?: number} = {},
): Promise<FetchedThere> {
  const usual = answerFromArchive(SAMPLE);
  return fetchThrough(async request => change(request) ?? usual(request), reference, wanted, how);
}

for (const [reference, documents, files] of [
  ['E-003068-19', ['html', 'pdf', 'docx'], 12],
  ['O-000010/2020', ['html', 'pdf'], 4],
  ['P-000026/2022', ['html', 'pdf'], 8],
] as const) {
  test(`${reference}: one request for the record and one for each file; none the second time`, async () => {
    const first = await fetchFrom(reference, {documents});
    assert.deepEqual([first.failures, first.warnings], [[], []]);
    const asked = first.paths.filter(path => !path.startsWith('/RedmapFront')); // where /distribution redirects to
    assert.equal(asked.length, 1 + files);
    assert.equal(asked.filter(path => path.startsWith('/api/')).length, 1);
    const second = await fetchFrom(reference, {documents}, {archive: first.archive});
    assert.deepEqual(second.paths, []);
    assert.equal(textOf(second), textOf(first));
    assert.equal(textOf(await fetchOffline(reference, first.archive)), textOf(first));
    assert.equal(textOf(await fetchOffline(reference, SAMPLE)), textOf(first));
  });
}

test('--refresh makes conditional requests alone, and rewrites nothing that is the same', async () => {
  const first = await fetchFrom('E-003068-19');
  const before = await modificationTimes(first.archive);
  const second = await fetchFrom('E-003068-19', {refresh: true}, {archive: first.archive});
  const conditional = second.portal.requests.filter(({path}) => !path.startsWith('/distribution'));
  assert.equal(conditional.length, 9);
  assert.ok(conditional.every(({headers}) => headers['if-none-match'] !== undefined));
  assert.deepEqual(await modificationTimes(first.archive), before);
  assert.equal(textOf(second), textOf(first));
});

async function modificationTimes(directory: string): Promise<Record<string, number>> {
  // A note says when its document was last checked; the documents themselves stay as they are.
  const names = (await readdir(directory, {recursive: true})).filter(
    name => /\.(?:html|pdf|docx|json)$/.test(name) && !name.endsWith('.meta.json'),
  );
  return Object.fromEntries(
    await Promise.all(names.map(async name => [name, (await stat(join(directory, name))).mtimeMs] as const)),
  );
}

test('--refresh takes a changed page, and keeps the old one when the new one is none', async () => {
  const first = await fetchFrom('E-003068-19');
  const page = await readFile(
    join(SAMPLE, 'www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html'),
    'utf8',
  );
  const isPage = ({path}: SeenRequest): boolean => path.endsWith('E-9-2019-003068_EN.html');
  const changed = await fetchFrom(
    'E-003068-19',
    {refresh: true},
    {
      archive: first.archive,
      change: request =>
        isPage(request) ? {body: page.replace('18 October 2019', '19 October 2019')} : null,
    },
  );
  assert.equal(changed.record?.versions.en?.lastUpdated, '2019-10-19');
  for (const reply of [
    {status: 503},
    {status: 404},
    {status: 202, headers: {'x-amzn-waf-action': 'challenge'}},
    {body: '<html><body>Hello</body></html>'},
  ]) {
    const refused = await fetchFrom(
      'E-003068-19',
      {refresh: true},
      {archive: first.archive, change: request => (isPage(request) ? reply : null)},
    );
    assert.equal(refused.record?.versions.en?.lastUpdated, '2019-10-19', JSON.stringify(reply));
    assert.equal(refused.record?.versions.en?.files[0]?.status, 'ok');
    assert.equal(refused.failures.length + refused.warnings.length, 1);
  }
});

test('a challenged page is blocked, asked for once, and no failure where the file is there', async () => {
  const {record, failures, warnings, paths} = await fetchFrom('E-000002/2026');
  assert.deepEqual(failures, []);
  assert.match(warnings.join(), /4 pages blocked/);
  assert.equal(paths.filter(path => path.startsWith('/doceo')).length, 1);
  assert.deepEqual(
    record?.versions.en?.files.map(({format, status}) => `${format} ${status}`),
    ['html blocked', 'pdf ok', 'docx absent'],
  );
  assert.equal(record?.languages.en, 'available');
  assert.match(record?.versions.en?.text ?? '', /EUR 400 000\[1\]/);
  assert.equal(record?.answers[0]?.givenBy, 'Mr McGrath');
});

/* ---- what stands in for a blocked page ---- */

const API = '/api/v2/parliamentary-questions/E-10-2026-000002';
const ENGLISH = 'E-10-2026-000002_en';

/** Fetches a question whose pages are blocked, in English, where its record lists these forms besides the PDF. */
async function fetchBlocked(
  listed: readonly ('docx' | 'xhtml')[],
  wanted: Partial<Wanted> = {},
  replies: Readonly<Record<string, Reply>> = {},
): ReturnType<typeof fetchFrom> {
  const record = await readFile(join(SAMPLE, `data.europarl.europa.eu${API}.json`), 'utf8');
  const envelope = JSON.parse(record);
  for (const expression of envelope.data[0].is_realized_by) {
    const [docx, pdf] = expression.is_embodied_by;
    const xhtml = JSON.parse(JSON.stringify(docx).replaceAll('docx', 'xhtml').replaceAll('DOCX', 'XHTML'));
    expression.is_embodied_by = [pdf, ...listed.map(format => (format === 'docx' ? docx : xhtml))];
  }
  const [english] = CHALLENGED.versions;
  assert.ok(english !== undefined);
  const bodies: Record<string, Reply> = {
    docx: {body: questionDocx(CHALLENGED, english)},
    xhtml: {body: questionXhtml(CHALLENGED, english)},
    ...replies,
  };
  return fetchFrom(
    'E-000002/2026',
    {languages: ['en'], answers: false, ...wanted},
    {
      change: ({path}) => {
        if (path.startsWith(API)) return {body: JSON.stringify(envelope)};
        const format = path.split(`/RedmapFront/media/reds_iMaQp/E-10-2026-000002/${ENGLISH}.`)[1];
        return format === undefined ? null : (bodies[format] ?? null);
      },
    },
  );
}

for (const [name, listed, wanted, files, sources] of [
  [
    'the XHTML, where there is one',
    ['docx', 'xhtml'],
    {},
    ['html blocked', 'pdf ok', 'xhtml ok'],
    ['xhtml', 'pdf'],
  ],
  ['else the DOCX', ['docx'], {}, ['html blocked', 'pdf ok', 'docx ok'], ['docx', 'pdf']],
  ['nothing, where neither is listed', [], {}, ['html blocked', 'pdf ok'], ['pdf']],
  [
    'none more than was asked for',
    ['docx', 'xhtml'],
    {documents: ['html', 'docx']},
    ['html blocked', 'docx ok'],
    ['docx'],
  ],
  [
    'even of a page that alone was asked for',
    ['docx'],
    {documents: ['html']},
    ['html blocked', 'docx ok'],
    ['docx'],
  ],
  ['nothing, where no page was asked for', ['docx', 'xhtml'], {documents: ['pdf']}, ['pdf ok'], ['pdf']],
  ['nothing from the open data alone', ['docx', 'xhtml'], {source: 'opendata'}, ['pdf ok'], ['pdf']],
] as [string, ('docx' | 'xhtml')[], Partial<Wanted>, string[], string[]][]) {
  test(`in place of a blocked page: ${name}`, async () => {
    const {record, failures, paths, archive} = await fetchBlocked(listed, wanted);
    assert.deepEqual(failures, []);
    const version = record?.versions.en;
    assert.deepEqual(
      version?.files.map(({format, status}) => `${format} ${status}`),
      files,
    );
    assert.deepEqual(record?.agreement, {sources: ['opendata', ...sources], differences: []});
    assert.deepEqual(
      version?.paragraphs.map(({kind, number}) => number ?? kind),
      ['paragraph', '1', '2'],
    );
    assert.match(version?.text ?? '', /EUR 400 000\[1\] for/);
    const asked = paths.filter(path => path.startsWith('/distribution')).map(path => path.split('.').at(-1));
    assert.deepEqual(
      asked.sort(),
      files.flatMap(file => (file.startsWith('html') ? [] : [file.split(' ')[0]])).sort(),
    );
    const offline = await fetchOffline('E-000002/2026', archive, {languages: [], documents: []});
    assert.equal(textOf(offline), textOf({record}), 'a rebuild gives the same');
  });
}

test('in place of a blocked page: what cannot be read is said, and no failure where the PDF is there', async () => {
  const unread = {docx: {body: docxOf('<w:p><w:r><w:t>Minutes of a meeting</w:t></w:r></w:p>')}};
  const {record, failures, warnings, archive} = await fetchBlocked(['docx'], {}, unread);
  assert.deepEqual(failures, []);
  assert.match(
    warnings.join('\n'),
    /in place of a blocked page was not read: the Word file shows no question's/,
  );
  assert.deepEqual(
    record?.versions.en?.files.map(({format, status}) => `${format} ${status}`),
    ['html blocked', 'pdf ok', 'docx failed'],
  );
  assert.deepEqual(
    (await readdir(archive, {recursive: true})).filter(name => name.endsWith('.docx')),
    [],
  );
  const asked = await fetchBlocked(['docx'], {documents: ['html', 'pdf', 'docx']}, unread);
  assert.deepEqual(
    asked.failures.map(({kind}) => kind),
    ['parse'],
    'what was asked for is',
  );
  const alone = await fetchBlocked(['docx'], {documents: ['html']}, unread);
  assert.deepEqual(alone.failures.map(({kind}) => kind).sort(), ['blocked', 'parse']);
});

test('a challenged page alone is a failure of kind blocked', async () => {
  const {record, failures} = await fetchFrom('E-000002/2026', {documents: ['html'], answers: false});
  assert.deepEqual([...new Set(failures.map(({kind}) => kind))], ['blocked']);
  assert.equal(record?.languages.en, 'blocked');
});

test('only what is wanted is asked for', async () => {
  const italian = await fetchFrom('E-003068-19', {languages: ['it'], documents: ['pdf'], answers: false});
  assert.equal(italian.paths.length, 3);
  assert.deepEqual(Object.keys(italian.record?.versions ?? {}), ['it']);
  assert.equal(italian.record?.languages.en, 'not-requested');
  assert.equal(italian.record?.languages.fr, 'not-translated');
  const files = await fetchFrom('E-003068-19', {source: 'opendata'});
  assert.ok(files.paths.every(path => !path.startsWith('/doceo')));
  assert.deepEqual(files.failures, []);
});

test('the stored record holds everything archived; what is shown is what was wanted', async () => {
  const {record} = await fetchOffline('E-003068-19', SAMPLE, {languages: ['en']});
  assert.ok(record !== null);
  assert.deepEqual(
    Object.keys(record.versions),
    ['en', 'it'].sort(
      (a, b) => Object.keys(record.versions).indexOf(a) - Object.keys(record.versions).indexOf(b),
    ),
  );
  const shown = narrowRecord(record, {languages: ['en'], answers: false});
  assert.deepEqual(Object.keys(shown.versions), ['en']);
  assert.equal(shown.languages.it, 'not-requested');
  assert.deepEqual(shown.answers, []);
});

test('without the open data: English, the original language, the answer, by constructed address', async () => {
  const {record, failures, paths} = await fetchFrom('E-003068-19', {source: 'doceo', documents: ['html']});
  assert.deepEqual(failures, []);
  assert.ok(paths.every(path => path.startsWith('/doceo')));
  assert.deepEqual(Object.keys(record?.versions ?? {}).sort(), ['en', 'it']);
  assert.equal(record?.originalLanguage, 'it');
  assert.equal(record?.answers[0]?.id, 'E-9-2019-003068-ASW');
  assert.deepEqual(record?.agreement.sources, ['html']);
});

test('the open data down: the pages are asked instead, with a warning', async () => {
  const {record, failures, warnings} = await fetchFrom(
    'E-003068-19',
    {documents: ['html']},
    {
      change: ({path}) => (path.startsWith('/api/') ? {status: 503} : null),
    },
  );
  assert.deepEqual(failures, []);
  assert.match(warnings.join(), /without the open data/);
  assert.equal(record?.subject, 'Safe City project in Serbia — China penetrating into Europe');
});

test('no such question', async () => {
  const {record, failures, paths} = await fetchFrom('E-000001/2021');
  assert.equal(record, null);
  assert.deepEqual(
    failures.map(({kind, id}) => [kind, id]),
    [['notFound', 'E-9-2021-000001']],
  );
  assert.ok(paths.length <= 2);
});

test('a question that nobody will show is blocked, not missing; one that the open data does not know is missing', async () => {
  const challenge = {status: 202, headers: {'x-amzn-waf-action': 'challenge'}};
  const refused = await fetchFrom(
    'E-003068-19',
    {},
    {change: ({path}) => (path.startsWith('/api/') ? {status: 403} : challenge)},
  );
  assert.deepEqual(
    refused.failures.map(({kind}) => kind),
    ['blocked'],
  );
  const unknown = await fetchFrom(
    'E-003068-19',
    {},
    {change: ({path}) => (path.startsWith('/api/') ? {status: 404} : challenge)},
  );
  assert.deepEqual(
    unknown.failures.map(({kind}) => kind),
    ['notFound'],
  );
  const down = await fetchFrom(
    'E-003068-19',
    {},
    {change: ({path}) => (path.startsWith('/api/') ? {status: 503} : challenge)},
  );
  assert.deepEqual(
    down.failures.map(({kind}) => kind),
    ['network'],
  );
});

test('without the open data a question may exist in another language alone', async () => {
  const {record, failures} = await fetchFrom(
    'E-003068-19',
    {source: 'doceo', languages: ['it'], documents: ['html']},
    {change: ({path}) => (path.endsWith('_EN.html') ? {status: 404} : null)},
  );
  assert.deepEqual(failures, []);
  assert.deepEqual(Object.keys(record?.versions ?? {}), ['it']);
  assert.equal(record?.languages.en, 'not-translated');
});

test('an empty answer of the open data is no such question, too', async () => {
  const {record, failures} = await fetchFrom(
    'E-000001/2021',
    {},
    {change: ({path}) => (path.startsWith('/api/') ? {body: '{"data":[]}'} : null)},
  );
  assert.equal(record, null);
  assert.deepEqual(
    failures.map(({kind}) => kind),
    ['notFound'],
  );
});

test('both candidates of a term in doubt are asked, and the wrong one is no error', async () => {
  const record = (
    await readFile(
      join(SAMPLE, 'data.europarl.europa.eu/api/v2/parliamentary-questions/E-10-2026-000002.json'),
      'utf8',
    )
  )
    .replaceAll('E-10-2026-000002', 'E-10-2024-001356')
    .replaceAll('ep-10', 'ep-10');
  const change = ({path}: SeenRequest): Reply =>
    path.includes('/E-10-2024-001356') && path.startsWith('/api') ? {body: record} : {status: 404};
  const {record: found, failures, paths} = await fetchFrom('E-001356/2024', {}, {change});
  assert.equal(found?.id, 'E-10-2024-001356');
  assert.deepEqual(
    failures.filter(({kind}) => kind === 'notFound'),
    [],
  );
  assert.equal(paths.filter(path => path.startsWith('/api')).length, 2);
});

test('an answer named by its id alone is asked for by itself', async () => {
  const path = 'data.europarl.europa.eu/api/v2/parliamentary-questions/E-9-2019-003068.json';
  const envelope = JSON.parse(await readFile(join(SAMPLE, path), 'utf8'));
  const [answer] = envelope.data[0].inverse_answers_to;
  envelope.data[0].inverse_answers_to = [{id: answer.id}];
  const {record, failures, paths} = await fetchFrom(
    'E-003068-19',
    {},
    {
      change: ({path: asked}) =>
        asked.includes('/documents/E-9-2019-003068-ASW')
          ? {body: JSON.stringify({data: [answer]})}
          : asked.startsWith('/api/')
            ? {body: JSON.stringify(envelope)}
            : null,
    },
  );
  assert.deepEqual(failures, []);
  assert.equal(record?.answers[0]?.date, '2019-12-18');
  assert.deepEqual(Object.keys(record?.answers[0]?.versions ?? {}).sort(), ['en', 'it']);
  assert.equal(paths.filter(asked => asked.startsWith('/api/')).length, 2);
});

/* ---- documents that are not what was asked for ---- */

const PAGE = 'E-9-2019-003068_EN.html';
const FILE = 'E-9-2019-003068_en.pdf';

async function bytes(name: string): Promise<Buffer> {
  const directory = name.endsWith('.html')
    ? 'www.europarl.europa.eu/doceo/document'
    : `data.europarl.europa.eu/distribution/reds_iMaQp/${name.slice(0, name.indexOf('_'))}`;
  return readFile(join(SAMPLE, directory, name));
}

const page = (await bytes(PAGE)).toString();
const file = await bytes(FILE);
const reference = Buffer.from(file);
reference.write('startxref\n9', reference.lastIndexOf('startxref'));
const flipped = Buffer.from(file);
for (let at = 400; at < flipped.length - 2000; at += 97) flipped[at] = (flipped[at] ?? 0) ^ 0xff;

const locked = new PDFDocument({userPassword: 'synthetic', pdfVersion: '1.7'});
const lockedBytes: Buffer[] = [];
locked.on('data', chunk => lockedBytes.push(chunk));
locked.text('Question for written answer E-003068-19');
locked.end();
await once(locked, 'end');

const [safeCity] = SAFE_CITY.versions;
assert.ok(safeCity !== undefined);
const WORD = 'E-9-2019-003068_en.docx';
const word = questionDocx(SAFE_CITY, safeCity);
const other = questionDocx(SAFE_CITY, {
  ...safeCity,
  heading: safeCity.heading.map(line => line.replace('003068', '003069')),
});
const [, italianVersion] = SAFE_CITY.versions;
assert.ok(italianVersion !== undefined);
const [answerVersion] = SAFE_CITY_ANSWER.versions;
assert.ok(answerVersion !== undefined);

const FALSE_DOCUMENTS: [name: string, path: string, reply: Reply, kind: string, message: RegExp][] = [
  [
    'the page of another question',
    PAGE,
    {body: page.replaceAll('003068', '003069')},
    'parse',
    /is E-003069\/2019/,
  ],
  [
    "the answer's page at the question's address",
    PAGE,
    {body: await bytes('E-9-2019-003068-ASW_EN.html')},
    'parse',
    /is the answer to E-003068\/2019/,
  ],
  [
    'a page that is none of a question',
    PAGE,
    {body: '<html><body><h1>Maintenance</h1></body></html>'},
    'parse',
    /no layout that epq knows/,
  ],
  [
    'markup nested beyond reason',
    PAGE,
    {body: `<html><body>${'<div>'.repeat(200_000)}E-003068/2019</body></html>`},
    'parse',
    /nested too deeply/,
  ],
  [
    'the file of another question',
    FILE,
    {body: await bytes('O-9-2020-000010_en.pdf')},
    'parse',
    /is O-000010\/2020/,
  ],
  ['an encrypted PDF', FILE, {body: Buffer.concat(lockedBytes)}, 'parse', /the PDF is encrypted/],
  ['a PDF whose bytes are damaged', FILE, {body: flipped}, 'parse', /PDF/],
  [
    'a PDF with a page where its text was',
    FILE,
    {
      body: '%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
    },
    'parse',
    /PDF/,
  ],
  ['the Word file of another question', WORD, {body: other}, 'parse', /is E-003069\/2019/],
  [
    "the answer's Word file at the question's address",
    WORD,
    {body: answerDocx(SAFE_CITY_ANSWER, answerVersion)},
    'parse',
    /is the answer to E-003068\/2019/,
  ],
  ['half a Word file', WORD, {body: word.subarray(0, word.length / 2)}, 'network', /without its end/],
  ['a page where a Word file was due', WORD, {body: page}, 'parse', /a web page where a Word file was due/],
  ['a PDF where a Word file was due', WORD, {body: file}, 'parse', /no Word file/],
  [
    'an old Word file',
    WORD,
    {body: oleOf('WordDocument')},
    'parse',
    /the old form \(\.doc\), or one with a password/,
  ],
  [
    'a ZIP archive of other things',
    WORD,
    {body: zip({'xl/workbook.xml': '<workbook/>'})},
    'parse',
    /no Word document: it holds xl\/workbook\.xml/,
  ],
];

for (const [name, path, reply, kind, message] of FALSE_DOCUMENTS) {
  test(`false document: ${name}`, async () => {
    const {record, failures, archive} = await fetchFrom(
      'E-003068-19',
      path === WORD ? {documents: ['html', 'pdf', 'docx']} : {},
      {
        change: ({path: asked}) =>
          asked.endsWith(`/${path}`) && !asked.startsWith('/distribution') ? reply : null,
      },
    );
    assert.deepEqual(
      failures.map(failure => failure.kind),
      [kind],
    );
    assert.match(failures[0]?.message ?? '', message);
    const format = path.slice(path.lastIndexOf('.') + 1);
    assert.equal(record?.versions.en?.files.find(entry => entry.format === format)?.status, 'failed');
    assert.match(
      record?.versions.en?.text ?? '',
      /written for a sample/,
      'the other file still gives the text',
    );
    const kept = (await readdir(archive, {recursive: true})).filter(entry => entry.endsWith(path));
    assert.deepEqual(kept, [], 'nothing false is kept');
    assert.equal(textOf(await fetchOffline('E-003068-19', archive)), textOf({record}));
  });
}

test('a Word file in another language is kept as that, as pages are', async () => {
  const body = questionDocx(SAFE_CITY, italianVersion);
  const {record, failures, warnings} = await fetchFrom(
    'E-003068-19',
    {documents: ['html', 'docx']},
    {change: ({path}) => (path.startsWith('/RedmapFront') && path.endsWith(`/${WORD}`) ? {body} : null)},
  );
  assert.deepEqual(failures, []);
  assert.match(
    warnings.join(),
    /the docx at the address of en is in it, and kept as that: there is none in en/,
  );
  assert.deepEqual(
    record?.versions.en?.files.map(({format, status}) => `${format} ${status}`),
    ['html ok', 'docx absent'],
  );
});

test('a PDF with a broken cross-reference is read as far as it proves itself', async () => {
  const {record, failures} = await fetchFrom(
    'E-003068-19',
    {},
    {
      change: ({path}) =>
        path.startsWith('/RedmapFront') && path.endsWith(`/${FILE}`) ? {body: reference} : null,
    },
  );
  assert.deepEqual(failures, []);
  assert.deepEqual(record?.agreement.differences, []);
});

test('control characters of a page or a record reach neither record nor message', async () => {
  const hostile = page.replace('Safe City project', 'Safe\u001b[31m City\u0000 \u009bproject');
  const {record} = await fetchFrom(
    'E-003068-19',
    {},
    {change: ({path}) => (path.endsWith(PAGE) ? {body: hostile} : null)},
  );
  assert.equal(
    record?.versions.en?.subject,
    'Safe[31m City project in Serbia — China penetrating into Europe',
  );
  assert.doesNotMatch(textOf({record}), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

test("a record of another question, or one with a path for an id, is not that question's", async () => {
  const envelope = await readFile(
    join(SAMPLE, 'data.europarl.europa.eu/api/v2/parliamentary-questions/E-9-2019-003068.json'),
    'utf8',
  );
  for (const id of ['E-9-2019-003069', '../../../../tmp/x']) {
    const {failures, archive} = await fetchFrom(
      'E-003068-19',
      {source: 'opendata'},
      {
        change: ({path}) =>
          path.startsWith('/api/') ? {body: envelope.replaceAll('E-9-2019-003068', id)} : null,
      },
    );
    assert.deepEqual(
      failures.map(({kind}) => kind),
      ['parse'],
    );
    assert.deepEqual(
      (await readdir(archive, {recursive: true})).filter(name => name.endsWith('3068.json')),
      [],
    );
  }
});

test('a page saved by hand stands in for a blocked one', async () => {
  const archive = await emptyDirectory();
  await cp(SAMPLE, archive, {recursive: true});
  const name = 'www.europarl.europa.eu/doceo/document/E-10-2026-000002_EN.html';
  const saved = page
    .replaceAll('E-9-2019-003068', 'E-10-2026-000002')
    .replaceAll('E-003068-19', 'E-000002/2026')
    .replaceAll('E-003068/2019', 'E-000002/2026');
  await writeFile(join(archive, name), saved);
  const {record} = await fetchOffline('E-000002/2026', archive);
  assert.deepEqual(
    record?.versions.en?.files.map(({format, status}) => [format, status]),
    [
      ['html', 'ok'],
      ['pdf', 'ok'],
    ],
  );
  assert.ok(record?.agreement.differences.some(({field, language}) => field === 'text' && language === 'en'));
});
