import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {findCorpus, ROOT} from './corpus.ts';
import {startFaultPortal} from './fault-portal.ts';
import {harvest, idsIn, pathsOf, withPortal, YEAR} from './harvesting.ts';
import {addRecordsOf, emptyParliament, type Parliament, smallParliament} from './parliament.ts';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';
import {differencesOf, readTree} from './tree.ts';

const corpus = findCorpus('a harvest of 200 real records');

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
  const ghost: Parliament = {files: parliament.files, works};
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

test('with pages challenged throughout, records are complete from API and PDF, and the host is asked once', async () => {
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
          ['html blocked', 'pdf ok'],
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
    for (let index = 1; index < api.length; index += 1)
      assert.ok((api[index] ?? 0) - (api[index - 1] ?? 0) >= 190, 'the delay that it asks for');
  });
});

test('what nobody answered for is tried again at the end, and by the same command', async () => {
  const parliament = await smallParliament();
  const path = '/RedmapFront/media/reds_iMaQp/E-9-2022-000003/E-9-2022-000003_en.pdf';
  const file = parliament.files.get(path);
  assert.ok(file !== undefined);
  let attempts = 0;
  const failing = (times: number): void => {
    parliament.files.set(path, {
      type: file.type,
      body: async () => {
        attempts += 1;
        return attempts <= times ? new Uint8Array() : file.body();
      },
    });
  };
  await withPortal(parliament, {}, async portal => {
    failing(2);
    const mended = await harvest(portal, [...YEAR, '--retries', '1']);
    assert.equal(mended.status, 0, mended.stderr);
    assert.equal(attempts, 3);
    assert.match(mended.stderr, /trying again what nobody answered for: 1 questions/);

    failing(1000);
    attempts = 0;
    const failed = await harvest(portal, [...YEAR, '--retries', '0']);
    assert.equal(failed.status, 4, failed.stderr);
    assert.equal(attempts, 3, 'twice more at the end');
    assert.match(failed.stderr, /^13 saved, 0 unchanged, 1 of them incomplete \(.*failures\.ndjson\)$/m);
    const named = (await readFile(join(failed.out, 'failures.ndjson'), 'utf8')).trim().split('\n');
    assert.deepEqual(
      named.map(line => JSON.parse(line).id),
      ['E-9-2022-000003'],
    );

    failing(0);
    portal.requests.length = 0;
    const retried = await harvest(portal, ['harvest', '--failed'], {out: failed.out});
    assert.equal(retried.status, 0, retried.stderr);
    assert.deepEqual(
      pathsOf(portal).filter(one => !one.includes('robots')),
      [path.replace('/RedmapFront/media', '/distribution'), path],
    );
    assert.deepEqual((await readdir(failed.out)).sort(), ['archive', 'harvests', 'questions']);
    assert.deepEqual(differencesOf(await readTree(mended.out), await readTree(failed.out)), []);
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

test('without the open data: a probe of numbers in sequence, said to be one', async () => {
  const parliament = await smallParliament();
  parliament.works.clear();
  for (const path of parliament.files.keys())
    if (path.includes('E-9-2022-000005')) parliament.files.delete(path);
  await withPortal(parliament, {}, async portal => {
    const run = await harvest(portal, [
      'harvest',
      '--from',
      '2022-01-01',
      '--to',
      '2022-12-31',
      '--source',
      'doceo',
      '--type',
      'E,P',
      '--lang',
      'en',
    ]);
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stderr, /this is a probe/);
    assert.equal((await idsIn(run.out)).length, 12);
    assert.ok(pathsOf(portal).every(path => !path.startsWith('/api/')));
    const tried = pathsOf(portal).map(path => /doceo\/document\/[EP]-9-2022-(\d+)_EN\.html/.exec(path)?.[1]);
    assert.equal(
      tried
        .filter(serial => serial !== undefined)
        .sort()
        .at(-1),
      '000056',
      '30 absent ones after 26',
    );
    const again = await harvest(
      portal,
      [
        'harvest',
        '--from',
        '2022-01-01',
        '--to',
        '2022-12-31',
        '--source',
        'doceo',
        '--type',
        'E,P',
        '--lang',
        'en',
      ],
      {out: run.out},
    );
    assert.match(again.stderr, /^0 saved, 12 unchanged$/m);
  });
});

test('the open data down: a probe, and its failure is said', async () => {
  const parliament = await smallParliament();
  parliament.works.clear();
  const portal = await startFaultPortal(parliament, {});
  await portal.close();
  const down = await harvest(portal, [...YEAR, '--retries', '0']);
  assert.equal(down.status, 4, down.stderr);
  assert.match(down.stderr, /the open data cannot be asked: numbers are tried one after the other instead/);
  assert.match(down.stderr, /stopped: 20 questions in a row were not answered for/);
});

test('two harvests on one store: the second is refused with the first one’s process id', async () => {
  await withPortal(await smallParliament(), {}, async portal => {
    const out = join(await emptyDirectory(), 'store');
    const args = [...YEAR, '--portal', portal.origin, '--out', out, '--rate', '5', '--format', 'none'];
    const first = spawn(process.execPath, [join(ROOT, 'bin/epq.js'), ...args], {stdio: 'ignore'});
    while (!(await readdir(out).catch(() => [] as string[])).includes('epq.lock'))
      await new Promise(resolve => setTimeout(resolve, 20));
    const second = await epq(args);
    assert.equal(second.status, 64, second.stderr);
    assert.match(second.stderr, new RegExp(`another run writes this store: process ${first.pid} `));
    first.kill('SIGKILL');
    await new Promise(resolve => first.on('close', resolve));
    assert.ok((await readdir(out)).includes('epq.lock'), 'left by the dead');
    const third = await harvest(portal, YEAR, {out});
    assert.equal(third.status, 0, third.stderr);
    assert.deepEqual((await readdir(out)).sort(), ['archive', 'harvests', 'questions']);
  });
});

test('SIGINT finishes what is being written, and the same command continues', async () => {
  await withPortal(await smallParliament(), {}, async portal => {
    const out = join(await emptyDirectory(), 'store');
    let isKilled = false;
    const stopped = await epq(
      [...YEAR, '--portal', portal.origin, '--out', out, '--rate', '20', '--verbose', '--format', 'none'],
      {
        onStderr: (text, kill) => {
          if (isKilled || !text.includes('E-9-2022-000004 en html')) return;
          isKilled = true;
          kill('SIGINT');
        },
      },
    );
    assert.equal(stopped.status, 130, stopped.stderr);
    assert.match(stopped.stderr, /^stopped; the same command continues from here$/m);
    assert.doesNotMatch(stopped.stderr, /^network/m);
    const before = (await idsIn(out)).length;
    assert.ok(before > 0 && before < 13, `${before} saved`);
    assert.equal((await epq(['verify', '--out', out])).status, 0);
    portal.requests.length = 0;
    const {stderr} = await harvest(portal, YEAR, {out});
    assert.match(stderr, new RegExp(`^${13 - before} saved, ${before} unchanged$`, 'm'));
    const undisturbed = await harvest(portal);
    assert.deepEqual(differencesOf(await readTree(undisturbed.out), await readTree(out)), []);
  });
});

test('a store that cannot be written: one clear line, no half file, and it continues', async () => {
  await withPortal(await smallParliament(), {}, async portal => {
    const folder = await emptyDirectory();
    await writeFile(join(folder, 'store'), 'a file where a folder must be');
    const refused = await harvest(portal, YEAR, {out: join(folder, 'store')});
    assert.equal(refused.status, 64, refused.stderr);
    assert.match(refused.stderr, /^store: cannot write .*epq\.lock: E/m);

    const out = join(folder, 'other');
    await mkdir(join(out, 'questions'), {recursive: true});
    await writeFile(join(out, 'questions/2022'), 'in the way');
    const half = await harvest(portal, YEAR, {out});
    assert.equal(half.status, 64, half.stderr);
    assert.equal(half.stderr.match(/^store: /gm)?.length, 1, half.stderr);
    await rm(join(out, 'questions/2022'));
    const whole = await harvest(portal, YEAR, {out});
    assert.equal(whole.status, 0, whole.stderr);
    const undisturbed = await harvest(portal);
    assert.deepEqual(differencesOf(await readTree(undisturbed.out), await readTree(out)), []);
  });
});

if (corpus !== null) {
  test('200 real records, 15 % of the responses faulty, short pages: the same tree as without faults', async () => {
    const parliament = emptyParliament();
    await addRecordsOf(parliament, `${corpus}opendata/v2`);
    const args = [
      'harvest',
      '--from',
      '2022-01-01',
      '--to',
      '2022-01-31',
      '--documents',
      'pdf',
      '--lang',
      'en',
      '--no-answers',
      '--concurrency',
      '8',
    ];
    const trees: Awaited<ReturnType<typeof readTree>>[] = [];
    for (const misbehaviour of [{}, {faults: 0.15, pageRows: 40, seed: 11}]) {
      await withPortal(parliament, misbehaviour, async portal => {
        const run = await harvest(portal, args);
        assert.equal(run.status, 0, run.stderr);
        assert.match(run.stderr, /^(\d+) saved, 0 unchanged$/m);
        assert.equal((await idsIn(run.out)).length, 200);
        if (misbehaviour.faults !== undefined)
          assert.ok(portal.tally.faulty > 40, String(portal.tally.faulty));
        trees.push(await readTree(run.out));
      });
    }
    assert.deepEqual(differencesOf(trees[0] ?? new Map(), trees[1] ?? new Map()), []);
  });
}
