import {encodable} from './encodable.ts';
import type {Cell, ColumnType} from './tables.ts';

/** Between the items of a list. */
export const LIST_SEPARATOR = '|';

/** How cells are to be read, sentence by sentence. */
export const CELL_RULES: readonly string[] = [
  'Nothing between two commas is null, or an empty list; "" is an empty text.',
  'Cells of text and lists that begin with = + - @, their full-width forms, a tab or a line break, whatever apostrophes stand before, have one apostrophe more at their beginning, so that no spreadsheet runs them: where a cell begins with apostrophes and one of these, take one apostrophe away.',
  'Items of a list are joined by |; within an item | is written \\p, a backslash \\\\, and an item without characters \\e.',
  'Booleans are true and false; dates are ISO 8601: 2019-10-02.',
];

// What Excel, LibreOffice and Numbers take for the beginning of a formula; OWASP, "CSV Injection".
const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * Writes a cell as it stands between two commas, before quotes.
 *
 * @returns `null` for null and the empty list, which are written as nothing; a number as it is, which is never a formula
 */
export function csvCell(cell: Cell, type: ColumnType): string | number | null {
  if (cell === null || typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'string') return type === 'text' ? guard(encodable(cell)) : cell;
  return cell.length === 0 ? null : guard(encodable(cell.map(listItem).join(LIST_SEPARATOR)));
}

function guard(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function listItem(item: string): string {
  if (item === '') return '\\e';
  return item.replaceAll('\\', '\\\\').replaceAll(LIST_SEPARATOR, '\\p');
}
