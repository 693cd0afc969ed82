import assert from 'node:assert/strict';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {changesBetween} from '../src/changes.ts';
import {addressesWanted, type Wanted} from '../src/fetch-question.ts';
import {readManifest} from '../src/manifest.ts';
import {narrowRecord} from '../src/narrow-record.ts';
import {parseDocuments} from '../src/parse-documents.ts';
import type {QuestionRecord} from '../src/question.ts';
import {answeredParliament, answerPage, lay, type MadeUpAnswer, workOf} from './answered.ts';
import {answerFrom, startFaultPortal} from './fault-portal.ts';
import {type FetchedThere, fetchOffline, fetchThrough, textOf} from './fetching.ts';
import {harvest, pathsOf} from './harvesting.ts';
import type {Parliament} from './parliament.ts';
import type {Reply, SeenRequest} from './portal.ts';
import {epq} from './run-epq.ts';
import {answerPdfShort, plainPdf} from './synthetic/pdfs.ts';
import {emptyDirectory} from './temporary.ts';

const ID = 'E-9-2022-000989';
const OWN = `${ID}-ASW`;
const GIVEN = 'Answer given by Ms Sample on behalf of the European Commission';
const FILES: Partial<Wanted> = {documents: ['html', 'pdf']};

const TABLE = await plainPdf('A table of our own\nRow 1\nRow 2');
const WORD = new TextEncoder().encode('PK\u0003\u0004 not unpacked PK\u0005\u0006');
const ANSWER_FILE = await answerPdfShort(
  {
    id: OWN,
    number: 'E-000989/2022',
    answersTo: [ID],
    date: '2022-04-01',
    printedDate: '1.4.2022',
    creator: 'org/COM',
    versions: [],
  },
  {language: 'en', heading: [GIVEN], body: ['A sentence of our own.'], footnotes: [], lastUpdated: null},
);

/** One question whose answer has two annexes, each listed as a work, with all their files. */
function parliamentOf(more: Partial<MadeUpAnswer> = {}): Parliament {
  const work = (annexId: string, names: string[], title: string) => ({
    identifier: annexId,
    is_realized_by: {
      language: 'ENG',
      title,
      is_embodied_by: names.map(name => ({is_exemplified_by: `distribution/reds_iMaQp_Asw/${OWN}/${name}`})),
    },
  });
  const annexes = [
    work(`${OWN}-ANN02`, [`${OWN}-ANN02_en.pdf`], 'Second'),
    work(`${OWN}-ANN01`, [`${OWN}-ANN01_en.docx`, `${OWN}-ANN01_en.pdf`], 'First'),
  ];
  const question = {id: ID, date: '2022-03-01', languages: ['en' as const]};
  const parliament = answeredParliament(question, [{id: OWN, more: {annexes}, ...more}]);
  lay(parliament, `${OWN}_EN.html`, answerPage('E-000989/2022(ASW)', GIVEN));
  lay(parliament, `${OWN}_en.pdf`, ANSWER_FILE);
  lay(parliament, `${OWN}-ANN01_en.pdf`, TABLE);
  lay(parliament, `${OWN}-ANN01_en.docx`, WORD);
  lay(parliament, `${OWN}-ANN02_en.pdf`, TABLE);
  return parliament;
}

async function fetchFrom(
  parliament: Parliament,
  wanted: Partial<Wanted> = FILES,
  change: (request: SeenRequest) => Reply | null = () => null,
): Promise<FetchedThere & {record: QuestionRecord}> {
  const usual = answerFrom(parliament);
  const fetched = await fetchThrough(request => change(request) ?? usual(request), ID, wanted);
  const {record} = fetched;
  assert.ok(record !== null, JSON.stringify(fetched.failures));
  const nothing: Partial<Wanted> = {languages: [], documents: [], answers: false};
  assert.equal(textOf(await fetchOffline(ID, fetched.archive, nothing)), textOf(fetched));
  return {...fetched, record};
}

function annexesOf({answers}: QuestionRecord): unknown {
  return answers.flatMap(({annexes}) =>
    annexes.map(({id, title, files}) => [
      id.slice(OWN.length + 1),
      title,
      ...files.map(({language, format, status}) => `${language} ${format} ${status}`),
    ]),
  );
}

test('annexes are fetched with their answer, in the forms that are wanted, and kept as they are', async () => {
  const parliament = parliamentOf();
  const {record, failures, warnings} = await fetchFrom(parliament);
  assert.deepEqual([failures, warnings], [[], []]);
  assert.deepEqual(annexesOf(record), [
    ['ANN01', 'First', 'en pdf ok'],
    ['ANN02', 'Second', 'en pdf ok'],
  ]);
  const [file] = record.answers[0]?.annexes[0]?.files ?? [];
  assert.deepEqual(Object.keys(file ?? {}), ['language', 'format', 'url', 'status', 'bytes', 'sha256']);
  assert.equal(file?.bytes, TABLE.length);
  assert.deepEqual(
    record.answers[0]?.versions.en?.files.map(({url}) => url.split('/').at(-1)),
    [`${OWN}_EN.html`, `${OWN}_en.pdf`],
  );

  const word = await fetchFrom(parliament, {documents: ['docx']});
  assert.deepEqual(annexesOf(word.record), [
    ['ANN01', 'First', 'en docx ok'],
    ['ANN02', 'Second'],
  ]);
  for (const wanted of [{answers: false}, {languages: ['it']}] as const) {
    const none = await fetchFrom(parliament, {...FILES, ...wanted});
    assert.deepEqual(annexesOf(none.record), [
      ['ANN01', 'First'],
      ['ANN02', 'Second'],
    ]);
    assert.ok(none.paths.every(path => !path.includes('-ANN')));
  }
  const italian = narrowRecord(record, {languages: ['it'], answers: true});
  assert.deepEqual(annexesOf(italian), [
    ['ANN01', 'First'],
    ['ANN02', 'Second'],
  ]);
});

test('annexes are among the addresses that a fetch would ask for', () => {
  const manifest = readManifest({data: [parliamentOf().works.get(ID)]}, ID);
  const wanted: Wanted = {
    languages: 'all',
    documents: ['pdf', 'docx'],
    answers: true,
    source: 'auto',
    refresh: false,
  };
  const names = (more: Partial<Wanted>): (string | undefined)[] =>
    addressesWanted(manifest, {...wanted, ...more})
      .map(url => url.split('/').at(-1))
      .filter(name => name?.includes('ANN'));
  assert.deepEqual(names({}), [`${OWN}-ANN01_en.pdf`, `${OWN}-ANN01_en.docx`, `${OWN}-ANN02_en.pdf`]);
  assert.deepEqual(names({documents: ['pdf']}), [`${OWN}-ANN01_en.pdf`, `${OWN}-ANN02_en.pdf`]);
  assert.deepEqual(names({answers: false}), []);

  const bare = readManifest(
    {data: [{identifier: ID, inverse_answers_to: [{id: OWN, parts: [`${OWN}-ANN01`]}]}]},
    ID,
  );
  assert.deepEqual(
    addressesWanted(bare, wanted).map(url => /documents\/([^?]+)/.exec(url)?.[1]),
    [OWN, `${OWN}-ANN01`],
  );
});

test('an annex of which only the id is known is asked for by itself', async () => {
  const parliament = parliamentOf({more: {annexes: [`eli/dl/doc/${OWN}-ANN01`]}});
  const unknown = await fetchFrom(parliament);
  assert.deepEqual(annexesOf(unknown.record), [['ANN01', null]]);
  const annex = workOf(ID, {id: `${OWN}-ANN01`}) as Record<string, unknown>;
  const files = {is_exemplified_by: `distribution/reds_iMaQp_Asw/${OWN}/${OWN}-ANN01_en.pdf`};
  parliament.works.set(`${OWN}-ANN01`, {
    ...annex,
    is_realized_by: {language: 'ENG', title: 'By itself', is_embodied_by: files},
  });
  const {record, failures} = await fetchFrom(parliament);
  assert.deepEqual(failures, []);
  assert.deepEqual(annexesOf(record), [['ANN01', 'By itself', 'en pdf ok']]);
});

const LINKS = [`/doceo/document/${OWN}-ANN01_EN.pdf`, '/doceo/document/E-9-2022-000001-ASW-ANN01_EN.pdf'];

for (const source of ['doceo', 'auto'] as const) {
  test(`annexes that the answer's page links to are found, source ${source}`, async () => {
    const parliament = parliamentOf({more: {}});
    lay(parliament, `${OWN}_EN.html`, answerPage('E-000989/2022(ASW)', GIVEN, {links: LINKS}));
    lay(parliament, `${OWN}-ANN01_EN.pdf`, TABLE);
    const {record, failures, paths} = await fetchFrom(parliament, {...FILES, source});
    assert.deepEqual(failures, []);
    assert.deepEqual(annexesOf(record), [['ANN01', null, 'en pdf ok']]);
    assert.ok(
      paths.every(path => !path.includes('000001')),
      'an annex of another answer is not its own',
    );
  });
}

test('an annex that the open data lists is not fetched again by the link on the page', async () => {
  const parliament = parliamentOf();
  lay(parliament, `${OWN}_EN.html`, answerPage('E-000989/2022(ASW)', GIVEN, {links: LINKS}));
  const {record, paths} = await fetchFrom(parliament);
  assert.deepEqual(annexesOf(record), [
    ['ANN01', 'First', 'en pdf ok'],
    ['ANN02', 'Second', 'en pdf ok'],
  ]);
  assert.ok(paths.every(path => !path.startsWith('/doceo/') || !path.includes('ANN')));
});

/* ---- what is no annex ---- */

const FALSE: [name: string, body: string | Uint8Array, kind: string, message: RegExp][] = [
  [
    'an error page',
    '<!doctype html><html><body>404</body></html>',
    'parse',
    /a web page where a PDF was due/,
  ],
  ['a challenge', '<html><script>window.gokuProps={}</script></html>', 'blocked', /challenge/],
  ['half a file', TABLE.subarray(0, TABLE.length / 2), 'network', /without its end/],
  ['the answer itself', ANSWER_FILE, 'parse', /is of E-000989\/2022 itself/],
  ['an encrypted file', await plainPdf('x', {userPassword: 'a'}), 'parse', /is encrypted/],
  ['no file at all', '%PDF-1.5 nothing %%EOF', 'parse', /cannot be opened/],
];

for (const [name, body, kind, message] of FALSE) {
  test(`${name} at an annex's address is not kept`, async () => {
    const parliament = parliamentOf();
    lay(parliament, `${OWN}-ANN02_en.pdf`, body); // asked for last: a host that blocks is asked no more
    const {record, failures, archive} = await fetchFrom(parliament);
    assert.deepEqual(
      failures.map(failure => failure.kind),
      [kind],
    );
    assert.match(failures[0]?.message ?? '', message);
    assert.deepEqual(annexesOf(record), [
      ['ANN01', 'First', 'en pdf ok'],
      ['ANN02', 'Second', `en pdf ${kind === 'blocked' ? 'blocked' : 'failed'}`],
    ]);
    const kept = await readdir(archive, {recursive: true});
    assert.deepEqual(
      kept.filter(path => path.endsWith('ANN02_en.pdf')),
      [],
    );
  });
}

test('a scan, the text of another question, and a title with the number are annexes as good as any', async () => {
  const titled = ['E-000989/2022', 'Annex', '(1.4.2022)', 'Annex to E-000989/2022', 'Figures', 'Table 138'];
  for (const body of [
    await plainPdf(''),
    await answerPdfShort(...otherAnswer()),
    await plainPdf(titled.join('\n')),
  ]) {
    const parliament = parliamentOf();
    lay(parliament, `${OWN}-ANN01_en.pdf`, body);
    const {record, failures} = await fetchFrom(parliament);
    assert.deepEqual(failures, []);
    assert.equal(record.answers[0]?.annexes[0]?.files[0]?.status, 'ok');
  }
});

function otherAnswer(): Parameters<typeof answerPdfShort> {
  const answer = {id: '', number: 'E-000001/2020', answersTo: [], date: '', creator: '', versions: []};
  return [
    {...answer, printedDate: '1.4.2022'},
    {language: 'en', heading: [GIVEN], body: ['Of another.'], footnotes: [], lastUpdated: null},
  ];
}

/* ---- in a store ---- */

test('a harvest counts and fetches annexes; verify finds a broken one, and fetches that alone', async () => {
  const portal = await startFaultPortal(parliamentOf(), {});
  try {
    const range = ['harvest', '--from', '2022-03-01', '--to', '2022-03-01'];
    const estimate = await epq([...range, '--dry-run', '--portal', portal.origin, '--rate', '0']);
    // Two pages, and four files behind a redirect each.
    assert.equal(JSON.parse(estimate.stdout).requests, 2 + 4 * 2, estimate.stderr);
    const {out, status, stderr} = await harvest(portal, range);
    assert.equal(status, 0, stderr);
    const record = JSON.parse(await readFile(join(out, `questions/2022/${ID}.json`), 'utf8'));
    assert.equal(record.answers[0].annexes.length, 2);
    assert.equal((await epq(['verify', '--out', out])).status, 0);

    const place = `archive/data.europarl.europa.eu/distribution/reds_iMaQp_Asw/${OWN}/${OWN}-ANN02_en.pdf`;
    await writeFile(join(out, place), 'damaged');
    const found = await epq(['verify', '--out', out]);
    const problems = found.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.deepEqual(
      problems.map(({problem, id}) => [problem, id]),
      [
        ['damaged', ID],
        ['differs', ID],
      ],
    );
    portal.requests.length = 0;
    const fixed = await epq(['verify', '--fix', '--out', out, '--portal', portal.origin, '--rate', '0']);
    assert.equal(fixed.status, 0, fixed.stderr);
    const paths = pathsOf(portal).filter(path => path !== '/robots.txt');
    assert.ok(paths.length > 0 && paths.every(path => path.endsWith(`${OWN}-ANN02_en.pdf`)), paths.join());
  } finally {
    await portal.close();
  }
});

test('an annex that is new, or has other bytes, is a revision; one that could not be had before is none', async () => {
  const {record} = await fetchFrom(parliamentOf());
  const changed = (edit: (annex: QuestionRecord['answers'][number]['annexes'][number]) => void): unknown => {
    const before = structuredClone(record);
    const [annex] = before.answers[0]?.annexes ?? [];
    assert.ok(annex !== undefined);
    edit(annex);
    return changesBetween(before, record).map(({event, fields}) => [event, fields]);
  };
  const file = {status: 'blocked', bytes: null, sha256: null} as const;
  assert.deepEqual(
    changed(annex => Object.assign(annex.files[0] ?? {}, file)),
    [],
  );
  assert.deepEqual(
    changed(annex => Object.assign(annex.files[0] ?? {}, {sha256: '0'.repeat(64)})),
    [['revised', ['answers.annexes']]],
  );
  assert.deepEqual(
    changed(annex => Object.assign(annex, {id: `${OWN}-ANN09`})),
    [['revised', ['answers.annexes']]],
  );
});

/* ---- files given by hand ---- */

test('an annex given by hand is never taken for its answer', async () => {
  const give = (url: string, body: Uint8Array | string) => ({
    url,
    contentType: null,
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  });
  const annex = give(`${OWN}-ANN01_en.pdf`, TABLE);
  const word = give(`${OWN}-ANN01_EN.docx`, WORD);
  const alone = await parseDocuments([annex]);
  assert.deepEqual(alone.records, []);
  assert.deepEqual(
    alone.failures.map(({kind, message}) => [kind, message]),
    [['parse', `it is an annex of ${OWN}, and nothing of that answer was given`]],
  );

  const answer = give(`${OWN}_en.pdf`, ANSWER_FILE);
  const api = give('record.json', JSON.stringify({data: [parliamentOf().works.get(ID)]}));
  for (const [given, expected] of [
    [[annex, answer], [['ANN01', null, 'en pdf ok']]],
    [[answer, word, annex], [['ANN01', null, 'en pdf ok', 'en docx ok']]],
    [
      [annex, api],
      [
        ['ANN01', 'First', 'en pdf ok', 'en docx not-requested'],
        ['ANN02', 'Second', 'en pdf not-requested'],
      ],
    ],
  ] as const) {
    const {records, failures} = await parseDocuments(given);
    assert.deepEqual(failures, []);
    assert.equal(records.length, 1);
    assert.deepEqual(annexesOf(records[0] as QuestionRecord), expected);
  }

  const wrong = await parseDocuments([give(`${OWN}-ANN01_en.pdf`, ANSWER_FILE), answer]);
  assert.match(wrong.failures.map(({message}) => message).join(), /is of E-000989\/2022 itself/);
  assert.deepEqual(annexesOf(wrong.records[0] as QuestionRecord), []);
});

test('epq parse says in one line that an annex cannot be placed', async () => {
  const cwd = await emptyDirectory();
  await writeFile(join(cwd, `${OWN}-ANN01_en.pdf`), TABLE);
  const {status, stdout, stderr} = await epq(['parse', `${OWN}-ANN01_en.pdf`], {cwd});
  assert.deepEqual([status, stdout], [32, '']);
  assert.match(stderr, /annex of E-9-2022-000989-ASW, and nothing of that answer was given/);
});
