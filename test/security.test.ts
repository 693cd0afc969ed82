import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cp, mkdir, readdir, readFile, rename, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {promisify} from 'node:util';
import fc from 'fast-check';
import {archivePath} from '../src/archive-path.ts';
import {visible, visibleJson} from '../src/commands/visible.ts';
import {ROOT} from './corpus.ts';
import {startFaultPortal} from './fault-portal.ts';
import {harvest} from './harvesting.ts';
import {smallParliament} from './parliament.ts';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';
import {withoutProgram} from './without-program.ts';

const portal = await startFaultPortal(await smallParliament(), {});
after(() => portal.close());
const RANGE = ['--from', '2022-10-03', '--to', '2022-10-03'];
const {out: sound} = await harvest(portal, ['harvest', ...RANGE]);

/* ---- nothing is written elsewhere ---- */

test('no address leads out of the archive', () => {
  const part = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2F',
      '%5C',
      '\\',
      '/',
      '//',
      '%00',
      'C:',
      '~',
      'é',
      '.tmp',
      '?',
      '&',
    ),
    fc.string({unit: 'binary'}),
  );
  fc.assert(
    fc.property(fc.array(part), fc.constantFrom('data', 'www'), (parts, host) => {
      const address = `https://${host}.europarl.europa.eu/${parts.join('/')}`;
      if (!URL.canParse(address)) return;
      const path = archivePath(address);
      assert.equal(join('/root', path), `/root/${path}`, 'nothing in it leads upwards');
      assert.match(path, /^(?:data|www)\.europarl\.europa\.eu\/[^\\\u0000-\u001f]+$/u);
      assert.doesNotMatch(path, /\.meta\.json$|(?:^|\/)\.tmp(?:\/|$)/);
    }),
    {numRuns: 2000},
  );
});

const LINKS = [
  ['questions', 'questions/2022', 'harvests', '.tmp', 'history/2022'],
  ['archive/data.europarl.europa.eu', 'archive/.tmp', 'archive/www.europarl.europa.eu/doceo/document'],
].flat();
for (const place of LINKS) {
  test(`a link at ${place} that leads out of the store is not written through`, async () => {
    const [outside, out] = [await emptyDirectory(), join(await emptyDirectory(), 'store')];
    await cp(sound, out, {recursive: true});
    const link = join(out, place);
    await mkdir(join(link, '..'), {recursive: true});
    await rename(link, join(outside, '..', `epq-aside-${process.pid}-${place.replaceAll('/', '-')}`)).catch(
      () => {},
    );
    await symlink(outside, link);
    await writeFile(join(outside, '999999999-abc'), 'of somebody else');
    for (const args of [
      ['harvest', '--from', '2022-10-03', '--to', '2022-10-04'],
      ['verify', '--fix'],
    ]) {
      const network = ['--portal', portal.origin, '--rate', '0'];
      const run = await epq([...args, ...network, '--format', 'none', '--out', out]);
      assert.doesNotMatch(run.stderr, /internal|\n {4}at /);
    }
    assert.deepEqual(await readdir(outside), ['999999999-abc']);
  });
}

test('a store whose root is a link is a store', async () => {
  const [real, out] = [join(await emptyDirectory(), 'real'), join(await emptyDirectory(), 'link')];
  await mkdir(real);
  await symlink(real, out);
  const run = await harvest(portal, ['harvest', ...RANGE], {out});
  assert.equal(run.status, 0, run.stderr);
  assert.ok((await readdir(real)).includes('questions'));
});

/* ---- nothing steers a terminal ---- */

const STEERING: [name: string, text: string, shown: string][] = [
  ['a colour', 'a\u001b[31mb', 'a [31mb'],
  ['a title', 'a\u001b]0;b\u0007', 'a ]0;b '],
  ['one of C1', 'a\u009b2Jb', 'a 2Jb'],
  ['a line over another', 'a\rb\nc', 'a b c'],
  ['a direction', 'a\u202eb\u2066c', 'a b c'],
  ['what is not seen', 'a\u200bb\ufeffc\u{e0041}d', 'a b c d'],
  ['half a character', 'a\ud83db', 'a b'],
];
for (const [name, text, shown] of STEERING) {
  test(`${name} does not reach a terminal, and JSON means the same`, () => {
    assert.equal(visible(text), shown);
    const json = visibleJson(JSON.stringify({text}));
    assert.equal(JSON.parse(json).text, text);
    assert.match(json, /^[\x20-\x7e]*$/);
  });
}

test('file names, flags and words of the user do not steer a terminal', async () => {
  const hostile = 'x\u001b]0;owned\u0007\u202e.html';
  const cwd = await emptyDirectory();
  await writeFile(join(cwd, hostile), '<html><body>nothing');
  for (const args of [
    ['parse', hostile],
    ['fetch', hostile],
    [hostile],
    ['fetch', 'E-1-19', `--${hostile}`],
  ]) {
    const {stderr} = await epq(args, {cwd});
    assert.notEqual(stderr, '');
    assert.doesNotMatch(stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  }
});

/* ---- passwords ---- */

const SECRETS: [name: string, args: string[], env: Record<string, string>][] = [
  ['a proxy', [], {HTTPS_PROXY: 'http://user:geheim@127.0.0.1:1'}],
  ['a proxy that is none', [], {HTTPS_PROXY: 'http://user:geh eim@:x'}],
  ['a portal', ['--portal', 'http://user:geheim@127.0.0.1:1'], {}],
  ['a portal of the environment', [], {EPQ_PORTAL: 'http://user:geheim@127.0.0.1:1'}],
];
for (const [name, args, env] of SECRETS) {
  for (const more of [[], ['--errors', 'json', '--progress', 'json', '--verbose']]) {
    test(`the password of ${name} is printed nowhere ${more.length > 0 ? 'in JSON' : ''}`, async () => {
      const cwd = await emptyDirectory();
      const run = await epq(['fetch', 'E-003068-19', '--retries', '0', ...args, ...more], {cwd, env});
      assert.ok(run.status === 2 || run.status === 4, run.stderr);
      assert.doesNotMatch(run.stdout + run.stderr, /geh ?eim|internal/);
      for (const entry of await readdir(cwd, {recursive: true, withFileTypes: true}))
        if (entry.isFile())
          assert.doesNotMatch(await readFile(join(entry.parentPath, entry.name), 'latin1'), /geheim/);
    });
  }
}

/* ---- bombs and payloads ---- */

const DEEP = 200_000;
const PAYLOADS: [name: string, file: string, content: string][] = [
  ['JSON nested deeply', 'a.json', `{"data":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`],
  ['objects nested deeply', 'a.json', `${'{"data":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
  ['entities of entities', 'a.xhtml', bomb()],
  [
    'a payload against prototypes',
    'a.json',
    '{"data":[{"id":"E-9-2019-003068","__proto__":{"isWanted":1}}]}',
  ],
];
for (const [name, file, content] of PAYLOADS) {
  test(`${name}: a clear line, within seconds`, async () => {
    const cwd = await emptyDirectory();
    await writeFile(join(cwd, file), content);
    const began = performance.now();
    const run = await epq(['parse', file], {cwd});
    assert.ok(performance.now() - began < 30_000);
    assert.doesNotMatch(run.stderr, /internal|\n {4}at /);
    if (!name.includes('prototypes')) assert.equal(run.status, 32, run.stderr);
  });
}

function bomb(): string {
  const entities = Array.from(
    {length: 20},
    (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
  ).join('');
  return `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "boom">${entities}]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>&e20;</p></body></html>`;
}

test('a stored record with a payload against prototypes is no record', async () => {
  const out = join(await emptyDirectory(), 'store');
  await cp(sound, out, {recursive: true});
  const path = join(out, 'questions/2022/E-9-2022-000001.json');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('{', '{"__proto__": {"schemaVersion": 7}, "constructor": 1,'));
  const run = await epq(['export', '--to', 'ndjson', '--out', out]);
  assert.equal(run.status, 64, run.stderr);
  assert.match(run.stderr, /000001\.json is no record of this version/);
});

/* ---- nobody else is contacted ---- */

const programs = withoutProgram('unshare', 'ip', 'tcpdump');
const mayUnshare = await promisify(execFile)('unshare', ['-n', 'true']).then(
  () => false as const,
  () => 'this user may not make a network of its own',
);
test('in a network with nothing but loopback, nothing but the portal is contacted', {
  skip: programs || mayUnshare,
}, async () => {
  const out = await emptyDirectory();
  const script = `ip link set lo up
tcpdump -i lo -nn --immediate-mode -U -w ${out}/capture 2>${out}/tcpdump &
capture=$!
for wait in 1 2 3 4 5 6 7 8 9 10; do grep -q listening ${out}/tcpdump && break; sleep 0.3; done
env -u NODE_TEST_CONTEXT node ${join(ROOT, 'dist/test/alone.js')} ${out} > ${out}/log 2>&1
sleep 1; kill $capture`;
  await promisify(execFile)('unshare', ['-n', 'sh', '-c', script], {timeout: 120_000});
  const log = await readFile(join(out, 'log'), 'utf8');
  const {port, requests, statuses} = JSON.parse(await readFile(join(out, 'result.json'), 'utf8'));
  assert.ok(requests > 30, log);
  assert.deepEqual(statuses, [0, 0, 0, 0]);
  const {stdout} = await promisify(execFile)('tcpdump', ['-nn', '-r', join(out, 'capture')], {
    maxBuffer: 2 ** 28,
  });
  const lines = stdout.split('\n').filter(line => line !== '');
  assert.ok(lines.length > requests, `${lines.length} packets`);
  const own = new RegExp(`IP 127\\.0\\.0\\.1\\.${port} > 127\\.0\\.0\\.1\\.|> 127\\.0\\.0\\.1\\.${port}:`);
  assert.deepEqual(
    lines.filter(line => !own.test(line)),
    [],
  );
});

test('every row of SECURITY.md names tests that there are', async () => {
  const page = await readFile(join(ROOT, 'SECURITY.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (?!threat|---)(.+?) \| .+ \| (.+) \|$/gm)];
  assert.ok(rows.length >= 15);
  for (const [, threat, tests = ''] of rows) {
    for (const named of tests.trim().split('; ')) {
      const [file, ...title] = named.split(': ');
      const text = (await readFile(join(ROOT, `test/${file}.test.ts`), 'utf8')).replaceAll("\\'", "'");
      for (const words of title) {
        const isTable = /^(?:hostile|verify|a bomb)$/.test(words) || text.includes(words);
        assert.ok(isTable, `${threat}: ${file} has no test of ${JSON.stringify(words)}`);
      }
    }
  }
});
