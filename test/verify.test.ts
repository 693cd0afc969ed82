import assert from 'node:assert/strict';
import {cp, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {after, test} from 'node:test';
import {ROOT} from './corpus.ts';
import {startFaultPortal} from './fault-portal.ts';
import {harvest, pathsOf} from './harvesting.ts';
import {smallParliament} from './parliament.ts';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';
import {differencesOf, readTree} from './tree.ts';

const portal = await startFaultPortal(await smallParliament(), {});
after(() => portal.close());
// Two questions: the first, and the second, which is answered.
const {out: sound} = await harvest(portal, ['harvest', '--from', '2022-10-03', '--to', '2022-10-04']);

const PDF = 'archive/data.europarl.europa.eu/distribution/reds_iMaQp/E-9-2022-000002/E-9-2022-000002_it.pdf';
const PAGE = 'archive/www.europarl.europa.eu/doceo/document/E-9-2022-000002-ASW_EN.html';
const RECORD = 'questions/2022/E-9-2022-000001.json';
const API = 'archive/data.europarl.europa.eu/api/v2/parliamentary-questions/E-9-2022-000001.json';

interface Case {
  name: string;
  harm: (out: string) => Promise<unknown>;
  problem: string;
  id: string | null;
  /** what mending it may ask for; `null`: it cannot be mended */
  asked: RegExp | null;
}

const edit = (place: string, change: (text: string) => string) => async (out: string) => {
  const path = join(out, place);
  await writeFile(path, change(await readFile(path, 'latin1')), 'latin1');
};

const CASES: Case[] = [
  {
    name: 'a flipped byte',
    harm: edit(PDF, text => text.replace('%PDF-1.5', '%PDF-1.6')),
    problem: 'damaged',
    id: 'E-9-2022-000002',
    asked: /E-9-2022-000002_it\.pdf$/,
  },
  {
    name: 'a truncated page',
    harm: edit(PAGE, text => text.slice(0, 100)),
    problem: 'damaged',
    id: 'E-9-2022-000002',
    asked: /E-9-2022-000002-ASW_EN\.html$/,
  },
  {
    name: 'a lost file',
    harm: out => rm(join(out, PDF)),
    problem: 'lost',
    id: 'E-9-2022-000002',
    asked: /E-9-2022-000002_it\.pdf$/,
  },
  {
    name: 'half a note of a record',
    harm: edit(`${API}.meta.json`, text => text.slice(0, 40)),
    problem: 'note',
    id: 'E-9-2022-000001',
    asked: /\/parliamentary-questions\/E-9-2022-000001/,
  },
  {
    name: 'a damaged record of the open data',
    harm: edit(API, text => `${text} `),
    problem: 'damaged',
    id: 'E-9-2022-000001',
    asked: /\/parliamentary-questions\/E-9-2022-000001/,
  },
  {
    name: 'a note in the wrong place',
    harm: async out => cp(join(out, `${PDF}.meta.json`), join(out, `${PDF.replace('_it', '_lv')}.meta.json`)),
    problem: 'note',
    id: null,
    asked: /^$/,
  },
  {
    name: 'a record that somebody edited',
    harm: edit(RECORD, text => text.replace('"rule": "138"', '"rule": "139"')),
    problem: 'differs',
    id: 'E-9-2022-000001',
    asked: /^$/,
  },
  {
    name: 'a record that breaks the schema',
    harm: edit(RECORD, text => text.replace('"rule": "138"', '"rule": 138')),
    problem: 'invalid',
    id: 'E-9-2022-000001',
    asked: /^$/,
  },
  {
    name: 'half a record',
    harm: edit(RECORD, text => text.slice(0, 500)),
    problem: 'invalid',
    id: 'E-9-2022-000001',
    asked: /^$/,
  },
  {
    name: 'a record under another name',
    harm: out => cp(join(out, RECORD), join(out, RECORD.replace('000001', '000999'))),
    problem: 'misplaced',
    id: null,
    asked: /^$/,
  },
  {
    name: 'a record that is gone',
    harm: out => rm(join(out, RECORD)),
    problem: 'gap',
    id: 'E-9-2022-000001',
    asked: /^$/,
  },
  {
    name: 'a temporary file of a dead process',
    harm: async out => {
      await mkdir(join(out, 'archive/.tmp'), {recursive: true});
      await writeFile(join(out, 'archive/.tmp/999999999-abc'), 'half');
    },
    problem: 'temporary',
    id: null,
    asked: /^$/,
  },
  {
    name: 'a checkpoint that cannot be read',
    harm: out => writeFile(join(out, 'harvests/2022-10-03_2022-10-04.json'), '{'),
    problem: 'state',
    id: null,
    asked: null,
  },
];

test('a sound store has no problem', async () => {
  const run = await epq(['verify', '--out', sound]);
  assert.equal(run.status, 0, run.stderr);
  assert.equal(run.stdout, '');
  assert.match(run.stderr, /^2 records, \d+ archived files: 0 problems$/m);
  assert.match(run.stderr, /^sources disagree in 0 of 2 records$/m);
});

test('sources that disagree are no problem: they are counted, by field and by pair', async () => {
  const out = await emptyDirectory();
  const archive = join(out, 'archive');
  await cp(join(ROOT, 'fixtures/archive'), archive, {recursive: true});
  const changes: [place: string, from: string, to: string][] = [
    ['E-9-2019-003068_EN.html', 'Safe City project', 'Unsafe City project'],
    ['E-9-2019-003068_EN.html', 'written for a sample', 'written as a sample'],
    ['E-9-2019-003068_IT.html', 'Progetto Safe City', 'Progetto Unsafe City'],
    ['P-9-2022-000026-ASW_EN.html', '>two <', '>three <'],
  ];
  for (const [name, from, to] of changes) {
    const path = join(archive, 'www.europarl.europa.eu/doceo/document', name);
    const text = await readFile(path, 'utf8');
    assert.ok(text.includes(from), name);
    await writeFile(path, text.replace(from, to));
    await rm(`${path}.meta.json`, {force: true}); // as if saved by hand
  }
  const fetched = await epq([
    'fetch',
    'E-003068-19',
    'P-000026/2022',
    'O-000010/2020',
    'E-000002/2026',
    '--offline',
    '--out',
    out,
    '--format',
    'none',
  ]);
  assert.equal(fetched.status, 0, fetched.stderr);
  const run = await epq(['verify', '--out', out, '--verbose']);
  assert.equal(run.status, 0, run.stderr);
  const lines = run.stderr.split('\n');
  const summary =
    'sources disagree in 2 of 4 records: answers.text 1 (html/pdf), subject 1 (html/docx 1, html/pdf 1, html/opendata 1), text 1 (html/docx 1, html/pdf 1)';
  assert.ok(lines.includes(summary), run.stderr);
  for (const line of [
    'E-9-2019-003068 en: subject differs: html/docx, html/pdf, html/opendata',
    'E-9-2019-003068 en: text differs: html/docx, html/pdf',
    'E-9-2019-003068 it: subject differs: html/docx, html/pdf, html/opendata',
    'P-9-2022-000026 en: answers.P-9-2022-000026-ASW.text differs: html/pdf',
  ])
    assert.ok(lines.includes(line), run.stderr);
  assert.deepEqual(JSON.parse(run.stdout), {
    agreement: {
      records: 4,
      disagreeing: 2,
      fields: [
        {field: 'answers.text', records: 1, pairs: {'html/pdf': 1}},
        {field: 'subject', records: 1, pairs: {'html/docx': 1, 'html/pdf': 1, 'html/opendata': 1}},
        {field: 'text', records: 1, pairs: {'html/docx': 1, 'html/pdf': 1}},
      ],
    },
  });
});

for (const {name, harm, problem, id, asked} of CASES) {
  test(`verify: ${name}`, async () => {
    const out = join(await emptyDirectory(), 'store');
    await cp(sound, out, {recursive: true});
    await harm(out);
    const harmed = await readTree(out);
    const found = await epq(['verify', '--out', out]);
    assert.equal(found.status, 64, found.stderr);
    const problems = found.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    const own = problems.find(one => one.problem === problem);
    assert.ok(own !== undefined, found.stdout);
    assert.equal(own.id, id);
    assert.deepEqual(differencesOf(harmed, await readTree(out)), [], 'nothing is repaired unasked');

    portal.requests.length = 0;
    const fixed = await epq(['verify', '--fix', '--out', out, '--portal', portal.origin, '--rate', '0']);
    if (asked === null) {
      assert.equal(fixed.status, 64, fixed.stderr);
      return;
    }
    assert.equal(fixed.status, 0, fixed.stderr);
    for (const path of pathsOf(portal)) if (path !== '/robots.txt') assert.match(path, asked);
  });
}

test('an orphan: a record of which the archive holds nothing is fetched again', async () => {
  const out = join(await emptyDirectory(), 'store');
  await cp(sound, out, {recursive: true});
  await rm(join(out, 'archive'), {recursive: true});
  await mkdir(dirname(join(out, PDF)), {recursive: true});
  const found = await epq(['verify', '--out', out]);
  assert.equal(found.stdout.match(/"problem":"orphan"/g)?.length, 2);
  const fixed = await epq(['verify', '--fix', '--out', out, '--portal', portal.origin, '--rate', '0']);
  assert.equal(fixed.status, 0, fixed.stderr);
  assert.match(fixed.stderr, /^2 of 2 problems mended$/m);
});
