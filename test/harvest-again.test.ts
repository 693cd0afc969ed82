import assert from 'node:assert/strict';
import {readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import type {Checkpoint} from '../src/checkpoint.ts';
import type {Wanted} from '../src/fetch-question.ts';
import {wantedByHarvests} from '../src/harvest-wants.ts';
import type {Misbehaviour} from './fault-portal.ts';
import {type Harvest, harvest, idsIn, pathsOf, storeOf, withPortal, YEAR} from './harvesting.ts';
import {addMadeUp, smallParliament} from './parliament.ts';
import type {Portal} from './portal.ts';
import {epq, type Run} from './run-epq.ts';
import {differencesOf, readTree} from './tree.ts';

/** Harvests, updates and repairs of a store that another harvest has filled. */

const OCTOBER = ['harvest', '--from', '2022-10-01', '--to', '2022-10-31'];
const NARROW = ['--lang', 'en', '--documents', 'pdf'];
const MEDIA = '/RedmapFront/media/reds_iMaQp';
const LIST = 'archive/data.europarl.europa.eu/api/v2/parliamentary-questions%3Fyear=2022.json';

async function again(portal: Portal, out: string, args: string[]): Promise<Run> {
  portal.requests.length = 0;
  return epq([...args, '--portal', portal.origin, '--out', out, '--rate', '0']);
}

async function sound(out: string): Promise<void> {
  const verified = await epq(['verify', '--out', out]);
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
}

/** A portal whose answers a test changes as it goes. */
async function withChanging(
  work: (
    portal: Portal,
    misbehaviour: Misbehaviour,
    first: (args?: string[]) => Promise<Harvest>,
  ) => Promise<void>,
): Promise<void> {
  const misbehaviour: Misbehaviour = {};
  await withPortal(await smallParliament(), misbehaviour, portal =>
    work(portal, misbehaviour, args => harvest(portal, args)),
  );
}

const empty = (part: string) => (path: string) => (path.includes(part) ? {status: 500} : null);

test('an update for other kinds leaves the list of a harvest as it is', async () => {
  await withChanging(async (portal, _, first) => {
    const {out} = await first([...OCTOBER, '--type', 'O']);
    await first([...OCTOBER, '--out', out]); // the whole list, too
    const list = await readFile(join(out, LIST), 'utf8').catch(() => null);
    const updated = await again(portal, out, ['update', '--type', 'E']);
    assert.equal(updated.status, 0, updated.stderr);
    assert.equal(await readFile(join(out, LIST), 'utf8').catch(() => null), list);
    assert.equal((await again(portal, out, [...OCTOBER, '--format', 'none'])).status, 0);
    assert.equal((await idsIn(out)).length, 12);
  });
});

for (const [name, reply] of [
  ['is empty', {status: 204}],
  ['asks to wait an hour', {status: 429, headers: {'retry-after': '3600'}}],
  ['is no list', {body: '{"data": 7}'}],
] as const) {
  test(`a list that ${name} is not gone round by a probe`, async () => {
    await withChanging(async (portal, misbehaviour) => {
      const out = await storeOf(OCTOBER);
      const before = await readTree(out);
      misbehaviour.instead = path => (path.includes('parliamentary-questions?') ? reply : null);
      const run = await again(portal, out, [...OCTOBER, '--restart']);
      assert.notEqual((run.status ?? 0) & (4 | 32), 0, run.stderr);
      assert.doesNotMatch(run.stderr, /numbers are tried/);
      assert.deepEqual(
        pathsOf(portal).filter(path => path.startsWith('/doceo/')),
        [],
      );
      const records = (paths: string[]): string[] => paths.filter(path => path.startsWith('questions/'));
      assert.deepEqual(records(differencesOf(before, await readTree(out))), []);
    });
  });
}

test('what failed is tried again as its harvest wanted it, unless flags say otherwise', async () => {
  await withChanging(async (portal, misbehaviour, first) => {
    misbehaviour.instead = empty(`${MEDIA}/E-9-2022-000002/`);
    const {out} = await first([...OCTOBER, ...NARROW, '--retries', '0']);
    delete misbehaviour.instead;
    const failed = await again(portal, out, ['harvest', '--failed']);
    assert.equal(failed.status, 0, failed.stderr);
    assert.match(failed.stderr, /^trying 1 question again …$/m);
    const asked = pathsOf(portal).filter(path => path !== '/robots.txt');
    assert.ok(asked.length > 0);
    for (const path of asked) assert.match(path, /E-9-2022-000002_en\.pdf$/);
    await sound(out);
  });
});

test('what failed outside a range is left to the harvest that it belongs to', async () => {
  await withChanging(async (portal, misbehaviour, first) => {
    misbehaviour.instead = empty('E-9-2022-000005_EN.html');
    const {out} = await first([...OCTOBER, '--retries', '0']);
    delete misbehaviour.instead;
    const before = await readTree(out);
    const range = ['--from', '2022-01-01', '--to', '2022-03-01'];
    const elsewhere = await again(portal, out, ['harvest', '--failed', ...range]);
    assert.match(elsewhere.stderr, /^nothing failed$/m);
    assert.deepEqual(differencesOf(before, await readTree(out)), []);
    const here = await again(portal, out, [
      'harvest',
      '--failed',
      '--from',
      '2022-10-01',
      '--to',
      '2022-10-31',
    ]);
    assert.match(here.stderr, /^1 saved, 0 unchanged$/m);
    await sound(out);
  });
});

test('a question that an update tries twice is told of once, and asked for as its harvest wanted it', async () => {
  await withChanging(async (portal, misbehaviour) => {
    const out = await storeOf([...OCTOBER, ...NARROW]);
    let times = 0;
    misbehaviour.instead = path => {
      times += path.startsWith(`${MEDIA}/E-9-2022-000004/`) ? 1 : 0;
      return times === 1 && path.startsWith(`${MEDIA}/E-9-2022-000004/`) ? {status: 500} : null;
    };
    const updated = await again(portal, out, ['update', '--retries', '0']);
    assert.equal(updated.status, 0, updated.stderr);
    assert.equal(updated.stdout, '');
    assert.match(updated.stderr, /trying again/);
    assert.match(updated.stderr, /^0 added, 0 answered, 0 revised, 0 with new versions, 12 as before$/m);
    assert.deepEqual(
      pathsOf(portal).filter(path => /_IT\.html|_it\.pdf|_EN\.html/.test(path)),
      [],
    );
  });
});

test('a change that is found while a file fails is told of, whether the file comes or not', async () => {
  for (const failing of [1, 1000]) {
    const parliament = await smallParliament();
    const misbehaviour: Misbehaviour = {};
    await withPortal(parliament, misbehaviour, async portal => {
      const out = await storeOf(OCTOBER);
      const languages = ['en', 'it'] as const;
      addMadeUp(parliament, {id: 'E-9-2022-000001', date: '2022-10-03', languages, answered: '2022-12-24'});
      let times = 0;
      misbehaviour.instead = path => {
        if (!path.includes('E-9-2022-000001_IT.html')) return null;
        times += 1;
        return times <= failing ? {status: 500} : null;
      };
      const updated = await again(portal, out, ['update', '--retries', '0']);
      const changes = updated.stdout.trim().split('\n');
      assert.deepEqual(
        changes.map(line => JSON.parse(line).event),
        ['answered'],
        updated.stdout,
      );
    });
  }
});

test('several harvests want together of a question what each of them wants', () => {
  const usual: Wanted = {
    languages: ['mt'],
    documents: ['docx'],
    answers: true,
    source: 'auto',
    refresh: false,
  };
  const harvestOf = (from: string, to: string | null, more: Partial<Checkpoint>): Checkpoint => ({
    schemaVersion: 1,
    from,
    to,
    types: null,
    languages: 'all',
    documents: ['html', 'pdf'],
    answers: true,
    source: 'auto',
    doneUpTo: null,
    finished: true,
    questions: 1,
    ...more,
  });
  const harvests = [
    harvestOf('2022-10-01', '2022-10-15', {languages: ['it', 'en'], documents: ['pdf'], answers: false}),
    harvestOf('2022-10-10', null, {languages: ['fr'], documents: ['html'], source: 'opendata'}),
    harvestOf('2022-10-01', '2022-12-31', {types: ['O']}),
  ];
  const wanted = (id: string, date: string | null): Partial<Wanted> => {
    const {refresh, ...rest} = wantedByHarvests(harvests, id, date, usual);
    assert.equal(refresh, false);
    return rest;
  };
  const {refresh: _, ...rest} = usual;
  assert.deepEqual(wanted('E-9-2022-000001', null), rest);
  assert.deepEqual(wanted('E-9-2022-000001', '2022-09-30'), rest);
  assert.deepEqual(wanted('E-9-2022-000001', '2022-10-01'), {
    languages: ['en', 'it'],
    documents: ['pdf'],
    answers: false,
    source: 'auto',
  });
  assert.deepEqual(wanted('E-9-2022-000001', '2022-10-15'), {
    languages: ['en', 'fr', 'it'],
    documents: ['html', 'pdf'],
    answers: true,
    source: 'auto',
  });
  assert.deepEqual(wanted('E-9-2023-000001', '2023-01-01'), {
    languages: ['fr'],
    documents: ['html'],
    answers: true,
    source: 'opendata',
  });
  assert.equal(wanted('O-9-2022-000001', '2022-10-02').languages, 'all');
});

test('a record that can be made of the archive is, without a request; one that cannot is fetched as it was wanted', async () => {
  await withChanging(async portal => {
    const out = await storeOf([...OCTOBER, ...NARROW]);
    const tree = await readTree(out);
    const path = join(out, 'questions/2022/E-9-2022-000004.json');
    for (const harm of [() => writeFile(path, ''), () => rm(path)]) {
      await harm();
      const fixed = await again(portal, out, ['verify', '--fix']);
      assert.equal(fixed.status, 0, fixed.stderr);
      assert.deepEqual(pathsOf(portal), []);
      assert.deepEqual(differencesOf(tree, await readTree(out)), []);
    }
    await rm(join(out, 'archive/data.europarl.europa.eu/distribution'), {recursive: true});
    await rm(join(out, 'archive/data.europarl.europa.eu/api/v2/parliamentary-questions'), {recursive: true});
    const fetched = await again(portal, out, ['verify', '--fix']);
    assert.equal(fetched.status, 0, fetched.stderr);
    const files = pathsOf(portal).filter(one => /^\/(?:doceo|RedmapFront)/.test(one));
    assert.ok(files.length >= 12);
    for (const file of files) assert.match(file, /_en\.pdf$/);
  });
});

test('a damaged list is listed again', async () => {
  await withChanging(async portal => {
    const out = await storeOf(OCTOBER);
    await writeFile(join(out, LIST), '{"data":[');
    const fixed = await again(portal, out, ['verify', '--fix']);
    assert.equal(fixed.status, 0, fixed.stderr);
    assert.match(fixed.stderr, /^1 of 1 problems mended$/m);
    assert.equal((await epq([...OCTOBER, '--offline', '--out', out])).status, 0);
    await sound(out);
  });
});

test('one unreadable record is one failure of a harvest whose records go to a pipe', async () => {
  await withChanging(async portal => {
    const out = await storeOf(OCTOBER);
    await writeFile(join(out, 'questions/2022/E-9-2022-000004.json'), '{');
    const run = await again(portal, out, OCTOBER);
    assert.equal(run.status, 64, run.stderr);
    assert.equal(run.stdout.trim().split('\n').length, 11);
    assert.match(run.stderr, /^12 saved|^0 saved, 12 unchanged/m);
  });
});

test('a list whose note is from the future is asked for again', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {}, async portal => {
    const out = await storeOf(YEAR);
    const note = join(out, `${LIST}.meta.json`);
    const text = await readFile(note, 'utf8');
    await writeFile(note, text.replace(/"checkedAt": "[^"]*"/, '"checkedAt": "2099-01-01T00:00:00.000Z"'));
    addMadeUp(parliament, {id: 'E-9-2022-000100', date: '2022-10-20'});
    assert.match((await again(portal, out, YEAR)).stderr, /^1 saved/m);
  });
});

test('a question that appears after a harvest, and is listed, is no gap', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {}, async portal => {
    const out = await storeOf(OCTOBER);
    addMadeUp(parliament, {id: 'E-9-2022-000100', date: '2022-10-20'});
    const listed = await again(portal, out, ['list', '--from', '2022-10-20', '--to', '2022-10-20']);
    assert.match(listed.stdout, /E-9-2022-000100/);
    await sound(out);
    await rm(join(out, 'questions/2022/E-9-2022-000001.json'));
    const verified = await epq(['verify', '--out', out]);
    assert.match(verified.stdout, /"gap","id":"E-9-2022-000001"/);
  });
});

test('a probe that nobody answers leaves no failures of questions that may not exist', async () => {
  await withChanging(async (portal, misbehaviour, first) => {
    misbehaviour.instead = () => ({status: 500});
    const {out} = await first([...OCTOBER, '--retries', '0']);
    assert.equal(await readFile(join(out, 'failures.ndjson'), 'utf8').catch(() => ''), '');
    delete misbehaviour.instead;
    const run = await again(portal, out, OCTOBER);
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stderr, /^12 saved, 0 unchanged$/m);
  });
});

test('pages that are blocked no more revise nothing', async () => {
  await withChanging(async (portal, misbehaviour, first) => {
    misbehaviour.challenges = true;
    const {out} = await first(OCTOBER);
    misbehaviour.challenges = false;
    const updated = await again(portal, out, ['update']);
    assert.equal(updated.status, 0, updated.stderr);
    assert.deepEqual(
      updated.stdout.split('\n').filter(line => line.includes('revised')),
      [],
    );
  });
});

test('a harvest of pages alone takes nothing from records that hold more, and finds the answers that they lack', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {}, async portal => {
    const out = await storeOf(OCTOBER);
    const records = async (): Promise<Map<string, string | null>> =>
      new Map([...(await readTree(out))].filter(([path]) => path.startsWith('questions/')));
    const before = await records();
    const unchanged = await again(portal, out, [...OCTOBER, '--source', 'doceo']);
    assert.equal(unchanged.status, 0, unchanged.stderr);
    assert.deepEqual(await records(), before);
    assert.deepEqual(
      pathsOf(portal).filter(path => !/^\/(?:doceo|robots)/.test(path)),
      [],
    );

    addMadeUp(parliament, {
      id: 'E-9-2022-000001',
      date: '2022-10-03',
      languages: ['en', 'it'],
      answered: '2022-12-24',
    });
    const args = [...OCTOBER, '--source', 'doceo', '--restart', '--refresh'];
    const answered = await again(portal, out, args);
    assert.equal(answered.status, 0, answered.stderr);
    const path = 'questions/2022/E-9-2022-000001.json';
    const record = JSON.parse(await readFile(join(out, path), 'utf8'));
    assert.deepEqual(
      record.answers.map(({id, date}: {id: string; date: string}) => [id, date]),
      [['E-9-2022-000001-ASW', '2022-12-24']],
    );
    assert.equal(record.documents.eli, JSON.parse(before.get(path) ?? '').documents?.eli);
    await sound(out);
  });
});

test('an answer that another question alone lists is that one’s, whichever was fetched first', async () => {
  const parliament = await smallParliament();
  const [lists, bears] = ['E-9-2022-000003', 'E-9-2022-000002'];
  const [listing, bearing] = [parliament.works.get(lists), parliament.works.get(bears)];
  assert.ok(listing !== undefined && bearing !== undefined);
  listing.inverse_answers_to = bearing.inverse_answers_to;
  delete bearing.inverse_answers_to;
  await withPortal(parliament, {}, async portal => {
    for (const order of [
      [lists, bears],
      [bears, lists],
    ]) {
      const {out, status, stderr} = await harvest(portal, ['fetch', ...order, '--concurrency', '1']);
      assert.equal(status, 0, stderr);
      const answers = order.map(async id => {
        const record = JSON.parse(await readFile(join(out, `questions/2022/${id}.json`), 'utf8'));
        return [id, record.answers.map((answer: {id: string}) => answer.id)];
      });
      assert.deepEqual(Object.fromEntries(await Promise.all(answers)), {
        [lists]: [`${bears}-ASW`],
        [bears]: [],
      });
      await sound(out);
    }
  });
});
