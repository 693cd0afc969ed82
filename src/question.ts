import {z} from 'zod';
import {LANGUAGE_CODES, type Language} from './language.ts';
import {
  ADDRESSEE_CODES,
  FILE_FORMATS,
  FILE_STATUSES,
  LANGUAGE_STATUSES,
  LAYOUTS,
  QUESTION_TYPES,
  REFERENCE_KINDS,
  SCHEMA_VERSION,
} from './record-words.ts';

/**
 * The record of one question: the one definition from which the types, the JSON Schema and the check before every
 * write come. Keys are in the order in which they are written; every key is always there; `null` means looked for
 * and not there; nothing in it changes unless what was received changes.
 */

const isoDate = z.iso.date();
const language = z.enum(LANGUAGE_CODES as [Language, ...Language[]]);
const count = z.int().nonnegative();
const languageStatus = z.enum(LANGUAGE_STATUSES);
const languageStatuses = Object.fromEntries(
  LANGUAGE_CODES.map(code => [
    code,
    languageStatus.describe(
      `the version in ${code}: available, not-translated, not-requested, blocked or failed`,
    ),
  ]),
) as Record<Language, typeof languageStatus>;

const file = z
  .strictObject({
    format: z.enum(FILE_FORMATS).describe('html is the page; doc stands in the place of docx, once'),
    url: z.string().describe("the file's own address at Parliament"),
    status: z
      .enum(FILE_STATUSES)
      .describe(
        'ok: received and read; absent: the source has none; blocked: the host refused; failed: see failures; not-requested: listed by the open data, not asked for',
      ),
    bytes: count.nullable().describe('length as received, decompressed'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .describe('hash of the bytes as received, decompressed'),
    layout: z.enum(LAYOUTS).nullable().describe('the page family or file form it was read as'),
  })
  .describe('one file of a language version, and what became of it');

const paragraph = z.strictObject({
  kind: z.enum(['paragraph', 'item']).describe('item: of a list, numbered or not'),
  number: z.string().nullable().describe('the number of a numbered item, as printed: "1", "2 & 3"'),
  text: z.string().describe('of one paragraph or item, without its number; footnote marks as [1]'),
});

const footnote = z.strictObject({
  mark: z.string().describe('as in the text, without brackets: "1"'),
  text: z.string().describe('of the note, without its mark'),
});

const author = z.strictObject({
  name: z
    .string()
    .nullable()
    .describe(
      'as printed; null where only the open data names the person, by id, and for a committee or group that is itself an author: it then stands in onBehalfOf',
    ),
  politicalGroup: z
    .string()
    .nullable()
    .describe(
      'abbreviation as printed: "S&D"; null for oral questions, question time and bodies, which print none',
    ),
  mepId: z
    .int()
    .positive()
    .nullable()
    .describe("Parliament's id of the Member, where exactly one person fits"),
  onBehalfOf: z
    .string()
    .nullable()
    .describe(
      'the committee or group for which this author acts, as printed, without "on behalf of"; without a name, the author itself',
    ),
});

const references = z.array(
  z.strictObject({
    kind: z
      .enum(REFERENCE_KINDS)
      .describe('document: COM, JOIN, SWD, SEC, C; decision: framework decisions too'),
    printed: z.string().describe('as the text prints it: "Verordnung (EU) 2016/679"; an address whole'),
    normal: z
      .string()
      .nullable()
      .describe(
        'the same in every language: "E-003068/2019", "2016/2526(RSP)", "COM(2021)206", "OJ L 152, 11.6.2019, p. 1", the CELEX number of an act, "32016R0679"; null where what is printed does not decide it',
      ),
  }),
);

const textParts = {
  text: z.string().nullable().describe('paragraphs joined by a blank line; footnote marks as [1]'),
  paragraphs: z.array(paragraph).describe('the same text, paragraph by paragraph'),
  footnotes: z.array(footnote).describe('in the order of their marks'),
};

const files = z.array(file).describe('the page and the files of this version, and what became of each');

const questionVersion = z.strictObject({
  subject: z.string().nullable().describe('in this language'),
  heading: z.array(z.string()).describe('the lines of the heading, as printed'),
  ...textParts,
  submitted: isoDate.nullable().describe('the line "Submitted: 24.10.2024"'),
  lastUpdated: isoDate.nullable().describe('the line "Last updated: …" of the page'),
  files,
});

const answerVersion = z.strictObject({
  heading: z.array(z.string()).describe('the lines of the heading, as printed'),
  ...textParts,
  lastUpdated: isoDate.nullable().describe('the line "Last updated: …" of the page'),
  files,
});

const annex = z.strictObject({
  id: z.string().describe('E-9-2022-000989-ASW-ANN03'),
  title: z.string().nullable().describe('as the open data gives it; no document prints one'),
  files: z
    .array(z.strictObject({language: language.describe('of this file'), ...file.omit({layout: true}).shape}))
    .describe('kept as they are: nothing of an annex is read'),
});

const answer = z.strictObject({
  id: z.string().describe("Parliament's id of the answer; it may bear another question's number"),
  date: isoDate.nullable().describe('the day of the answer, never that of a republication'),
  givenBy: z.string().nullable().describe('as printed: "Ms Kyriakides"; null for a reply without a name'),
  onBehalfOf: z.string().nullable().describe('as printed: "European Commission"'),
  questions: z.array(z.string()).describe('ids of all questions it answers; more than one: a joint answer'),
  annexes: z.array(annex).describe('in the order of their numbers'),
  references: references.describe('what its text and notes refer to, as of the question'),
  versions: z
    .partialRecord(language, answerVersion.describe('the answer as its documents in this language give it'))
    .describe('by language'),
});

const difference = z.strictObject({
  field: z
    .string()
    .describe('"subject", "answers.<id>.date"; "authors.politicalGroup" compares language versions'),
  language: language.nullable().describe('null where the field has no language'),
  values: z
    .record(z.string(), z.unknown())
    .describe(
      'what each source says, by source; for authors.politicalGroup what each language version prints, by language code',
    ),
});

/** The record's definition; `epq schema` prints it as JSON Schema. */
export const questionRecord = z
  .strictObject({
    schemaVersion: z.literal(SCHEMA_VERSION).describe('grows when a field is removed or renamed'),
    id: z.string().describe('E-9-2019-003068: letter, term, year, serial'),
    number: z.string().describe('as Parliament writes it today, without revision: "E-003068/2019"'),
    revision: z.int().positive().nullable().describe('1 for /rev.1'),
    type: z.enum(QUESTION_TYPES).describe('what the letter of its number says'),
    parliamentaryTerm: z.int().positive().describe('9 for 2019 to 2024'),
    date: isoDate.nullable().describe('the day it was tabled'),
    rule: z.string().nullable().describe('of the Rules of Procedure, as printed, with its letter: "130b"'),
    addressees: z
      .array(
        z.strictObject({
          code: z.enum(ADDRESSEE_CODES).nullable().describe('null if unknown'),
          label: z.string().nullable().describe('as printed, without its preposition'),
        }),
      )
      .describe('whom it is put to'),
    authors: z.array(author).describe('who tabled it, in printed order'),
    supporters: z.array(author).describe('Members who support it and are not authors'),
    subject: z.string().nullable().describe('English where it exists, else the original'),
    originalLanguage: language.nullable().describe('the language it was tabled in, where a source says so'),
    languages: z
      .strictObject(languageStatuses)
      .describe('all 24 languages, and where the question stands in each'),
    versions: z
      .partialRecord(
        language,
        questionVersion.describe('the question as its documents in this language give it'),
      )
      .describe('by language: what its documents say'),
    answers: z
      .array(answer)
      .describe(
        'empty: not answered, where the sources include opendata; not known, where they do not. An answer that could not be had is here, its files with their status',
      ),
    procedures: z.array(z.string()).describe('of oral questions: "2016/2526(RSP)"'),
    references: references.describe(
      'what its text and notes refer to, each once: in English where it exists, else the original, then what only other versions name',
    ),
    documents: z
      .strictObject({
        eli: z.string().nullable().describe('European Legislation Identifier'),
        pe: z.string().nullable().describe('number of the session document: "PE641.917"'),
      })
      .describe('what Parliament files it under'),
    agreement: z
      .strictObject({
        sources: z
          .array(z.enum(['opendata', ...FILE_FORMATS]))
          .describe('the sources the record was read from'),
        differences: z
          .array(difference)
          .describe('where they disagree; the record keeps page, XHTML, DOCX, PDF, open data in that order'),
      })
      .describe('which sources were read, and whether they agree'),
  })
  .meta({
    title: 'Parliamentary question',
    description: 'One question of the European Parliament, as epq records it',
  });

/** One question, as written to disk. */
export type QuestionRecord = z.infer<typeof questionRecord>;
/** One of the kinds of question. */
export type QuestionType = (typeof QUESTION_TYPES)[number];
/** One of the addressees that epq knows. */
export type AddresseeCode = (typeof ADDRESSEE_CODES)[number];
/** Where one language version stands. */
export type LanguageStatus = (typeof LANGUAGE_STATUSES)[number];
/** What became of one file. */
export type FileStatus = (typeof FILE_STATUSES)[number];
/** One of the forms a file has. */
export type FileFormat = (typeof FILE_FORMATS)[number];
/** One of the kinds of things that texts refer to. */
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];
/** One reference in a text. */
export type TextReference = z.infer<typeof references>[number];
/** One of the layouts that epq reads. */
export type LayoutName = (typeof LAYOUTS)[number];
/** One file of a language version, as recorded. */
export type FileEntry = z.infer<typeof file>;
/** One paragraph or list item of a text. */
export type Paragraph = z.infer<typeof paragraph>;
/** One footnote, with its mark. */
export type Footnote = z.infer<typeof footnote>;
/** One author or supporter. */
export type Author = z.infer<typeof author>;
/** One language version of a question. */
export type QuestionVersion = z.infer<typeof questionVersion>;
/** One language version of an answer. */
export type AnswerVersion = z.infer<typeof answerVersion>;
/** One annex of an answer. */
export type Annex = z.infer<typeof annex>;
/** One answer, with the questions it answers. */
export type Answer = z.infer<typeof answer>;
/** One field on which sources disagree. */
export type Difference = z.infer<typeof difference>;
