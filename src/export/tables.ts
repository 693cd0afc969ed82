import {LANGUAGE_CODES, type Language} from '../language.ts';
import type {Answer, Author, QuestionRecord, QuestionVersion, TextReference} from '../question.ts';
import {answerTimeOf, countWords, daysBetween} from './answer-time.ts';
import {rememberAnswers} from './given-answers.ts';

/** What a column holds: `list` is a list of texts, a `date` is ISO. */
export type ColumnType = 'text' | 'integer' | 'boolean' | 'date' | 'list';

/** One column of the normal form. */
export interface Column {
  name: string;
  type: ColumnType;
  /** whether it is never `null`; lists never are */
  isRequired?: true;
  /** the field of the record whose description it takes: `authors.politicalGroup` */
  field?: string;
  /** what it is, where it is no field, or more than one */
  description?: string;
}

/** One table of the normal form. */
export interface Table {
  name: TableName;
  description: string;
  /** the columns that name a row, stable from export to export */
  key: readonly string[];
  /** columns that name a row of another table */
  links: readonly {columns: readonly string[]; table: TableName}[];
  columns: readonly Column[];
}

/** The tables of the normal form. */
export type TableName = 'questions' | 'authors' | 'texts' | 'paragraphs' | 'answers' | 'references';
/** What stands in one cell. */
export type Cell = string | number | boolean | null | readonly string[];
/** One row: every column of its table. */
export type Row = Readonly<Record<string, Cell>>;
/** What one record gives to each table. */
export type Rows = Readonly<Record<TableName, readonly Row[]>>;

const QUESTION_ID: Column = {name: 'question_id', type: 'text', isRequired: true, field: 'id'};
const OF_QUESTION: Column = {...QUESTION_ID, description: 'the question whose record this comes from'};
const DOCUMENT_ID: Column = {
  name: 'document_id',
  type: 'text',
  isRequired: true,
  description: 'id of the question or of the answer: E-9-2019-003068, E-9-2019-003068-ASW',
};
const LANGUAGE: Column = {name: 'language', type: 'text', isRequired: true, description: 'ISO 639-1: en'};
const POSITION: Column = {name: 'position', type: 'integer', isRequired: true, description: 'from 1'};
const TO_QUESTION = {columns: ['question_id'], table: 'questions'} as const;

/** The one normal form that every export has: tables, keys, columns, in their order. */
export const TABLES: readonly Table[] = [
  {
    name: 'questions',
    description: 'one row a question',
    key: ['question_id'],
    links: [],
    columns: [
      QUESTION_ID,
      {name: 'number', type: 'text', isRequired: true, field: 'number'},
      {name: 'revision', type: 'integer', field: 'revision'},
      {name: 'type', type: 'text', isRequired: true, field: 'type'},
      {name: 'parliamentary_term', type: 'integer', isRequired: true, field: 'parliamentaryTerm'},
      {name: 'date', type: 'date', field: 'date'},
      {name: 'rule', type: 'text', field: 'rule'},
      {
        name: 'addressees',
        type: 'list',
        description:
          'whom it is put to, by code: COM, CONSIL, VPHR, PEC, ECB, SRB; by the printed name where it has none',
      },
      {name: 'subject', type: 'text', field: 'subject'},
      {name: 'original_language', type: 'text', field: 'originalLanguage'},
      {name: 'languages', type: 'list', description: 'the languages in which it is available'},
      {
        name: 'authors',
        type: 'list',
        description: 'names of all authors, in printed order; bodies by what they are called',
      },
      {name: 'author_count', type: 'integer', isRequired: true, description: 'how many authors it has'},
      {
        name: 'political_groups',
        type: 'list',
        description: 'groups of its authors, each once, in printed order',
      },
      {name: 'procedures', type: 'list', field: 'procedures'},
      {name: 'eli', type: 'text', field: 'documents.eli'},
      {name: 'pe', type: 'text', field: 'documents.pe'},
      {
        name: 'word_count',
        type: 'integer',
        description:
          'words of its text in the original language where that is there, else English, else the first there is',
      },
      {name: 'answer_count', type: 'integer', isRequired: true, description: 'how many answers it has'},
      {name: 'answered_on', type: 'date', description: 'the day of the first answer'},
      {
        name: 'days_to_answer',
        type: 'integer',
        description: 'from the day it was tabled to the day of the first answer',
      },
      {
        name: 'deadline',
        type: 'date',
        description:
          'three weeks after it was tabled for priority questions, six for other written ones (Rule 144); null for other kinds. The Rules count from the day the institution got it, which no document tells',
      },
      {
        name: 'late',
        type: 'boolean',
        description: 'whether the first answer came after the deadline; null without an answer',
      },
      {
        name: 'open',
        type: 'boolean',
        description:
          'whether a written question has no answer; null for other kinds, and where no source tells',
      },
      {name: 'sources', type: 'list', field: 'agreement.sources'},
      {
        name: 'difference_count',
        type: 'integer',
        isRequired: true,
        description: 'on how many fields the sources disagree: see agreement in the record',
      },
    ],
  },
  {
    name: 'authors',
    description: 'one row an author or supporter of a question',
    key: ['question_id', 'role', 'position'],
    links: [TO_QUESTION],
    columns: [
      QUESTION_ID,
      {name: 'role', type: 'text', isRequired: true, description: 'author, or supporter'},
      {...POSITION, description: 'in printed order, from 1, of each role'},
      {name: 'name', type: 'text', field: 'authors.name'},
      {name: 'political_group', type: 'text', field: 'authors.politicalGroup'},
      {name: 'mep_id', type: 'integer', field: 'authors.mepId'},
      {name: 'on_behalf_of', type: 'text', field: 'authors.onBehalfOf'},
    ],
  },
  {
    name: 'answers',
    description:
      'one row an answer to a question; a joint answer has one for each question whose record is here',
    key: ['question_id', 'answer_id'],
    links: [TO_QUESTION],
    columns: [
      QUESTION_ID,
      {name: 'answer_id', type: 'text', isRequired: true, field: 'answers.id'},
      {...POSITION, description: 'among the answers to the question, from 1'},
      {name: 'date', type: 'date', field: 'answers.date'},
      {name: 'given_by', type: 'text', field: 'answers.givenBy'},
      {name: 'on_behalf_of', type: 'text', field: 'answers.onBehalfOf'},
      {name: 'questions', type: 'list', field: 'answers.questions'},
      {
        name: 'days',
        type: 'integer',
        description: 'from the day the question was tabled to that of this answer',
      },
      {name: 'languages', type: 'list', description: 'the languages of which there is a file'},
      {name: 'annexes', type: 'list', description: 'ids of its annexes'},
    ],
  },
  {
    name: 'texts',
    description:
      'one row a language version of a question or an answer; a joint answer stands once, with the first of its questions here',
    key: ['document_id', 'language'],
    links: [TO_QUESTION],
    columns: [
      DOCUMENT_ID,
      LANGUAGE,
      OF_QUESTION,
      {name: 'kind', type: 'text', isRequired: true, description: 'question, or answer'},
      {
        name: 'is_original',
        type: 'boolean',
        description: 'whether it was tabled in this language; null where no source tells, and for answers',
      },
      {name: 'subject', type: 'text', field: 'versions.<language>.subject'},
      {name: 'heading', type: 'list', field: 'versions.<language>.heading'},
      {name: 'text', type: 'text', field: 'versions.<language>.text'},
      {name: 'word_count', type: 'integer', description: 'words of the text; null without a text'},
      {name: 'submitted', type: 'date', field: 'versions.<language>.submitted'},
      {name: 'last_updated', type: 'date', field: 'versions.<language>.lastUpdated'},
      {
        name: 'formats',
        type: 'list',
        description: 'forms of the files that were received and read: html, pdf',
      },
      {name: 'url', type: 'text', description: 'address of the page, else of the first file'},
    ],
  },
  {
    name: 'paragraphs',
    description: 'one row a paragraph, list item or footnote of a text',
    key: ['document_id', 'language', 'position'],
    links: [{columns: ['document_id', 'language'], table: 'texts'}],
    columns: [
      DOCUMENT_ID,
      LANGUAGE,
      {...POSITION, description: 'within the text, from 1; footnotes come last'},
      OF_QUESTION,
      {name: 'kind', type: 'text', isRequired: true, description: 'paragraph, item (of a list) or footnote'},
      {
        name: 'number',
        type: 'text',
        description: 'of a numbered item, as printed; of a footnote its mark; null otherwise',
      },
      {name: 'text', type: 'text', isRequired: true, description: 'footnote marks as [1]'},
    ],
  },
  {
    name: 'references',
    description: 'one row a reference in a question or an answer, each once',
    key: ['document_id', 'position'],
    links: [TO_QUESTION],
    columns: [
      DOCUMENT_ID,
      {...POSITION, description: 'in the order of the text, from 1'},
      OF_QUESTION,
      {name: 'kind', type: 'text', isRequired: true, field: 'references.kind'},
      {name: 'printed', type: 'text', isRequired: true, field: 'references.printed'},
      {name: 'normal', type: 'text', field: 'references.normal'},
    ],
  },
];

/**
 * Divides records into the rows of the tables.
 *
 * @returns a function for one record after the other, which gives the texts and references of an answer only once,
 *   whichever records name it; it remembers the ids of answers and nothing else
 */
export function openRows(): (record: QuestionRecord) => Rows {
  const isNew = rememberAnswers();
  return record => {
    const answers = record.answers.map(answer => ({
      answer,
      versions: languageVersions(answer.versions).filter(({language}) => isNew(answer.id, language)),
      references: isNew(answer.id, 'rest') ? answer.references : [],
    }));
    const {id} = record;
    const texts = [
      ...languageVersions(record.versions).map(version => textOf(id, version, record)),
      ...answers.flatMap(({answer, versions}) => versions.map(version => textOf(answer.id, version, record))),
    ];
    return {
      questions: [questionRow(record)],
      authors: [
        ...authorRows(id, 'author', record.authors),
        ...authorRows(id, 'supporter', record.supporters),
      ],
      answers: record.answers.map((answer, index) => answerRow(record, answer, index)),
      texts: texts.map(({row}) => row),
      paragraphs: texts.flatMap(({paragraphs}) => paragraphs),
      references: [
        ...referenceRows(id, id, record.references),
        ...answers.flatMap(({answer, references}) => referenceRows(id, answer.id, references)),
      ],
    };
  };
}

/** The year under which a row is filed: that of the question's id. */
export function yearOfRow(row: Row): number {
  return Number(String(row.question_id).split('-').at(-2));
}

function questionRow(record: QuestionRecord): Row {
  const {answeredOn, days, deadline, isLate, isOpen} = answerTimeOf(record);
  const {versions, originalLanguage, authors} = record;
  const available = LANGUAGE_CODES.filter(language => record.languages[language] === 'available');
  const main = [originalLanguage, 'en' as const, ...LANGUAGE_CODES].find(
    language => language !== null && versions[language]?.text != null,
  );
  return {
    question_id: record.id,
    number: record.number,
    revision: record.revision,
    type: record.type,
    parliamentary_term: record.parliamentaryTerm,
    date: record.date,
    rule: record.rule,
    addressees: record.addressees.flatMap(({code, label}) => code ?? label ?? []),
    subject: record.subject,
    original_language: originalLanguage,
    languages: available,
    authors: authors.flatMap(({name, onBehalfOf}) => name ?? onBehalfOf ?? []),
    author_count: authors.length,
    political_groups: [...new Set(authors.flatMap(({politicalGroup}) => politicalGroup ?? []))],
    procedures: record.procedures,
    eli: record.documents.eli,
    pe: record.documents.pe,
    word_count: countWords(main == null ? null : (versions[main]?.text ?? null)),
    answer_count: record.answers.length,
    answered_on: answeredOn,
    days_to_answer: days,
    deadline,
    late: isLate,
    open: isOpen,
    sources: record.agreement.sources,
    difference_count: record.agreement.differences.length,
  };
}

function authorRows(id: string, role: string, authors: readonly Author[]): Row[] {
  return authors.map(({name, politicalGroup, mepId, onBehalfOf}, index) => ({
    question_id: id,
    role,
    position: index + 1,
    name,
    political_group: politicalGroup,
    mep_id: mepId,
    on_behalf_of: onBehalfOf,
  }));
}

function answerRow(record: QuestionRecord, answer: Answer, index: number): Row {
  return {
    question_id: record.id,
    answer_id: answer.id,
    position: index + 1,
    date: answer.date,
    given_by: answer.givenBy,
    on_behalf_of: answer.onBehalfOf,
    questions: answer.questions,
    days: record.date === null || answer.date === null ? null : daysBetween(record.date, answer.date),
    languages: languageVersions(answer.versions)
      .filter(({version}) => version.files.some(({status}) => status === 'ok'))
      .map(({language}) => language),
    annexes: answer.annexes.map(annex => annex.id),
  };
}

type Version = Omit<QuestionVersion, 'subject' | 'submitted'> & Partial<QuestionVersion>;
interface LanguageVersion {
  language: Language;
  version: Version;
}

function languageVersions(versions: Partial<Record<Language, Version>>): LanguageVersion[] {
  return LANGUAGE_CODES.flatMap(language => {
    const version = versions[language];
    return version === undefined ? [] : [{language, version}];
  });
}

function textOf(
  documentId: string,
  {language, version}: LanguageVersion,
  record: QuestionRecord,
): {row: Row; paragraphs: Row[]} {
  const isQuestion = documentId === record.id;
  const {files} = version;
  const of = {document_id: documentId, language, question_id: record.id};
  const footnotes = version.footnotes.map(({mark, text}) => ({kind: 'footnote', number: mark, text}));
  return {
    row: {
      ...of,
      kind: isQuestion ? 'question' : 'answer',
      is_original:
        isQuestion && record.originalLanguage !== null ? language === record.originalLanguage : null,
      subject: version.subject ?? null,
      heading: version.heading,
      text: version.text,
      word_count: countWords(version.text),
      submitted: version.submitted ?? null,
      last_updated: version.lastUpdated,
      formats: files.filter(({status}) => status === 'ok').map(({format}) => format),
      url: (files.find(({format}) => format === 'html') ?? files[0])?.url ?? null,
    },
    paragraphs: [...version.paragraphs, ...footnotes].map(({kind, number, text}, index) => ({
      ...of,
      position: index + 1,
      kind,
      number,
      text,
    })),
  };
}

function referenceRows(questionId: string, documentId: string, references: readonly TextReference[]): Row[] {
  return references.map(({kind, printed, normal}, index) => ({
    document_id: documentId,
    position: index + 1,
    question_id: questionId,
    kind,
    printed,
    normal,
  }));
}
