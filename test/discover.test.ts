import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openArchive} from '../src/archive.ts';
import {addDays, holdsYear, parseDay, parseRange, parseSince, yearsOf} from '../src/date-range.ts';
import {discover, type ListPolicy, settledAfter} from '../src/discover.ts';
import {keepsToOrder, narrowByNumber} from '../src/narrow-by-number.ts';
import {ASK_FOR_WHAT_FAILED} from '../src/obtain.ts';
import {createTransport} from '../src/transport.ts';
import {compareNumbers} from '../src/year-list.ts';
import {findCorpus} from './corpus.ts';
import {startFaultPortal} from './fault-portal.ts';
import {readOfficialLists} from './official-lists.ts';
import {addMadeUp, emptyParliament, type Parliament} from './parliament.ts';
import {type Portal, startPortal} from './portal.ts';
import {emptyDirectory} from './temporary.ts';

const TODAY = '2026-11-24';
const POLICY: ListPolicy = {freshAfter: () => '', askAgain: ASK_FOR_WHAT_FAILED, storedOf: async () => []};

interface Discovering {
  letters?: ('E' | 'P' | 'O')[] | null;
  archive?: string;
  isKnown?: (id: string) => Promise<boolean>;
}

async function discoverFrom(
  portal: Portal,
  from: string,
  to: string,
  {letters = null, archive, isKnown}: Discovering = {},
): Promise<string[]> {
  const directory = archive ?? (await emptyDirectory());
  const transport = createTransport({
    portal: portal.origin,
    rate: 0,
    concurrency: 2,
    timeoutMs: 5000,
    retries: 0,
    userAgent: 'epq-tst-0',
    backoffMs: 1,
  });
  const ids: string[] = [];
  try {
    const ways = {archive: openArchive(directory), transport, now: () => new Date().toISOString()};
    for await (const year of discover({range: {from, to}, letters, today: TODAY}, POLICY, ways)) {
      for await (const {id} of year.questions(isKnown)) ids.push(id);
    }
    return ids;
  } finally {
    await transport.close();
  }
}

for (const [text, expected] of [
  ['2019-10-02', '2019-10-02'],
  ['2020-02-29', '2020-02-29'],
  ['2019-02-29', null],
  ['2019-2-9', null],
  ['02.10.2019', null],
  ['2019-10-02T00:00', null],
  ['', null],
] as const) {
  test(`the day ${JSON.stringify(text)}`, () => {
    if (expected === null)
      assert.throws(() => parseDay(text, '--from'), {kind: 'usage', message: /--from: .* is no date/});
    else assert.equal(parseDay(text, '--from'), expected);
  });
}

test('ranges: until today, one day, over New Year; refused where they end before they begin or lie in the future', () => {
  assert.deepEqual(parseRange({from: '2019-10-02', to: null}, TODAY), {from: '2019-10-02', to: TODAY});
  assert.deepEqual(parseRange({from: TODAY, to: TODAY}, TODAY), {from: TODAY, to: TODAY});
  assert.deepEqual(yearsOf({from: '2019-12-30', to: '2020-01-02'}, TODAY), [2019, 2020]);
  assert.deepEqual(yearsOf({from: '2026-12-30', to: '2031-01-02'}, TODAY), [2026]);
  assert.throws(() => parseRange({from: '2019-10-02', to: '2019-10-01'}, TODAY), {
    kind: 'usage',
    message: /ends before it begins/,
  });
  assert.throws(() => parseRange({from: '2026-11-25', to: null}, TODAY), {
    kind: 'usage',
    message: /in the future/,
  });
  assert.equal(holdsYear({from: '2022-01-01', to: '2022-12-31'}, 2022, TODAY), true);
  assert.equal(holdsYear({from: '2022-01-02', to: '2022-12-31'}, 2022, TODAY), false);
  assert.equal(holdsYear({from: '2026-01-01', to: TODAY}, 2026, TODAY), true, 'nothing is tabled tomorrow');
  assert.equal(holdsYear({from: '2025-06-01', to: TODAY}, 2025, TODAY), false);
});

test('since: days, weeks, a day', () => {
  assert.equal(parseSince('30d', TODAY), '2026-10-25');
  assert.equal(parseSince('6w', TODAY), '2026-10-13');
  assert.equal(parseSince('2024-07-16', TODAY), '2024-07-16');
  for (const text of ['', '30', 'd', '-3d', '3 months', '2024-13-01'])
    assert.throws(() => parseSince(text, TODAY), {kind: 'usage', message: /--since/}, text);
  assert.equal(addDays('2020-03-01', -1), '2020-02-29');
});

test('a list is settled once everything of its range has appeared; until then it serves for a day', () => {
  assert.equal(settledAfter('2022-12-31', 2022, '2026-11-24T12:00:00.000Z'), '2023-05-10');
  assert.equal(settledAfter('2026-11-24', 2026, '2026-11-24T12:00:00.000Z'), '2026-11-23T12:00:00.000Z');
  assert.equal(settledAfter('2026-11-24', 2022, '2026-11-24T12:00:00.000Z'), '2023-05-10');
});

test('the order of numbers: written and priority questions share one', () => {
  const ids = ['O-8-2019-000001', 'P-8-2019-000002', 'E-9-2019-003000', 'E-8-2019-000001'];
  assert.deepEqual(ids.sort(compareNumbers), [
    'E-8-2019-000001',
    'P-8-2019-000002',
    'E-9-2019-003000',
    'O-8-2019-000001',
  ]);
});

test('a list whose pages repeat themselves, or that is no list, is refused', async () => {
  const row = {identifier: 'E-9-2022-000001'};
  const repeating = await startPortal(() => ({
    headers: {'content-type': 'application/ld+json'},
    body: JSON.stringify({data: [row]}),
  }));
  await assert.rejects(discoverFrom(repeating, '2022-01-01', '2022-12-31'), {
    kind: 'network',
    message: /does not end/,
  });
  assert.equal(repeating.requests.length, 4);
  await repeating.close();
  const other = await startPortal(() => ({
    headers: {'content-type': 'application/ld+json'},
    body: '{"meps": []}',
  }));
  await assert.rejects(discoverFrom(other, '2022-01-01', '2022-12-31'), {
    kind: 'parse',
    message: /is no list/,
  });
  await other.close();
});

test('rows that are no questions, doubles and other years are passed over; an empty list ends as well as a 204', async () => {
  const rows = [
    'E-9-2022-000001',
    'E-9-2022-000001',
    'E-9-2022-000001-ASW',
    'E-9-2021-000002',
    'B9-0001/2022',
  ].map(identifier => ({identifier}));
  const portal = await startPortal(({path}) => ({
    headers: {'content-type': 'application/ld+json'},
    body: JSON.stringify({data: path.includes('offset=0') ? rows : []}),
  }));
  assert.deepEqual(await discoverFrom(portal, '2022-01-01', '2022-12-31'), ['E-9-2022-000001']);
  const lists = portal.requests.filter(({path}) => path.includes('?year='));
  assert.deepEqual(
    lists.map(({path}) => /offset=(\d+)/.exec(path)?.[1]),
    ['0', '5'],
  );
  await portal.close();
});

test('numbers narrow where the order is proved, and dates out of order make it look at everything', async () => {
  const parliament = emptyParliament();
  for (let serial = 1; serial <= 360; serial += 1)
    addMadeUp(parliament, {
      id: `E-9-2022-${String(serial).padStart(6, '0')}`,
      date: addDays('2022-01-01', serial - 1),
      languages: ['en'],
    });
  const portal = await startFaultPortal(parliament, {});
  assert.deepEqual(await discoverFrom(portal, '2022-06-10', '2022-06-11'), [
    'E-9-2022-000161',
    'E-9-2022-000162',
  ]);
  const batches = portal.requests.filter(({path}) => path.includes('/parliamentary-questions/')).length;
  assert.ok(batches < 9, `${batches} of 12 batches`);

  // One that was tabled in June has a number of January: dates inside the window tell that numbers tell nothing.
  addMadeUp(parliament, {id: 'E-9-2022-000150', date: '2022-01-02', languages: ['en']});
  addMadeUp(parliament, {id: 'E-9-2022-000005', date: '2022-06-10', languages: ['en']});
  assert.deepEqual(await discoverFrom(portal, '2022-06-10', '2022-06-11'), [
    'E-9-2022-000161',
    'E-9-2022-000162',
    'E-9-2022-000005',
  ]);
  await portal.close();
});

test('of what is known in a whole year no record is looked at; in a part of one, dates must be', async () => {
  const parliament = emptyParliament();
  const ids = ['E-9-2022-000001', 'E-9-2022-000002', 'E-9-2022-000003'];
  for (const id of ids) addMadeUp(parliament, {id, date: '2022-05-05', languages: ['en']});
  const portal = await startFaultPortal(parliament, {});
  const asked = () => portal.requests.filter(({path}) => /questions[/?].*2022-00000\d/.test(path)).length;
  const isKnown = async (id: string) => id !== ids[1];
  assert.deepEqual(await discoverFrom(portal, '2022-01-01', '2022-12-31', {isKnown}), ids);
  assert.equal(asked(), 1, 'the one that is not known');
  assert.deepEqual(await discoverFrom(portal, '2022-05-06', '2022-12-31', {isKnown}), []);
  assert.equal(asked(), 2, 'all three in one request');
  await portal.close();
});

test('no narrowing in a year whose order nobody proved, nor without dates', async () => {
  const ids = Array.from({length: 120}, (_, index) => `E-10-2025-${String(index + 1).padStart(6, '0')}`);
  assert.equal(
    await narrowByNumber(ids, {from: '2025-06-01', to: '2025-06-02'}, async () => assert.fail('asked'), 30),
    ids,
  );
  const proved = ids.map(id => id.replace('10-2025', '9-2022'));
  assert.equal(
    await narrowByNumber(proved, {from: '2022-06-01', to: '2022-06-02'}, async () => null, 30),
    proved,
  );
  assert.equal(keepsToOrder(['2022-01-01', '2022-03-01', '2022-01-20', '2022-03-02']), true);
  assert.equal(keepsToOrder(['2022-01-01', '2022-03-01', '2022-01-10']), false);
});

const corpus = findCorpus('ranges of dates over the official yearly lists');
if (corpus !== null) await testOfficialLists(`${corpus}opendata`);

async function testOfficialLists(directory: string): Promise<void> {
  const rows = await readOfficialLists(directory);
  const expected = (from: string, to: string): string[] =>
    rows
      .filter(({date}) => date >= from && date <= to)
      .map(({id}) => id)
      .sort();

  test('the rows of three official lists', () => {
    assert.deepEqual(
      ['2019', '2022', '2024'].map(year => rows.filter(({id}) => id.split('-')[2] === year).length),
      [4525, 4148, 1233],
    );
    assert.ok(
      rows.every(({id, date}) => id.split('-')[2] === date.slice(0, 4)),
      'the year in an id is that of the date',
    );
  });

  test('narrowing by number never loses a question: 60 ranges of every length', async () => {
    const dates = new Map(rows.map(({id, date}) => [id, date]));
    for (const year of ['2019', '2022', '2024']) {
      const ids = rows
        .map(({id}) => id)
        .filter(id => id.split('-')[2] === year)
        .sort(compareNumbers);
      for (let start = 0; start < 360; start += 18) {
        const from = addDays(`${year}-01-01`, start);
        const to = addDays(from, (start * 7) % 60);
        const kept = await narrowByNumber(ids, {from, to}, async id => dates.get(id) ?? null, 30);
        const inRange = kept
          .filter(id => (dates.get(id) ?? '') >= from && (dates.get(id) ?? '') <= to)
          .sort();
        assert.deepEqual(
          inRange,
          expected(from, to).filter(id => id.split('-')[2] === year),
        );
      }
    }
  });

  const archive = await emptyDirectory(); // the ranges share it: what one has asked for the next need not
  const parliament: Parliament = emptyParliament();
  for (const {id, date} of rows) addMadeUp(parliament, {id, date, languages: ['en'], isBare: true});
  for (const [name, from, to] of [
    ['over the change of term in 2019', '2019-04-15', '2019-07-05'],
    ['the election recess', '2019-04-19', '2019-07-01'],
    ['the busiest day', '2019-04-18', '2019-04-18'],
    ['over New Year, a year without a list between', '2022-12-27', '2024-01-04'],
  ] as const) {
    test(`official lists: ${name}`, async () => {
      const portal = await startFaultPortal(parliament, {pageRows: 700});
      const found = await discoverFrom(portal, from, to, {archive});
      await portal.close();
      assert.deepEqual(found.sort(), expected(from, to));
    });
  }
}
