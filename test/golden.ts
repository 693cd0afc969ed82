import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {RawDocument} from '../src/document.ts';
import {parseDocuments} from '../src/parse-documents.ts';
import {ROOT} from './corpus.ts';

const CASES = join(ROOT, 'fixtures/cases');

/** What a case says of its documents, in `source.json`: where they come from, and why the case is there. */
interface CaseSource {
  why: string;
  synthetic: boolean;
  /** by file name: the address it stands for, and the hash of its bytes, so that an edited document is noticed */
  documents: Record<string, {url: string; sha256: string}>;
}

/** The names of all cases: adding one needs no code. */
export async function listCases(): Promise<string[]> {
  return (await readdir(CASES)).sort();
}

/** Where a case's expectation lies. */
export function expectationPath(name: string): string {
  return join(CASES, name, 'expected.json');
}

/**
 * Reads the documents of a case.
 *
 * @throws Error when a document was edited since its hash was written down
 */
export async function readDocumentsOf(name: string): Promise<(RawDocument & {file: string})[]> {
  const source = JSON.parse(await readFile(join(CASES, name, 'source.json'), 'utf8')) as CaseSource;
  const documents: (RawDocument & {file: string})[] = [];
  for (const [file, {url, sha256}] of Object.entries(source.documents)) {
    const body = await readFile(join(CASES, name, file));
    const actual = createHash('sha256').update(body).digest('hex');
    if (actual !== sha256) throw new Error(`${name}/${file} was edited: its hash is ${actual}`);
    documents.push({file, url, contentType: null, body});
  }
  return documents;
}

/** Runs a case: its documents, together, as `epq parse` reads them. @throws Error as above */
export async function runCase(name: string): Promise<string> {
  const {records, failures} = await parseDocuments(await readDocumentsOf(name));
  return `${JSON.stringify({records, failures}, null, 2)}\n`;
}
