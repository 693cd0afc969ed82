export {type Archive, type ArchiveEntry, type ArchiveMeta, openArchive} from './archive.ts';
export {type Citation, type CitationWishes, citeAnswers, citeQuestion} from './cite/citation.ts';
export {CITATION_STYLES, type CitationStyle, type CitationStyleName} from './cite/style.ts';
export type {DateRange} from './date-range.ts';
export type {RawDocument} from './document.ts';
export {EpqError, EXIT, type Failure, type FailureKind} from './errors.ts';
export {
  type ArrivedFile,
  type Fetched,
  fetchFromArchive,
  fetchQuestion,
  type Wanted,
  type Ways,
} from './fetch-question.ts';
export type {Harvested, HarvestWays} from './harvest.ts';
export {type HarvestSelection, harvest} from './harvest-range.ts';
export {questionSchema} from './json-schema.ts';
export {LANGUAGE_CODES, type Language} from './language.ts';
export {lockStore} from './lock.ts';
export {narrowRecord} from './narrow-record.ts';
export type {AskAgain} from './obtain.ts';
export {type ParsedDocuments, parseDocuments} from './parse-documents.ts';
export type {
  Annex,
  Answer,
  AnswerVersion,
  Author,
  FileEntry,
  FileFormat,
  FileStatus,
  Paragraph,
  QuestionRecord,
  QuestionVersion,
  TextReference,
} from './question.ts';
export {parseReference, type QuestionLetter, type Reference} from './reference.ts';
export {createRobots} from './robots.ts';
export {openStore, type Store} from './store.ts';
export {readStoredRecords, type Selection as StoredSelection} from './stored-records.ts';
export {
  createTransport,
  type HostRules,
  PUBLISHED_QUOTA,
  type Received,
  type Reception,
  type Transport,
  type TransportOptions,
} from './transport.ts';
