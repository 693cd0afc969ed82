import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {test} from 'node:test';
import {TABLES, type TableName} from '../src/export/tables.ts';
import {
  askDuckDb,
  checksumOfRecords,
  checksumOfRows,
  expectedTables,
  exportRecords,
  someRecords,
  sorted,
} from './exporting.ts';
import {madeUpRecord} from './made-up-record.ts';

const records = await someRecords();
const {path, written} = await exportRecords('parquet', records);
const tableOf = (folder: string, name: TableName): string =>
  `read_parquet('${folder}/${name}/*/*.parquet', hive_partitioning = true)`;

const DUCKDB_TYPES = {
  text: 'VARCHAR',
  integer: 'INTEGER',
  boolean: 'BOOLEAN',
  date: 'DATE',
  list: 'VARCHAR[]',
};

for (const {name, columns} of TABLES) {
  test(`DuckDB reads ${name} of all years as one table, typed, every cell as exported`, async () => {
    const described = await askDuckDb(`DESCRIBE SELECT * FROM ${tableOf(path, name)}`);
    assert.deepEqual(
      described.map(([column, type]) => [column, type]),
      [...columns.map(column => [column.name, DUCKDB_TYPES[column.type]]), ['year', 'BIGINT']],
    );
    const read = await askDuckDb(`SELECT * EXCLUDE year FROM ${tableOf(path, name)}`);
    assert.deepEqual(sorted(read, name), sorted(expectedTables(records)[name], name));
  });
}

test('a checksum of the texts is that of the records; the year is that of the number', async () => {
  assert.equal(
    checksumOfRows(await askDuckDb(`SELECT * EXCLUDE year FROM ${tableOf(path, 'texts')}`)),
    checksumOfRecords(records),
  );
  assert.deepEqual(written, {question: records.length});
  const years = await askDuckDb(
    `SELECT DISTINCT year::INTEGER, split_part(question_id, '-', 3)::INTEGER FROM ${tableOf(path, 'texts')} ORDER BY 1`,
  );
  assert.deepEqual(
    years,
    [2010, 2011, 2012, 2019, 2020, 2022, 2026].map(year => [year, year]),
  );
});

test('below a table there are years, and in them Parquet alone', async () => {
  const files = (await readdir(path, {recursive: true, withFileTypes: true})).filter(entry => entry.isFile());
  for (const {name, parentPath} of files) {
    const place = `${parentPath}/${name}`.slice(path.length + 1);
    assert.match(place, /^(?:data-dictionary\.md|[a-z]+\/year=\d{4}\/part-0\.parquet)$/);
  }
  assert.equal(files.length, 1 + 6 * 7);
});

test('columns are compressed, and their least and greatest values are told', async () => {
  const [[codecs, least, greatest] = []] = await askDuckDb(
    `SELECT list(DISTINCT compression), min(stats_min_value), max(stats_max_value)
     FROM parquet_metadata('${path}/questions/*/*.parquet') WHERE path_in_schema = 'date'`,
  );
  assert.deepEqual([codecs, least, greatest], [['SNAPPY'], '2010-12-30', '2026-01-02']);
});

test('row groups are closed before they are large; a year that comes again gets another part', async () => {
  const text = 'A long text, made up. '.repeat(2500);
  const long = [0, 1, 10_000, 2].flatMap(start =>
    Array.from({length: 15}, (_, index) => {
      const record = madeUpRecord(start + index * 10);
      const {en} = record.versions;
      assert.ok(en !== undefined);
      return {...record, versions: {en: {...en, text}}};
    }),
  );
  const folder = (await exportRecords('parquet', long)).path;
  const [[groups, files, rows] = []] = await askDuckDb(
    `SELECT max(row_group_id)::INTEGER, count(DISTINCT file_name)::INTEGER, sum(num_values)::INTEGER
     FROM parquet_metadata('${folder}/texts/*/*.parquet') WHERE path_in_schema = 'text'`,
  );
  assert.deepEqual([groups, files, rows], [0, 3, expectedTables(long).texts.length]);
  const more = await exportRecords('parquet', [...long.slice(0, 30), ...long.slice(45)]);
  const [[last] = []] = await askDuckDb(
    `SELECT max(row_group_id)::INTEGER FROM parquet_metadata('${more.path}/texts/*/*.parquet')`,
  );
  assert.equal(last, 1);
});

test('of nothing: every table is there, typed, without rows', async () => {
  const empty = await exportRecords('parquet', []);
  for (const {name, columns} of TABLES) {
    assert.deepEqual(await askDuckDb(`SELECT count(*)::INTEGER FROM ${tableOf(empty.path, name)}`), [[0]]);
    const described = await askDuckDb(`DESCRIBE SELECT * EXCLUDE year FROM ${tableOf(empty.path, name)}`);
    assert.deepEqual(
      described.map(([, type]) => type),
      columns.map(column => DUCKDB_TYPES[column.type]),
    );
  }
});
