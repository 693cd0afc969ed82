import assert from 'node:assert/strict';
import type {RawDocument} from '../src/document.ts';
import type {Language} from '../src/language.ts';
import {requireOne} from '../src/own-document.ts';
import type {FileFormat} from '../src/question.ts';
import {type ReadDocument, readDocuments} from '../src/read-document.ts';
import type {AnswerWitness, QuestionWitness, Witness} from '../src/witness.ts';

/** Reads a document that holds one question or answer, in this thread. */
export async function readDocument(
  document: RawDocument,
  presumed: Language,
  asked: FileFormat | null = null,
): Promise<ReadDocument> {
  return requireOne(await readDocuments(document, presumed, asked), document);
}

/** Reads one document of a question. */
export async function questionWitnessOf(
  content: string | Uint8Array,
  language: Language,
): Promise<QuestionWitness> {
  const witness = await witnessOf(content, language);
  assert.ok(witness.kind === 'question');
  return witness;
}

/** Reads one document of an answer. */
export async function answerWitnessOf(
  content: string | Uint8Array,
  language: Language,
): Promise<AnswerWitness> {
  const witness = await witnessOf(content, language);
  assert.ok(witness.kind === 'answer');
  return witness;
}

async function witnessOf(content: string | Uint8Array, language: Language): Promise<Witness> {
  const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const {witness} = await readDocument({url: 'document', contentType: null, body}, language);
  assert.equal(witness.language, language);
  return witness;
}
