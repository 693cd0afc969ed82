import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {cp, mkdir, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {ROOT} from './corpus.ts';
import {answerFromArchive, startPortal} from './portal.ts';
import {epq} from './run-epq.ts';
import {oleOf} from './synthetic/docx.ts';
import {SAFE_CITY} from './synthetic/sample.ts';
import {questionXhtml} from './synthetic/xhtml.ts';
import {emptyDirectory} from './temporary.ts';

const SAMPLE = join(ROOT, 'fixtures/archive');

const OFFLINE = ['--archive', SAMPLE, '--offline'];

test("the README's first command prints the whole record and exits 0", async () => {
  const cwd = await emptyDirectory();
  const {status, stdout, stderr} = await epq(['fetch', 'E-003068-19', ...OFFLINE], {cwd});
  assert.equal(status, 0, stderr);
  const record = JSON.parse(stdout);
  assert.equal(record.id, 'E-9-2019-003068');
  assert.equal(record.rule, '138');
  assert.equal(record.date, '2019-10-02');
  assert.deepEqual(
    record.authors.map((author: {name: string; politicalGroup: string}) => [
      author.name,
      author.politicalGroup,
    ]),
    [
      ['Mara Bizzotto', 'ID'],
      ['Anna Bonfrisco', 'ID'],
    ],
  );
  assert.deepEqual(Object.keys(record.versions).sort(), ['en', 'it']);
  assert.equal(record.answers.length, 1);
  assert.equal(stdout.trim().split('\n').length, 1, 'NDJSON in a pipe');
  assert.match(stderr, /^E-003068\/2019: reading the archive …\n$/);
  const stored = await readFile(join(cwd, 'epq-data/questions/2019/E-9-2019-003068.json'), 'utf8');
  assert.deepEqual(JSON.parse(stored), record);
  assert.equal(stored, `${JSON.stringify(record, null, 2)}\n`);
});

const USAGE: [name: string, args: string[], status: number, stderr: RegExp][] = [
  ['no command', [], 2, /Usage: epq/],
  [
    'a command that is none',
    ['ftech'],
    2,
    /^usage: unknown command 'ftech' \(Did you mean fetch\?\); see epq --help\n$/,
  ],
  [
    'a flag that is none',
    ['fetch', 'E-003068-19', '--langs', 'en'],
    2,
    /^usage: unknown option '--langs' \(Did you mean --lang\?\)/,
  ],
  ['no reference', ['fetch'], 2, /^usage: epq fetch: nothing was given; expected a reference/],
  [
    'a reference that is none',
    ['fetch', '../../etc/passwd'],
    2,
    /^usage: "\.\.\/\.\.\/etc\/passwd" is no question's number, id or address; expected something like E-003068\/2019/,
  ],
  [
    'a language that is none',
    ['fetch', 'E-003068-19', '--lang', 'en,xx'],
    2,
    /"xx" is not one of bg, es, cs/,
  ],
  [
    'documents that are none',
    ['fetch', 'E-003068-19', '--documents', 'odt'],
    2,
    /"odt" is not one of html, pdf, docx, xhtml/,
  ],
  ['an unlimited rate at Parliament', ['fetch', 'E-003068-19', '--rate', '0'], 2, /only with --portal/],
  [
    'a rate that is none',
    ['fetch', 'E-003068-19', '--rate', 'fast'],
    2,
    /expected requests a second, such as 1\.4/,
  ],
  [
    'a portal that is none',
    ['fetch', 'E-003068-19', '--portal', 'mirror'],
    2,
    /expected an origin, such as http/,
  ],
  [
    'a field that is none',
    ['fetch', 'E-003068-19', ...OFFLINE, '--fields', 'id,subjct'],
    2,
    /no field "subjct"; did you mean subject\? --fields alone lists them/,
  ],
  ['a file that is not there', ['parse', 'nothing.pdf'], 2, /^usage: there is no file nothing\.pdf/],
  [
    'a question not archived',
    ['fetch', 'E-000001/2021', ...OFFLINE],
    16,
    /^.*\nnot found: E-9-2021-000001: nothing of E-9-2021-000001 is in the archive/,
  ],
  [
    'a good one and bad ones',
    ['fetch', 'E-003068-19', 'E-000001/2021', 'x', ...OFFLINE, '--format', 'id'],
    18,
    /not found: .*\n(.*\n)*usage: "x"/,
  ],
];

for (const [name, args, status, stderr] of USAGE) {
  test(`usage: ${name}`, async () => {
    const run = await epq(args);
    assert.match(run.stderr, stderr);
    assert.equal(run.status, status);
  });
}

test('errors as JSON, warnings apart', async () => {
  const {stderr, status} = await epq([
    'fetch',
    'E-000001/2021',
    'x',
    ...OFFLINE,
    '--errors',
    'json',
    '--quiet',
  ]);
  const failures = stderr
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(
    failures.map(({kind, id}) => [kind, id]),
    [
      ['notFound', 'E-9-2021-000001'],
      ['usage', null],
    ],
  );
  assert.deepEqual(Object.keys(failures[0]), ['kind', 'id', 'language', 'url', 'message', 'hint']);
  assert.equal(status, 18);
  const usage = await epq(['fetch', 'x', '--bogus', '--errors', 'json']);
  assert.equal(JSON.parse(usage.stderr).kind, 'usage');
});

test('references from stdin: lines, comments, JSON lines', async () => {
  const input = '# my questions\n\nE-003068-19\r\n{"id":"O-9-2020-000010","subject":"…"}\nnonsense\n';
  const {stdout, stderr, status} = await epq(['fetch', '-', ...OFFLINE, '--format', 'id'], {input});
  assert.deepEqual(stdout.trim().split('\n'), ['E-9-2019-003068', 'O-9-2020-000010']);
  assert.match(stderr, /usage: "nonsense"/);
  assert.equal(status, 2);
});

test('fields, languages and answers narrow what is shown', async () => {
  const {stdout} = await epq([
    'fetch',
    'E-003068-19',
    ...OFFLINE,
    '--lang',
    'it',
    '--no-answers',
    '--fields',
    'id,languages.en,versions.it.subject,answers',
  ]);
  assert.deepEqual(JSON.parse(stdout), {
    id: 'E-9-2019-003068',
    languages: {en: 'not-requested'},
    versions: {it: {subject: 'Progetto Safe City in Serbia — la penetrazione cinese in Europa'}},
    answers: [],
  });
});

test('--no-save leaves nothing on disk', async () => {
  const cwd = await emptyDirectory();
  await epq(['fetch', 'E-003068-19', ...OFFLINE, '--no-save', '--format', 'none'], {cwd});
  assert.deepEqual(await readdir(cwd), []);
});

test('from a portal: environment, events, failures on disk, and a rebuild to the same bytes', async () => {
  const cwd = await emptyDirectory();
  const usual = answerFromArchive(SAMPLE);
  const portal = await startPortal(request =>
    request.path.endsWith('E-9-2019-003068_it.pdf') && request.path.startsWith('/Redmap')
      ? {body: '<html><body>No</body></html>'}
      : usual(request),
  );
  const fetched = await epq(
    [
      'fetch',
      'E-003068-19',
      'E-000002/2026',
      '--rate',
      '0',
      '--concurrency',
      '1', // a host that blocks during the second question is not asked for the first any more
      '--progress',
      'json',
      '--verbose',
      '--format',
      'none',
    ],
    {cwd, env: {EPQ_PORTAL: portal.origin, EPQ_OUT: 'store'}},
  );
  await portal.close();
  assert.equal(fetched.status, 32, fetched.stderr);
  const isEvent = (line: string): boolean => line.startsWith('{');
  const lines = fetched.stderr.trim().split('\n');
  assert.deepEqual(
    lines.filter(line => !isEvent(line)).map(line => line.split(':')[0]),
    ['parse'],
  );
  const events = lines.filter(isEvent).map(line => JSON.parse(line));
  const said = (kind: string, pattern: RegExp): boolean =>
    events.some(({event, message}) => event === kind && pattern.test(message));
  assert.ok(said('message', /^E-9-2019-003068 it html: ok \(network\) https:/));
  assert.ok(said('warning', /^E-10-2026-000002: 4 pages blocked/));
  assert.equal(events.filter(({event}) => event === 'question').length, 2);
  const failures = (await readFile(join(cwd, 'store/failures.ndjson'), 'utf8'))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(
    failures.map(({kind, id, language}) => [kind, id, language]),
    [['parse', 'E-9-2019-003068', 'it']],
  );

  const paths = ['store/questions/2019/E-9-2019-003068.json', 'store/questions/2026/E-10-2026-000002.json'];
  const before = await Promise.all(paths.map(path => readFile(join(cwd, path), 'utf8')));
  const unchanged = await epq(['rebuild', '--out', 'store'], {cwd});
  assert.match(unchanged.stderr, /0 saved, 2 unchanged, 0 failed/);
  await rm(join(cwd, 'store/questions'), {recursive: true});
  const rebuilt = await epq(['rebuild', '--out', 'store'], {cwd});
  assert.equal(rebuilt.status, 0, rebuilt.stderr);
  assert.match(rebuilt.stderr, /2 saved, 0 unchanged, 0 failed/);
  assert.deepEqual(await Promise.all(paths.map(path => readFile(join(cwd, path), 'utf8'))), before);

  const mended = await startPortal(usual);
  const again = await epq(
    ['fetch', 'E-003068-19', '--rate', '0', '--portal', mended.origin, '--out', 'store', '--format', 'none'],
    {cwd},
  );
  await mended.close();
  assert.equal(again.status, 0, again.stderr);
  assert.equal(mended.requests.length, 2, 'only what failed is asked for again, by its redirect');
  await assert.rejects(readFile(join(cwd, 'store/failures.ndjson')), {code: 'ENOENT'});
});

test('a record of which the archive holds nothing is left as it is, and said', async () => {
  const cwd = await emptyDirectory();
  await epq(['fetch', 'E-003068-19', ...OFFLINE, '--format', 'none'], {cwd});
  const {status, stderr} = await epq(['rebuild'], {cwd});
  assert.equal(status, 16);
  assert.match(stderr, /0 saved, 0 unchanged, 1 failed/);
  assert.equal((await readdir(join(cwd, 'epq-data/questions/2019'))).length, 1);
});

test('a store that cannot be written stops at once with its own status', async () => {
  const cwd = await emptyDirectory();
  await writeFile(join(cwd, 'full'), '');
  const {status, stderr} = await epq(
    ['fetch', 'E-003068-19', 'O-000010/2020', ...OFFLINE, '--out', 'full', '--format', 'none'],
    {cwd},
  );
  assert.equal(status, 64, stderr);
  assert.match(stderr, /^store: .*cannot (?:read|write) full/m);
  assert.equal(await readFile(join(cwd, 'full'), 'utf8'), '');
});

test('a link out of the archive is not followed', async () => {
  const cwd = await emptyDirectory();
  const outside = await emptyDirectory();
  await mkdir(join(cwd, 'archive'));
  await symlink(outside, join(cwd, 'archive/data.europarl.europa.eu'));
  const portal = await startPortal(answerFromArchive(SAMPLE));
  const {status, stderr} = await epq(
    ['fetch', 'E-003068-19', '--rate', '0', '--portal', portal.origin, '--archive', 'archive'],
    {cwd},
  );
  await portal.close();
  assert.equal(status, 64, stderr);
  assert.deepEqual(await readdir(outside), []);
});

test('a reader that leaves early ends everything quietly', async () => {
  const cwd = await emptyDirectory();
  const bin = join(ROOT, 'bin/epq.js');
  const references = Array.from({length: 40}, () => 'E-003068-19').join(' ');
  const shell = spawn(
    'sh',
    [
      '-c',
      `"${process.execPath}" "${bin}" fetch ${references} --archive "${SAMPLE}" --offline --quiet | head -1 | wc -l`,
    ],
    {cwd},
  );
  let [out, err] = ['', ''];
  shell.stdout.on('data', chunk => {
    out += chunk;
  });
  shell.stderr.on('data', chunk => {
    err += chunk;
  });
  await new Promise(resolve => shell.on('close', resolve));
  assert.equal(out.trim(), '1');
  assert.equal(err, '');
});

for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`${signal} stops what is under way and exits ${status}`, async () => {
    const cwd = await emptyDirectory();
    const portal = await startPortal(() => new Promise(() => {}));
    let killed = false;
    const run = await epq(['fetch', 'E-003068-19', '--rate', '0', '--portal', portal.origin], {
      cwd,
      onStderr: (text, kill) => {
        if (!killed && text.includes('asking')) {
          killed = true;
          setTimeout(() => kill(signal), 300);
        }
      },
    });
    await portal.close();
    assert.equal(run.status, status, run.stderr);
    assert.match(run.stderr, /^stopping after what is being written/m);
    assert.doesNotMatch(run.stderr, /network:/);
    assert.deepEqual(await readdir(cwd), [], "a stop is noted as nobody's failure");
  });
}

test('parse: any mix of files, directories and stdin; one record a question', async () => {
  const directory = join(SAMPLE, 'data.europarl.europa.eu');
  const pages = join(SAMPLE, 'www.europarl.europa.eu/doceo/document');
  const saved = await emptyDirectory();
  const [english] = SAFE_CITY.versions;
  assert.ok(english !== undefined);
  await writeFile(join(saved, 'E-9-2019-003068_en.xhtml'), questionXhtml(SAFE_CITY, english));
  const {stdout, status, stderr} = await epq(['parse', directory, pages, saved]);
  assert.equal(status, 0, stderr);
  const records = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(records.map(({id}) => id).sort(), [
    'E-10-2026-000002',
    'E-9-2019-003068',
    'O-9-2020-000010',
    'P-9-2022-000026',
  ]);
  const safeCity = records.find(({id}) => id === 'E-9-2019-003068');
  assert.deepEqual(safeCity.agreement, {
    sources: ['opendata', 'html', 'xhtml', 'docx', 'pdf'],
    differences: [],
  });
  const filesOf = ({versions}: typeof safeCity): string[][] =>
    versions.en.files.map(({format, status: is}: {format: string; status: string}) => [format, is]);
  assert.deepEqual(filesOf(safeCity), [
    ['html', 'ok'],
    ['pdf', 'ok'],
    ['docx', 'ok'],
    ['xhtml', 'ok'],
  ]);
  assert.deepEqual(filesOf(records.find(({id}) => id === 'O-9-2020-000010')), [
    ['html', 'ok'],
    ['pdf', 'ok'],
    ['docx', 'not-requested'],
  ]);
  assert.equal(safeCity.answers[0].givenBy, 'Mr Sample');

  const answer = await readFile(join(pages, 'E-9-2019-003068-ASW_EN.html'), 'utf8');
  const alone = await epq(['parse', '-'], {input: answer});
  const record = JSON.parse(alone.stdout);
  assert.deepEqual(
    [record.id, record.subject, record.versions, record.answers[0].id],
    ['E-9-2019-003068', null, {}, 'E-9-2019-003068-ASW'],
  );
});

test('parse: a folder may hold other JSON, records of our own among it', async () => {
  const cwd = await emptyDirectory();
  await epq(['fetch', 'E-003068-19', ...OFFLINE, '--format', 'none'], {cwd});
  await writeFile(join(cwd, 'epq-data/other.json'), '{"facts": []}');
  const folder = await epq(['parse', 'epq-data'], {cwd});
  assert.deepEqual([folder.status, folder.stdout, folder.stderr], [0, '', '']);
  const own = await epq(['parse', 'epq-data/questions/2019/E-9-2019-003068.json'], {cwd});
  assert.match(own.stderr, /no record of a question/);
  assert.equal(own.status, 32);
});

test('parse: of a folder, what cannot be read is named, what is no document by its name is passed over, the rest is read', async () => {
  const cwd = await emptyDirectory();
  await mkdir(join(cwd, 'saved/below'), {recursive: true});
  const page = join(SAMPLE, 'www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html');
  await cp(page, join(cwd, 'saved/good.html'));
  await symlink('nowhere', join(cwd, 'saved/a.pdf'));
  await symlink('b.html', join(cwd, 'saved/below/b.html'));
  await writeFile(join(cwd, 'saved/notes.txt'), 'hello');
  const run = await epq(['parse', 'saved', '--format', 'id', '--verbose'], {cwd});
  assert.equal(run.stdout, 'E-9-2019-003068\n');
  assert.equal(run.status, 64);
  for (const line of [
    'store: cannot read saved/a.pdf: ENOENT',
    'store: cannot read saved/below/b.html: ELOOP',
    'saved/notes.txt: passed over, its name is no document’s',
  ])
    assert.ok(run.stderr.split('\n').includes(line), run.stderr);
});

test('parse: what cannot be read is said, and loses nothing else', async () => {
  const cwd = await emptyDirectory();
  await cp(
    join(SAMPLE, 'www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html'),
    join(cwd, 'good.html'),
  );
  await writeFile(join(cwd, 'empty.pdf'), '');
  await writeFile(join(cwd, 'text.txt'), 'Question for written answer E-003068/2019');
  await writeFile(join(cwd, 'list.json'), '{"data": []}');
  await writeFile(join(cwd, 'word.docx'), 'PK\u0003\u0004');
  await writeFile(join(cwd, 'old.doc'), oleOf('WordDocument'));
  const {stdout, stderr, status} = await epq(
    ['parse', 'empty.pdf', 'text.txt', 'list.json', 'word.docx', 'old.doc', 'good.html', '--fields', 'id'],
    {cwd},
  );
  assert.equal(stdout, '{"id":"E-9-2019-003068"}\n');
  assert.equal(status, 32);
  for (const message of [
    /the file is empty \[empty\.pdf\]/,
    /neither a page, a PDF, a Word file nor an API record \[text\.txt\]/,
    /no record of a question \[list\.json\]/,
    /the Word file cannot be opened.*\[word\.docx\]/,
    /a Word file in the old binary form \(\.doc\), which epq does not read \[old\.doc\]/,
  ]) {
    assert.match(stderr, message);
  }
  assert.deepEqual((await readdir(cwd)).includes('epq-data'), false, 'parse saves only with --out');
});

test('help names every command and flag, and the schema is printed', async () => {
  const {stdout} = await epq(['--help']);
  for (const command of ['fetch', 'list', 'harvest', 'update', 'parse', 'rebuild', 'verify', 'schema'])
    assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
  const fetchHelp = (await epq(['fetch', '--help'])).stdout;
  for (const flag of '--out --archive --offline --portal --lang --documents --no-answers --source --no-save --refresh --format --fields --rate --concurrency --timeout --retries --progress --errors --quiet --verbose --no-color --help'.split(
    ' ',
  )) {
    assert.match(fetchHelp, new RegExp(`${flag}\\b`));
  }
  for (const [command, own] of Object.entries({
    list: '--from --to --type',
    harvest: '--from --to --type --dry-run --failed --restart',
    update: '--type --since',
    verify: '--fix',
  })) {
    const help = (await epq([command, '--help'])).stdout;
    for (const flag of `${own} --out --portal --rate`.split(' '))
      assert.match(help, new RegExp(`${flag}\\b`), command);
  }
  const {version} = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  assert.equal((await epq(['-V'])).stdout, `${version}\n`);
  assert.equal(
    JSON.parse((await epq(['schema'])).stdout).$schema,
    'https://json-schema.org/draft/2020-12/schema',
  );
  assert.match((await epq(['fetch', '--fields'])).stdout, /^authors\.mepId +Parliament's id of the Member/m);
});
