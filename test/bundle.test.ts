import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {promisify} from 'node:util';
import {ROOT} from './corpus.ts';

const run = promisify(execFile);
const bundle = join(ROOT, 'dist/bundle');
// They are loaded as they were installed.
const LEFT_OUT = ['node-sqlite3-wasm', 'pdf-parse', 'piscina', 'undici'];

test('the program’s help loads nothing of what starts other programs', async () => {
  const code = `require('${join(bundle, 'cli.js')}').main(['node', 'epq', '--help']).then(() =>
    console.error(process.moduleLoadList.filter(name => /NativeModule child_process$/.test(name)).join()));`;
  const {stdout, stderr} = await run(process.execPath, ['--input-type=commonjs', '-e', code]);
  assert.match(stdout, /^Usage: epq /);
  assert.equal(stderr, '\n');
});

test('licences of all that is bundled are told', async () => {
  const {dependencies} = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const text = await readFile(join(bundle, 'LICENCES'), 'utf8');
  for (const name of Object.keys(dependencies))
    assert.equal(new RegExp(`^(?:.*, )?${name}(?:,.*)?$`, 'm').test(text), !LEFT_OUT.includes(name), name);
});

test('what is bundled can be read: each part names its file, and its functions keep their names', async () => {
  const names = (await readdir(bundle)).filter(name => name.endsWith('.js'));
  assert.ok(names.includes('cli.js') && names.includes('reader-thread.js'), names.join());
  const text = (await Promise.all(names.map(name => readFile(join(bundle, name), 'utf8')))).join('');
  for (const [file, name] of [
    ['fetch-question', 'fetchQuestion'],
    ['read-document', 'readDocuments'],
  ])
    assert.match(text, new RegExp(`^// dist/src/${file}\\.js\n[^]*?^async function ${name}\\(`, 'm'));
});
