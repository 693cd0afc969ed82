import {type Json, type ListPage, personOf, readRows, stringOf} from './manifest.ts';
import type {Directory} from './match-names.ts';
import {cleanText} from './parse/block.ts';

/**
 * Reads one page of a list of Members, or the record of one.
 *
 * @returns how many rows it has, and those that have an id, as it stands: `124828`; `null` for what is no list
 */
export function readPersonsPage(json: unknown): ListPage | null {
  return readRows(json, row => idOf(row)?.toString() ?? null);
}

/**
 * Reads the names of Members.
 *
 * @param json an answer of `/meps` or `/meps/{mep-id}`: `{data: [{id: 'person/1294', givenName: 'Elio', familyName: 'Di Rupo',
 *   label: 'Elio DI RUPO'}]}`
 * @returns by id the names in Latin letters and, where a person has one, the official name in others; without those who
 *   have none
 * @source the persons' SHACL of 2022, which has `officialGivenName` and `officialFamilyName` for Greeks, Cypriots and
 *   Bulgarians; a real answer's keys in the open data's descriptions by others, no answer as a file: unproven
 */
export function readPersons(json: unknown): Directory {
  const rows = (readPersonsPage(json)?.items ?? []).map(({row}) => row as Json);
  const persons = rows.map(row => [idOf(row) ?? 0, namesOf(row)] as const);
  return new Map(persons.filter(([, names]) => names.length > 0));
}

function idOf(row: Json): number | null {
  return personOf(stringOf(row.id)) ?? personOf(`person/${stringOf(row.identifier)}`);
}

function namesOf(row: Json): string[] {
  const pairs = [
    [row.givenName, row.familyName],
    [row.officialGivenName, row.officialFamilyName],
  ];
  const names = pairs.map(parts => cleanText(parts.map(stringOf).join(' ')));
  const whole = names.some(name => name !== '') ? names : [cleanText(stringOf(row.label))];
  return [...new Set(whole)].filter(name => name !== '');
}
