import type {Change} from './changes.ts';
import type {FieldDescription} from './fields.ts';

/** One question as `epq list` prints it. */
export interface ListedRow {
  id: string;
  date: string | null;
  type: string;
  subject: string | null;
  languages: string[];
}

const LISTED: Readonly<Record<keyof ListedRow, string>> = {
  id: 'E-9-2019-003068: letter, term, year, serial',
  date: 'the day it was tabled',
  type: 'what the letter of its number says: QUESTION_WRITTEN',
  subject: "English where it exists, else the original's",
  languages: 'codes of the languages it exists in',
};

const CHANGED: Readonly<Record<keyof Change, string>> = {
  event: 'added, answered, revised or version-added',
  id: 'E-9-2019-003068: letter, term, year, serial',
  number: 'as Parliament writes it today: "E-003068/2019"',
  date: 'the day it was tabled',
  subject: "English where it exists, else the original's",
  fields: 'what changed, as epq fetch --fields names it; empty for a question that is new',
};

/** The fields of what commands print that is no record, by command: the lines of `list`, the changes of `update`. */
export const PRINTED_FIELDS: Readonly<Record<'list' | 'update', readonly FieldDescription[]>> = {
  list: described(LISTED),
  update: described(CHANGED),
};

/** The commands that print records. */
export const RECORD_COMMANDS = ['fetch', 'harvest', 'parse', 'rebuild', 'export'] as const;

function described(fields: Readonly<Record<string, string>>): FieldDescription[] {
  return Object.entries(fields).map(([path, description]) => ({path, description}));
}
