import assert from 'node:assert/strict';
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {after, test} from 'node:test';
import {openArchive} from '../src/archive.ts';
import {CANARIES} from '../src/canaries.ts';
import {checkCanary} from '../src/check-canary.ts';
import {LAYOUTS} from '../src/record-words.ts';
import {ROOT} from './corpus.ts';
import {answerFromArchive, type Reply, startPortal} from './portal.ts';
import {epq} from './run-epq.ts';
import {canaryDocuments} from './synthetic/canaries.ts';
import {emptyDirectory} from './temporary.ts';

const SAMPLE = join(ROOT, 'fixtures/archive');
const WANTED = {
  languages: 'all',
  documents: ['html', 'pdf', 'docx'],
  answers: true,
  source: 'auto',
} as const;

async function writeArchive(layout: 'classic' | 'redesign', canaries = CANARIES): Promise<string> {
  const directory = await emptyDirectory();
  for (const canary of canaries) {
    for (const [path, body] of await canaryDocuments(canary, layout)) {
      // Of an answer that two canaries share, the documents of the first are served.
      await mkdir(dirname(join(directory, path)), {recursive: true});
      await writeFile(join(directory, path), body, {flag: 'wx'}).catch(() => {});
    }
  }
  return directory;
}

/* ---- the table ---- */

const PAGES: readonly string[] = ['classic', 'redesign'];
// They have no address that a question's id gives; of XHTML no address is known.
const NOT_LOOKED_AT: readonly string[] = ['question-time', 'official-journal', 'xhtml'];

test('the canaries cover every kind of question, and give every fact in a known form', () => {
  const letters = new Set(CANARIES.map(({id}) => id[0]));
  assert.deepEqual([...letters].sort(), ['E', 'G', 'K', 'O', 'P']);
  assert.equal(new Set(CANARIES.map(({id}) => id)).size, CANARIES.length);
});

for (const layout of ['classic', 'redesign'] as const) {
  test(`documents made of the canaries' facts are as they must be: ${layout}`, async () => {
    const archive = openArchive(await writeArchive(layout));
    const seen = new Set<string>();
    for (const canary of CANARIES) {
      const report = await checkCanary(canary, WANTED, {archive, transport: null, now: () => ''});
      for (const {status, findings, layout: own, id, format} of report.documents) {
        assert.deepEqual(findings, [], `${id} ${format}`);
        assert.equal(status, 'ok', `${id} ${format}`);
        if (own !== null) seen.add(own);
      }
    }
    assert.deepEqual(
      [...seen].sort(),
      LAYOUTS.filter(
        name => !NOT_LOOKED_AT.includes(name) && (name === layout || !PAGES.includes(name)),
      ).sort(),
    );
  });
}

/* ---- the command ---- */

interface Printed {
  id: string;
  status: string;
  documents: {
    id: string;
    language: string | null;
    format: string;
    status: string;
    findings: {message: string}[];
  }[];
}

function printed(stdout: string): Printed[] {
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Printed);
}

const portals: {close(): Promise<void>}[] = [];
after(() => Promise.all(portals.map(portal => portal.close())));

const WHOLE = await writeArchive('redesign');

async function portalOf(
  change: (path: string, reply: Reply) => Reply = (_path, reply) => reply,
): Promise<string> {
  const answer = answerFromArchive(WHOLE);
  const portal = await startPortal(async request => change(request.path, await answer(request)));
  portals.push(portal);
  return portal.origin;
}

async function doctor(origin: string, ...args: string[]) {
  const [cwd, temporary] = [await emptyDirectory(), await emptyDirectory()];
  const network = ['--portal', origin, '--rate', '0', '--retries', '0'];
  const run = await epq(['doctor', ...network, ...args], {cwd, env: {TMPDIR: temporary}});
  return {...run, left: await readdir(cwd), kept: await readdir(temporary)};
}

test('the sample archive is healthy, as far as it goes', async () => {
  const {status, stdout, stderr} = await epq(['doctor', '--offline', '--archive', SAMPLE]);
  assert.equal(status, 0, stderr);
  const reports = printed(stdout);
  assert.equal(reports.length, CANARIES.length);
  assert.deepEqual(
    reports.filter(report => report.status !== 'unknown').map(({id, status: own}) => [id, own]),
    [
      ['E-9-2019-003068', 'ok'],
      ['E-10-2026-000002', 'blocked'],
      ['P-9-2022-000026', 'ok'],
      ['E-9-2022-000030', 'ok'],
      ['O-9-2020-000010', 'ok'],
    ],
  );
  assert.deepEqual(
    reports.flatMap(({documents}) => documents.flatMap(({findings}) => findings)),
    [],
  );
});

test('an archive without a canary is not healthy: nothing was looked at', async () => {
  const {status, stderr} = await epq(['doctor', '--offline', '--archive', await emptyDirectory()]);
  assert.equal(status, 16);
  assert.match(stderr, /holds no document of any canary; run epq doctor without --offline$/m);
});

test('a portal where all is as it was: exit 0, and nothing is left anywhere', async () => {
  const run = await doctor(await portalOf());
  assert.equal(run.status, 0, run.stderr);
  const reports = printed(run.stdout);
  assert.deepEqual([...new Set(reports.map(({status}) => status))], ['ok']);
  assert.equal(reports.length, CANARIES.length);
  assert.deepEqual([run.left, run.kept], [[], []]);
});

test('a page that changed is named in words, its bytes are kept: exit 32', async () => {
  const origin = await portalOf((path, reply) =>
    path.endsWith('/E-9-2019-003068_EN.html') && reply.body !== undefined
      ? {...reply, body: reply.body.toString().replaceAll('Last updated:', 'Changed:')}
      : reply,
  );
  const run = await doctor(origin);
  assert.equal(run.status, 32, run.stderr);
  const [report] = printed(run.stdout).filter(({status}) => status === 'changed');
  assert.deepEqual(
    report?.documents.flatMap(({id, language, format, findings}) =>
      findings.map(({message}) => [id, language, format, message]),
    ),
    [
      ['E-9-2019-003068', 'en', 'html', 'label "Last updated:" no longer stands below the text'],
      ['E-9-2019-003068', 'en', 'html', 'field lastUpdated: expected a value, got null'],
    ],
  );
  assert.match(run.stderr, /^parse: 1 of 15 canaries no longer look as they did; what came is kept in \S+;/m);
  const [directory = ''] = run.kept;
  const kept = /kept in (\S+);/.exec(run.stderr)?.[1] ?? '';
  assert.ok(kept.endsWith(directory));
  const page = await readFile(
    join(kept, 'www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html'),
    'utf8',
  );
  assert.match(page, /Changed:/);
  assert.deepEqual(run.left, []);
});

test('a page in no known layout is kept, too, and its missing marks are named', async () => {
  const origin = await portalOf((path, reply) =>
    path.endsWith('/O-9-2020-000010_EN.html')
      ? {headers: {'content-type': 'text/html'}, body: '<html><body><p>All is new</p></body></html>'}
      : reply,
  );
  const run = await doctor(origin);
  assert.equal(run.status, 32, run.stderr);
  const messages = printed(run.stdout).flatMap(({documents}) =>
    documents.flatMap(({findings}) => findings.map(({message}) => message)),
  );
  assert.match(messages[0] ?? '', /no layout that epq knows/);
  assert.ok(
    messages.includes('no longer there: the header "Parliamentary question - …", a mark of layout redesign'),
  );
  const kept = /kept in (\S+);/.exec(run.stderr)?.[1] ?? '';
  const page = join(kept, 'www.europarl.europa.eu/doceo/document/O-9-2020-000010_EN.html');
  assert.match(await readFile(page, 'utf8'), /All is new/);
});

const RECORD_CHANGES: [name: string, from: string | RegExp, to: string, message: RegExp][] = [
  [
    'date',
    '"document_date":"2026-01-02"',
    '"document_date":"2026-01-03"',
    /^en: field date: expected 2026-01-02, got 2026-01-03$/,
  ],
  ['session document', '"epNumber"', '"epNumberNew"', /^en: field pe: expected PE782\.726, got null$/],
  [
    'original language',
    '"originalLanguage"',
    '"languageOfOrigin"',
    /^en: field originalLanguage: expected de, got null$/,
  ],
  ['heading', /"title_alternative"/g, '"heading"', /^en: field rule: expected 144, got null$/],
  [
    'a language version',
    /"language":"(http[^"]+)\/DEU"/,
    '"language":"$1/FRA"',
    /^field languages: expected de, got en, fr$/,
  ],
  ['files', /"is_embodied_by"/g, '"files"', /^en: field files: expected a PDF, got none$/],
  [
    'the answer',
    '"inverse_answers_to"',
    '"answered"',
    /^field answers: expected E-10-2026-000002-ASW, got none$/,
  ],
  [
    'its date',
    '"document_date":"2026-02-20"',
    '"document_date":"2026-02-21"',
    /^field answers\.date: expected 2026-02-20, got 2026-02-21$/,
  ],
  ['the whole record', /"identifier":"E-10-2026-000002"/g, '"identifier":"E-10-2026-000003"', /./],
];

test('a record of the open data that changed is named in words', async () => {
  const canary = CANARIES.find(({id}) => id === 'E-10-2026-000002');
  assert.ok(canary !== undefined);
  const directory = await writeArchive('redesign', [canary]);
  const path = join(
    directory,
    'data.europarl.europa.eu/api/v2/parliamentary-questions/E-10-2026-000002.json',
  );
  const json = await readFile(path, 'utf8');
  const ways = {archive: openArchive(directory), transport: null, now: () => ''};
  for (const [name, from, to, message] of RECORD_CHANGES) {
    const changed = json.replace(from, to);
    assert.notEqual(changed, json, name);
    await writeFile(path, changed);
    const {status, documents} = await checkCanary(canary, {...WANTED, documents: []}, ways);
    const found = documents.flatMap(({findings}) => findings);
    assert.equal(status, 'changed', name);
    assert.ok(
      found.some(finding => message.test(finding.message)),
      `${name}: ${found.map(one => one.message).join('; ')}`,
    );
  }
});

test('the document of another question, or in another language, is named', async () => {
  const canary = CANARIES[0];
  assert.ok(canary !== undefined);
  const names: [from: string, message: RegExp][] = [
    ['O-9-2020-000010_EN', /^the document at the address of E-9-2019-003068 is O-000010\/2020$/],
    ['E-9-2019-003068_IT', /^the document asked for in en is in it$/],
    ['E-9-2019-003068-ASW_EN', /is the answer to E-003068\/2019$/],
  ];
  for (const [from, message] of names) {
    const directory = await writeArchive('redesign', [canary]);
    const folder = 'www.europarl.europa.eu/doceo/document';
    const body = await readFile(join(WHOLE, folder, `${from}.html`));
    await writeFile(join(directory, folder, 'E-9-2019-003068_EN.html'), body);
    const ways = {archive: openArchive(directory), transport: null, now: () => ''};
    const {documents} = await checkCanary(canary, WANTED, ways);
    const changed = documents.filter(({status}) => status === 'changed');
    assert.equal(changed.length, 1, from);
    assert.match(changed[0]?.findings[0]?.message ?? '', message);
  }
});

const REFUSALS: [
  name: string,
  change: (path: string, reply: Reply) => Reply,
  status: number,
  stderr: RegExp,
][] = [
  [
    'challenged pages are blocked, not changed',
    (path, reply) =>
      path.startsWith('/doceo/') ? {status: 202, headers: {'x-amzn-waf-action': 'challenge'}} : reply,
    8,
    /^blocked: \d+ documents refused, and not looked at; --source opendata leaves pages out/m,
  ],
  [
    'the open data that answers 500 is unreachable',
    (path, reply) => (path.startsWith('/api/') ? {status: 500} : reply),
    4,
    /^network: 15 documents could not be had/m,
  ],
  [
    'pages that are gone are missing',
    (path, reply) => (/_IT\.html$/.test(path) ? {status: 404} : reply),
    16,
    /^not found: 5 documents no longer at their addresses/m,
  ],
];

for (const [name, change, status, stderr] of REFUSALS) {
  test(`doctor: ${name}`, async () => {
    const run = await doctor(await portalOf(change));
    assert.equal(run.status, status, run.stderr);
    assert.match(run.stderr, stderr);
    assert.deepEqual(run.kept, []);
  });
}

test('nobody answers: exit 4', async () => {
  const portal = await startPortal(() => ({}));
  await portal.close();
  const run = await doctor(portal.origin);
  assert.equal(run.status, 4, run.stderr);
});

test('flags narrow what is looked at', async () => {
  const run = await doctor(await portalOf(), '--source', 'opendata', '--lang', 'it', '--no-answers');
  assert.equal(run.status, 0, run.stderr);
  const documents = printed(run.stdout).flatMap(report => report.documents);
  assert.deepEqual([...new Set(documents.map(({format}) => format))].sort(), ['json', 'pdf']);
  assert.ok(
    documents.every(({id, language}) => (language === null || language === 'it') && !id.endsWith('-ASW')),
  );
});

test('files given by hand: what each shows', async () => {
  const folder = join(SAMPLE, 'www.europarl.europa.eu/doceo/document');
  const unknown = join(await emptyDirectory(), 'page.html');
  await writeFile(unknown, '<html><body><p>PDF 41kWORD 9k</p><p>All is new</p></body></html>');
  const run = await epq([
    'doctor',
    join(folder, 'E-9-2019-003068_IT.html'),
    join(SAMPLE, 'data.europarl.europa.eu/distribution/reds_iMaQp/E-9-2019-003068/E-9-2019-003068_en.pdf'),
    unknown,
  ]);
  assert.equal(run.status, 32);
  assert.match(
    run.stderr,
    /^parse: the page \(layout classic\) shows no question's and no answer's heading/m,
  );
  const [page, file, strange] = run.stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(
    [page.layout, page.kind, page.number, page.language, page.failure],
    ['redesign', 'question', 'E-003068/2019', 'it', null],
  );
  assert.deepEqual(page.signs[0].labels, {
    found: ['"Ultimo aggiornamento:" below the text', '"Note legali" below the text'],
    missing: ['"Presentazione:" below the text'],
  });
  assert.equal(page.signs[0].marks.missing.length, 0);
  assert.equal(page.fields.rule, '138');
  assert.equal(page.fields.pe, null);
  assert.equal(file.layout, 'pdf');
  assert.equal(file.fields.pe, 'PE641.917');
  assert.equal(strange.layout, 'classic');
  assert.deepEqual(strange.signs[0].marks.found, ['the file links "PDF … WORD …"']);
  assert.equal(strange.failure, "the page (layout classic) shows no question's and no answer's heading");
});
