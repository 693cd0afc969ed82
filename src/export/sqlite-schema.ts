import {describeTables, isNullable} from './dictionary.ts';
import {ENCODABLE_RULE} from './encodable.ts';
import {LICENCE_LINES, SOURCE} from './licence.ts';
import {type ColumnType, TABLES, type Table, type TableName} from './tables.ts';

/** `epq1` in ASCII: a database says by this number in its header whose it is. */
export const APPLICATION_ID = 0x65707131;
/** Grows when a table or column is removed or renamed. */
export const USER_VERSION = 1;

// A full-text index knows rows by numbers; those that SQLite gives by itself change when a database is compacted.
const TEXT_ID = {
  name: 'text_id',
  description:
    'number of the row in this file, for the full-text index texts_fts; another export may give another',
};

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  boolean: 'INTEGER',
  date: 'TEXT',
  list: 'TEXT',
};

const TYPE_NOTES: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'integer',
  boolean: 'boolean: 1, 0',
  date: 'date: 2019-10-02',
  list: 'list: a JSON array of texts',
};

const INDEXES: readonly (readonly [table: TableName, column: string])[] = [
  ['questions', 'date'],
  ['questions', 'deadline'],
  ['authors', 'name'],
  ['authors', 'mep_id'],
  ['authors', 'political_group'],
  ['answers', 'answer_id'],
  ['texts', 'question_id'],
  ['paragraphs', 'question_id'],
  ['references', 'question_id'],
  ['references', 'normal'],
];

/** A view: a question that people ask anyway. */
interface View {
  name: string;
  description: string;
  query: string;
}

const SHARES = `count(*) AS questions,
    count(q.answered_on) AS answered,
    sum(q.open) AS open,
    sum(q.late) AS late,
    round(avg(q.days_to_answer), 1) AS average_days_to_answer`;

/** The views, by the order in which they are made. */
export const VIEWS: readonly View[] = [
  {
    name: 'questions_in_english',
    description:
      'one row a question, with its English subject and text and the English text of its first answer',
    query: `SELECT q.question_id, q.number, q.type, q.date, q.authors, q.political_groups, q.addressees,
    t.subject AS subject, t.text AS text, a.given_by, a.date AS answered_on, at.text AS answer, t.url
  FROM questions q
  LEFT JOIN texts t ON t.document_id = q.question_id AND t.language = 'en'
  LEFT JOIN answers a ON a.question_id = q.question_id AND a.position = 1
  LEFT JOIN texts at ON at.document_id = a.answer_id AND at.language = 'en'`,
  },
  {
    name: 'open_questions',
    description: 'written questions without an answer, and whether their deadline is past today',
    query: `SELECT question_id, number, type, date, deadline, deadline < date('now') AS overdue,
    CAST(julianday(date('now')) - julianday(date) AS INTEGER) AS days_open, subject, authors, addressees
  FROM questions WHERE open = 1 ORDER BY deadline`,
  },
  {
    name: 'overdue_questions',
    description:
      'written questions without an answer whose deadline is past today, the longest overdue first',
    query: 'SELECT * FROM open_questions WHERE overdue = 1 ORDER BY deadline',
  },
  {
    name: 'questions_by_political_group',
    description:
      'questions of which an author belongs to the group; one of several groups counts for each of them',
    query: `SELECT g.value AS political_group, ${SHARES}
  FROM questions q, json_each(q.political_groups) g GROUP BY g.value ORDER BY questions DESC, political_group`,
  },
  {
    name: 'questions_by_addressee',
    description: 'questions by whom they are put to; one that is put to several counts for each of them',
    query: `SELECT a.value AS addressee, ${SHARES}
  FROM questions q, json_each(q.addressees) a GROUP BY a.value ORDER BY questions DESC, addressee`,
  },
  {
    name: 'questions_by_month',
    description: 'questions by the month in which they were tabled, and type',
    query: `SELECT substr(q.date, 1, 7) AS month, q.type, ${SHARES}
  FROM questions q GROUP BY month, q.type ORDER BY month, q.type`,
  },
];

/** Puts a name into quotes: `"references"`. */
export function quoted(name: string): string {
  return `"${name}"`;
}

/** The statements that make tables, indexes, full-text index and views of an empty database. */
export function createStatements(): string[] {
  return [
    ...TABLES.map(createTable),
    ...INDEXES.map(
      ([table, column]) =>
        `CREATE INDEX ${quoted(`${table}_${column}`)} ON ${quoted(table)} (${quoted(column)})`,
    ),
    // Texts stand in their table alone; accents do not matter; the language is at hand for a condition.
    `CREATE VIRTUAL TABLE texts_fts USING fts5(subject, text, language UNINDEXED, content="texts", content_rowid="${TEXT_ID.name}", tokenize="unicode61 remove_diacritics 2")`,
    ...VIEWS.map(({name, query}) => `CREATE VIEW ${quoted(name)} AS\n  ${query}`),
    `CREATE TABLE data_dictionary (
  "table" TEXT NOT NULL,
  "column" TEXT,
  type TEXT,
  is_key INTEGER,
  refers_to TEXT,
  may_be_null INTEGER,
  record_field TEXT,
  description TEXT NOT NULL
)`,
  ];
}

function createTable({name, key, links, columns}: Table): string {
  const isIndexed = name === 'texts';
  const names = (of: readonly string[]): string => of.map(quoted).join(', ');
  const parts = [
    ...(isIndexed ? [`${quoted(TEXT_ID.name)} INTEGER PRIMARY KEY`] : []),
    ...columns.map(
      column => `${quoted(column.name)} ${TYPES[column.type]}${isNullable(column) ? '' : ' NOT NULL'}`,
    ),
    `${isIndexed ? 'UNIQUE' : 'PRIMARY KEY'} (${names(key)})`,
    ...links.map(
      link =>
        `FOREIGN KEY (${names(link.columns)}) REFERENCES ${quoted(link.table)} (${names(link.columns)}) DEFERRABLE INITIALLY DEFERRED`,
    ),
  ];
  return `CREATE TABLE ${quoted(name)} (\n  ${parts.join(',\n  ')}\n)`;
}

/** The rows of the table `data_dictionary`: a row without a column describes the table itself. */
export function dictionaryRows(): (string | number | null)[][] {
  const whole = (name: string, description: string) => [
    ...[name, null, null, null, null, null, null],
    description,
  ];
  return [
    whole('data_dictionary', `this table. ${SOURCE.title}. ${LICENCE_LINES.join(' ')} ${ENCODABLE_RULE}`),
    ...describeTables().flatMap(({name, description, key, links, columns}) => [
      whole(name, description),
      ...(name === 'texts'
        ? [[name, TEXT_ID.name, TYPE_NOTES.integer, 0, null, 0, null, TEXT_ID.description]]
        : []),
      ...columns.map(column => [
        name,
        column.name,
        TYPE_NOTES[column.type],
        Number(key.includes(column.name)),
        links.find(link => link.columns.includes(column.name))?.table ?? null,
        Number(isNullable(column)),
        column.field ?? null,
        column.description,
      ]),
    ]),
    whole(
      'texts_fts',
      "full-text index of texts, without regard to case and accents: SELECT t.* FROM texts_fts f JOIN texts t ON t.text_id = f.rowid WHERE texts_fts MATCH 'commissione' AND t.language = 'it' ORDER BY rank",
    ),
    ...VIEWS.map(({name, description}) => whole(name, `view: ${description}`)),
  ];
}
