import sqlite from 'node-sqlite3-wasm';
import {attempt} from './draft.ts';
import {encodable} from './encodable.ts';
import type {Exporter} from './exporter.ts';
import {APPLICATION_ID, createStatements, dictionaryRows, quoted, USER_VERSION} from './sqlite-schema.ts';
import {type Cell, openRows, TABLES} from './tables.ts';

// Records in one transaction.
const BATCH = 500;

const SETTINGS = [
  `application_id = ${APPLICATION_ID}`,
  `user_version = ${USER_VERSION}`,
  // The file takes its name only when it is whole: nothing need be rolled back.
  'journal_mode = OFF',
  'synchronous = OFF',
  'locking_mode = EXCLUSIVE',
  'cache_size = -16000',
  'foreign_keys = ON',
];

/**
 * Opens an export as one SQLite database with keys, indexes, full-text search and views.
 *
 * @param path where nothing is yet
 */
export async function openSqlite(path: string): Promise<Exporter> {
  const write = <T>(work: () => T): Promise<T> => attempt(path, async () => work());
  const database = await write(() => new sqlite.Database(path));
  const inserts = await write(() => {
    for (const setting of SETTINGS) database.exec(`PRAGMA ${setting}`);
    database.exec('BEGIN');
    for (const statement of createStatements()) database.exec(statement);
    return TABLES.map(({name, columns}) => {
      const names = columns.map(column => quoted(column.name)).join(', ');
      const places = columns.map(() => '?').join(', ');
      return {
        name,
        columns: columns.map(column => column.name),
        statement: database.prepare(`INSERT INTO ${quoted(name)} (${names}) VALUES (${places})`),
      };
    });
  });
  const index = database.prepare(
    'INSERT INTO texts_fts (rowid, subject, text) SELECT text_id, subject, text FROM texts WHERE text_id > ? ORDER BY text_id',
  );
  const rowsOf = openRows();
  let [count, texts, indexed] = [0, 0, 0];
  const indexTexts = (): void => {
    index.run([indexed]);
    indexed = texts;
  };
  return {
    async record(record) {
      const rows = rowsOf(record);
      count += 1;
      texts += rows.texts.length;
      await write(() => {
        for (const {name, columns, statement} of inserts)
          for (const row of rows[name]) statement.run(columns.map(column => sqliteCell(row[column] ?? null)));
        if (count % BATCH !== 0) return;
        indexTexts();
        database.exec('COMMIT; BEGIN');
      });
    },
    async end() {
      await write(() => {
        indexTexts();
        for (const row of dictionaryRows())
          database.run(`INSERT INTO data_dictionary VALUES (${row.map(() => '?').join(', ')})`, row);
        // The last commit waits for the disk.
        database.exec(
          'COMMIT; PRAGMA synchronous = FULL; BEGIN; UPDATE data_dictionary SET type = type; COMMIT',
        );
      });
      const problems = ['foreign_key_check', 'quick_check'].flatMap(check =>
        database.all(`PRAGMA ${check}`).filter(row => row.quick_check !== 'ok'),
      );
      for (const statement of [index, ...inserts.map(insert => insert.statement)]) statement.finalize();
      database.close();
      if (problems.length > 0) throw new Error(`${path} is not whole: ${JSON.stringify(problems[0])}`);
      return {question: count};
    },
  };
}

function sqliteCell(cell: Cell): string | number | null {
  if (typeof cell === 'boolean') return Number(cell);
  if (typeof cell === 'string') return encodable(cell);
  return Array.isArray(cell) ? JSON.stringify(cell.map(encodable)) : (cell as number | null);
}
