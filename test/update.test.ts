import assert from 'node:assert/strict';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {changesBetween} from '../src/changes.ts';
import type {QuestionRecord} from '../src/question.ts';
import {harvest, idsIn, pathsOf, storeOf, withPortal, YEAR} from './harvesting.ts';
import {addMadeUp, smallParliament} from './parliament.ts';
import {epq} from './run-epq.ts';

test('update: an answer, a revision, ten late questions; exactly these changes, and conditional requests for the rest', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {}, async portal => {
    const out = await storeOf();
    const before = await readFile(join(out, 'questions/2022/E-9-2022-000002.json'), 'utf8');

    addMadeUp(parliament, {
      id: 'E-9-2022-000001',
      date: '2022-10-03',
      languages: ['en', 'it'],
      answered: '2022-12-24',
    });
    addMadeUp(parliament, {
      id: 'E-9-2022-000002',
      date: '2022-10-04',
      languages: ['en', 'it'],
      answered: '2022-12-01',
      revision: 1,
    });
    addMadeUp(parliament, {id: 'E-9-2022-000003', date: '2022-10-05', languages: ['en', 'it']});
    for (let serial = 100; serial < 110; serial += 1)
      addMadeUp(parliament, {id: `E-9-2022-000${serial}`, date: `2022-10-${serial - 90}`});
    addMadeUp(parliament, {id: 'E-9-2023-000001', date: '2023-01-05'}); // no harvest asked for it
    portal.requests.length = 0;

    const run = await epq(['update', '--portal', portal.origin, '--out', out, '--rate', '0']);
    assert.equal(run.status, 0, run.stderr);
    const changes = run.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.deepEqual(changes.map(({event, id}) => `${event} ${id}`).sort(), [
      ...Array.from({length: 10}, (_, index) => `added E-9-2022-00010${index}`),
      'answered E-9-2022-000001',
      'revised E-9-2022-000002',
      'revised E-9-2022-000003',
      'version-added E-9-2022-000003',
    ]);
    const fieldsOf = (event: string): string[] => changes.find(change => change.event === event).fields;
    assert.deepEqual(fieldsOf('answered'), ['answers']);
    assert.deepEqual(fieldsOf('version-added'), ['versions.it']);
    const revised = changes.find(({event, id}) => event === 'revised' && id === 'E-9-2022-000002');
    assert.deepEqual(revised.fields, ['revision', 'versions.en.heading', 'versions.it.heading']);
    assert.match(run.stderr, /^10 added, 1 answered, 2 revised, 1 with new versions, 10 as before$/m);

    // Of what is as before: one batch for the records, and of every file that is there a conditional request.
    const isNew = /E-9-2022-0001|E-9-2022-000001-ASW|E-9-2022-000003(?:_IT|_it)/;
    const files = portal.requests.filter(({path}) => /^\/(?:doceo|Redmap)/.test(path) && !isNew.test(path));
    assert.ok(files.length > 40);
    for (const {path, headers} of files) assert.ok(headers['if-none-match'] !== undefined, path);
    const records = pathsOf(portal).filter(path => path.includes('/parliamentary-questions/'));
    assert.equal(records.length, 3, 'unanswered ones, late ones, the rest');
    assert.ok(
      records[0]?.includes('E-9-2022-000001') && !records[0].includes('E-9-2022-000002'),
      'unanswered first',
    );

    assert.equal(await readFile(join(out, 'history/2022/E-9-2022-000002.1.json'), 'utf8'), before);
    assert.deepEqual((await readdir(join(out, 'history/2022'))).sort(), [
      'E-9-2022-000001.1.json',
      'E-9-2022-000002.1.json',
      'E-9-2022-000003.1.json',
    ]);
    assert.equal((await idsIn(out)).length, 23);
    assert.equal((await epq(['verify', '--out', out])).status, 0);

    const again = await epq(['update', '--portal', portal.origin, '--out', out, '--rate', '0']);
    assert.equal(again.status, 0, again.stderr);
    assert.equal(again.stdout, '');
    assert.match(again.stderr, /^0 added, 0 answered, 0 revised, 0 with new versions, 23 as before$/m);

    // A revision of a revision is kept beside the first.
    addMadeUp(parliament, {
      id: 'E-9-2022-000002',
      date: '2022-10-04',
      languages: ['en', 'it'],
      answered: '2022-12-01',
      revision: 2,
    });
    await epq(['update', '--since', '2022-10-04', '--portal', portal.origin, '--out', out, '--rate', '0']);
    assert.ok((await readdir(join(out, 'history/2022'))).includes('E-9-2022-000002.2.json'));
  });
});

test('update --since and --type look at no other question', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {}, async portal => {
    const out = await storeOf();
    portal.requests.length = 0;
    const run = await epq([
      'update',
      '--since',
      '2022-10-13',
      '--portal',
      portal.origin,
      '--out',
      out,
      '--rate',
      '0',
    ]);
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stderr, /looking again at 2 questions/);
    const asked = pathsOf(portal).filter(path => path.startsWith('/doceo/'));
    assert.ok(asked.length > 0 && asked.every(path => /E-9-2022-00001[12]/.test(path)), asked.join(' '));
    const priority = await epq([
      'update',
      '--type',
      'P',
      '--portal',
      portal.origin,
      '--out',
      out,
      '--rate',
      '0',
    ]);
    assert.match(priority.stderr, /looking again at 1 questions/);
  });
});

test('update asks for what the harvest asked for, unless flags say otherwise', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {}, async portal => {
    const {out} = await harvest(portal, [...YEAR, '--lang', 'en', '--documents', 'pdf', '--no-answers']);
    addMadeUp(parliament, {id: 'E-9-2022-000100', date: '2022-10-20'});
    portal.requests.length = 0;
    await epq(['update', '--portal', portal.origin, '--out', out, '--rate', '0']);
    const files = pathsOf(portal).filter(path => /^\/(?:doceo|distribution)/.test(path));
    assert.ok(files.some(path => path.includes('E-9-2022-000100')));
    assert.ok(
      files.every(path => path.endsWith('_en.pdf') && !path.includes('-ASW')),
      files.join(' '),
    );
  });
});

test('update: usage', async () => {
  const offline = await epq(['update', '--offline']);
  assert.equal(offline.status, 2);
  assert.match(offline.stderr, /--offline forbids it; epq rebuild/);
  const since = await epq(['update', '--since', 'lately']);
  assert.equal(since.status, 2);
  assert.match(since.stderr, /--since: "lately" is neither a length of time nor a day; expected --since 30d/);
});

test('a stored record that cannot be read is said, and loses nothing else', async () => {
  await withPortal(await smallParliament(), {}, async portal => {
    const out = await storeOf();
    await writeFile(join(out, 'questions/2022/E-9-2022-000004.json'), '{"id": 4}');
    const run = await epq(['update', '--portal', portal.origin, '--out', out, '--rate', '0']);
    assert.equal(run.status, 64, run.stderr);
    assert.match(
      run.stderr,
      /^store: E-9-2022-000004: .* is no record of this version; epq verify tells more/m,
    );
    assert.match(run.stderr, /12 as before/);
  });
});

/** A record as far as changes look at it. */
function recordWith(details: object): QuestionRecord {
  return {
    id: 'E-9-2022-000001',
    number: 'E-000001/2022',
    date: '2022-01-03',
    subject: 'S',
    rule: '138',
    versions: {en: {subject: 'S', text: 'one', files: [{sha256: 'a'}]}},
    answers: [],
    agreement: {sources: ['opendata', 'html']},
    ...details,
  } as unknown as QuestionRecord;
}

const ANSWER = {
  id: 'E-9-2022-000001-ASW',
  date: '2022-03-01',
  annexes: [],
  versions: {en: {text: 'yes', files: []}},
};
const BLOCKED = {...ANSWER, date: null, versions: {en: {text: null, files: []}}};
const PAGES_ALONE = {agreement: {sources: ['html']}};

for (const [name, before, after, expected] of [
  ['nothing', {}, {}, []],
  [
    'other bytes of a file that say the same',
    {},
    {versions: {en: {subject: 'S', text: 'one', files: [{sha256: 'b'}]}}},
    [],
  ],
  [
    'a corrected text',
    {},
    {versions: {en: {subject: 'S', text: 'two', files: []}}},
    [['revised', ['versions.en.text']]],
  ],
  ['a corrected rule', {}, {rule: '130b'}, [['revised', ['rule']]]],
  [
    'references, which follow from the texts',
    {answers: [ANSWER]},
    {references: [{}], answers: [{...ANSWER, references: [{}]}]},
    [],
  ],
  ['an answer', {}, {answers: [ANSWER]}, [['answered', ['answers']]]],
  [
    'a second answer',
    {answers: [ANSWER]},
    {answers: [ANSWER, {...ANSWER, id: 'P-9-2022-000002-ASW'}]},
    [['answered', ['answers']]],
  ],
  ['an answer that is listed, and blocked', {}, {answers: [BLOCKED]}, [['answered', ['answers']]]],
  ['the page of an answer that nobody lists, blocked', PAGES_ALONE, {...PAGES_ALONE, answers: [BLOCKED]}, []],
  [
    'an answer whose page was blocked before',
    {...PAGES_ALONE, answers: [BLOCKED]},
    {...PAGES_ALONE, answers: [ANSWER]},
    [
      ['answered', ['answers']],
      ['version-added', ['answers.versions.en']],
      ['revised', ['answers.date']],
    ],
  ],
  [
    'a version, and another of the answer',
    {answers: [ANSWER]},
    {
      versions: {
        en: {subject: 'S', text: 'one', files: [{sha256: 'a'}]},
        lv: {subject: 'T', text: 'viens', files: []},
      },
      answers: [{...ANSWER, versions: {...ANSWER.versions, lv: {text: 'jā', files: []}}}],
    },
    [['version-added', ['versions.lv', 'answers.versions.lv']]],
  ],
  [
    'a text that was blocked before',
    {versions: {en: {subject: 'S', text: null, files: []}}},
    {},
    [['version-added', ['versions.en']]],
  ],
  [
    'a version that is gone',
    {versions: {en: {subject: 'S', text: 'one', files: [{sha256: 'a'}]}, lv: {text: 'x', files: []}}},
    {},
    [['revised', ['versions.lv']]],
  ],
  ['an answer that is gone', {answers: [ANSWER]}, {}, [['revised', ['answers']]]],
  [
    'a corrected date of an answer',
    {answers: [ANSWER]},
    {answers: [{...ANSWER, date: '2022-03-02'}]},
    [['revised', ['answers.date']]],
  ],
] as const) {
  test(`change: ${name}`, () => {
    const changes = changesBetween(recordWith(before), recordWith(after));
    assert.deepEqual(
      changes.map(({event, fields}) => [event, fields]),
      expected,
    );
  });
}

test('change: a question that was not there', () => {
  assert.deepEqual(changesBetween(null, recordWith({})), [
    {
      event: 'added',
      id: 'E-9-2022-000001',
      number: 'E-000001/2022',
      date: '2022-01-03',
      subject: 'S',
      fields: [],
    },
  ]);
});
