import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openArchive} from '../src/archive.ts';
import {createRobots} from '../src/robots.ts';
import {createTransport} from '../src/transport.ts';
import {type Reply, startPortal} from './portal.ts';
import {emptyDirectory} from './temporary.ts';

const RECORD = 'https://data.europarl.europa.eu/api/v2/parliamentary-questions/E-9-2019-003068';
const DAY_MS = 86_400_000;

interface Asked {
  /** `received`, or the kind of the failure */
  outcome: string;
  robots: number;
  lines: string[];
}

/** Asks for a record, times over, on days of which the first is 0. */
async function ask(robots: Reply, days: readonly number[] = [0]): Promise<Asked[]> {
  const archive = openArchive(await emptyDirectory());
  const portal = await startPortal(({path}) => (path === '/robots.txt' ? robots : {body: '{"data": []}'}));
  const asked: Asked[] = [];
  for (const day of days) {
    const lines: string[] = [];
    const now = (): string => new Date(Date.parse('2026-11-24T12:00Z') + day * DAY_MS).toISOString();
    const before = portal.requests.filter(({path}) => path === '/robots.txt').length;
    const transport = createTransport({
      portal: portal.origin,
      rate: 0,
      concurrency: 2,
      timeoutMs: 2000,
      retries: 0,
      userAgent: 'epq-tst-0',
      rulesOf: createRobots(archive, now, line => lines.push(line)),
    });
    const outcomes = await Promise.all(
      [1, 2].map(() =>
        transport.get(RECORD, 'json').then(
          ({outcome}) => outcome,
          ({kind}) => String(kind),
        ),
      ),
    );
    await transport.close();
    assert.equal(outcomes[0], outcomes[1]);
    const robots = portal.requests.filter(({path}) => path === '/robots.txt').length - before;
    asked.push({outcome: outcomes[0] ?? '', robots, lines});
  }
  await portal.close();
  return asked;
}

for (const [name, reply, outcome] of [
  ['none', {status: 404}, 'received'],
  ['one that allows everything', {body: 'User-agent: *\nAllow: /\n'}, 'received'],
  ['an empty one', {status: 204}, 'received'],
  ['one that disallows the API', {body: 'User-agent: *\nDisallow: /api/\n'}, 'blocked'],
  [
    'one that disallows us alone',
    {body: 'User-agent: *\nAllow: /\n\nUser-agent: epq\nDisallow: /\n'},
    'blocked',
  ],
  ['one that disallows others', {body: 'User-agent: GPTBot\nDisallow: /\n'}, 'received'],
  [
    'one with dirt',
    {body: '\ufeff<!-- x -->\nDisallow\n: :\nUser-agent: *\nCrawl-delay: soon\n'},
    'received',
  ],
  ['one that is refused', {status: 403}, 'received'],
  ['a challenge in its place', {status: 202, headers: {'x-amzn-waf-action': 'challenge'}}, 'received'],
  ['a page in its place', {body: '<html><body>Welcome</body></html>'}, 'received'],
  ['a host that fails', {status: 500}, 'network'],
] as const) {
  test(`robots.txt: ${name}`, async () => {
    const [asked] = await ask(reply as Reply);
    assert.equal(asked?.outcome, outcome);
  });
}

test('robots.txt is read once a day, whatever came of it', async () => {
  for (const reply of [{body: 'User-agent: *\nAllow: /\n'}, {status: 404}, {status: 403}]) {
    const asked = await ask(reply, [0, 0.5, 0.99, 1.01, 1.5]);
    assert.deepEqual(
      asked.map(({robots}) => robots),
      [1, 0, 0, 1, 0],
      JSON.stringify(reply),
    );
  }
  const back = await ask({status: 404}, [5, 0]);
  assert.deepEqual(
    back.map(({robots}) => robots),
    [1, 1],
    'a note from the future proves nothing',
  );
});

test('a pause that is asked for, and a robots.txt that cannot be read, are said', async () => {
  const [delayed] = await ask({body: 'User-agent: *\nCrawl-delay: 0.1\n'});
  assert.deepEqual(delayed?.lines, [
    'data.europarl.europa.eu: its robots.txt asks for 0.1 s from one request to the next',
  ]);
  const [refused] = await ask({status: 403});
  assert.deepEqual(refused?.lines, [
    'data.europarl.europa.eu: its robots.txt could not be read (the host refuses (HTTP 403))',
  ]);
});
