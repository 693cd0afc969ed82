import {listFields} from '../fields.ts';
import {questionSchema} from '../json-schema.ts';
import {LICENCE_LINES, SOURCE} from './licence.ts';
import {type Column, type ColumnType, TABLES, type Table} from './tables.ts';

/** A column with its description, the record's own where it is a field of it. */
export type DescribedColumn = Column & {description: string};
/** A table whose columns are described. */
export type DescribedTable = Omit<Table, 'columns'> & {columns: readonly DescribedColumn[]};

/**
 * Describes the tables of the normal form, from their definition and the record's schema.
 *
 * @throws TypeError where a column names a field that the schema does not describe
 */
export function describeTables(): DescribedTable[] {
  const fields = new Map(listFields(questionSchema()).map(({path, description}) => [path, description]));
  return TABLES.map(table => ({
    ...table,
    columns: table.columns.map(column => {
      const description = column.description ?? fields.get(column.field ?? '');
      if (!description) throw new TypeError(`${table.name}.${column.name} has no description`);
      return {...column, description};
    }),
  }));
}

/** Part of a data dictionary that is not of the normal form: a heading, and lines of Markdown. */
export interface DictionarySection {
  heading: string;
  lines: readonly string[];
}

/**
 * Writes the data dictionary of an export as a Markdown file.
 *
 * @param types what each type of column is called in that form
 * @param sections what is to be said of the form, before the tables
 */
export function dictionaryMarkdown(
  types: Readonly<Record<ColumnType, string>>,
  sections: readonly DictionarySection[],
): string {
  const blocks = [
    `# ${SOURCE.title}: data dictionary`,
    LICENCE_LINES.join(' '),
    ...sections.flatMap(({heading, lines}) => [
      `## ${heading}`,
      lines.map(line => `- ${line.replaceAll('|', '\\|')}`).join('\n'),
    ]),
    ...describeTables().flatMap(table => tableBlocks(table, types)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function tableBlocks(table: DescribedTable, types: Readonly<Record<ColumnType, string>>): string[] {
  const {name, description, key, links, columns} = table;
  const named = (names: readonly string[]): string => names.map(column => `\`${column}\``).join(', ');
  const rows = columns.map(column => [
    `\`${column.name}\``,
    types[column.type],
    isNullable(column) ? 'yes' : 'no',
    column.field === undefined ? '' : `\`${column.field}\``,
    column.description,
  ]);
  return [
    `## Table \`${name}\``,
    `${description}.`,
    [
      `- Key: ${named(key)}`,
      ...links.map(link => `- ${named(link.columns)} refers to \`${link.table}\``),
    ].join('\n'),
    [['column', 'type', 'null', 'field of the record', 'what it is'], Array(5).fill('---'), ...rows]
      .map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`)
      .join('\n'),
  ];
}

/** Whether a column may be null. */
export function isNullable({isRequired, type}: Column): boolean {
  return isRequired !== true && type !== 'list';
}
