import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {chmod, copyFile, cp, mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {delimiter, dirname, join} from 'node:path';
import {after, test} from 'node:test';
import {EXIT} from '../src/errors.ts';
import {ROOT} from './corpus.ts';
import {answerFrom} from './fault-portal.ts';
import {smallParliament} from './parliament.ts';
import {answerFromArchive, startPortal} from './portal.ts';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';
import {withoutProgram} from './without-program.ts';

const SAMPLE = join(ROOT, 'fixtures/archive');
const help = (await readdir(join(ROOT, 'src/help'))).map(name => `src/help/${name}`);
const PAGES = ['README.md', 'SECURITY.md', 'CHANGELOG.md', 'src/README.md', ...help];
const texts = new Map<string, string>();
for (const page of PAGES) texts.set(page, await readFile(join(ROOT, page), 'utf8'));

/* ---- every shell line runs ---- */

/** Lines that are not run here, and where they are. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'npm install && npx epq fetch E-003068-19 --archive fixtures/archive --offline':
    '.ci/run installs; cli.test.ts runs the rest',
  'npm test': 'this is it',
};
/** What the portal of this test has not, and is said to be missing; of the known questions it has few, and refuses pages. */
const MISSING_HERE: [line: RegExp, bits: number][] = [
  [/P-000246\/2021|references\.txt|fetch -$|epq rebuild/, EXIT.notFound],
  [/epq doctor/, EXIT.notFound | EXIT.blocked | EXIT.parse],
];

const portal = await startPortal(async request => {
  const reply = await answerFromArchive(SAMPLE)(request);
  return reply.status === 404 ? answerFrom(await smallParliament())(request) : reply;
});
after(() => portal.close());
const folder = await emptyDirectory();
const bin = join(folder, 'bin');

async function addProgram(name: string, script: string): Promise<void> {
  await writeFile(join(bin, name), `#!/bin/bash\n${script}\n`);
  await chmod(join(bin, name), 0o755);
}

// What a reader has at hand when the lines are typed one after the other; the portal of this test has no rate.
test('the folder in which the lines are run', async () => {
  await mkdir(join(folder, 'downloads'));
  await mkdir(bin);
  const epqScript = `case "$1" in fetch|list|harvest|update|verify|doctor) set -- "$@" --rate 0;; esac\nexec "${process.execPath}" "${join(ROOT, 'bin/epq.js')}" "$@"`;
  await addProgram('epq', epqScript);
  await addProgram('npx', 'shift; exec epq "$@"');
  await addProgram('man', 'exec cat');
  await cp(join(ROOT, 'fixtures'), join(folder, 'fixtures'), {recursive: true});
  const names = (await readdir(SAMPLE, {recursive: true})).sort();
  const sample = (form: RegExp): string =>
    join(SAMPLE, names.find(name => form.test(name)) ?? assert.fail(String(form)));
  await copyFile(sample(/_en\.pdf$/), join(folder, 'downloads/E-9-2019-003068_EN.pdf'));
  await copyFile(sample(/003068_EN\.html$/), join(folder, 'saved-page.html'));
  await copyFile(sample(/E-9-2019-003068\.json$/), join(folder, 'record.json'));
  await writeFile(join(folder, 'references.txt'), 'E-003068-19\nO-000010/2020\n');
});

for (const [page, text] of texts) {
  const lines = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block.trim().split('\n'),
  );
  for (const line of lines) {
    if (line in ELSEWHERE) continue;
    const skip = /\bjq\b/.test(line) ? withoutProgram('jq') : false;
    test(`${page}: ${line}`, {skip}, async () => {
      const env = {...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, EPQ_PORTAL: portal.origin};
      const run = await new Promise<{status: number; stderr: string}>(resolve => {
        execFile('bash', ['-c', line], {cwd: folder, env, timeout: 120_000}, (error, stdout, stderr) =>
          resolve({status: error === null ? 0 : Number(error.code ?? -1), stderr: stderr + stdout}),
        );
      });
      const missing = MISSING_HERE.find(([known]) => known.test(line))?.[1] ?? 0;
      const status = run.status & ~missing;
      assert.equal(status, 0, run.stderr);
    });
  }
}

/* ---- what is said of flags, statuses and variables ---- */

test('every flag of every command stands in its help and on a page', async () => {
  const {stdout} = await epq(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+)(?= )/gm)].map(match => match[1] ?? '');
  assert.ok(commands.length >= 14);
  const all = [...texts.values()].join('\n');
  const unsaid = new Set<string>();
  for (const command of commands) {
    assert.match(all, new RegExp(`epq ${command}\\b`), command);
    const own = (await epq([command, '--help'])).stdout;
    for (const [, flag = ''] of own.matchAll(/^ +(?:-\w, )?(--[a-z-]+)/gm))
      if (!all.includes(flag)) unsaid.add(flag);
  }
  assert.deepEqual([...unsaid], []);
});

test('the page of exit statuses has every one', () => {
  const rows = texts.get('src/help/exit-codes.md')?.matchAll(/^\| (\d+) +\|/gm) ?? [];
  assert.deepEqual(
    [...rows].map(([, bit]) => Number(bit)),
    Object.values(EXIT),
  );
});

test('the page of the environment has every variable that is read, and no other', async () => {
  const read = new Set<string>();
  for (const name of await readdir(join(ROOT, 'src'), {recursive: true})) {
    if (!name.endsWith('.ts') || name.includes('client')) continue;
    const source = await readFile(join(ROOT, 'src', name), 'utf8');
    for (const [, variable = ''] of source.matchAll(/process\.env\.([A-Z_]+)|'((?:EPQ|HTTPS?|NO)_[A-Z]+)'/g))
      read.add(variable);
    for (const [, variable = ''] of source.matchAll(/'((?:EPQ|HTTPS?)_[A-Z]+)'/g)) read.add(variable);
  }
  read.delete('');
  const page = texts.get('src/help/environment.md') ?? '';
  const said = new Set([...page.matchAll(/`([A-Z_]+)(?:=\w+)?`(?=[^|]*\|)/g)].map(([, name = '']) => name));
  said.delete('NO_PROXY'); // undici reads it
  assert.deepEqual([...said].sort(), [...read].sort());
});

/* ---- links and length ---- */

test('every link leads somewhere', async () => {
  for (const [page, text] of texts) {
    for (const [, target = ''] of text.replace(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https:\/\//.test(target)) continue;
      const [path = '', anchor] = target.split('#');
      const there =
        path === '' ? text : await readFile(join(ROOT, dirname(page), path), 'utf8').catch(() => null);
      assert.ok(there !== null, `${page}: ${target}`);
      const headings = [...there.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\p{L}\d -]/gu, '')
          .replaceAll(' ', '-'),
      );
      if (anchor !== undefined) assert.ok(headings.includes(anchor), `${page}: ${target}`);
    }
  }
});

test('the README is short, and begins with what can be tried', () => {
  const readme = texts.get('README.md') ?? '';
  assert.ok(readme.split('\n').length < 200);
  assert.ok(readme.indexOf('```sh') < 700);
});

test('help: a command, a page, the list of both, and what is neither', async () => {
  assert.match((await epq(['help', 'fetch'])).stdout, /^Usage: epq fetch /);
  for (const page of help) {
    const name = page.replace(/^.*\/|\.md$/g, '');
    assert.equal((await epq(['help', name])).stdout, texts.get(page));
    assert.match((await epq(['help'])).stdout, new RegExp(`^  ${name} +\\S`, 'm'));
  }
  const unknown = await epq(['help', 'recrod']);
  assert.equal(unknown.status, EXIT.usage);
  assert.match(
    unknown.stderr,
    /^usage: there is no help on "recrod"; expected a command \(fetch, .*\) or a page \(.*record.*\), such as epq help record\n$/,
  );
});
