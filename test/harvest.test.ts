import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {startFaultPortal} from './fault-portal.ts';
import {harvest, idsIn, pathsOf, withPortal, YEAR} from './harvesting.ts';
import {type Parliament, smallParliament} from './parliament.ts';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';

test('a year: lists, batches, documents; the same command again asks for nothing', async () => {
  await withPortal(await smallParliament(), {pageRows: 5}, async portal => {
    const first = await harvest(portal);
    assert.equal(first.status, 0, first.stderr);
    assert.match(first.stderr, /^13 saved, 0 unchanged$/m);
    assert.equal((await idsIn(first.out)).length, 13);
    const lists = pathsOf(portal).filter(path => path.includes('?year='));
    assert.deepEqual(
      lists.map(path => /offset=(\d+)/.exec(path)?.[1]),
      ['0', '5', '10', '13'],
      'a page starts after the rows received, and only an empty one is the end',
    );
    const batches = pathsOf(portal).filter(path => path.includes('/parliamentary-questions/'));
    assert.equal(batches.length, 1, 'one request for all records');
    const files = pathsOf(portal).filter(path => /^\/(?:doceo|Redmap)/.test(path));
    assert.equal(new Set(files).size, files.length, 'no file is fetched twice');
    assert.deepEqual((await readdir(first.out)).sort(), ['archive', 'harvests', 'questions']);

    portal.requests.length = 0;
    const second = await harvest(portal, YEAR, {out: first.out});
    assert.equal(second.status, 0, second.stderr);
    assert.match(second.stderr, /^0 saved, 13 unchanged$/m);
    assert.deepEqual(pathsOf(portal), []);
  });
});

for (const [name, args, expected] of [
  [
    'some days',
    ['--from', '2022-10-04', '--to', '2022-10-06'],
    ['E-9-2022-000002', 'E-9-2022-000003', 'E-9-2022-000004'],
  ],
  ['one day', ['--from', '2022-10-05', '--to', '2022-10-05'], ['E-9-2022-000003']],
  ['a day without questions', ['--from', '2022-06-05', '--to', '2022-06-05'], []],
  ['a kind', ['--from', '2022-01-01', '--to', '2022-12-31', '--type', 'p,o'], ['P-9-2022-000026']],
  [
    'several years',
    ['--from', '2019-10-02', '--to', '2022-01-05'],
    ['E-9-2019-003068', 'O-9-2020-000010', 'P-9-2022-000026'],
  ],
] as const) {
  test(`a range of ${name}`, async () => {
    await withPortal(await smallParliament(), {}, async portal => {
      const run = await harvest(portal, ['harvest', ...args]);
      assert.equal(run.status, 0, run.stderr);
      assert.deepEqual(await idsIn(run.out), expected);
    });
  });
}

test('a rebuild and a second look find nothing that a narrowed harvest left outside', async () => {
  await withPortal(await smallParliament(), {}, async portal => {
    const {out} = await harvest(portal, ['harvest', '--from', '2022-10-05', '--to', '2022-10-06']);
    const rebuilt = await epq(['rebuild', '--out', out]);
    assert.match(rebuilt.stderr, /^0 saved, 2 unchanged, 0 failed$/m);
    const verified = await epq(['verify', '--out', out]);
    assert.equal(verified.status, 0, verified.stdout);
  });
});

test('batches that are too long are halved, an id that is listed and unknown is asked for by itself', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {batchLimit: 4}, async portal => {
    const run = await harvest(portal);
    assert.equal(run.status, 0, run.stderr);
    const sizes = pathsOf(portal)
      .filter(path => path.includes('/parliamentary-questions/'))
      .map(path => path.split(',').length);
    assert.deepEqual(sizes, [13, 7, 4, 3, 6, 3, 3]);
  });
  // Listed, without a record.
  const works = new Map(parliament.works);
  const ghost: Parliament = {...parliament, works};
  works.set('E-9-2022-000999', {});
  await withPortal(ghost, {}, async portal => {
    const run = await harvest(portal);
    assert.equal(run.status, 32, run.stderr);
    assert.match(run.stderr, /^parse: E-9-2022-000999: /m);
    assert.match(run.stderr, /^13 saved, 0 unchanged, 1 unreadable \(.*failures\.ndjson\)$/m);
    portal.requests.length = 0;
    await harvest(portal, YEAR, {out: run.out});
    assert.deepEqual(pathsOf(portal), [], 'what cannot be read is asked for again after a day');
    works.delete('E-9-2022-000999');
  });
});

test('a record that the open data stumbles over loses no other; where it answers for none, the harvest stops', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {stumblesOver: 'E-9-2022-000005'}, async portal => {
    const run = await harvest(portal, [...YEAR, '--retries', '0', '--source', 'opendata']);
    assert.equal(run.status, 4, run.stderr);
    assert.match(run.stderr, /^12 saved, 0 unchanged, 1 unreachable /m);
  });
  await withPortal(parliament, {stumblesOver: '-2022-'}, async portal => {
    const run = await harvest(portal, [...YEAR, '--retries', '0', '--source', 'opendata']);
    assert.equal(run.status, 4, run.stderr);
    assert.deepEqual(await idsIn(run.out), []);
    assert.equal(pathsOf(portal).filter(path => path.includes('/parliamentary-questions/')).length, 3);
  });
});

test('a list that comes back empty or much smaller is not believed', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {}, async portal => {
    const {out} = await harvest(portal);
    const works = [...parliament.works];
    parliament.works.clear();
    const empty = await harvest(portal, [...YEAR, '--restart', '--source', 'opendata'], {out});
    assert.equal(empty.status, 4, empty.stderr);
    assert.match(empty.stderr, /the list of 2022 came back empty, but 13 that are stored are not among them/);
    for (const [id, work] of works.slice(0, 5)) parliament.works.set(id, work);
    const small = await harvest(portal, [...YEAR, '--restart', '--source', 'opendata'], {out});
    assert.equal(small.status, 4, small.stderr);
    assert.match(small.stderr, /the list of 2022 names only \d questions/);
    const listed = await epq(
      ['list', '--from', '2021-01-01', '--to', '2021-12-31', '--portal', portal.origin, '--rate', '0'],
      {},
    );
    assert.match(listed.stderr, /the open data lists no question of 2021/);
  });
});

test('with pages challenged throughout, records are complete from API, DOCX and PDF, and the host is asked once', async () => {
  await withPortal(await smallParliament(), {challenges: true}, async portal => {
    const run = await harvest(portal);
    assert.equal(run.status, 0, run.stderr);
    assert.equal(pathsOf(portal).filter(path => path.startsWith('/doceo/')).length, 1);
    assert.equal(run.stderr.match(/^warning: /gm)?.length, 2, 'once, and how many there are');
    for (const id of await idsIn(run.out)) {
      const record = JSON.parse(await readFile(join(run.out, 'questions/2022', `${id}.json`), 'utf8'));
      const versions = [record, ...record.answers].flatMap(one => Object.values(one.versions)) as {
        text: string;
        files: {format: string; status: string}[];
      }[];
      for (const {text, files} of versions) {
        assert.ok(text.length > 20);
        assert.deepEqual(
          files.map(({format, status}) => `${format} ${status}`),
          ['html blocked', 'pdf ok', 'docx ok'],
        );
      }
    }
  });
});

test('where the open data itself refuses, the harvest stops with its bit and goes on later', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {}, async portal => {
    const out = join(await emptyDirectory(), 'store');
    const refused = await startFaultPortal(parliament, {batchLimit: 0});
    const run = await harvest(refused, YEAR, {out});
    assert.equal(run.status, 8, run.stderr);
    assert.deepEqual(await idsIn(out), []);
    await refused.close();
    const again = await harvest(portal, YEAR, {out});
    assert.equal(again.status, 0, again.stderr);
    assert.match(again.stderr, /^13 saved/m);
  });
});

test('robots.txt: read once a day for each host, kept, honoured', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {robots: 'User-agent: *\nDisallow: /doceo/\n'}, async portal => {
    const run = await harvest(portal, ['harvest', '--from', '2022-10-05', '--to', '2022-10-06']);
    assert.equal(run.status, 0, run.stderr);
    assert.ok(pathsOf(portal).every(path => !path.startsWith('/doceo/')));
    assert.equal(pathsOf(portal).filter(path => path === '/robots.txt').length, 3, 'three hosts');
    const kept = join(run.out, 'archive/www.europarl.europa.eu/robots.txt');
    assert.match(await readFile(kept, 'utf8'), /Disallow: \/doceo\//);
    portal.requests.length = 0;
    await harvest(portal, [...YEAR, '--restart'], {out: run.out});
    assert.equal(pathsOf(portal).filter(path => path === '/robots.txt').length, 0);
  });
  await withPortal(parliament, {robots: 'User-agent: epq\nCrawl-delay: 0.2\n'}, async portal => {
    const run = await harvest(portal, ['harvest', '--from', '2022-10-05', '--to', '2022-10-05']);
    assert.equal(run.status, 0, run.stderr);
    const pages = portal.requests.filter(({path}) => path.startsWith('/doceo/')).map(({at}) => at);
    assert.equal(pages.length, 1);
    const api = portal.requests
      .filter(({path}) => path.startsWith('/api/') || path.startsWith('/distribution/'))
      .map(({at}) => at);
    // Of all together: on a busy machine a single one may arrive late, and the next in time.
    const delays = 200 * (api.length - 1);
    assert.ok(
      api.length > 3 && (api.at(-1) ?? 0) - (api[0] ?? 0) >= delays - 100,
      'the delay that it asks for',
    );
  });
});

test('--dry-run counts questions, requests and minutes, and fetches no document', async () => {
  await withPortal(await smallParliament(), {}, async portal => {
    const out = join(await emptyDirectory(), 'store');
    const run = await epq([
      'harvest',
      '--from',
      '2022-10-01',
      '--to',
      '2022-10-31',
      '--dry-run',
      '--portal',
      portal.origin,
      '--out',
      out,
      '--rate',
      '50',
      '--format',
      'json',
    ]);
    assert.equal(run.status, 0, run.stderr);
    // 12 questions in 20 versions, half of them answered in as many: a page, and a PDF behind a redirect.
    assert.deepEqual(JSON.parse(run.stdout), {questions: 12, requests: (20 + 10) * 3, minutes: 1});
    assert.ok(pathsOf(portal).every(path => path.startsWith('/api/') || path === '/robots.txt'));
    assert.deepEqual(await idsIn(out), []);
    const full = await harvest(portal, ['harvest', '--from', '2022-10-01', '--to', '2022-10-31'], {out});
    assert.equal(full.status, 0, full.stderr);
    const documents = pathsOf(portal).filter(path => !path.startsWith('/api/') && path !== '/robots.txt');
    assert.equal(documents.length, 90, 'as many as it said');
  });
});

test('progress as events, records as lines, and narrowed', async () => {
  await withPortal(await smallParliament(), {}, async portal => {
    const out = join(await emptyDirectory(), 'store');
    const run = await epq([
      'harvest',
      '--from',
      '2022-10-05',
      '--to',
      '2022-10-06',
      '--portal',
      portal.origin,
      '--out',
      out,
      '--rate',
      '0',
      '--progress',
      'json',
      '--lang',
      'it',
      '--fields',
      'id,versions',
    ]);
    assert.equal(run.status, 0, run.stderr);
    const records = run.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.deepEqual(
      records.map(({id, versions}) => [id, Object.keys(versions)]),
      [
        ['E-9-2022-000003', []],
        ['E-9-2022-000004', ['it']],
      ],
    );
    const events = run.stderr
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line));
    assert.deepEqual(
      events.filter(({event}) => event === 'question').map(({done, total, id}) => [done, total, id]),
      [
        [1, 2, 'E-9-2022-000003'],
        [2, 2, 'E-9-2022-000004'],
      ],
    );
    assert.ok(events.some(({event, status}) => event === 'file' && status === 'ok'));
  });
});
