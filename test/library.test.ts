import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cp, mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {promisify} from 'node:util';
import * as epq from '../src/index.ts';
import {ROOT} from './corpus.ts';
import {startFaultPortal} from './fault-portal.ts';
import {smallParliament} from './parliament.ts';
import {emptyDirectory} from './temporary.ts';

const page = await readFile(join(ROOT, 'src/help/library.md'), 'utf8');
const examples = [...page.matchAll(/^## (.+)\n[^#]*?```js\n([\s\S]*?)```/gm)];
const portal = await startFaultPortal(await smallParliament(), {});
after(() => portal.close());

const folder = await emptyDirectory();
await cp(join(ROOT, 'fixtures/archive'), join(folder, 'archive'), {recursive: true});
await mkdir(join(folder, 'node_modules'));
await symlink(ROOT, join(folder, 'node_modules/epq'));

for (const [, title = '', code = ''] of examples) {
  test(`the library's page: ${title}`, async () => {
    const path = join(folder, `${title.replaceAll(/\W/g, '-')}.mjs`);
    await writeFile(path, code);
    const {stdout, stderr} = await promisify(execFile)(process.execPath, [path], {
      cwd: folder,
      env: {...process.env, EPQ_PORTAL: portal.origin},
    });
    const promised = [...code.matchAll(/^\/\/=> (.*)$/gm)].map(([, line]) => line);
    assert.ok(promised.length > 0);
    assert.deepEqual(stdout.trimEnd().split('\n'), promised);
    assert.equal(stderr, '');
  });
}

test('the page names every function and constant that is exported', () => {
  assert.equal(examples.length, 5);
  for (const name of Object.keys(epq)) assert.match(page, new RegExp(`\\b${name}\\b`), name);
});
