import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {Worker} from 'node:worker_threads';
import {readDocuments} from '../src/read-document.ts';
import type {ReaderResult, ReaderTask} from '../src/reader-thread.ts';
import {ROOT} from './corpus.ts';
import {illustratedPdf} from './synthetic/illustrated-pdf.ts';

// What a thread has loaded of canvas once it has done a task, in the program's form or in the library's.
const THREAD = `
const {parentPort, workerData: {file, task}} = require('node:worker_threads');
import(file).then(async ({pdf}) => {
  const result = await pdf(task);
  const loaded = Object.values(require.cache).filter(({filename, loaded}) => /node_modules.*canvas/.test(filename ?? '') && loaded);
  parentPort.postMessage({result, loaded: loaded.map(({filename}) => filename)});
});`;

const BODIES: readonly [name: string, body: Uint8Array][] = [
  [
    'of text',
    await readFile(join(ROOT, 'fixtures/cases/E-10-2026-000002_EN--long-file--synthetic/file.pdf')),
  ],
  ['with pictures', await illustratedPdf()],
];

for (const form of ['bundle', 'src']) {
  for (const [name, body] of BODIES) {
    test(`a thread that reads a PDF ${name} loads nothing that draws, and reads the same: ${form}`, async () => {
      const document = {url: 'E-10-2026-000002_EN.pdf', contentType: null, body};
      const task: ReaderTask = {read: 'documents', document, presumed: null, asked: null};
      const worker = new Worker(THREAD, {
        eval: true,
        workerData: {file: join(ROOT, 'dist', form, 'reader-thread.js'), task},
        stdout: true,
      });
      let printed = '';
      worker.stdout.on('data', chunk => {
        printed += chunk;
      });
      const {result, loaded} = await new Promise<{result: ReaderResult; loaded: string[]}>(
        (resolve, reject) => {
          worker.once('message', resolve).once('error', reject);
        },
      );
      await worker.terminate();
      // Here, where canvas is loaded.
      assert.deepEqual(result, {documents: await readDocuments(document, null)});
      assert.deepEqual(
        loaded.filter(file => !file.endsWith('geometry.js')),
        [],
      );
      assert.ok(loaded.length > 0, 'its arithmetic is there');
      assert.equal(printed, '');
    });
  }
}
