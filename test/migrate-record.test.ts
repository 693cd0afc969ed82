import assert from 'node:assert/strict';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {EpqError} from '../src/errors.ts';
import {type MigrationStep, migrateRecord, schemaVersionOf} from '../src/migrate-record.ts';
import {SCHEMA_VERSION} from '../src/record-words.ts';
import {openStore, writeRecord} from '../src/store.ts';
import {madeUpRecord} from './made-up-record.ts';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';

const record = madeUpRecord(0);
const {id} = record;
const PLACE = `questions/${id.slice(4, 8)}/${id}.json`;

// A worked example, made up: version -1 had one author, by name alone; version 0 a list of them, and "title" for "subject".
const STEPS: Readonly<Record<number, MigrationStep>> = {
  [-1]: ({author, ...rest}) => ({
    ...rest,
    authors: [{name: author, politicalGroup: null, mepId: null, onBehalfOf: null}],
  }),
  0: ({title, ...rest}) => ({...rest, subject: title}),
};
const migrate = (value: unknown): unknown => migrateRecord(value, STEPS);

const {subject, authors: _, ...common} = record;
const author = record.authors[0]?.name ?? assert.fail();
const OLDEST = {...common, schemaVersion: -1, title: subject, author};
const WANTED = {...record, authors: [{name: author, politicalGroup: null, mepId: null, onBehalfOf: null}]};

/** A store in which one record's file says this. */
async function storeOf(content: unknown): Promise<string> {
  const out = await emptyDirectory();
  await mkdir(join(out, PLACE, '..'), {recursive: true});
  await writeFile(join(out, PLACE), `${JSON.stringify(content, null, 2)}\n`);
  return out;
}

test('steps follow each other, from any version to the present one, and leave what they are given', () => {
  const given = structuredClone(OLDEST);
  assert.deepEqual(migrate(given), WANTED);
  assert.deepEqual(given, OLDEST);
  const {author: __, ...rest} = OLDEST;
  assert.deepEqual(migrate({...rest, schemaVersion: 0, authors: WANTED.authors}), WANTED);
});

test('a record of the present version, and what says no version, is left as it is', () => {
  for (const value of [record, {}, null, [], 'text', {schemaVersion: '1'}, {schemaVersion: 1.5}])
    assert.equal(migrate(value), value);
  assert.equal(schemaVersionOf({schemaVersion: 7}), 7);
  assert.equal(schemaVersionOf(null), null);
});

test('a version without a step, and a later one, are refused with what to do', () => {
  assert.throws(
    () => migrate({schemaVersion: -2}),
    (error: EpqError) => error.kind === 'store' && /^schema version -2 is unknown/.test(error.message),
  );
  assert.throws(
    () => migrate({schemaVersion: SCHEMA_VERSION + 1}),
    (error: EpqError) =>
      error instanceof EpqError &&
      error.message === 'a record of a later epq, of schema version 2 where this one knows 1' &&
      error.hint === 'update epq: what a later one wrote is left as it is',
  );
});

test('a store gives records of earlier versions in the form of today, leaves their files, and saves today’s', async () => {
  const out = await storeOf(OLDEST);
  const store = openStore(out, migrate);
  const before = await readFile(join(out, PLACE), 'utf8');
  const read = (await store.read(id)) ?? assert.fail();
  assert.deepEqual(read, WANTED);
  assert.equal(await readFile(join(out, PLACE), 'utf8'), before);
  assert.equal(await store.save(read), 'saved');
  assert.equal(await readFile(join(out, PLACE), 'utf8'), writeRecord(WANTED));
  assert.equal(await store.save(read), 'unchanged');
});

test('what a later epq wrote is neither read nor replaced', async () => {
  const out = await storeOf({...record, schemaVersion: SCHEMA_VERSION + 1, more: true});
  const before = await readFile(join(out, PLACE), 'utf8');
  const refused = /: a record of a later epq, of schema version 2 where this one knows 1$/;
  await assert.rejects(openStore(out).read(id), refused);
  await assert.rejects(openStore(out).save(record), refused);
  for (const args of [['export', '--to', 'ndjson'], ['rebuild'], ['verify', '--fix', '--offline']]) {
    const run = await epq([...args, '--out', out]);
    assert.equal((run.status ?? 0) & 64, 64, run.stderr);
    assert.match(run.stderr + run.stdout, /a record of a later epq, of schema version 2/);
    assert.equal(await readFile(join(out, PLACE), 'utf8'), before, args[0]);
  }
});
