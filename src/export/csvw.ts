import {CELL_RULES, LIST_SEPARATOR} from './csv-cell.ts';
import {type DescribedColumn, type DescribedTable, describeTables} from './dictionary.ts';
import {ENCODABLE_RULE} from './encodable.ts';
import {SOURCE} from './licence.ts';
import type {ColumnType, TableName} from './tables.ts';

const DATATYPES: Readonly<Record<ColumnType, string>> = {
  text: 'string',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  list: 'string',
};

/** The name of a table's file. */
export function csvFileName(table: TableName): string {
  return `${table}.csv`;
}

/**
 * Describes the files of a CSV export for machines.
 *
 * @returns a JSON object for `csv-metadata.json`
 * @source W3C, Metadata Vocabulary for Tabular Data (CSV on the Web), 17 December 2015
 */
export function csvMetadata(): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', {'@language': 'en'}],
    'dc:title': SOURCE.title,
    'dc:creator': SOURCE.creator,
    'dc:source': {'@id': SOURCE.address},
    'dc:license': {'@id': SOURCE.licenceAddress},
    notes: [...CELL_RULES, ENCODABLE_RULE],
    dialect: {
      encoding: 'utf-8',
      delimiter: ',',
      quoteChar: '"',
      doubleQuote: true,
      lineTerminators: ['\r\n'],
      header: true,
      headerRowCount: 1,
    },
    tables: describeTables().map(table => ({
      url: csvFileName(table.name),
      'dc:description': table.description,
      tableSchema: {
        columns: table.columns.map(csvColumn),
        primaryKey: table.key,
        foreignKeys: foreignKeys(table),
      },
    })),
  };
}

function csvColumn({name, type, isRequired, description}: DescribedColumn): object {
  return {
    name,
    titles: name,
    'dc:description': description,
    datatype: DATATYPES[type],
    ...(type === 'list' ? {separator: LIST_SEPARATOR} : {null: ''}),
    ...(isRequired === true ? {required: true} : {}),
  };
}

function foreignKeys({links}: DescribedTable): object[] {
  return links.map(({columns, table}) => ({
    columnReference: columns,
    reference: {resource: csvFileName(table), columnReference: columns},
  }));
}
