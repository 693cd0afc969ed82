import assert from 'node:assert/strict';
import {mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {checkpointName, type HarvestRequest, readCheckpoint, readCheckpoints} from '../src/checkpoint.ts';
import {createCheckpointer, isBehind} from '../src/harvest.ts';
import {emptyDirectory} from './temporary.ts';

const USUAL: HarvestRequest = {
  from: '2022-01-01',
  to: '2022-12-31',
  types: null,
  languages: 'all',
  documents: ['html', 'pdf'],
  answers: true,
  source: 'auto',
};

for (const [name, request, expected] of [
  ['with the defaults', {}, '2022-01-01_2022-12-31.json'],
  ['until today', {to: null}, '2022-01-01_today.json'],
  [
    'with everything else',
    {
      types: ['E', 'P'],
      languages: ['en', 'it'],
      documents: ['pdf', 'docx'],
      answers: false,
      source: 'opendata',
    },
    '2022-01-01_2022-12-31_EP_en-it_pdf-docx_no-answers_opendata.json',
  ],
] as const) {
  test(`a harvest ${name} has a checkpoint of its own`, () => {
    assert.equal(checkpointName({...USUAL, ...request} as HarvestRequest), expected);
  });
}

test('a checkpoint is small, goes forward only, and says when the end was reached', async () => {
  const directory = await emptyDirectory();
  assert.equal(await readCheckpoint(directory, USUAL), null);
  const initial = {schemaVersion: 1 as const, ...USUAL, doneUpTo: null, finished: false, questions: null};
  const checkpointer = createCheckpointer(directory, initial, null, 2);
  await checkpointer.begin();
  assert.deepEqual(await readCheckpoint(directory, USUAL), initial);
  await checkpointer.reached('E-9-2022-000005');
  assert.equal((await readCheckpoint(directory, USUAL))?.doneUpTo, null, 'every second question');
  await checkpointer.reached('P-9-2022-000003');
  assert.equal((await readCheckpoint(directory, USUAL))?.doneUpTo, 'E-9-2022-000005');
  await checkpointer.end(7);
  assert.deepEqual(await readCheckpoints(directory), [
    {...initial, doneUpTo: 'E-9-2022-000005', finished: true, questions: 7},
  ]);
  assert.deepEqual(await readdir(join(directory, 'harvests')), ['2022-01-01_2022-12-31.json']);
});

test('what is no checkpoint is refused with what to do', async () => {
  const directory = await emptyDirectory();
  await mkdir(join(directory, 'harvests'));
  const path = join(directory, 'harvests', checkpointName(USUAL));
  await writeFile(path, '{"schemaVersion": 1}');
  await assert.rejects(readCheckpoint(directory, USUAL), {kind: 'store', hint: /--restart/});
  await writeFile(path, '{"schemaVersion": 2}');
  await assert.rejects(readCheckpoint(directory, USUAL), {
    kind: 'store',
    message: /checkpoint of a later epq, of schema version 2 where this one knows 1$/,
    hint: /^update epq/,
  });
});

test('the order of years and numbers', () => {
  assert.equal(isBehind('E-8-2019-002138', 'E-9-2019-002139'), true);
  assert.equal(isBehind('E-9-2019-002139', 'E-9-2019-002139'), true);
  assert.equal(isBehind('O-9-2019-000001', 'E-9-2019-002139'), false);
  assert.equal(isBehind('O-9-2019-000001', 'E-9-2020-000001'), true);
  assert.equal(isBehind('E-9-2021-000001', 'O-9-2020-000001'), false);
  assert.equal(isBehind('E-9-2021-000001', null), false);
});
