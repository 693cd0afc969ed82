export {type Archive, openArchive} from './archive.ts';
export type {RawDocument} from './document.ts';
export {EpqError, EXIT, type Failure, type FailureKind} from './errors.ts';
export {type Fetched, fetchQuestion, type Wanted, type Ways} from './fetch-question.ts';
export {questionSchema} from './json-schema.ts';
export {LANGUAGE_CODES, type Language} from './language.ts';
export {narrowRecord} from './narrow-record.ts';
export {type ParsedDocuments, parseDocuments} from './parse-documents.ts';
export type {
  Annex,
  Answer,
  AnswerVersion,
  Author,
  FileEntry,
  Paragraph,
  QuestionRecord,
  QuestionVersion,
  TextReference,
} from './question.ts';
export {parseReference, type Reference} from './reference.ts';
export {openStore, type Store} from './store.ts';
export {createTransport, type Transport, type TransportOptions} from './transport.ts';
