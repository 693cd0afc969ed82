import assert from 'node:assert/strict';
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join, normalize} from 'node:path';
import {test} from 'node:test';
import {openArchive} from '../src/archive.ts';
import {archivePath} from '../src/archive-path.ts';
import type {Received} from '../src/transport.ts';
import {sweepTemporaryFiles, writeFileAtomically} from '../src/write-file.ts';
import {emptyDirectory} from './temporary.ts';

const PAGE = 'https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html';
const NOW = '2026-11-02T00:00:00.000Z';

const PATHS: [url: string, path: string][] = [
  [PAGE, 'www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html'],
  [
    'https://data.europarl.europa.eu/api/v2/parliamentary-questions/E-9-2019-003068?format=application%2Fld%2Bjson',
    'data.europarl.europa.eu/api/v2/parliamentary-questions/E-9-2019-003068.json',
  ],
  [
    'https://data.europarl.europa.eu/distribution/reds_iMaQp/E-9-2019-003068/E-9-2019-003068_en.pdf',
    'data.europarl.europa.eu/distribution/reds_iMaQp/E-9-2019-003068/E-9-2019-003068_en.pdf',
  ],
  [
    'http://www.europarl.europa.eu/sides/getAllAnswers.do?reference=E-2012-005297&language=CS',
    'www.europarl.europa.eu/sides/getAllAnswers.do%3Freference=E-2012-005297&language=CS',
  ],
  ['https://www.europarl.europa.eu/', 'www.europarl.europa.eu/index.html'],
  ['https://www.europarl.europa.eu/a/%2e%2e/%2e%2e/x', 'www.europarl.europa.eu/x'],
  ['https://www.europarl.europa.eu/a/..%2f..%2fx', 'www.europarl.europa.eu/a/..%2F..%2Fx'],
  ['https://www.europarl.europa.eu/a%00b%5cc', 'www.europarl.europa.eu/a%00b%5Cc'],
  ['https://www.europarl.europa.eu/x.meta.json', 'www.europarl.europa.eu/x%2Emeta.json'],
];

for (const [url, path] of PATHS) {
  test(`path of ${url}`, () => {
    assert.equal(archivePath(url), path);
    assert.equal(normalize(path), path, 'it leads nowhere else');
  });
}

test('a name is never too long for a disk, and two long ones stay apart', () => {
  const [a, b] = ['a', 'b'].map(end =>
    archivePath(`https://www.europarl.europa.eu/${'x'.repeat(4000)}${end}`),
  );
  assert.ok((a?.split('/').at(-1)?.length ?? 999) <= 200);
  assert.notEqual(a, b);
});

function received(body: string, more: Partial<Received> = {}): Received {
  return {
    url: PAGE,
    finalUrl: PAGE,
    status: 200,
    contentType: 'text/html',
    etag: '"1"',
    lastModified: null,
    body: new TextEncoder().encode(body),
    ...more,
  };
}

test('what is kept is read again, with its note, and nothing else lies about', async () => {
  const directory = await emptyDirectory();
  const archive = openArchive(directory);
  assert.equal(await archive.lookup(PAGE), null);
  await archive.keep(received('one'), NOW);
  const entry = await archive.lookup(PAGE);
  assert.equal(entry?.outcome, 'received');
  assert.deepEqual([entry?.meta?.bytes, entry?.meta?.etag, entry?.meta?.fetchedAt], [3, '"1"', NOW]);
  assert.equal(new TextDecoder().decode((await archive.read(PAGE))?.body), 'one');
  const files = (await readdir(directory, {recursive: true, withFileTypes: true})).filter(file =>
    file.isFile(),
  );
  assert.deepEqual(files.map(({name}) => name).sort(), [
    'E-9-2019-003068_EN.html',
    'E-9-2019-003068_EN.html.meta.json',
  ]);
});

test('a refusal is noted without a document, and never in the place of one', async () => {
  const archive = openArchive(await emptyDirectory());
  const details = {status: 202, reason: 'a challenge', kind: 'blocked'} as const;
  await archive.note(PAGE, 'blocked', details, NOW);
  assert.equal((await archive.lookup(PAGE))?.outcome, 'blocked');
  assert.equal(await archive.read(PAGE), null);
  await archive.keep(received('one'), NOW);
  await archive.note(PAGE, 'blocked', details, NOW);
  assert.equal((await archive.lookup(PAGE))?.outcome, 'received');
});

test('bytes that do not fit their note, and half a note, are as good as nothing', async () => {
  const directory = await emptyDirectory();
  const archive = openArchive(directory);
  await archive.keep(received('one'), NOW);
  const path = join(directory, archivePath(PAGE));
  await writeFile(path, 'onf');
  assert.equal(await archive.lookup(PAGE), null);
  assert.equal(await archive.read(PAGE), null);
  await writeFile(path, 'one');
  await writeFile(`${path}.meta.json`, '{"outcome": "rece');
  assert.equal((await archive.lookup(PAGE))?.meta, null, 'the bytes alone are like a page saved by hand');
});

for (const [name, change] of [
  ['an outcome that there is not', {outcome: 'receivednull'}],
  ['a time that is a number', {fetchedAt: 7}],
  ['no time', {fetchedAt: undefined}],
  ['a reason that is a list', {reason: ['x']}],
  ['a kind of failure that there is not', {kind: 'toString'}],
  ['no address', {url: null}],
] as const) {
  test(`a note with ${name} is none`, async () => {
    const directory = await emptyDirectory();
    const archive = openArchive(directory);
    await archive.note(PAGE, 'blocked', {status: 403, reason: 'HTTP 403', kind: 'blocked'}, NOW);
    assert.equal((await archive.lookup(PAGE))?.outcome, 'blocked');
    const path = join(directory, `${archivePath(PAGE)}.meta.json`);
    await writeFile(path, JSON.stringify({...JSON.parse(await readFile(path, 'utf8')), ...change}));
    assert.equal(await archive.lookup(PAGE), null);
  });
}

test('a page dropped in by hand is read, whatever was noted before', async () => {
  const directory = await emptyDirectory();
  const archive = openArchive(directory);
  await archive.note(PAGE, 'blocked', {status: 202, reason: 'a challenge', kind: 'blocked'}, NOW);
  await writeFile(join(directory, archivePath(PAGE)), '<html></html>');
  const document = {url: PAGE, contentType: 'text/html', body: Buffer.from('<html></html>')};
  assert.deepEqual(await archive.lookup(PAGE), {outcome: 'received', meta: null, document});
  assert.deepEqual(await archive.read(PAGE), document);
});

test('questions are found by a page or a file that was asked for, not by a record alone', async () => {
  const directory = await emptyDirectory();
  const archive = openArchive(directory);
  assert.deepEqual(await archive.questionIds(), []);
  for (const path of [
    'data.europarl.europa.eu/api/v2/parliamentary-questions/E-9-2019-003068.json',
    'data.europarl.europa.eu/api/v2/parliamentary-questions/E-9-2019-003068.json.meta.json',
    'data.europarl.europa.eu/api/v2/parliamentary-questions/notes.json',
    'www.europarl.europa.eu/doceo/document/E-7-2011-006543_EN.html.meta.json',
    'data.europarl.europa.eu/distribution/reds_iMaQp/E-9-2022-000001/E-9-2022-000001_en.pdf',
    'www.europarl.europa.eu/doceo/document/E-7-2011-006543-ASW_EN.html',
  ]) {
    await mkdir(dirname(join(directory, path)), {recursive: true});
    await writeFile(join(directory, path), '');
  }
  assert.deepEqual(await archive.questionIds(), ['E-7-2011-006543', 'E-9-2022-000001']);
});

test('a file is written whole or not at all', async () => {
  const directory = await emptyDirectory();
  const path = join(directory, 'a/b/file');
  await writeFileAtomically(directory, path, 'one');
  await writeFileAtomically(directory, path, 'two');
  assert.equal(await readFile(path, 'utf8'), 'two');
  await assert.rejects(writeFileAtomically(directory, join(path, 'below'), 'x'), {
    kind: 'store',
    message: /cannot write .*below: E/,
  });
  await mkdir(join(directory, 'taken'));
  await assert.rejects(writeFileAtomically(directory, join(directory, 'taken'), 'x'), {kind: 'store'});
  await sweepTemporaryFiles(directory, 'all');
  assert.deepEqual((await readdir(directory, {recursive: true})).sort(), ['a', 'a/b', 'a/b/file', 'taken']);
});
