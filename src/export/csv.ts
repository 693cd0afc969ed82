import {stringify} from 'csv-stringify/sync';
import {CELL_RULES, csvCell} from './csv-cell.ts';
import {csvFileName, csvMetadata} from './csvw.ts';
import {dictionaryMarkdown} from './dictionary.ts';
import {makeFolder, openTextFile} from './draft.ts';
import {ENCODABLE_RULE} from './encodable.ts';
import type {Exporter, ExportOptions} from './exporter.ts';
import {openRows, type Row, TABLES} from './tables.ts';

// By itself the library quotes cells with commas, quotes and its own line ends. RFC 4180 wants every line break quoted; an
// empty text is quoted so that it is not null.
const RFC_4180 = {record_delimiter: '\r\n', quoted_match: /^$|[\r\n]/} as const;

/**
 * Opens an export as a folder of CSV files, one a table, with their description for machines and for people.
 *
 * @param folder where nothing is yet
 */
export async function openCsv(folder: string, {bom}: Pick<ExportOptions, 'bom'>): Promise<Exporter> {
  await makeFolder(folder);
  const files = await Promise.all(
    TABLES.map(async ({name, columns}) => {
      const file = await openTextFile(`${folder}/${csvFileName(name)}`);
      await file.write(stringify([columns.map(column => column.name)], {...RFC_4180, bom}));
      return {
        name,
        file,
        cells: (row: Row) => columns.map(column => csvCell(row[column.name] ?? null, column.type)),
      };
    }),
  );
  const rowsOf = openRows();
  let count = 0;
  return {
    async record(record) {
      count += 1;
      const rows = rowsOf(record);
      for (const {name, file, cells} of files)
        if (rows[name].length > 0) await file.write(stringify(rows[name].map(cells), RFC_4180));
    },
    async end() {
      for (const {file} of files) await file.close();
      const described = [
        ['csv-metadata.json', `${JSON.stringify(csvMetadata(), null, 2)}\n`],
        ['data-dictionary.md', dictionary()],
      ] as const;
      for (const [name, text] of described) {
        const file = await openTextFile(`${folder}/${name}`);
        await file.write(text);
        await file.close();
      }
      return {question: count};
    },
  };
}

function dictionary(): string {
  const types = {text: 'text', integer: 'integer', boolean: 'boolean', date: 'date', list: 'list of texts'};
  return dictionaryMarkdown(types, [
    {
      heading: 'The files',
      lines: [
        'CSV by RFC 4180: UTF-8, commas, lines end with CR LF, the first line names the columns; `csv-metadata.json` describes them for machines (CSV on the Web).',
        ...CELL_RULES,
        ENCODABLE_RULE,
      ],
    },
  ]);
}
