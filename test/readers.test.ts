import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, test} from 'node:test';
import type {RawDocument} from '../src/document.ts';
import {EpqError} from '../src/errors.ts';
import {findPdfNumber} from '../src/parse/files.ts';
import {readDocuments} from '../src/read-document.ts';
import {openReaders} from '../src/readers.ts';
import {ROOT} from './corpus.ts';
import {bombPdf, endlessPdf, longPdf} from './synthetic/hostile-pdfs.ts';

// More than a thread's own beginning takes, which counts with what is under way.
const LIMITS = {threads: 2, timeMs: 5000, memoryMb: 350};
const readers = openReaders(LIMITS);
await readers.begin(true);
after(() => readers.close());

function documentOf(url: string, body: Uint8Array): RawDocument {
  return {url, contentType: null, body};
}

const good = documentOf(
  'E-10-2026-000002_EN.pdf',
  await readFile(join(ROOT, 'fixtures/cases/E-10-2026-000002_EN--long-file--synthetic/file.pdf')),
);
const expected = await readDocuments(good, null);
const page = documentOf(
  'https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html',
  await readFile(
    join(ROOT, 'fixtures/archive/www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html'),
  ),
);

test('a thread reads what this one reads, and leaves the bytes where they are', async () => {
  assert.ok(expected.length === 1 && expected[0]?.witness.kind === 'question');
  assert.deepEqual(await readers.readDocuments(good, null), expected);
  assert.deepEqual(await readers.readDocument(good, null), expected[0]);
  assert.ok(good.body.length > 1000);
});

test('the number of a PDF', async () => {
  assert.equal(await readers.findPdfNumber(good), await findPdfNumber(good));
});

test('an error of epq’s crosses whole: kind, message, address and hint', async () => {
  const page = documentOf(
    'https://www.europarl.europa.eu/x.html',
    Buffer.from('<html><body>Hello</body></html>'),
  );
  const here = await readDocuments(page, null).catch(error => error);
  assert.ok(here instanceof EpqError);
  await assert.rejects(readers.readDocuments(page, null), {
    name: here.name,
    kind: here.kind,
    message: here.message,
    url: here.url,
    hint: here.hint,
  });
});

const large = documentOf(page.url, Buffer.concat([page.body, Buffer.alloc(128 * 1024, ' ')]));
const BEGINNINGS: [name: string, forAll: boolean | null, documents: RawDocument[], threads: number][] = [
  [
    'documents that come while the first thread begins wait for it, and begin no other',
    false,
    [good, good],
    1,
  ],
  ['PDFs alone begin one thread', null, [good, good, good], 1],
  ['small pages alone begin none', null, [page, page, page], 0],
  ['small pages beside PDFs begin none of their own', false, [good, page, good, page], 1],
  ['the page after forty begins a thread', null, Array(41).fill(page), 1],
  ['a large page begins a thread', null, [page, large], 1],
  ['a large page beside a PDF begins a thread of its own', false, [large, good, large, good], 2],
  ['in a run of many, pages are read by a thread', true, [page, page], 1],
  ['in a run of many, a PDF beside a page begins a thread of its own', true, [page, good, page, good], 2],
];
for (const [name, forAll, documents, threads] of BEGINNINGS) {
  test(name, async () => {
    const own = openReaders({...LIMITS, threads: 3});
    let begun = 0;
    const count = (): void => {
      begun += 1;
    };
    process.on('worker', count);
    try {
      const beginning = forAll === null ? null : own.begin(forAll);
      const read = await Promise.all(documents.map(document => own.readDocument(document, null)));
      assert.deepEqual(
        read.map(({format}) => format),
        documents.map(document => (document === good ? 'pdf' : 'html')),
      );
      await beginning;
      assert.equal(begun, threads);
    } finally {
      process.off('worker', count);
      await own.close();
    }
  });
}

const HOSTILE: readonly [string, Uint8Array, RegExp][] = [
  ['a PDF that never ends', endlessPdf(), /^it takes more than 5 s to read$/],
  [
    'a PDF that unpacks to more than there is room for',
    bombPdf(400),
    /^it takes more than (?:350 MB of memory|5 s) to read$/,
  ],
];

for (const [name, body, reason] of HOSTILE) {
  test(`${name} fails alone, and others are read meanwhile and afterwards`, async () => {
    const began = performance.now();
    const failing = assert.rejects(readers.readDocuments(documentOf('hostile.pdf', body), null), {
      kind: 'parse',
      message: reason,
      url: 'hostile.pdf',
    });
    const others = Array.from({length: 20}, () => readers.readDocuments(good, null));
    for (const found of await Promise.all(others)) assert.deepEqual(found, expected);
    await failing;
    assert.ok(performance.now() - began < 20 * LIMITS.timeMs, 'it is ended');
    assert.deepEqual(await readers.readDocuments(good, null), expected);
  });
}

test('both threads taken by PDFs that never end: the next waits, and is read', async () => {
  const ended = await Promise.allSettled([
    ...[1, 2].map(() => readers.readDocuments(documentOf('hostile.pdf', endlessPdf()), null)),
    readers.readDocuments(good, null),
  ]);
  assert.deepEqual(
    ended.map(({status}) => status),
    ['rejected', 'rejected', 'fulfilled'],
  );
});

test('large is not hostile: 50 MB that no page shows are read like any other file', async () => {
  const large = documentOf('large.pdf', longPdf(1, new Uint8Array(50e6).fill(0x41)));
  await assert.rejects(readers.readDocuments(large, null), error => {
    assert.ok(error instanceof EpqError);
    assert.doesNotMatch(error.message, /takes more than/);
    return true;
  });
});
