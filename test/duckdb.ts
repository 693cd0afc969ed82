import {DuckDBInstance} from '@duckdb/node-api';

/**
 * Stands in for the `duckdb` program where it is not installed: `duckdb -csv -c "SELECT …"`, by the same library.
 */
const sql = process.argv[process.argv.indexOf('-c') + 1] ?? '';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const reader = await connection.runAndReadAll(sql);
const rows = [reader.columnNames(), ...reader.getRowsJS()];
for (const row of rows) console.log(row.map(asCell).join(','));

// As the program writes them: a number of type DOUBLE with its point.
function asCell(value: unknown, column: number): string {
  if (value === null) return '';
  const isDouble = typeof value === 'number' && String(reader.columnType(column)) === 'DOUBLE';
  const text = isDouble && Number.isInteger(value) ? `${value}.0` : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
