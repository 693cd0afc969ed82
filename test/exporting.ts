import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {DEFAULT_MIN_SCORE, EXPORT_FORMATS, type ExportFormat} from '../src/export/exporter.ts';
import {type Cell, openRows, TABLES, type TableName} from '../src/export/tables.ts';
import type {QuestionRecord} from '../src/question.ts';
import {ROOT} from './corpus.ts';
import {fetchOffline} from './fetching.ts';
import {madeUpRecord} from './made-up-record.ts';
import {emptyDirectory} from './temporary.ts';

/** Texts that some program might run, cut short, or stumble over. */
export const HOSTILE: readonly string[] = [
  '=HYPERLINK("http://127.0.0.1/?"&A1,"click")',
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1',
  '\r=1',
  '\n=1',
  "'=1",
  "'''@x",
  "'plain",
  '\uFF1D1',
  '<script>alert(1)</script>',
  '"',
  'a "quoted" word, and ""more""',
  'semi;colon',
  '|',
  'a|b\\p\\\\',
  '\\e',
  '',
  ' spaces around ',
  'line\r\nbreaks\rof\nall kinds',
  '\u202Eright to left\u202C',
  '\x1B[31mred\x1B[0m \x07',
  'nul\0nul',
  'lone \uD800 and \uDC00, \uDC00\uD800',
  'a pair 😀, and \uFFFF',
  'a mark \uFEFF within',
  "'; DROP TABLE questions; --",
  'NULL',
  `100 kB, "${'long, '.repeat(17_000)}"`,
];

/** A record for every hostile text, which stands wherever the record has text. Synthetic. */
function hostileRecords(): QuestionRecord[] {
  return HOSTILE.map((text, index) => {
    const record = madeUpRecord(20_000 + index);
    const {en, it} = record.versions;
    assert.ok(en !== undefined && it !== undefined);
    const paragraphs = text === '' ? [] : [{kind: 'paragraph' as const, number: text, text}];
    return {
      ...record,
      subject: text,
      authors: [{name: text, politicalGroup: text, mepId: null, onBehalfOf: text}],
      supporters: [{name: null, politicalGroup: null, mepId: 7, onBehalfOf: null}],
      procedures: [text, 'second', text],
      versions: {en: {...en, subject: text, heading: [text], text, paragraphs}, it},
    };
  });
}

/**
 * The records that are exported: of the sample, real in form; made up, of several years; hostile; a joint answer in the
 * records of two questions that do not know of each other; a question without an answer.
 */
export async function someRecords(): Promise<QuestionRecord[]> {
  const sample = await Promise.all(
    ['E-003068-19', 'O-000010-20', 'P-000026-22', 'E-000002-26'].map(async reference => {
      const {record} = await fetchOffline(reference, join(ROOT, 'fixtures/archive'));
      return record ?? assert.fail(reference);
    }),
  );
  const [first, second, third] = [9998, 9999, 10_000].map(madeUpRecord);
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  const joint = first.answers;
  return [first, {...second, answers: joint}, {...third, answers: []}, ...hostileRecords(), ...sample];
}

/** Exports records in one form, into a folder that is gone after the tests; gives the path, and what was counted. */
export async function exportRecords(
  name: keyof typeof EXPORT_FORMATS,
  records: readonly QuestionRecord[],
  {bom = false, minScore = DEFAULT_MIN_SCORE} = {},
): Promise<{path: string; written: Readonly<Record<string, number>>}> {
  const format: ExportFormat = EXPORT_FORMATS[name];
  const path = join(await emptyDirectory(), 'export');
  const exporter = await format.open(path, {bom, minScore});
  for (const record of records) await exporter.record(record);
  return {path, written: await exporter.end()};
}

/** Rows of each table: lists of cells, in the order of the columns. */
export type Tables = Record<TableName, Cell[][]>;

/** The rows that an export of records has, as far as UTF-8 holds them. */
export function expectedTables(records: readonly QuestionRecord[]): Tables {
  const rowsOf = openRows();
  const all = records.map(record => rowsOf(record));
  return Object.fromEntries(
    TABLES.map(({name, columns}) => [
      name,
      all.flatMap(rows => rows[name].map(row => columns.map(column => wellFormed(row[column.name] ?? null)))),
    ]),
  ) as Tables;
}

// Lone surrogates become U+FFFD where a string is written as UTF-8; NUL does by our rule.
function wellFormed(cell: Cell): Cell {
  if (typeof cell === 'string') return Buffer.from(cell).toString().replaceAll('\0', '\uFFFD');
  return Array.isArray(cell) ? cell.map(item => wellFormed(item) as string) : cell;
}

/**
 * How many texts records have, and a checksum of all of them, without the tables' help.
 *
 * @returns e.g. `12 d1e8…`
 */
export function checksumOfRecords(records: readonly QuestionRecord[]): string {
  const texts = new Map<string, string | null>();
  for (const {id, versions, answers} of records)
    for (const [documentId, of] of [
      [id, versions] as const,
      ...answers.map(a => [a.id, a.versions] as const),
    ])
      for (const [language, {text}] of Object.entries(of))
        texts.set(`${documentId} ${language}`, wellFormed(text) as string | null);
  return checksum(texts);
}

/** The same of the rows of `texts`, read back by whatever program. */
export function checksumOfRows(rows: readonly Cell[][]): string {
  const columns = TABLES.find(({name}) => name === 'texts')?.columns.map(({name}) => name) ?? [];
  const [document, language, text] = ['document_id', 'language', 'text'].map(name => columns.indexOf(name));
  assert.ok(document !== undefined && language !== undefined && text !== undefined);
  const texts = new Map(rows.map(row => [`${row[document]} ${row[language]}`, row[text] as string | null]));
  assert.equal(texts.size, rows.length, 'a text stands twice');
  return checksum(texts);
}

function checksum(texts: ReadonlyMap<string, string | null>): string {
  const hash = createHash('sha256');
  for (const key of [...texts.keys()].sort()) hash.update(`${key}\n${texts.get(key) ?? ''}\n`);
  return `${texts.size} ${hash.digest('hex')}`;
}

/** Rows by their keys, for programs that give them in an order of their own. */
export function sorted(rows: readonly Cell[][], table: TableName): Cell[][] {
  const {key = [], columns = []} = TABLES.find(({name}) => name === table) ?? {};
  const places = key.map(name => columns.findIndex(column => column.name === name));
  const keyOf = (row: Cell[]): string => places.map(place => String(row[place]).padStart(40)).join(' ');
  return [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Runs a program that must succeed; gives what it printed. */
export function outputOf(program: string, args: readonly string[], input = ''): string {
  const run = spawnSync(program, args, {input, encoding: 'utf8', maxBuffer: 1 << 28});
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

/** Asks DuckDB; gives rows as lists of cells: dates as ISO texts. */
export async function askDuckDb(sql: string): Promise<Cell[][]> {
  const {DuckDBInstance} = await import('@duckdb/node-api');
  const database = await DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  try {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRowsJson() as Cell[][];
  } finally {
    connection.closeSync();
    database.closeSync();
  }
}
