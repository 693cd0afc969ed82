import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {csvCell} from '../src/export/csv-cell.ts';
import {type Cell, TABLES} from '../src/export/tables.ts';
import {ROOT} from './corpus.ts';
import {
  askDuckDb,
  checksumOfRecords,
  checksumOfRows,
  expectedTables,
  exportRecords,
  HOSTILE,
  outputOf,
  someRecords,
  type Tables,
} from './exporting.ts';
import {withoutProgram} from './without-program.ts';

const skip = withoutProgram('python3');
const readByPython = (folder: string, encoding = 'utf-8'): Tables =>
  JSON.parse(outputOf('python3', [join(ROOT, 'test/read-csv.py'), folder, encoding]));

const records = await someRecords();
const {path, written} = await exportRecords('csv', records);
const expected = expectedTables(records);

// Python's csv does not tell an empty text from nothing.
const withoutEmptyTexts = (rows: readonly Cell[][]): Cell[][] =>
  rows.map(row => row.map(cell => (cell === '' ? null : cell)));

test('Python’s csv reads by csv-metadata.json what was exported: every cell, and a checksum of the texts', {
  skip,
}, () => {
  const read = readByPython(path);
  for (const {name} of TABLES) {
    assert.ok(read[name].length > 0, name);
    assert.deepEqual(read[name], withoutEmptyTexts(expected[name]), name);
  }
  assert.equal(checksumOfRows(read.texts), checksumOfRecords(records));
  assert.deepEqual(written, {question: records.length});
});

test('DuckDB reads the same, and tells an empty text from nothing', async () => {
  const undo = String.raw`regexp_replace(text, '^''(''*[=+\-@\t\r\n\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}])', '\1')`;
  for (const {name} of TABLES) {
    const [[count] = []] = await askDuckDb(`SELECT count(*)::INTEGER FROM '${path}/${name}.csv'`);
    assert.equal(count, expected[name].length, name);
  }
  const texts = await askDuckDb(
    `SELECT * REPLACE (${undo} AS text) FROM read_csv('${path}/texts.csv', all_varchar = true, allow_quoted_nulls = false)`,
  );
  assert.equal(checksumOfRows(texts), checksumOfRecords(records));
  const place = TABLES.find(({name}) => name === 'texts')?.columns.findIndex(({name}) => name === 'subject');
  const nulls = (rows: readonly Cell[][]): number => rows.filter(row => row[place ?? 0] === null).length;
  assert.equal(nulls(texts), nulls(expected.texts));
  assert.equal(texts.filter(row => row[place ?? 0] === '').length, 1);
});

test('no cell is one that a spreadsheet runs, whatever text it holds', () => {
  for (const text of HOSTILE) {
    for (const [cell, type] of [
      [text, 'text'],
      [[text, 'x'], 'list'],
    ] as const) {
      const safe = csvCell(cell, type);
      assert.doesNotMatch(String(safe), /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/);
      assert.ok(!String(safe).includes('\0'));
    }
  }
  assert.equal(csvCell("'=1", 'text'), "''=1");
  assert.equal(csvCell("'plain", 'text'), "'plain");
  assert.equal(csvCell(-3, 'integer'), -3);
  assert.equal(csvCell(['a|b', '\\', ''], 'list'), 'a\\pb|\\\\|\\e');
  assert.equal(csvCell([], 'list'), null);
  assert.equal(csvCell(false, 'boolean'), 'false');
});

test('lines end with CR LF, and nothing stands before the header but the mark that was asked for', {
  skip,
}, async () => {
  const marked = await exportRecords('csv', records.slice(0, 2), {bom: true});
  for (const {name, columns} of TABLES) {
    const header = `${columns.map(column => column.name).join(',')}\r\n`;
    for (const [folder, start] of [
      [path, header],
      [marked.path, `\uFEFF${header}`],
    ] as const) {
      const text = await readFile(`${folder}/${name}.csv`, 'utf8');
      assert.ok(text.startsWith(start) && text.endsWith('\r\n'), name);
    }
  }
  assert.equal(readByPython(marked.path, 'utf-8-sig').questions.length, 2);
});

test('of nothing: headers alone, and the same description', {skip}, async () => {
  const empty = await exportRecords('csv', []);
  assert.deepEqual(await readdir(empty.path), await readdir(path));
  for (const rows of Object.values(readByPython(empty.path))) assert.deepEqual(rows, []);
  for (const name of ['csv-metadata.json', 'data-dictionary.md'])
    assert.equal(await readFile(join(empty.path, name), 'utf8'), await readFile(join(path, name), 'utf8'));
});

test('the metadata says where the data comes from, and what every column is', async () => {
  const metadata = JSON.parse(await readFile(join(path, 'csv-metadata.json'), 'utf8'));
  assert.equal(metadata['dc:license']['@id'], 'https://creativecommons.org/licenses/by/4.0/');
  assert.match(metadata['dc:creator'], /source: European Parliament/);
  for (const {url, tableSchema} of metadata.tables)
    for (const column of tableSchema.columns) assert.ok(column['dc:description'], `${url}: ${column.name}`);
  const group = metadata.tables[1].tableSchema.columns.find(
    ({name}: {name: string}) => name === 'political_group',
  );
  assert.match(group['dc:description'], /^abbreviation as printed/);
});

test('the data dictionary names every table, key and column', async () => {
  const text = await readFile(join(path, 'data-dictionary.md'), 'utf8');
  for (const {name, columns} of TABLES) {
    const [, section = ''] = text.split(`\n## Table \`${name}\`\n`);
    for (const column of columns) assert.match(section, new RegExp(`^\\| \`${column.name}\` \\| `, 'm'));
  }
  // A line of a table has as many cells as its header.
  for (const line of text.split('\n').filter(line => line.startsWith('|')))
    assert.equal(line.split(/(?<!\\)\|/).length, 7, line);
});
