import {apiAddress} from './addresses.ts';
import type {Annex, FileEntry, QuestionRecord} from './question.ts';

/** A file as a record names it. */
export type NamedFile = FileEntry | Annex['files'][number];

/** Every file that a record names: of the question, its answers and their annexes, in all languages. */
export function filesOf({versions, answers}: QuestionRecord): NamedFile[] {
  const listed = [versions, ...answers.map(answer => answer.versions)].flatMap(one => Object.values(one));
  const annexes = answers.flatMap(answer => answer.annexes);
  return [...listed.flatMap(({files}) => files), ...annexes.flatMap(({files}) => files)];
}

/**
 * Says what one record of a question was read from and another was not.
 *
 * @returns addresses of files and of the open data's record, ascending; empty where the later one rests on as much
 */
export function noLongerRead(before: QuestionRecord, after: QuestionRecord): string[] {
  const [had, has] = [readAddresses(before), readAddresses(after)];
  return [...had].filter(url => !has.has(url)).sort();
}

function readAddresses(record: QuestionRecord): Set<string> {
  const files = filesOf(record).filter(({status}) => status === 'ok');
  const openData = record.agreement.sources.includes('opendata') ? [apiAddress(record.id)] : [];
  return new Set([...files.map(({url}) => url), ...openData]);
}
