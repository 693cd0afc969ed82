import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cp, mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {promisify} from 'node:util';
import {ROOT} from './corpus.ts';
import {emptyDirectory} from './temporary.ts';

const run = promisify(execFile);
const own = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));

// The sources are built already, for tests run from there: nothing is built again.
const folder = await emptyDirectory();
await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {cwd: ROOT});
const packed = join(folder, (await readdir(folder))[0] ?? assert.fail('nothing was packed'));
const stranger = join(folder, 'stranger');
await mkdir(stranger);
await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', packed], {
  cwd: stranger,
});
const installed = join(stranger, 'node_modules/epq');
await cp(join(ROOT, 'fixtures/archive'), join(stranger, 'archive'), {recursive: true});

test('only what is needed is packed', async () => {
  const names = (await readdir(installed, {recursive: true, withFileTypes: true}))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(installed.length + 1));
  const wanted =
    /^(?:bin\/(?:epq\.js|package\.json)|dist\/src\/[a-z/-]+\.(?:js|d\.ts)|dist\/src\/report\/page\/[\w.]+|dist\/bundle\/(?:LICENCES|package\.json|[\w-]+\.js)|dist\/epq\.1|src\/help\/[a-z-]+\.md|package\.json|README\.md|SECURITY\.md|CHANGELOG\.md|LICENSE)$/;
  assert.deepEqual(
    names.filter(name => !wanted.test(name)),
    [],
  );
  for (const name of [
    ...['bin/epq.js', 'dist/bundle/reader-thread.js', 'dist/bundle/LICENCES', 'dist/src/index.d.ts'],
    ...['dist/epq.1', 'src/help/library.md', 'LICENSE'],
  ])
    assert.ok(names.includes(name), name);
});

test('nothing but the named dependencies is needed: nothing is compiled, no development tool is there', async () => {
  const there = await readdir(join(stranger, 'node_modules'));
  for (const name of Object.keys(own.dependencies)) assert.ok(there.includes(name), name);
  for (const name of Object.keys(own.devDependencies))
    assert.ok(!there.includes(name) || name.startsWith('@types'), name);
  for (const script of ['preinstall', 'install', 'postinstall']) assert.equal(own.scripts[script], undefined);
});

test('the program runs from the package: version, help, the main job', async () => {
  const program = join(stranger, 'node_modules/.bin/epq');
  const {stdout: version} = await run(program, ['--version']);
  assert.equal(version, `${own.version}\n`);
  const {stdout} = await run(
    program,
    ['fetch', 'E-003068-19', '--archive', 'archive', '--offline', '--format', 'json'],
    {cwd: stranger},
  );
  assert.equal(JSON.parse(stdout).number, 'E-003068/2019');
  const {stdout: page} = await run(program, ['man']);
  assert.match(page, /^\.TH "?EPQ/im);
});

test('the library is imported from the package, and from CommonJS by import()', async () => {
  const code = "import('epq').then(epq => console.log(epq.parseReference('e-3068/2019').number))";
  for (const name of ['a.mjs', 'a.cjs']) {
    await writeFile(join(stranger, name), code);
    assert.equal((await run(process.execPath, [name], {cwd: stranger})).stdout, 'E-003068/2019\n');
  }
});

const SETTINGS: [module: string, resolution: string][] = [
  ['nodenext', 'nodenext'],
  ['node20', 'node16'],
  ['esnext', 'bundler'],
  ['preserve', 'bundler'],
];
for (const [module, resolution] of SETTINGS) {
  test(`types resolve with module ${module}`, async () => {
    await writeFile(join(stranger, 'package.json'), '{"type": "module"}');
    await writeFile(
      join(stranger, 'program.ts'),
      `import {parseDocuments, parseReference, type QuestionRecord} from 'epq';
const {candidates}: {candidates: readonly string[]} = parseReference('E-003068-19');
const {records} = await parseDocuments([]);
export const first: QuestionRecord | undefined = records[0];
// @ts-expect-error: a record has no such field
export const none = records[0]?.tittle ?? candidates;
`,
    );
    const flags = ['--noEmit', '--strict', '--target', 'es2022', '--types', ''];
    await run(
      join(ROOT, 'node_modules/.bin/tsc'),
      [...flags, '--module', module, '--moduleResolution', resolution, 'program.ts'],
      {cwd: stranger},
    ).catch(({stdout}) => assert.fail(stdout));
  });
}

// An ECMAScript module by choice: from CommonJS it is imported, not required.
test('publint and arethetypeswrong find nothing', async () => {
  const bin = join(ROOT, 'node_modules/.bin');
  await run(join(bin, 'publint'), [packed, '--strict']).catch(({stdout}) => assert.fail(stdout));
  await run(join(bin, 'attw'), [packed, '--ignore-rules', 'cjs-resolves-to-esm']).catch(({stdout}) =>
    assert.fail(stdout),
  );
});
