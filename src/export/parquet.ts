import {ByteWriter, ParquetWriter} from 'hyparquet-writer';
import {dictionaryMarkdown, isNullable} from './dictionary.ts';
import {attempt, makeFolder, openByteFile, openTextFile} from './draft.ts';
import {ENCODABLE_RULE, encodable} from './encodable.ts';
import type {Exporter} from './exporter.ts';
import {SOURCE} from './licence.ts';
import {type Cell, type Column, openRows, type Row, TABLES, type Table, yearOfRow} from './tables.ts';

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];

// A row group is held in memory while it is filled: about so many bytes, of which so many for a cell, whatever is in it.
const GROUP_SIZE = 1 << 21;
const CELL = 32;

/** The year of the one partition that an export without questions has, so that its tables can be read. */
const NO_YEAR = 0;

/**
 * Opens an export as a folder of Parquet tables, divided by year in the layout of Hive: `questions/year=2019/part-0.parquet`.
 *
 * @param folder where nothing is yet
 */
export async function openParquet(folder: string): Promise<Exporter> {
  await makeFolder(folder);
  const parts = new Map<number, number>();
  const rowsOf = openRows();
  let open: {year: number; tables: readonly ParquetTable[]} | null = null;
  let count = 0;
  const close = async (): Promise<void> => {
    for (const table of open?.tables ?? []) await table.close();
    open = null;
  };
  const openYear = async (year: number): Promise<readonly ParquetTable[]> => {
    if (open?.year === year) return open.tables;
    await close();
    const part = parts.get(year) ?? 0;
    parts.set(year, part + 1);
    const tables = await Promise.all(
      TABLES.map(async table => {
        const partition = `${folder}/${table.name}/year=${year}`;
        await makeFolder(partition);
        return openTable(`${partition}/part-${part}.parquet`, table);
      }),
    );
    open = {year, tables};
    return tables;
  };
  return {
    async record(record) {
      count += 1;
      const rows = rowsOf(record);
      const [question] = rows.questions;
      if (question === undefined) return;
      for (const table of await openYear(yearOfRow(question))) await table.add(rows[table.name]);
    },
    async end() {
      if (count === 0) await openYear(NO_YEAR);
      await close();
      const file = await openTextFile(`${folder}/data-dictionary.md`);
      await file.write(dictionary());
      await file.close();
      return {question: count};
    },
  };
}

interface ParquetTable {
  name: Table['name'];
  add(rows: readonly Row[]): Promise<void>;
  close(): Promise<void>;
}

async function openTable(path: string, {name, columns}: Table): Promise<ParquetTable> {
  const file = await openByteFile(path);
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{name, num_children: columns.length}, ...columns.flatMap(schemaOf)],
    createdBy: 'epq',
    kvMetadata: [
      {key: 'source', value: `${SOURCE.creator}, ${SOURCE.address}`},
      {key: 'licence', value: `${SOURCE.licence}, ${SOURCE.licenceAddress}`},
    ],
  });
  let waiting = columns.map((): unknown[] => []);
  let rowCount = 0;
  let size = 0;
  const flush = async (): Promise<void> => {
    await file.write(bytes.getBytes());
    bytes.index = 0;
  };
  const writeGroup = async (): Promise<void> => {
    const columnData = columns.map((column, index) => ({
      name: column.name,
      data: waiting[index] ?? [],
      // Readers of old know booleans in this form alone.
      ...(column.type === 'boolean' ? {encoding: 'PLAIN' as const} : {}),
    }));
    const rowGroupSize = rowCount;
    waiting = columns.map(() => []);
    rowCount = 0;
    size = 0;
    if (rowGroupSize === 0) return;
    await attempt(path, async () => writer.write({columnData, rowGroupSize}));
    await flush();
  };
  return {
    name,
    async add(rows) {
      for (const row of rows) {
        for (const [index, column] of columns.entries()) {
          const cell = row[column.name] ?? null;
          waiting[index]?.push(parquetCell(cell, column));
          size += sizeOf(cell);
        }
        rowCount += 1;
        if (size >= GROUP_SIZE) await writeGroup();
      }
    },
    async close() {
      await writeGroup();
      writer.finish();
      await flush();
      await file.close();
    },
  };
}

function schemaOf({name, type, ...column}: Column): Schema {
  const repetition_type = isNullable({name, type, ...column}) ? 'OPTIONAL' : 'REQUIRED';
  const text = {type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: {type: 'STRING'}} as const;
  switch (type) {
    case 'text':
      return [{name, repetition_type, ...text}];
    case 'integer':
      return [{name, repetition_type, type: 'INT32'}];
    case 'boolean':
      return [{name, repetition_type, type: 'BOOLEAN'}];
    case 'date':
      return [{name, repetition_type, type: 'INT32', converted_type: 'DATE', logical_type: {type: 'DATE'}}];
    case 'list':
      return [
        {name, repetition_type, converted_type: 'LIST', logical_type: {type: 'LIST'}, num_children: 1},
        {name: 'list', repetition_type: 'REPEATED', num_children: 1},
        {name: 'element', repetition_type: 'REQUIRED', ...text},
      ];
  }
}

// Long texts wait as bytes, which cost less memory than strings that grow old.
function parquetCell(cell: Cell, {name, type}: Column): unknown {
  if (typeof cell === 'string') {
    if (type === 'date') return new Date(cell);
    return name === 'text' ? Buffer.from(encodable(cell)) : encodable(cell);
  }
  return Array.isArray(cell) ? cell.map(encodable) : cell;
}

function sizeOf(cell: Cell): number {
  if (typeof cell === 'string') return CELL + cell.length;
  return Array.isArray(cell) ? cell.reduce((size, item) => size + CELL + item.length, CELL) : CELL;
}

function dictionary(): string {
  const types = {text: 'STRING', integer: 'INT32', boolean: 'BOOLEAN', date: 'DATE', list: 'LIST<STRING>'};
  return dictionaryMarkdown(types, [
    {
      heading: 'The files',
      lines: [
        'Parquet, divided by year in the layout of Hive, which DuckDB, Spark and Trino read as one table: `questions/year=2019/part-0.parquet`.',
        `\`year\` is that of the question's number, and stands in the names of the folders alone. Every table has a file for every year, also where that has no rows; an export without questions has \`year=${NO_YEAR}\` alone, without rows.`,
        "DuckDB: `SELECT * FROM read_parquet('epq-parquet/questions/*/*.parquet', hive_partitioning = true)`.",
        ENCODABLE_RULE,
      ],
    },
  ]);
}
