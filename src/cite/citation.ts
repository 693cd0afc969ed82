import {pageAddress} from '../addresses.ts';
import {LANGUAGE_CODES, type Language} from '../language.ts';
import {MEMBERS} from '../members.ts';
import type {Answer, Author, FileEntry, QuestionRecord, QuestionType} from '../question.ts';
import {formatNumber, parseId, questionIdOfAnswer} from '../reference.ts';

/** What is cited: one question or answer, in one of its languages. */
export interface Citation {
  /** `E-003068-2019`; `E-003068-2019-ASW` for its answer; `E-003068-2019-it` where several languages are asked for */
  key: string;
  /** people and bodies, each name whole: how it divides into given and family name is not known */
  authors: string[];
  /** the subject in this language, else the record's; where there is none, the type */
  title: string;
  /** `Question for written answer`, in English whatever the language */
  type: string;
  /** `E-003068/2019`, with `/rev.1`; of an answer `E-003068/2019(ASW)` */
  number: string;
  /** ISO: the day it was tabled, or answered */
  date: string | null;
  institution: string;
  /** the page in this language */
  url: string | null;
  /** `null` where no version is known */
  language: Language | null;
  /** groups and bodies beside the names as printed, and other questions answered; `null` for none of these */
  note: string | null;
}

/** What is wanted of a citation. */
export interface CitationWishes {
  /** `null`: one citation, in English where it exists, else the original */
  languages: readonly Language[] | 'all' | null;
}

/** What heads a question of each kind, in English. */
const KINDS: Readonly<Record<QuestionType, string>> = {
  QUESTION_WRITTEN: 'Question for written answer',
  QUESTION_WRITTEN_PRIORITY: 'Priority question for written answer',
  QUESTION_ORAL: 'Question for oral answer',
  QUESTION_TIME: 'Question for Question Time',
  INTERPELLATION_MAJOR: 'Major interpellation',
  INTERPELLATION_MINOR: 'Minor interpellation',
};

/**
 * Cites a question.
 *
 * @returns a citation for each language wanted that is there, in Parliament's order; empty where none is
 */
export function citeQuestion(record: QuestionRecord, {languages}: CitationWishes): Citation[] {
  const {id, number, revision, type, date, originalLanguage, versions} = record;
  const whole = revision === null ? number : `${number}/rev.${revision}`;
  const chosen = chooseLanguages(languagesOf(versions), originalLanguage, languages);
  return chosen.map(language => ({
    key: keyOf(whole, areSeveral(languages) ? language : null),
    authors: record.authors.flatMap(author => nameOf(author) ?? []),
    title: titleOf(record, language),
    type: KINDS[type],
    number: whole,
    date,
    institution: 'European Parliament',
    url: urlOf(id, language, versions) ?? record.documents.eli,
    language,
    note: noteOf(record.authors),
  }));
}

/**
 * Cites the answers to a question: by whom they were given, under the question's subject.
 *
 * @returns for each answer a citation for each language wanted that is there; a joint answer has the number and the key of
 *   the question whose number it bears, whichever question it is cited from; empty where there is none
 */
export function citeAnswers(record: QuestionRecord, {languages}: CitationWishes): Citation[] {
  return record.answers.flatMap(answer => {
    const number = numberOfAnswer(answer, record);
    const chosen = chooseLanguages(languagesOf(answer.versions), null, languages);
    return chosen.map(language => ({
      key: keyOf(number, areSeveral(languages) ? language : null),
      authors: [answer.givenBy, answer.onBehalfOf].filter(name => name !== null),
      title: titleOf(record, language),
      type: `Answer to a ${KINDS[record.type].toLowerCase()}`,
      number,
      date: answer.date,
      institution: 'European Parliament',
      url: urlOf(answer.id, language, answer.versions),
      language,
      note: noteOfAnswer(answer),
    }));
  });
}

/** The languages in which a question or answer is there: those of which a document is known, read or not. */
export function languagesOf(versions: Readonly<Partial<Record<Language, unknown>>>): Language[] {
  return LANGUAGE_CODES.filter(code => versions[code] !== undefined);
}

// Without a wish one citation is due, even of what has no version that is known.
function chooseLanguages(
  there: readonly Language[],
  original: Language | null,
  wanted: CitationWishes['languages'],
): (Language | null)[] {
  if (wanted !== null) return there.filter(code => wanted === 'all' || wanted.includes(code));
  return [there.find(code => code === 'en') ?? there.find(code => code === original) ?? there[0] ?? null];
}

// By what is wanted and not by what is there, so that a key stays when a version is added.
function areSeveral(wanted: CitationWishes['languages']): boolean {
  return wanted === 'all' || (wanted !== null && wanted.length > 1);
}

function keyOf(number: string, language: Language | null): string {
  const plain = number.replace('(ASW)', '-ASW').replace('rev.', 'rev').replaceAll('/', '-');
  return language === null ? plain : `${plain}-${language}`;
}

function titleOf({subject, versions, type}: QuestionRecord, language: Language | null): string {
  const own = language === null ? null : versions[language]?.subject;
  return own ?? subject ?? KINDS[type];
}

// Where only the open data names a Member, by id, the bundled sample may know the name.
function nameOf({name, mepId, onBehalfOf}: Author): string | null {
  if (name !== null) return name;
  return mepId === null ? onBehalfOf : (MEMBERS.get(mepId) ?? `MEP ${mepId}`);
}

// The page, of which the record knows the address where it was asked for.
function urlOf(
  id: string,
  language: Language | null,
  versions: Readonly<Partial<Record<Language, {files: readonly FileEntry[]}>>>,
): string | null {
  if (language === null) return null;
  const page = versions[language]?.files.find(({format, status}) => format === 'html' && status !== 'absent');
  return page?.url ?? pageAddress(id, language);
}

// Names that act for the same body stand before it together, as in a heading.
function noteOf(authors: readonly Author[]): string | null {
  const hasMore = (author: Author): boolean =>
    author.politicalGroup !== null || (author.onBehalfOf !== null && author.onBehalfOf !== nameOf(author));
  if (!authors.some(hasMore)) return null;
  const parts = authors.map((author, index) => {
    const group = author.politicalGroup === null ? '' : ` (${author.politicalGroup})`;
    const isLast = authors[index + 1]?.onBehalfOf !== author.onBehalfOf;
    const hasBody = author.onBehalfOf !== null && author.onBehalfOf !== nameOf(author) && isLast;
    return `${nameOf(author) ?? ''}${group}${hasBody ? `, on behalf of ${author.onBehalfOf}` : ''}`;
  });
  return parts.join('; ');
}

function numberOfAnswer({id}: Answer, record: QuestionRecord): string {
  const question = parseId(questionIdOfAnswer(id));
  return `${question === null ? record.number : formatNumber({...question, revision: null})}(ASW)`;
}

function noteOfAnswer({givenBy, onBehalfOf, questions}: Answer): string | null {
  const who =
    givenBy === null || onBehalfOf === null ? [] : [`Given by ${givenBy} on behalf of ${onBehalfOf}`];
  const numbers = questions.flatMap(id => {
    const parts = parseId(id);
    return parts === null ? [] : [formatNumber({...parts, revision: null})];
  });
  const joint = numbers.length > 1 ? [`Joint answer to ${numbers.join(', ')}`] : [];
  const note = [...who, ...joint].join('. ');
  return note === '' ? null : note;
}
