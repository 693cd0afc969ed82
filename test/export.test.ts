import assert from 'node:assert/strict';
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {harvest, withPortal, YEAR} from './harvesting.ts';
import {smallParliament} from './parliament.ts';
import {epq, type Run} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';

const out = await withPortal(await smallParliament(), {}, async portal => (await harvest(portal, YEAR)).out);
const exported = (...args: string[]): Promise<Run> => epq(['export', '--out', out, ...args]);
const idsOf = ({stdout}: Run): string[] =>
  stdout
    .trim()
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line).id);

test('NDJSON of everything, of a range of dates, of a kind', async () => {
  const all = await exported('--to', 'ndjson');
  assert.equal(all.status, 0, all.stderr);
  assert.equal(idsOf(all).length, 13);
  const range = await exported('--to', 'ndjson', '--from', '2022-10-03', '--to', '2022-10-04');
  assert.deepEqual(
    idsOf(range),
    idsOf(all).filter(id => /00000[12]$/.test(id)),
  );
  assert.deepEqual(idsOf(await exported('--to', 'ndjson', '--type', 'O')), []);
  const english = await exported('--to', 'ndjson', '--lang', 'en', '--fields', 'id,versions.it.subject');
  assert.match(english.stdout, /^\{"id":"E-9-2022-000001","versions":\{\}\}$/m);
});

test('into a file, which is not replaced unless that is asked for', async () => {
  const into = join(await emptyDirectory(), 'below', 'all.ndjson');
  const first = await exported('--to', 'ndjson', '--into', into);
  assert.match(first.stderr, /^13 questions \(.*all\.ndjson\)$/m);
  const text = await readFile(into, 'utf8');
  assert.equal(text, (await exported('--to', 'ndjson')).stdout);
  const second = await exported('--to', 'ndjson', '--into', into, '--type', 'O');
  assert.equal(second.status, 2);
  assert.match(second.stderr, /is there already; give another place with --into, or --replace/);
  assert.equal(await readFile(into, 'utf8'), text);
  assert.equal((await exported('--to', 'ndjson', '--into', into, '--type', 'O', '--replace')).status, 0);
  assert.equal(await readFile(into, 'utf8'), '');
});

test('tables, each in the place that is given; nothing else stays there, nor what a killed run left', async () => {
  const folder = await emptyDirectory();
  // No process has this number.
  await mkdir(join(folder, '.sqlite.4194305.part.lock'));
  for (const format of ['csv', 'parquet', 'sqlite']) {
    const run = await exported('--to', format, '--into', join(folder, format));
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stderr, new RegExp(`^13 questions \\(.*${format}\\)$`, 'm'));
    assert.equal(run.stdout, '');
  }
  assert.deepEqual((await readdir(folder)).sort(), ['csv', 'parquet', 'sqlite']);
});

test('what --to may be', async () => {
  for (const [args, message] of [
    [[], /^usage: --to: expected one format; one of ndjson/m],
    [['--to', 'xls'], /^usage: --to: expected one format, got xls/m],
    [['--to', 'ndjson', '--to', '2022'], /^usage: --to: "2022" is no date/m],
    [['--to', 'ndjson', '--to', 'ndjson'], /^usage: --to: expected one format, got ndjson ndjson/m],
    [['--to', 'ndjson', '--to', '2022-10-31'], /where does the range begin/],
  ] as const) {
    const run = await exported(...args, ...(args.at(-1) === '2022' ? ['--from', '2021-01-01'] : []));
    assert.equal(run.status, 2);
    assert.match(run.stderr, message);
    assert.equal(run.stderr.trim().split('\n').length, 1);
  }
});

test('a record that cannot be read is a failure, and the others are exported', async () => {
  const path = join(out, 'questions/2022/E-9-2022-000004.json');
  const text = await readFile(path, 'utf8');
  await writeFile(path, '{');
  try {
    const run = await exported('--to', 'ndjson');
    assert.equal(run.status, 64);
    assert.equal(idsOf(run).length, 12);
    assert.match(run.stderr, /^store: E-9-2022-000004/m);
  } finally {
    await writeFile(path, text);
  }
});
