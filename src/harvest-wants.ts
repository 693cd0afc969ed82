import type {Checkpoint} from './checkpoint.ts';
import type {Wanted} from './fetch-question.ts';
import {LANGUAGE_CODES, type Language} from './language.ts';
import type {FileFormat} from './question.ts';
import {FILE_FORMATS} from './record-words.ts';

/**
 * What is wanted of a question is what the harvests wanted whose range and kinds hold it, all of them together.
 *
 * @param harvests of the store
 * @param id its letter tells the kind
 * @param date the day it was tabled, ISO; `null` where it is not known: no harvest is its own
 * @param usual what is wanted of a question that belongs to no harvest
 */
export function wantedByHarvests(
  harvests: readonly Checkpoint[],
  id: string,
  date: string | null,
  usual: Wanted,
): Wanted {
  const own = harvests.filter(
    ({from, to, types}) =>
      date !== null &&
      date >= from &&
      (to === null || date <= to) &&
      (types === null || types.includes(id[0] ?? '')),
  );
  if (own.length === 0) return usual;
  const languages = own.flatMap(harvest => harvest.languages);
  const documents = own.flatMap(harvest => harvest.documents);
  const [source, ...others] = new Set(own.map(harvest => harvest.source));
  return {
    ...usual,
    languages: languages.includes('all')
      ? 'all'
      : LANGUAGE_CODES.filter((code: Language) => languages.includes(code)),
    documents: FILE_FORMATS.filter((format: FileFormat) => documents.includes(format)),
    answers: own.some(({answers}) => answers),
    source: source === undefined || others.length > 0 ? 'auto' : source,
  };
}
