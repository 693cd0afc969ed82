import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {LANGUAGE_CODES, type Language} from '../../src/language.ts';
import {expressionOf, mediaPath} from '../parliament.ts';
import type {SyntheticQuestion, SyntheticVersion} from '../synthetic/documents.ts';
import {questionIn} from '../synthetic/languages.ts';
import {classicPage, redesignPage, withMenus} from '../synthetic/pages.ts';
import {questionPdf2015, questionPdf2026} from '../synthetic/pdfs.ts';
import {openWords} from '../synthetic/questions.ts';

/** Which documents to make. */
export interface Making {
  questions: number;
  /** so many of the 24 languages, each question's own first */
  languages: number;
  /** of each version */
  kinds: readonly MadeDocument['format'][];
}

/** A document as a contestant is told of it. */
export interface MadeDocument {
  /** on the portal */
  path: string;
  /** within the folder */
  file: string;
  format: 'html' | 'pdf';
}

/** What a folder of made documents holds: `documents.json`. */
export interface MadeDocuments {
  /** records of the open data */
  works: Record<string, unknown>[];
  documents: MadeDocument[];
}

/** The day of all that is made. */
export const MADE_DATE = '2022-01-20';
// The languages whose letters the fonts that every reader has can write.
const LATIN_1: readonly Language[] = ['en', 'fr', 'de', 'it', 'es', 'pt', 'nl', 'da', 'sv', 'fi'];

/** A question as it is made. */
export interface MadeQuestion {
  id: string;
  /** its record in the open data */
  work: Record<string, unknown>;
  documents: (Pick<MadeDocument, 'path' | 'format'> & {body: string | Uint8Array})[];
}

/**
 * Makes questions in many languages, with the size and weight of real ones: every other page in the classic layout; PDFs
 * tagged and not, with fonts embedded, or without where the language's letters allow it. All is synthetic.
 *
 * @returns one after the other
 */
export async function* makeQuestions({questions, languages, kinds}: Making): AsyncGenerator<MadeQuestion> {
  for (let at = 0; at < questions; at += 1) {
    const id = `E-9-2022-${String(at + 1).padStart(6, '0')}`;
    const codes = Array.from({length: languages}, (_, nth) => LANGUAGE_CODES[(at + nth) % 24] ?? 'en');
    const versions = codes.map(language => versionOf(id, language, at));
    const question: SyntheticQuestion = {
      ...questionIn(codes[0] ?? 'en'),
      id,
      number: numberOf(id),
      versions,
    };
    const documents: MadeQuestion['documents'] = [];
    for (const version of versions) {
      const {language} = version;
      if (kinds.includes('html')) {
        const page = at % 2 === 0 ? redesignPage(question, version) : classicPage(question, version);
        const path = `/doceo/document/${id}_${language.toUpperCase()}.html`;
        documents.push({path, format: 'html', body: withMenus(page, language)});
      }
      if (kinds.includes('pdf')) {
        const make = at % 2 === 0 ? questionPdf2026 : questionPdf2015;
        const font = at % 4 < 2 || !LATIN_1.includes(language) ? 'embedded' : 'Helvetica';
        const path = mediaPath(fileAddress(id, language));
        documents.push({path, format: 'pdf', body: await make(question, version, {font})});
      }
    }
    yield {id, work: workOf(question), documents};
  }
}

/**
 * Makes questions, and puts their documents into a folder.
 *
 * @param folder made where it is missing
 */
export async function makeDocuments(folder: string, making: Making): Promise<MadeDocuments> {
  await mkdir(folder, {recursive: true});
  const made: MadeDocuments = {works: [], documents: []};
  for await (const {work, documents} of makeQuestions(making)) {
    made.works.push(work);
    for (const {path, format, body} of documents) {
      const file = `${made.documents.length}.${format}`;
      await writeFile(join(folder, file), body);
      made.documents.push({path, file, format});
    }
  }
  await writeFile(join(folder, 'documents.json'), JSON.stringify(made));
  return made;
}

function numberOf(id: string): string {
  return id.replace(/^([A-Z])-\d+-(\d+)-(\d+)$/, '$1-$3/$2');
}

function versionOf(id: string, language: Language, at: number): SyntheticVersion {
  const [version] = questionIn(language).versions;
  if (version === undefined) throw new TypeError(`no version in ${language}`);
  const words = openWords(at * 24 + LANGUAGE_CODES.indexOf(language) + 1);
  return {
    ...version,
    subject: `${version.subject} ${words(60)}`,
    heading: version.heading.map(line => line.replace('E-000999/2022', numberOf(id))),
    body: [words(500), ...version.body, ...Array.from({length: 2}, () => words(400))],
  };
}

function workOf({id, number, versions}: SyntheticQuestion): Record<string, unknown> {
  return {
    id: `eli/dl/doc/${id}`,
    type: 'Work',
    identifier: id,
    identifierYear: '2022',
    parliamentary_term: 'org/ep-9',
    document_date: MADE_DATE,
    work_type: 'def/ep-document-types/QUESTION_WRITTEN',
    creator: [],
    is_realized_by: versions.map(({language, subject, heading}) =>
      expressionOf(id, language, [fileAddress(id, language)], {
        title: {[language]: subject},
        title_alternative: {[language]: [heading.join('<br/>')]},
      }),
    ),
    notation: number,
  };
}

function fileAddress(id: string, language: Language): string {
  return `https://data.europarl.europa.eu/distribution/reds_iMaQp/${id}/${id}_${language}.pdf`;
}
