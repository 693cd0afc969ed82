import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parse} from 'csv-parse/sync';

/** One row of an official yearly list: what Parliament says of one question, as it stands there. */
export interface ListedQuestion {
  /** `E-9-2019-003068` */
  id: string;
  /** with markup, entities, line breaks and all; empty on one row */
  title: string;
  /** `EP priority written question` */
  type: string;
  term: string;
  date: string;
  /** not in the printed order; a committee's or a group's code may stand among them: `ECON; Irene TINAGLI` */
  persons: string[];
  /** `Committee on Economic and Monetary Affairs` */
  organisations: string[];
  /** `English`; empty where there is no version at all */
  language: string;
  /** addresses, as in all columns that follow: one at most of the question, several of answers and annexes */
  pdf: string[];
  doc: string[];
  answersPdf: string[];
  answersDoc: string[];
  annexesPdf: string[];
  annexesDoc: string[];
  /** `PE641.917` */
  pe: string;
  uri: string;
}

/**
 * Reads the official yearly lists of questions.
 *
 * @param openData the folder of real open data
 * @returns the rows of 2019, 2022 and 2024 (to 25 April), list after list
 * @source `parliamentary-questions_{year}_{version}_en.csv` of data.europarl.europa.eu: RFC 4180, several values in one
 *   field separated by "; "
 */
export async function readOfficialLists(openData: string): Promise<ListedQuestion[]> {
  const directory = join(openData, 'csv');
  const names = (await readdir(directory)).filter(name => name.endsWith('.csv')).sort();
  const texts = await Promise.all(names.map(name => readFile(join(directory, name), 'utf8')));
  return texts.flatMap(text => parse<Record<string, string>>(text, {columns: true}).map(rowOf));
}

function rowOf(columns: Record<string, string>): ListedQuestion {
  const one = (name: string): string => {
    const value = columns[`document_${name}`];
    if (value === undefined) throw new TypeError(`the list has no column document_${name}`);
    return value;
  };
  const several = (name: string): string[] =>
    one(name)
      .split('; ')
      .filter(value => value !== '');
  return {
    id: one('identifier'),
    title: one('title'),
    type: one('type'),
    term: one('parliamentary_term'),
    date: one('date'),
    persons: several('creator_person'),
    organisations: several('creator_organization'),
    language: one('language'),
    pdf: several('pdf'),
    doc: several('doc'),
    answersPdf: several('answers_pdf'),
    answersDoc: several('answers_doc'),
    annexesPdf: several('annexes_pdf'),
    annexesDoc: several('annexes_doc'),
    pe: one('ep_number'),
    uri: one('URI'),
  };
}

/** Whether a value of the authors' column is the code of a committee or group: `ECON`, `Renew`. */
export function isBodyCode(person: string): boolean {
  return !person.includes(' ');
}

/** A name without case and diacritics: `Dariusz ROSATI` in the lists of 2019 and 2024, `Niklas NIENASS` for Nienaß. */
export function foldName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
}

/** The answer whose file, or whose annex, stands at an address: `…/E-9-2019-003068-ASW/E-9-2019-003068-ASW-FF_en.pdf`. */
export function answerIdOf(url: string): string {
  return url.split('/').at(-2) ?? '';
}

/** The annex at an address: `…/E-9-2019-003553-ASW-ANN01_en.pdf`. */
export function annexIdOf(url: string): string {
  return /([^/]+)_en\.\w+$/.exec(url)?.[1] ?? '';
}
