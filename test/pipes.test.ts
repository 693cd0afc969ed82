import assert from 'node:assert/strict';
import {execFile, spawn} from 'node:child_process';
import {cp, mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Writable} from 'node:stream';
import {test} from 'node:test';
import {openOutput} from '../src/commands/output.ts';
import type {QuestionRecord} from '../src/question.ts';
import {ROOT} from './corpus.ts';
import {storeOf, withPortal, YEAR} from './harvesting.ts';
import {smallParliament} from './parliament.ts';
import {epq, type Run} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';

const SAMPLE = join(ROOT, 'fixtures/archive');
const EPQ = `"${process.execPath}" "${join(ROOT, 'bin/epq.js')}"`;

/** Runs a pipeline in bash; its status is that of its first program. */
function pipeline(line: string, cwd: string): Promise<Run> {
  return new Promise(resolve => {
    execFile(
      'bash',
      ['-c', `epq() { ${EPQ} "$@"; }\n${line}\nexit \${PIPESTATUS[0]}`],
      {cwd, timeout: 60_000},
      (error, stdout, stderr) =>
        resolve({status: error === null ? 0 : Number(error.code ?? -1), stdout, stderr}),
    );
  });
}

function jsonLines(text: string): Record<string, unknown>[] {
  assert.ok(text === '' || text.endsWith('\n'), 'the last line is whole');
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line));
}

const cwd = await emptyDirectory();
await epq(['fetch', 'E-003068-19', 'O-000010/2020', '--archive', SAMPLE, '--offline', '--format', 'none'], {
  cwd,
});
await cp(SAMPLE, join(cwd, 'epq-data/archive'), {recursive: true});

/* ---- fields ---- */

const RECORDS: [command: string, args: string[]][] = [
  ['fetch', ['E-003068-19', 'O-000010/2020', '--offline']],
  ['parse', ['epq-data/archive/www.europarl.europa.eu']],
  ['rebuild', []],
  ['export', ['--to', 'ndjson']],
];
for (const [command, args] of RECORDS) {
  test(`epq ${command} --fields`, async () => {
    const {status, stdout, stderr} = await epq([command, ...args, '--fields', 'id,versions.*.subject'], {
      cwd,
    });
    assert.equal(status, 0, stderr);
    const [record] = jsonLines(stdout).filter(({id}) => id === 'E-9-2019-003068');
    assert.deepEqual(record, {
      id: 'E-9-2019-003068',
      versions: {
        en: {subject: 'Safe City project in Serbia — China penetrating into Europe'},
        it: {subject: 'Progetto Safe City in Serbia — la penetrazione cinese in Europa'},
      },
    });
    const wrong = await epq([command, ...args, '--fields', 'id,versions.subjekt'], {cwd});
    assert.deepEqual([wrong.status, wrong.stdout], [2, '']);
    assert.match(wrong.stderr, /^usage: .*"versions\.subjekt"; did you mean versions\.en\.subject\?.*\n$/);
  });
}

test('--fields alone lists each field of what a command prints, with a line of explanation', async () => {
  for (const [command, field] of [
    ['fetch', /^answers\.versions\.<language>\.paragraphs\.text +\S/m],
    ['list', /^languages +\S/m],
    ['update', /^event +\S/m],
  ] as const) {
    const {stdout, status} = await epq([command, '--fields']);
    assert.equal(status, 0);
    assert.match(stdout, field);
    assert.ok(stdout.split('\n').every(line => line === '' || / {2}\S/.test(line)));
  }
});

test('epq export --fields into a file', async () => {
  const run = await epq(['export', '--to', 'ndjson', '--into', 'some.ndjson', '--fields', 'id'], {cwd});
  assert.equal(run.status, 0, run.stderr);
  assert.match(await readFile(join(cwd, 'some.ndjson'), 'utf8'), /^\{"id":"E-9-2019-003068"\}\n\{"id"/);
});

for (const command of ['verify', 'doctor', 'cite']) {
  test(`epq ${command} prints no records, and says so`, async () => {
    const {status, stderr} = await epq([command, '--fields', 'id'], {cwd});
    assert.equal(status, 2);
    assert.match(stderr, /^usage: epq \w+ prints no records.* it is for fetch, harvest, parse/);
  });
}

/* ---- from pipe to pipe ---- */

test('lists are fetched, harvests and updates print what is asked for', async () => {
  const parliament = await smallParliament();
  await withPortal(parliament, {}, async portal => {
    const folder = await emptyDirectory();
    const at = `--portal ${portal.origin} --rate 0 --quiet`;
    const october = '--from 2022-10-03 --to 2022-10-04 --lang en --documents html';
    const fetched = await pipeline(
      `epq list ${october} --format id ${at} | epq fetch - --fields id,date ${at}`,
      folder,
    );
    assert.deepEqual([fetched.status, fetched.stderr], [0, '']);
    const listed = await pipeline(`epq list ${october} ${at} | cat`, folder);
    const rows = jsonLines(listed.stdout);
    assert.ok(rows.length > 0);
    assert.deepEqual(
      jsonLines(fetched.stdout),
      rows.map(({id, date}) => ({id, date})),
    );
    const some = await pipeline(`epq list ${october} ${at} --fields id,languages | cat`, folder);
    assert.deepEqual(
      jsonLines(some.stdout),
      rows.map(({id, languages}) => ({id, languages})),
    );
    const harvested = await pipeline(`epq harvest ${october} ${at} --fields id | cat`, folder);
    assert.deepEqual(
      jsonLines(harvested.stdout),
      rows.map(({id}) => ({id})),
    );
    const updated = await pipeline(
      `rm -r epq-data/questions && epq update ${at} --fields event,id | cat`,
      folder,
    );
    assert.deepEqual(
      jsonLines(updated.stdout),
      rows.map(({id}) => ({event: 'added', id})),
    );
  });
});

for (const [name, signals] of [
  ['SIGINT', 1],
  ['SIGINT twice', 2],
] as const) {
  test(`a harvest that is stopped by ${name} has printed whole lines`, async () => {
    await withPortal(await smallParliament(), {}, async portal => {
      const args = [
        ...YEAR,
        '--portal',
        portal.origin,
        '--rate',
        '0',
        '--progress',
        'json',
        '--concurrency',
        '1',
      ];
      let sent = 0;
      const run = await epq(args, {
        onStderr: (text, kill) => {
          const done = text.split('"event":"question"').length - 1;
          if (done >= 3 && sent === 0) for (; sent < signals; sent += 1) kill('SIGINT');
        },
      });
      assert.ok(signals === 2 || run.status === 130, run.stderr);
      const lines = jsonLines(run.stdout);
      assert.ok(lines.length >= 2 && lines.length < 13, `${lines.length} lines`);
      for (const {schemaVersion, agreement} of lines)
        assert.ok(schemaVersion === 1 && agreement !== undefined);
    });
  });
}

for (const command of ['fetch', 'cite']) {
  test(`epq ${command} - that waits for references is ended by one SIGINT`, async () => {
    const child = spawn(process.execPath, [join(ROOT, 'bin/epq.js'), command, '-', '--offline'], {cwd});
    child.stdin.write('E-003068-19\n');
    child.stdout.once('data', () => child.kill('SIGINT'));
    assert.equal(await new Promise(resolve => child.on('close', resolve)), 130);
  });

  test(`epq ${command} - whose reader has left waits for no further references`, async () => {
    const child = spawn(process.execPath, [join(ROOT, 'bin/epq.js'), command, '-', '--offline'], {cwd});
    child.stdin.on('error', () => {});
    child.stdin.write('E-003068-19\n');
    child.stdout.once('data', () => {
      child.stdout.destroy();
      child.stdin.write('O-000010/2020\n');
    });
    assert.equal(await new Promise(resolve => child.on('exit', resolve)), 0);
  });
}

test('a run that fails half-way has printed whole lines', async () => {
  const out = await storeOf();
  await writeFile(join(out, 'questions/2022/E-9-2022-000002.json'), '{"id": "E-9-20');
  const run = await epq(['export', '--to', 'ndjson', '--out', out]);
  assert.equal(run.status, 64);
  assert.equal(jsonLines(run.stdout).length, 12);
});

/* ---- readers that leave, readers that are slow ---- */

test('a reader that leaves ends every command quietly, with the status of what was done', async () => {
  await withPortal(await smallParliament(), {}, async portal => {
    const folder = await emptyDirectory();
    const at = `--portal ${portal.origin} --rate 0 --quiet`;
    const some = '--from 2022-10-03 --to 2022-10-04';
    await pipeline(`epq harvest ${some} ${at} --format none`, folder);
    const ids = '<(epq export --to ndjson --format id)';
    for (const [line, reader] of [
      [`epq list ${some} ${at}`, 'head -1'],
      [`epq harvest ${some} ${at} --restart`, 'head -1'],
      [`epq update ${at} --refresh`, 'head -1'],
      ['epq rebuild --format ndjson --quiet', 'head -1'],
      ['epq export --to ndjson', 'head -1'],
      ['epq export --to ndjson --format json', 'true'],
      ['epq verify --quiet', 'true'],
      [`epq fetch - ${at} < ${ids}`, 'head -1'],
      [`epq cite - --style bibtex < ${ids}`, 'head -1'],
      [`epq parse ${SAMPLE}/www.europarl.europa.eu --quiet`, 'head -1'],
      [`epq doctor --offline --archive ${SAMPLE} --quiet`, 'head -1'],
      ['epq schema', 'head -1'],
      ['epq man', 'true'],
      ['epq completion zsh', 'head -1'],
      ['epq fetch --fields', 'true'],
    ]) {
      const {status, stderr, stdout} = await pipeline(`${line} | ${reader}`, folder);
      assert.deepEqual([status, stderr], [0, ''], `${line} | ${reader}`);
      assert.ok(stdout.split('\n').length <= 2);
    }
  });
});

test('a disk that is full is said, once', async () => {
  for (const line of ['epq export --to ndjson', 'epq schema', 'epq cite E-003068-19']) {
    const {status, stderr} = await pipeline(`${line} > /dev/full`, cwd);
    assert.deepEqual([status, stderr], [64, 'store: cannot write to stdout: ENOSPC\n'], line);
  }
});

test('a slow reader is waited for', async () => {
  let [most, written] = [0, 0];
  const slow = new Writable({
    highWaterMark: 16_384,
    write(chunk, _encoding, done) {
      most = Math.max(most, slow.writableLength);
      written += chunk.length;
      setImmediate(done);
    },
  });
  const output = openOutput(slow, {format: 'ndjson', fields: null});
  const record = JSON.parse(
    await readFile(join(cwd, 'epq-data/questions/2019/E-9-2019-003068.json'), 'utf8'),
  ) as QuestionRecord;
  const size = Buffer.byteLength(`${JSON.stringify(record)}\n`);
  for (let count = 0; count < 1000; count += 1) await output.record(record);
  await output.text('end\n');
  assert.ok(written >= 990 * size);
  assert.ok(most <= 16_384 + size + 4, `${most} bytes waited`);
});

test('memory stays while nobody reads', {skip: process.platform !== 'linux'}, async () => {
  const folder = await emptyDirectory();
  const questions = join(folder, 'store/questions/2019');
  await mkdir(questions, {recursive: true});
  const text = await readFile(join(cwd, 'epq-data/questions/2019/E-9-2019-003068.json'), 'utf8');
  const record = JSON.parse(text) as QuestionRecord;
  record.versions.en?.heading.push('synthetic '.repeat(20_000)); // 200 kB
  for (let serial = 3100; serial < 3400; serial += 1) {
    const id = `E-9-2019-00${serial}`;
    await writeFile(join(questions, `${id}.json`), JSON.stringify({...record, id}));
  }
  const child = spawn(
    process.execPath,
    [join(ROOT, 'bin/epq.js'), 'export', '--to', 'ndjson', '--out', 'store'],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise(resolve => child.on('close', resolve));
  await new Promise(resolve => setTimeout(resolve, 1500)); // time to read 60 MB, if it were not waiting
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
  const peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  let lines = 0;
  for await (const chunk of child.stdout) lines += (chunk as Buffer).filter(byte => byte === 10).length;
  assert.equal(await ended, 0);
  assert.equal(lines, 300);
  assert.ok(peak < 140, `${Math.round(peak)} MB while nobody read`);
});

/* ---- terminals ---- */

test('nothing of a document steers a terminal', async () => {
  let shown = '';
  const terminal = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        shown += chunk;
        done();
      },
    }),
    {isTTY: true},
  );
  const hostile = '\u001b]0;title\u0007 \u009b31m \u202egnp.exe\u202c \u2066x\u2069 \r over \u0000';
  const forPeople = openOutput(terminal, {format: null, fields: null});
  await forPeople.item({id: 'x'}, `subject ${hostile}`);
  await forPeople.text(`${hostile}\nnext\n`);
  const asJson = openOutput(terminal, {format: 'json', fields: null});
  await asJson.item({hostile}, '');
  assert.doesNotMatch(shown, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  assert.equal(JSON.parse(shown.slice(shown.indexOf('{'))).hostile, hostile, 'JSON keeps every character');
});
