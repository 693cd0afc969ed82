import assert from 'node:assert/strict';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {lockStore} from '../src/lock.ts';
import {emptyDirectory} from './temporary.ts';

const NOBODY = 999_999_999;

for (const [name, content, isHeld] of [
  ['of a process that is no more', JSON.stringify({pid: NOBODY, host: hostname(), began: '1'}), false],
  ['of a process that runs', JSON.stringify({pid: process.ppid, host: hostname(), began: null}), true],
  [
    'of an earlier process of the same number',
    JSON.stringify({pid: process.ppid, host: hostname(), began: '1'}),
    false,
  ],
  [
    'of this process’s own number, as in a container',
    JSON.stringify({pid: process.pid, host: hostname(), began: '1'}),
    false,
  ],
  ['of another machine', JSON.stringify({pid: NOBODY, host: 'elsewhere', began: '1'}), true],
  ['that is half written', '{"pid": 1', false],
  ['that is empty', '', false],
] as const) {
  test(`a lock ${name} ${isHeld ? 'is respected' : 'is taken over'}`, async () => {
    const directory = await emptyDirectory();
    const path = join(directory, 'epq.lock');
    await writeFile(path, content);
    if (isHeld) {
      const {pid} = JSON.parse(content);
      await assert.rejects(lockStore(directory), {kind: 'store', message: new RegExp(`process ${pid} on `)});
      assert.equal(await readFile(path, 'utf8'), content);
      return;
    }
    const release = await lockStore(directory);
    assert.equal(JSON.parse(await readFile(path, 'utf8')).pid, process.pid);
    await release();
    assert.deepEqual(
      (await readdir(directory)).filter(entry => entry !== '.tmp'),
      [],
    );
  });
}

test('a lock that somebody else has taken meanwhile is not given back', async () => {
  const directory = await emptyDirectory();
  const release = await lockStore(directory);
  await writeFile(join(directory, 'epq.lock'), 'another’s');
  await release();
  assert.equal(await readFile(join(directory, 'epq.lock'), 'utf8'), 'another’s');
});
