import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {Worker} from 'node:worker_threads';
import type {ReaderResult, ReaderTask} from '../src/reader-thread.ts';
import {ROOT} from './corpus.ts';

// What a thread has loaded of canvas once it has done a task, in the program's form or in the library's.
const THREAD = `
const {parentPort, workerData: {file, task}} = require('node:worker_threads');
import(file).then(async ({pdf}) => {
  const result = await pdf(task);
  const loaded = Object.values(require.cache).filter(({filename, loaded}) => /node_modules.*canvas/.test(filename ?? '') && loaded);
  parentPort.postMessage({result, loaded: loaded.map(({filename}) => filename)});
});`;

const body = await readFile(join(ROOT, 'fixtures/cases/E-10-2026-000002_EN--long-file--synthetic/file.pdf'));

for (const form of ['bundle', 'src']) {
  test(`a thread that reads a PDF loads nothing that draws: ${form}`, async () => {
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
    assert.ok('documents' in result && result.documents[0]?.witness.kind === 'question');
    assert.deepEqual(
      loaded.filter(file => !file.endsWith('geometry.js')),
      [],
    );
    assert.ok(loaded.length > 0, 'its arithmetic is there');
    assert.equal(printed, '');
  });
}
