import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {openStore} from '../src/store.ts';
import {findCorpus, ROOT} from './corpus.ts';
import {startFaultPortal} from './fault-portal.ts';
import {harvest, idsIn, pathsOf, storeOf, withPortal, YEAR} from './harvesting.ts';
import {addRecordsOf, emptyParliament, smallParliament} from './parliament.ts';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';
import {differencesOf, readTree} from './tree.ts';

const corpus = findCorpus('a harvest of 200 real records');

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
    assert.match(mended.stderr, /trying again what nobody answered for: 1 question …/);

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
    const undisturbed = await storeOf();
    assert.deepEqual(differencesOf(await readTree(undisturbed), await readTree(out)), []);
  });
});

test('a second SIGINT leaves at once, without a broken file, and the same command continues', async () => {
  const parliament = await smallParliament();
  const path = '/doceo/document/E-9-2022-000004_EN.html';
  const page = parliament.files.get(path);
  parliament.files.set(path, {type: 'text/html', body: () => new Promise(() => {})});
  await withPortal(parliament, {}, async portal => {
    const out = join(await emptyDirectory(), 'store');
    let kills = 0;
    const left = await epq([...YEAR, '--portal', portal.origin, '--out', out, '--rate', '0', '--verbose'], {
      onStderr: (text, kill) => {
        if (
          (kills === 0 && text.includes('E-9-2022-000003 en html')) ||
          (kills === 1 && text.includes('once more'))
        ) {
          kills += 1;
          kill('SIGINT');
        }
      },
    });
    assert.equal(kills, 2);
    assert.ok(left.status === null || left.status === 130, String(left.status));
    const found = await epq(['verify', '--out', out, '--format', 'ndjson']);
    assert.doesNotMatch(found.stdout, /"problem":"(?!temporary)/);
    if (page !== undefined) parliament.files.set(path, page);
    const {status, stderr} = await harvest(portal, YEAR, {out});
    assert.equal(status, 0, stderr);
    const undisturbed = await storeOf();
    assert.deepEqual(differencesOf(await readTree(undisturbed), await readTree(out)), []);
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
    const undisturbed = await storeOf();
    assert.deepEqual(differencesOf(await readTree(undisturbed), await readTree(out)), []);
  });
});

if (corpus !== null) {
  test('real records, 15 % of the responses faulty, short pages: the same tree as without faults', async () => {
    const parliament = emptyParliament();
    await addRecordsOf(parliament, `${corpus}opendata/v2`);
    const args = [
      'harvest',
      '--from',
      '2022-01-01',
      '--to',
      '2022-01-11',
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
        assert.equal((await idsIn(run.out)).length, 110);
        if (misbehaviour.faults !== undefined)
          assert.ok(portal.tally.faulty > 20, String(portal.tally.faulty));
        trees.push(await readTree(run.out));
      });
    }
    assert.deepEqual(differencesOf(trees[0] ?? new Map(), trees[1] ?? new Map()), []);
  });

  test('real records whose pages are challenged: the XHTML that they list, in every language', async () => {
    const parliament = emptyParliament();
    await addRecordsOf(parliament, `${corpus}opendata/v2`);
    const days = ['--from', '2022-01-03', '--to', '2022-01-03'];
    await withPortal(parliament, {challenges: true}, async portal => {
      const run = await harvest(portal, ['harvest', ...days, '--no-answers', '--documents', 'html']);
      assert.equal(run.status, 0, run.stderr);
      const store = openStore(run.out);
      const ids = await idsIn(run.out);
      assert.ok(ids.length > 5, String(ids.length));
      for (const id of ids) {
        const record = await store.read(id);
        assert.deepEqual(record?.agreement, {sources: ['opendata', 'xhtml'], differences: []}, id);
        for (const {text, files} of Object.values(record.versions)) {
          assert.match(text ?? '', /\n\n1\. /, id);
          assert.deepEqual(
            files.map(({format, status}) => `${format} ${status}`),
            ['html blocked', 'xhtml ok'],
            id,
          );
        }
      }
    });
  });
}
