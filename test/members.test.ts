import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {openArchive} from '../src/archive.ts';
import {type Fetched, fetchQuestion, type Wanted} from '../src/fetch-question.ts';
import type {QuestionRecord} from '../src/question.ts';
import {parseReference} from '../src/reference.ts';
import {createTransport} from '../src/transport.ts';
import {ROOT} from './corpus.ts';
import {type Misbehaviour, startFaultPortal} from './fault-portal.ts';
import {ALL, fetchOffline, textOf} from './fetching.ts';
import {harvest, pathsOf, withPortal} from './harvesting.ts';
import {addMadeUp, addPerson, addStrangers, emptyParliament, type Parliament} from './parliament.ts';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';
import {torture} from './torture.ts';

const [KNOWN, STRANGE, LATE, UNLISTED] = [19, 20, 21, 22].map(serial => `E-9-2022-0000${serial}`) as [
  string,
  string,
  string,
  string,
];
const OCTOBER = ['harvest', '--from', '2022-10-01', '--to', '2022-10-31'];

/** Questions whose authors the bundled sample does not know, and one whose authors it does. */
function strangers(): Parliament {
  const parliament = emptyParliament();
  addMadeUp(parliament, {id: KNOWN, date: '2022-10-19'});
  addStrangers(parliament);
  return parliament;
}

/** Fetches some questions in one run, and tells what was asked of the Members. */
async function fetchFrom(
  parliament: Parliament,
  ids: readonly string[],
  {
    archive,
    wanted = {},
    now = '2026-11-02T00:00:00.000Z',
    ...misbehaviour
  }: Misbehaviour & {archive?: string; wanted?: Partial<Wanted>; now?: string} = {},
): Promise<{fetched: Fetched[]; archive: string; asked: string[]; all: string[]}> {
  const directory = archive ?? (await emptyDirectory());
  const portal = await startFaultPortal(parliament, misbehaviour);
  const transport = createTransport({
    portal: portal.origin,
    rate: 0,
    concurrency: 4,
    timeoutMs: 5000,
    retries: 0,
    userAgent: 'epq-tst-0',
    backoffMs: 1,
  });
  const ways = {archive: openArchive(directory), transport, now: () => now};
  try {
    const fetched = await Promise.all(
      ids.map(id => fetchQuestion(parseReference(id), {...ALL, ...wanted}, ways)),
    );
    const all = pathsOf(portal);
    const asked = all.filter(path => path.startsWith('/api/v2/meps'));
    return {
      fetched,
      archive: directory,
      all,
      asked: asked.map(path => path.replace(/&?format=[^&]*&?/, ' ').trim()),
    };
  } finally {
    await transport.close();
    await portal.close();
  }
}

async function idsOffline(id: string, archive: string): Promise<(number | null)[] | undefined> {
  const {record, warnings} = await fetchOffline(id, archive);
  assert.deepEqual(warnings, []);
  return idsOf(record);
}

function idsOf(record: QuestionRecord | null | undefined): (number | null)[] | undefined {
  return record?.authors.map(({mepId}) => mepId);
}

const PAGES = [
  '/api/v2/meps?parliamentary-term=9 offset=0&limit=1000',
  '/api/v2/meps?parliamentary-term=9 offset=4&limit=1000',
];

test('authors that the sample knows cost no request more', async () => {
  const {fetched, asked, all} = await fetchFrom(strangers(), [KNOWN]);
  assert.deepEqual(idsOf(fetched[0]?.record), [97198, 197788]);
  assert.deepEqual(asked, []);
  assert.equal(all.length, 1 + 2 * 3, 'the record; two languages, a page and a redirected file each');
});

test('strangers: the list of the term to its empty end, once a run; none the second time, and the same offline', async () => {
  const parliament = strangers();
  const first = await fetchFrom(parliament, [STRANGE, UNLISTED, KNOWN]);
  assert.deepEqual(first.asked, PAGES);
  assert.deepEqual(
    first.fetched.map(({record}) => idsOf(record)),
    [
      [900_002, 900_001],
      [900_001, null, 97198],
      [97198, 197788],
    ],
  );
  assert.deepEqual(
    first.fetched.flatMap(({failures, warnings}) => [...failures, ...warnings]),
    [],
  );
  const second = await fetchFrom(parliament, [STRANGE, UNLISTED, KNOWN], {archive: first.archive});
  assert.deepEqual(second.all, []);
  for (const [index, id] of [STRANGE, UNLISTED, KNOWN].entries()) {
    const offline = textOf(await fetchOffline(id, first.archive));
    for (const {fetched} of [first, second]) {
      const {record} = fetched[index] ?? {};
      assert.equal(record && textOf({record}), offline);
    }
  }
});

test('an id that the list does not hold is asked for by itself, once; the last one needs no name', async () => {
  const parliament = strangers();
  const first = await fetchFrom(parliament, [LATE]);
  assert.deepEqual(first.asked, [...PAGES, '/api/v2/meps/900004?', '/api/v2/meps/900009?']);
  assert.deepEqual(idsOf(first.fetched[0]?.record), [900_003, 900_004, 900_009]);
  assert.deepEqual(first.fetched[0]?.warnings, []);
  const second = await fetchFrom(parliament, [LATE], {
    archive: first.archive,
    now: '2026-11-20T00:00:00.000Z',
  });
  assert.deepEqual(second.asked, [], 'also not for the one that is not there');
  assert.deepEqual(await idsOffline(LATE, first.archive), [900_003, 900_004, 900_009]);
});

test('the list is asked for again after a month, and with --refresh', async () => {
  const parliament = strangers();
  const {archive} = await fetchFrom(parliament, [STRANGE]);
  const asked = async (now: string, refresh = false): Promise<number> =>
    (await fetchFrom(parliament, [STRANGE], {archive, now, wanted: {refresh, documents: []}})).asked.length;
  assert.equal(await asked('2026-12-01T00:00:00.000Z'), 0);
  assert.equal(await asked('2026-12-03T00:00:00.000Z'), 2);
  assert.equal(await asked('2026-12-04T00:00:00.000Z'), 0);
  assert.equal(await asked('2026-12-04T00:00:00.000Z', true), 2);
});

test('names that are refused: null, one line, no failure, one request a run; a later run fills them', async () => {
  const parliament = strangers();
  const refused = await fetchFrom(parliament, [STRANGE, LATE, UNLISTED, KNOWN], {refuses: '/api/v2/meps'});
  assert.deepEqual(refused.asked, PAGES.slice(0, 1));
  assert.deepEqual(
    refused.fetched.flatMap(({failures}) => failures),
    [],
  );
  assert.deepEqual(
    refused.fetched.map(({warnings}) => warnings.length),
    [1, 1, 1, 0],
  );
  assert.match(
    refused.fetched[0]?.warnings[0] ?? '',
    /^E-9-2022-000020: some MEP ids could not be looked up \(asked once without success: HTTP 503\)$/,
  );
  assert.deepEqual(
    refused.fetched.map(({record}) => idsOf(record)),
    [
      [null, null],
      [null, null, null],
      [null, null, 97198],
      [97198, 197788],
    ],
  );
  assert.deepEqual(await idsOffline(STRANGE, refused.archive), [null, null]);
  const later = await fetchFrom(parliament, [STRANGE], {archive: refused.archive});
  assert.deepEqual(later.all.length, 2);
  assert.deepEqual(idsOf(later.fetched[0]?.record), [900_002, 900_001]);
});

test('a list that is empty, or much shorter than the archived one, is not believed', async () => {
  const parliament = strangers();
  const persons = new Map(parliament.persons);
  parliament.persons.clear();
  const empty = await fetchFrom(parliament, [STRANGE]);
  assert.match(empty.fetched[0]?.warnings.join() ?? '', /the list of the Members of term 9 came back empty/);
  for (const [id, person] of persons) parliament.persons.set(id, person);
  const {archive} = await fetchFrom(parliament, [STRANGE], {archive: empty.archive});
  for (const id of [900_001, 900_002, 97_198]) parliament.persons.delete(id);
  const short = await fetchFrom(parliament, [STRANGE], {archive, now: '2027-11-02T00:00:00.000Z'});
  assert.match(
    short.fetched[0]?.warnings.join() ?? '',
    /names only 1 Members, but 3 that are archived are not among them/,
  );
  assert.deepEqual(idsOf(short.fetched[0]?.record), [900_002, 900_001], 'the archived one serves');
});

test('--source doceo asks for no names, and uses those that are archived; a down API is not asked for them', async () => {
  const parliament = strangers();
  const doceo = await fetchFrom(parliament, [STRANGE], {wanted: {source: 'doceo'}});
  assert.deepEqual([doceo.asked, idsOf(doceo.fetched[0]?.record)], [[], [null, null]]);
  const down = await fetchFrom(parliament, [STRANGE], {stumblesOver: 'E-9'});
  assert.deepEqual([down.asked, idsOf(down.fetched[0]?.record)], [[], [null, null]]);
  const {archive} = await fetchFrom(parliament, [UNLISTED]);
  const archived = await fetchFrom(parliament, [STRANGE], {archive, wanted: {source: 'doceo'}});
  assert.deepEqual([archived.asked, idsOf(archived.fetched[0]?.record)], [[], [900_002, 900_001]]);
});

/* ---- supporters, and files given by hand ---- */

const SUPPORTED = join(ROOT, 'fixtures/cases/E-10-2025-001643_EN--supporters--synthetic/page.html');

test('supporters and authors of a page alone are found in the list of its term; epq parse uses an archived one', async () => {
  const parliament = emptyParliament();
  addPerson(parliament, 900_030, ['Third', 'Person'], {terms: [10]});
  addPerson(parliament, 900_031, ['Third', 'Sample'], {terms: [10]});
  const body = await readFile(SUPPORTED);
  const type = 'text/html; charset=UTF-8';
  parliament.files.set('/doceo/document/E-10-2025-001643_EN.html', {type, body: async () => body});
  const {fetched, asked, archive} = await fetchFrom(parliament, ['E-10-2025-001643'], {
    wanted: {documents: ['html'], answers: false},
  });
  assert.deepEqual(
    fetched[0]?.record?.supporters.map(({name, mepId}) => [name, mepId]),
    [['Third Person', 900_030]],
  );
  assert.equal(asked.length, 2);
  for (const [args, mepId] of [
    [['--archive', archive], 900_030],
    [[], null],
  ] as const) {
    const {stdout} = await epq(['parse', SUPPORTED, ...args]);
    assert.equal(JSON.parse(stdout).supporters[0].mepId, mepId);
  }
});

/* ---- many questions ---- */

async function storedIds(out: string, id: string): Promise<(number | null)[] | undefined> {
  return idsOf(JSON.parse(await readFile(join(out, 'questions/2022', `${id}.json`), 'utf8')));
}

// Every record is held to a rebuild.
async function requireSound(out: string): Promise<void> {
  const verified = await epq(['verify', '--out', out]);
  assert.equal(verified.status, 0, verified.stdout);
}

test('a harvest whose names were refused: the same command fills in the list, update the rest', async () => {
  const misbehaviour: Misbehaviour = {};
  await withPortal(strangers(), misbehaviour, async portal => {
    const flags = ['--portal', portal.origin, '--rate', '0', '--retries', '0', '--format', 'ndjson'];
    for (const isContinued of [true, false]) {
      misbehaviour.refuses = '/api/v2/meps';
      const {out, status, stderr} = await harvest(portal, [...OCTOBER, '--retries', '0']);
      assert.equal(status, 0, stderr);
      assert.match(stderr, /^4 saved, 0 unchanged$/m);
      assert.match(stderr, /3 questions in all: some MEP ids could not be looked up/);
      assert.deepEqual(await storedIds(out, LATE), [null, null, null]);
      await requireSound(out);
      misbehaviour.refuses = '/nothing';
      portal.requests.length = 0;
      if (isContinued) {
        const again = await epq([...OCTOBER, ...flags, '--out', out]);
        assert.equal(again.status, 0, again.stderr);
        assert.match(again.stderr, /^0 saved, 4 unchanged$/m);
        assert.equal(pathsOf(portal).length, 2, 'nothing but the list');
        assert.deepEqual(await storedIds(out, STRANGE), [900_002, 900_001]);
        assert.deepEqual(await storedIds(out, UNLISTED), [900_001, null, 97198]);
        assert.deepEqual(await storedIds(out, LATE), [900_003, null, null]);
        await requireSound(out);
      }
      const update = await epq(['update', ...flags, '--out', out]);
      assert.equal(update.status, 0, update.stderr);
      const changes = update.stdout.trim().split('\n');
      assert.deepEqual(
        [
          ...new Set(
            changes.map(line => JSON.parse(line)).map(({event, id, fields}) => `${event} ${id} ${fields}`),
          ),
        ].sort(),
        (isContinued ? [LATE] : [STRANGE, LATE, UNLISTED]).map(id => `revised ${id} authors`),
      );
      assert.deepEqual(await storedIds(out, LATE), [900_003, 900_004, 900_009]);
      await requireSound(out);
    }
  });
});

test('a name that was refused to one question and given to another: the first agrees', async () => {
  const parliament = strangers();
  const authors = 'Late Newcomer (NI), Another Stranger (NI)';
  addMadeUp(parliament, {id: 'E-9-2022-000023', date: '2022-10-21', authors, creators: [900_004, 900_010]});
  const misbehaviour: Misbehaviour = {refuses: '/api/v2/meps/'};
  await withPortal(parliament, misbehaviour, async portal => {
    const out = join(await emptyDirectory(), 'store');
    const fetch = async (id: string): Promise<string> => {
      const flags = [
        '--portal',
        portal.origin,
        '--out',
        out,
        '--rate',
        '0',
        '--retries',
        '0',
        '--format',
        'none',
      ];
      const {status, stderr} = await epq(['fetch', id, ...flags]);
      assert.equal(status, 0, stderr);
      return stderr;
    };
    assert.match(await fetch(LATE), /some MEP ids could not be looked up/);
    assert.deepEqual(await storedIds(out, LATE), [900_003, null, null]);
    misbehaviour.refuses = '/nothing';
    await fetch('E-9-2022-000023');
    assert.deepEqual(await storedIds(out, 'E-9-2022-000023'), [900_004, 900_010]);
    assert.deepEqual(await storedIds(out, LATE), [900_003, 900_004, 900_009]);
    await requireSound(out);
  });
});

test('a list that changed makes the records that were made by the old one agree with it', async () => {
  const parliament = strangers();
  await withPortal(parliament, {}, async portal => {
    const {out} = await harvest(portal, OCTOBER);
    await requireSound(out);
    assert.deepEqual(await storedIds(out, UNLISTED), [900_001, null, 97198]);
    // A month later there is a homonym, the newcomer is listed, and a question makes the list wanted.
    const note = join(
      out,
      'archive/data.europarl.europa.eu/api/v2/meps%3Fparliamentary-term=9.json.meta.json',
    );
    await writeFile(note, (await readFile(note, 'utf8')).replace(/("checkedAt": ")\d{4}/, '$12020'));
    addPerson(parliament, 900_005, ['Synthetic', 'SAMPLE']);
    addPerson(parliament, 900_004, ['Late', 'Newcomer']);
    const flags = ['--portal', portal.origin, '--out', out, '--rate', '0', '--format', 'none'];
    const {status, stderr} = await epq(['fetch', STRANGE, ...flags]);
    assert.equal(status, 0, stderr);
    assert.deepEqual(await storedIds(out, UNLISTED), [null, 900_004, 97198]);
    assert.deepEqual(await storedIds(out, STRANGE), [900_002, 900_001], 'the listed authors are sure');
    await requireSound(out);
    const rebuilt = await epq(['rebuild', '--out', out]);
    assert.match(rebuilt.stderr, /^0 saved, 4 unchanged, 0 failed$/m);
  });
});

test('damaged names are found, and mended', async () => {
  await withPortal(strangers(), {}, async portal => {
    const {out} = await harvest(portal, OCTOBER);
    for (const [name, harm] of [
      ['meps%3Fparliamentary-term=9.json', 'Exemple'],
      ['meps/900004.json', 'Newcomer'],
    ] as const) {
      const path = join(out, 'archive/data.europarl.europa.eu/api/v2', name);
      const sound = await readFile(path, 'utf8');
      await writeFile(path, sound.replace(harm, harm.toLowerCase()));
      const found = await epq(['verify', '--out', out]);
      assert.equal(found.status, 64, found.stdout);
      assert.match(found.stdout, /"problem":"damaged"/);
      assert.match(found.stdout, /"problem":"differs"/);
      portal.requests.length = 0;
      const flags = ['--portal', portal.origin, '--rate', '0', '--out', out];
      const fixed = await epq(['verify', '--fix', ...flags]);
      assert.equal(fixed.status, 0, fixed.stderr);
      assert.ok(pathsOf(portal).every(path => path === '/robots.txt' || path.startsWith('/api/v2/meps')));
      assert.equal(await readFile(path, 'utf8'), sound);
      await requireSound(out);
    }
  });
});

test('--dry-run counts the list', async () => {
  await withPortal(strangers(), {}, async portal => {
    const out = join(await emptyDirectory(), 'store');
    const flags = ['--dry-run', '--portal', portal.origin, '--out', out, '--rate', '50', '--format', 'json'];
    const {stdout} = await epq([...OCTOBER, ...flags]);
    // 4 questions in 2 languages each, a page and a redirected file; the list and its end
    assert.deepEqual(JSON.parse(stdout), {questions: 4, requests: 4 * 2 * 3 + 2, minutes: 1});
  });
});

test('killed at random instants, a harvest of strangers ends with the tree of an undisturbed one', async () => {
  const portal = await startFaultPortal(strangers(), {batchLimit: 2, pageRows: 1});
  const found = await torture(portal, OCTOBER.slice(1), {kills: 6, seed: 3, concurrency: 2});
  await portal.close();
  assert.deepEqual([found.kills, found.differences, found.repeated], [6, [], 0]);
});

test('faults of every kind: the same tree, names and all', async () => {
  const trees = await Promise.all(
    [{}, {faults: 0.2, seed: 4}].map(async misbehaviour => {
      let ids: unknown;
      await withPortal(strangers(), misbehaviour, async portal => {
        const {out, status, stderr} = await harvest(portal, [...OCTOBER, '--retries', '12']);
        assert.equal(status, 0, stderr);
        ids = await Promise.all([STRANGE, LATE, UNLISTED].map(id => storedIds(out, id)));
      });
      return ids;
    }),
  );
  assert.deepEqual(trees[1], trees[0]);
});
