// The words that records are written in, apart from the record's definition, which takes longer to load than a page to read.

/** The version of the record's schema; grows when a field is removed or renamed, with a step in `migrate-record.ts`. */
export const SCHEMA_VERSION = 1;

/** What a question is, in the codes of the open data; read from the letter of its number. */
export const QUESTION_TYPES = [
  'QUESTION_WRITTEN',
  'QUESTION_WRITTEN_PRIORITY',
  'QUESTION_ORAL',
  'QUESTION_TIME',
  'INTERPELLATION_MAJOR',
  'INTERPELLATION_MINOR',
] as const;

/** Whom a question is put to. */
export const ADDRESSEE_CODES = ['COM', 'CONSIL', 'VPHR', 'PEC', 'ECB', 'SRB'] as const;

/** Where a language version stands. */
export const LANGUAGE_STATUSES = [
  'available',
  'not-translated',
  'not-requested',
  'blocked',
  'failed',
] as const;

/** What became of one file. */
export const FILE_STATUSES = ['ok', 'absent', 'blocked', 'failed', 'not-requested'] as const;

/** The files that a language version can have; `doc` in the place of `docx`, once (E-9-2019-002306-ASW). */
export const FILE_FORMATS = ['html', 'pdf', 'docx', 'xhtml', 'doc'] as const;

/** What texts refer to. */
export const REFERENCE_KINDS = [
  'question',
  'procedure',
  'document',
  'officialJournal',
  'regulation',
  'directive',
  'decision',
] as const;

/** The page families and file forms that epq reads. */
export const LAYOUTS = [
  'classic',
  'redesign',
  'question-time',
  'official-journal',
  'xhtml',
  'docx',
  'docx-answer',
  'pdf',
  'pdf-answer',
  'pdf-question-and-answer',
] as const;
