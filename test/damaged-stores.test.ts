import assert from 'node:assert/strict';
import {chmod, cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {after, test} from 'node:test';
import {startFaultPortal} from './fault-portal.ts';
import {harvest} from './harvesting.ts';
import {smallParliament} from './parliament.ts';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';
import {differencesOf, readTree} from './tree.ts';

const portal = await startFaultPortal(await smallParliament(), {});
after(() => portal.close());
const RANGE = ['--from', '2022-10-03', '--to', '2022-10-04'];
const {out: sound} = await harvest(portal, ['harvest', ...RANGE]);

const FILES = 'archive/data.europarl.europa.eu/distribution/reds_iMaQp/E-9-2022-000002';
const PDF = `${FILES}/E-9-2022-000002_it.pdf`;
const PAGE = 'archive/www.europarl.europa.eu/doceo/document/E-9-2022-000001_EN.html';
const API = 'archive/data.europarl.europa.eu/api/v2/parliamentary-questions/E-9-2022-000001.json';
const LIST = 'archive/data.europarl.europa.eu/api/v2/parliamentary-questions%3Fyear=2022.json';
const RECORD = 'questions/2022/E-9-2022-000001.json';
const PLACES = [RECORD, PDF, `${PDF}.meta.json`, PAGE, API, `${API}.meta.json`, LIST];

/** What disks, copies and people leave of a file: each kind of file meets one of them. */
const HARMS: [name: string, harm: (path: string) => Promise<unknown>, isMendable: boolean][] = [
  ['cut short', async path => writeFile(path, (await readFile(path)).subarray(0, 50)), true],
  ['of zeros', async path => writeFile(path, new Uint8Array((await readFile(path)).length)), true],
  ['another JSON', path => writeFile(path, '[null]\n'), true],
  ['a folder', path => rm(path).then(() => mkdir(path)), false],
  ['a link to itself', path => rm(path).then(() => symlink(path, path)), false],
];

/** A copy of the sound store. */
async function copyOfSound(): Promise<string> {
  const out = join(await emptyDirectory(), 'store');
  await cp(sound, out, {recursive: true});
  return out;
}

async function questionsThatDiffer(out: string): Promise<string[]> {
  return differencesOf(await readTree(join(sound, 'questions')), await readTree(join(out, 'questions')));
}

async function problemsIn(out: string): Promise<{problem: string; path: string; message: string}[]> {
  const {stdout} = await epq(['verify', '--out', out]);
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
}

const fix = (out: string, ...more: string[]) =>
  epq(['verify', '--fix', '--out', out, '--portal', portal.origin, '--rate', '0', ...more]);

for (const [index, place] of PLACES.entries()) {
  const [name, harm, isMendable] = HARMS[index % HARMS.length] ?? assert.fail();
  test(`${place} is ${name}`, async () => {
    const out = await copyOfSound();
    await harm(join(out, place));
    const found = await problemsIn(out);
    assert.ok(
      found.some(({path}) => path.startsWith(join(out, place.replace(/\.meta\.json$/, '')))),
      JSON.stringify(found),
    );

    const rebuilt = await epq(['rebuild', '--out', out, '--format', 'id']);
    assert.ok(rebuilt.status === 0 || rebuilt.status === 64, rebuilt.stderr);
    if (place !== RECORD)
      assert.deepEqual(await questionsThatDiffer(out), [], 'no record forgets what it said');

    const fixed = await fix(out);
    assert.equal(fixed.status, isMendable ? 0 : 64, fixed.stderr);
    if (isMendable) assert.deepEqual(await questionsThatDiffer(out), []);
    else assert.match(fixed.stderr, /^store: [^\n]*(?:EISDIR|ELOOP)/m);
    assert.doesNotMatch(rebuilt.stderr + fixed.stderr, /internal|\n {4}at /);
  });
}

test('what is lost with its note is missed by the record that was read from it, and fetched again', async () => {
  const out = await copyOfSound();
  for (const path of [PDF, `${PDF}.meta.json`]) await rm(join(out, path));
  const found = await problemsIn(out);
  assert.deepEqual(
    found.map(({problem, path, message}) => [problem, path, message]),
    [['lost', join(out, PDF), 'its record was read from it, and it is not there']],
  );
  for (const args of [['rebuild'], ['fetch', 'E-9-2022-000002', '--offline', '--format', 'none']]) {
    const run = await epq([...args, '--out', out]);
    assert.equal(run.status, 64, run.stderr);
    assert.match(
      run.stderr,
      /^store: E-9-2022-000002: the archive has lost https:\S+_it\.pdf; the record is left as it is; epq verify/m,
    );
  }
  assert.deepEqual(await questionsThatDiffer(out), []);
  assert.equal((await fix(out)).status, 0);
  assert.deepEqual(differencesOf(await readTree(sound), await readTree(out)), []);
});

test('a record that must rest on less than the one it replaces leaves that one in history', async () => {
  const out = await copyOfSound();
  const id = 'E-9-2022-000002';
  const other = await emptyDirectory();
  const fetched = await epq([
    ...['fetch', id, '--lang', 'en', '--documents', 'pdf', '--format', 'none', '--rate', '0'],
    ...['--portal', portal.origin, '--out', out, '--archive', other],
  ]);
  assert.equal(fetched.status, 0, fetched.stderr);
  const kept = await readFile(join(out, `history/2022/${id}.1.json`), 'utf8');
  assert.equal(kept, await readFile(join(sound, `questions/2022/${id}.json`), 'utf8'));
});

const SPELLINGS: [name: string, from: string, to: string][] = [
  ['in lower case', PDF, PDF.toLowerCase()],
  ['at another path', PDF, 'archive/mirror/E-9-2022-000002_it.pdf'],
];
for (const [name, from, to] of SPELLINGS) {
  test(`archived bytes ${name} are told, and put where their address belongs`, async () => {
    const out = await copyOfSound();
    await mkdir(dirname(join(out, to)), {recursive: true});
    for (const ending of ['', '.meta.json']) await rename(join(out, from + ending), join(out, to + ending));
    const found = await problemsIn(out);
    const place = from.slice('archive/'.length);
    assert.deepEqual(
      found.filter(({problem}) => problem === 'misplaced').map(({path, message}) => [path, message]),
      [[join(out, `${to}.meta.json`), `belongs at ${place}`]],
    );
    portal.requests.length = 0;
    const fixed = await fix(out);
    assert.equal(fixed.status, 0, fixed.stderr);
    assert.deepEqual(
      portal.requests.map(({path}) => path).filter(path => path.endsWith('.pdf')),
      [],
      'it is not fetched again',
    );
    const left = differencesOf(await readTree(sound), await readTree(out));
    assert.deepEqual(
      left.filter(path => !to.startsWith(path)),
      [],
    );
  });
}

test('names in decomposed letters, as some disks spell them, are put in composed ones', async () => {
  const out = await copyOfSound();
  const note = JSON.parse(await readFile(join(out, `${PDF}.meta.json`), 'utf8'));
  const url = note.url.replace('_it.pdf', '_it%C3%A9.pdf');
  const name = join(out, FILES, 'E-9-2022-000002_ité.pdf'.normalize('NFD'));
  await cp(join(out, PDF), name);
  await writeFile(`${name}.meta.json`, JSON.stringify({...note, url, finalUrl: url}));
  assert.deepEqual(
    (await problemsIn(out)).map(({problem}) => problem),
    ['misplaced'],
  );
  assert.equal((await fix(out)).status, 0);
  const names = await readdir(join(out, FILES));
  assert.ok(names.includes('E-9-2022-000002_ité.pdf'.normalize('NFC')), names.join());
});

test('bytes that are not those that lie at their address are never put over them', async () => {
  const out = await copyOfSound();
  const [from, to] = [join(out, PDF), join(out, 'archive/mirror.pdf')];
  await cp(join(out, PAGE), to);
  const page = JSON.parse(await readFile(join(out, `${PAGE}.meta.json`), 'utf8'));
  const note = JSON.parse(await readFile(`${from}.meta.json`, 'utf8'));
  await writeFile(`${to}.meta.json`, JSON.stringify({...page, url: note.url}));
  const fixed = await fix(out);
  assert.equal(fixed.status, 64, fixed.stderr);
  assert.deepEqual(await readFile(from), await readFile(join(sound, PDF)));
  assert.deepEqual(await readFile(to), await readFile(join(sound, PAGE)));
});

const RECORD_PLACES = [
  'questions/2022/e-9-2022-000004.json',
  'questions/2021/E-9-2022-000001.json',
  'questions/old.json',
];
for (const place of RECORD_PLACES) {
  test(`a record at ${place} is put where it belongs`, async () => {
    const out = await copyOfSound();
    await mkdir(dirname(join(out, place)), {recursive: true});
    await rename(join(out, RECORD), join(out, place));
    assert.ok(
      (await problemsIn(out)).some(({problem, path}) => problem === 'misplaced' && path === join(out, place)),
    );
    const fixed = await fix(out, '--offline');
    assert.equal(fixed.status, 0, fixed.stderr);
    assert.equal(await readFile(join(out, RECORD), 'utf8'), await readFile(join(sound, RECORD), 'utf8'));
  });
}

test('what a desktop leaves in folders is nothing of ours, and no problem', async () => {
  const out = await copyOfSound();
  for (const place of [RECORD, PDF, 'questions/x'])
    for (const name of ['.DS_Store', '._E-9-2022-000001.json', 'Thumbs.db', 'desktop.ini'])
      await writeFile(join(dirname(join(out, place)), name), 'x');
  const run = await epq(['verify', '--out', out]);
  assert.equal(run.status, 0, run.stdout);
  assert.doesNotMatch(run.stderr, /saved by hand/);
});

test('a note from a time to come is told, and is no damage', async () => {
  const out = await copyOfSound();
  const path = join(out, `${PDF}.meta.json`);
  const note = await readFile(path, 'utf8');
  await writeFile(path, note.replace(/"checkedAt": "[^"]*"/, '"checkedAt": "2999-01-01T00:00:00.000Z"'));
  const run = await epq(['verify', '--out', out]);
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stderr, /^warning: 1 note in the archive of a time to come/m);
});

test('an update looks at what a wrong clock noted as it does at what was never checked: first', async () => {
  const out = await copyOfSound();
  const note = join(out, `${API}.meta.json`);
  await writeFile(
    note,
    (await readFile(note, 'utf8')).replace(/"checkedAt": "[^"]*"/, '"checkedAt": "2999-01-01T00:00:00.000Z"'),
  );
  const run = await harvest(portal, ['update'], {out});
  assert.equal(run.status, 0, run.stderr);
  assert.doesNotMatch(await readFile(note, 'utf8'), /2999/);
});

test('a half note whose bytes are there: where nobody gives others, they stay, as saved by hand', async () => {
  const out = await copyOfSound();
  const url = join(out, 'archive/www.europarl.europa.eu/doceo/document/E-9-2022-000001_XX.html');
  await cp(join(out, PAGE), url);
  await writeFile(`${url}.meta.json`, '{"url"');
  assert.equal((await fix(out)).status, 0);
  assert.deepEqual(await readFile(url), await readFile(join(sound, PAGE)));
});

test("another owner's files: each is named, the others are checked, and one line says that nothing can be written", async () => {
  const out = await copyOfSound();
  for (const place of [RECORD, PDF]) await chmod(join(out, place), 0o000);
  await chmod(dirname(dirname(out)), 0o755);
  const isRoot = process.getuid?.() === 0;
  const other = isRoot ? {uid: 65534} : {};
  if (isRoot) for (const folder of [dirname(out), out]) await chmod(folder, 0o755);
  const found = await epq(['verify', '--out', out], other);
  assert.equal(found.status, 64, found.stderr);
  const problems = found.stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(
    problems
      .filter(({problem}) => problem === 'unreadable')
      .map(({path}) => path)
      .sort(),
    [join(out, PDF), join(out, RECORD)].sort(),
  );
  assert.match(found.stderr, /^2 records, \d+ archived files: /m);
  if (!isRoot) return;
  const refused = await epq(['harvest', ...RANGE, '--portal', portal.origin, '--out', out], other);
  assert.equal(refused.status, 64, refused.stderr);
  assert.match(
    refused.stderr.trim(),
    /^store: cannot write [^\n]*: EACCES; make room, or choose another store with --out$/m,
  );
});
