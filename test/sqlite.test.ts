import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {test} from 'node:test';
import {VIEWS} from '../src/export/sqlite-schema.ts';
import {type Cell, TABLES} from '../src/export/tables.ts';
import {
  checksumOfRecords,
  checksumOfRows,
  expectedTables,
  exportRecords,
  outputOf,
  someRecords,
} from './exporting.ts';
import {withoutProgram} from './without-program.ts';

const skip = withoutProgram('sqlite3');
const skipWithoutUtils = withoutProgram('sqlite-utils');
const records = await someRecords();
const {path, written} = await exportRecords('sqlite', records);

type Row = Record<string, string | number | null>;
function ask(sql: string, database = path): Row[] {
  const printed = outputOf('sqlite3', ['-readonly', '-json', database, sql]);
  return printed === '' ? [] : JSON.parse(printed);
}

test('the sqlite3 program finds the database whole', {skip}, async () => {
  assert.deepEqual(ask('PRAGMA integrity_check'), [{integrity_check: 'ok'}]);
  assert.deepEqual(ask('PRAGMA foreign_key_check'), []);
  assert.deepEqual(ask('PRAGMA application_id'), [{application_id: 0x65707131}]);
  assert.deepEqual(ask('PRAGMA user_version'), [{user_version: 1}]);
  assert.deepEqual(await readdir(dirname(path)), ['export']);
  assert.deepEqual(written, {question: records.length});
});

for (const {name, columns} of TABLES) {
  test(`sqlite3 reads ${name}, every cell as exported`, {skip}, () => {
    const names = columns.map(column => `"${column.name}"`).join(', ');
    const read = ask(`SELECT ${names} FROM "${name}" ORDER BY rowid`).map(row =>
      columns.map(({name: column, type}): Cell => {
        const cell = row[column] ?? null;
        if (type === 'list') return JSON.parse(String(cell));
        return type === 'boolean' && cell !== null ? cell === 1 : cell;
      }),
    );
    assert.ok(read.length > 0);
    assert.deepEqual(read, expectedTables(records)[name]);
    if (name === 'texts') assert.equal(checksumOfRows(read), checksumOfRecords(records));
  });
}

test('a full-text query, without regard to case and accents, in a language', {skip}, () => {
  const search = (words: string, language: string): unknown[] =>
    ask(
      `SELECT t.document_id FROM texts_fts f JOIN texts t ON t.text_id = f.rowid
       WHERE texts_fts MATCH '${words}' AND t.language = '${language}' ORDER BY rank`,
    ).map(row => row.document_id);
  assert.deepEqual(search('PUO AND serbia', 'it'), ['E-9-2019-003068']);
  assert.deepEqual(search('puo AND serbia', 'en'), []);
  assert.deepEqual(search('subject: hyperlink', 'en'), ['E-7-2012-000001']);
  // The texts stand once: the index has none of its own.
  const tables = ask("SELECT name FROM sqlite_master WHERE name LIKE 'texts_fts%'").map(row => row.name);
  assert.ok(!tables.includes('texts_fts_content'));
});

test('the index agrees with the texts', {skip}, () => {
  const copy = `${path}-copy`;
  outputOf('sqlite3', [path, `VACUUM INTO '${copy}'`]);
  outputOf('sqlite3', [copy, "INSERT INTO texts_fts (texts_fts, rank) VALUES ('integrity-check', 1)"]);
});

test('sqlite-utils, which looks for tables and indexes as Datasette does, searches it', {
  skip: skipWithoutUtils,
}, () => {
  const tables = JSON.parse(outputOf('sqlite-utils', ['tables', path, '--counts']));
  const counted = new Map(tables.map(({table, count}: {table: string; count: number}) => [table, count]));
  for (const [name, rows] of Object.entries(expectedTables(records)))
    assert.equal(counted.get(name), rows.length, name);
  const found = JSON.parse(outputOf('sqlite-utils', ['search', path, 'texts', 'puo', '-c', 'document_id']));
  assert.deepEqual(found, [{document_id: 'E-9-2019-003068'}]);
});

test('keys and links are those of the tables, and bind', {skip}, () => {
  for (const {name, key, links} of TABLES) {
    const unique = ask(
      `SELECT group_concat(c.name) AS columns FROM pragma_index_list('${name}') l, pragma_index_info(l.name) c
       WHERE l."unique" GROUP BY l.name`,
    ).map(row => row.columns);
    assert.ok(unique.includes(key.join(',')), name);
    const foreign = ask(
      `SELECT "table", group_concat("from") AS columns FROM pragma_foreign_key_list('${name}') GROUP BY id`,
    );
    assert.deepEqual(
      foreign,
      links.map(({columns, table}) => ({table, columns: columns.join(',')})),
    );
  }
});

test('every view can be read; open and overdue questions are told by today’s date', {skip}, () => {
  for (const {name} of VIEWS) assert.ok(ask(`SELECT * FROM "${name}"`).length > 0, name);
  const [overdue, ...others] = ask('SELECT question_id, deadline, overdue, days_open FROM overdue_questions');
  assert.deepEqual(others, []);
  assert.equal(overdue?.question_id, 'E-7-2011-000001');
  assert.equal(overdue?.deadline, '2011-02-12');
  assert.ok(Number(overdue?.days_open) > 5000);
  const [english] = ask(
    "SELECT subject, text, answer FROM questions_in_english WHERE question_id = 'E-9-2019-003068'",
  );
  const {versions, answers} = records.find(({id}) => id === 'E-9-2019-003068') ?? assert.fail();
  assert.deepEqual(english, {
    subject: versions.en?.subject,
    text: versions.en?.text,
    answer: answers[0]?.versions.en?.text,
  });
  assert.equal(ask('SELECT * FROM questions_in_english').length, records.length);
  const [identity] = ask("SELECT * FROM questions_by_political_group WHERE political_group = 'ID'");
  const ofGroup = records.filter(({authors}) => authors.some(({politicalGroup}) => politicalGroup === 'ID'));
  assert.equal(identity?.questions, ofGroup.length);
});

test('the table data_dictionary describes every table, column and view', {skip}, () => {
  assert.deepEqual(
    ask(
      `SELECT m.name, c.name AS "column" FROM sqlite_master m, pragma_table_info(m.name) c
       WHERE m.type = 'table' AND m.name NOT LIKE 'texts_fts%' AND m.name <> 'data_dictionary' AND NOT EXISTS
         (SELECT 1 FROM data_dictionary d WHERE d."table" = m.name AND d."column" = c.name)`,
    ),
    [],
  );
  assert.deepEqual(
    ask(
      `SELECT name FROM sqlite_master m WHERE type IN ('table', 'view') AND name NOT LIKE 'texts_fts\\_%' ESCAPE '\\'
       AND NOT EXISTS (SELECT 1 FROM data_dictionary d WHERE d."table" = m.name AND d."column" IS NULL)`,
    ),
    [],
  );
});

test('of nothing: every table and view is there, without rows', {skip}, async () => {
  const empty = await exportRecords('sqlite', []);
  for (const name of [...TABLES, ...VIEWS].map(table => table.name))
    assert.deepEqual(ask(`SELECT count(*) AS count FROM "${name}"`, empty.path), [{count: 0}], name);
  assert.deepEqual(ask('PRAGMA integrity_check', empty.path), [{integrity_check: 'ok'}]);
});
