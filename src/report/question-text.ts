import {LANGUAGE_CODES, type Language} from '../language.ts';
import type {Author, FileEntry, QuestionRecord, QuestionVersion} from '../question.ts';
import {nameOf} from './index-columns.ts';
import type {FileLink, Person, QuestionText, VersionText} from './model.ts';

/**
 * Takes from a record what the reader shows.
 *
 * @param answers whether answers are shown; they are an empty list otherwise
 */
export function questionTextOf(record: QuestionRecord, answers: boolean): QuestionText {
  return {
    rule: record.rule,
    procedures: record.procedures,
    addressees: record.addressees.flatMap(({code, label}) => label ?? code ?? []),
    authors: record.authors.map(personOf),
    supporters: record.supporters.map(personOf),
    versions: versionsOf(record.versions),
    answers: !answers
      ? []
      : record.answers.map(({id, date, givenBy, onBehalfOf, questions, annexes, versions}) => ({
          ...{id, date, givenBy, onBehalfOf, questions},
          annexes: annexes.map(annex => ({id: annex.id, title: annex.title, links: linksOf(annex.files)})),
          versions: versionsOf(versions),
        })),
  };
}

/** Whether a question has text of its own or an answer's, not only facts. */
export function hasText({versions, answers}: QuestionText): boolean {
  return [versions, ...answers.map(answer => answer.versions)].some(those =>
    Object.values(those).some(({paragraphs}) => paragraphs.length > 0),
  );
}

type Version = Pick<QuestionVersion, 'paragraphs' | 'footnotes' | 'files'> & {subject?: string | null};

function versionsOf(versions: Partial<Record<Language, Version>>): Partial<Record<Language, VersionText>> {
  return Object.fromEntries(
    LANGUAGE_CODES.flatMap(language => {
      const version = versions[language];
      if (version === undefined) return [];
      const {subject = null, paragraphs, footnotes, files} = version;
      return [[language, {subject, paragraphs, footnotes, links: linksOf(files)}]];
    }),
  );
}

function personOf(author: Author): Person {
  const {name, politicalGroup, onBehalfOf} = author;
  return {name: nameOf(author), group: politicalGroup, onBehalfOf: name === null ? null : onBehalfOf};
}

// A file that was refused or not asked for is at Parliament all the same.
function linksOf(files: readonly Pick<FileEntry, 'format' | 'url' | 'status'>[]): FileLink[] {
  return files.filter(({status}) => status !== 'absent').map(({format, url}) => ({format, url}));
}
