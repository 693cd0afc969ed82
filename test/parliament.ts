import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {LANGUAGES, type Language} from '../src/language.ts';
import {LEXICON} from '../src/lexicon.ts';
import {type ManifestFile, readManifest} from '../src/manifest.ts';
import {ROOT} from './corpus.ts';
import type {SyntheticAnswer, SyntheticQuestion, SyntheticVersion} from './synthetic/documents.ts';
import {answerDocx, questionDocx} from './synthetic/docx.ts';
import {answerPdfShort, questionPdf2026, quickFontFor} from './synthetic/pdfs.ts';
import {answerXhtml, questionXhtml} from './synthetic/xhtml.ts';

/**
 * What a whole Parliament holds: records of the open data, and the documents they list. Facts come from official
 * records where they are at hand; every sentence of the documents is our own: synthetic.
 */
export interface Parliament {
  /** by id: the record, as the open data gives it */
  works: Map<string, Record<string, unknown>>;
  /** by path: `/doceo/document/…`, `/RedmapFront/media/…`; made when first asked for */
  files: Map<string, HeldFile>;
  /** Members by id: the terms whose lists name them, and the row as the open data gives it */
  persons: Map<number, {terms: readonly number[]; row: Record<string, unknown>}>;
}

export interface HeldFile {
  type: string;
  body(): Promise<Uint8Array>;
}

export function emptyParliament(): Parliament {
  return {works: new Map(), files: new Map(), persons: new Map()};
}

/** Which question to make up. */
export interface MadeUp {
  id: string;
  date: string;
  languages?: readonly ('en' | 'it')[];
  subject?: string;
  /** ISO; `null`: not answered */
  answered?: string | null;
  revision?: number | null;
  /** no page, no file */
  isBare?: boolean;
  /** as printed, with groups */
  authors?: string;
  /** their ids, as the open data lists them */
  creators?: readonly number[];
}

const MEDIA_TYPES = {
  html: 'text/html; charset=UTF-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xhtml: 'application/xhtml+xml',
} as const;

const AUTHORITY = 'http://publications.europa.eu/resource/authority';
const HEADINGS = {
  en: ['Question for written answer', 'to the Commission', 'Rule 138'],
  it: [
    'Interrogazione con richiesta di risposta scritta',
    'alla Commissione',
    'Articolo 138 del regolamento',
  ],
} as const;
const ANSWER_HEADINGS: Partial<Record<Language, string[]>> = {
  nl: ['Antwoord van mevrouw Sample', 'namens de Europese Commissie'],
  en: ['Answer given by Mr Sample', 'on behalf of the European Commission'],
  it: ['Risposta di Mr Sample', 'a nome della Commissione europea'],
};

/** Adds a question that nobody asked, with its documents; in the place of one of the same id. */
export function addMadeUp(
  parliament: Parliament,
  {
    id,
    date,
    languages = ['en', 'it'],
    subject = `Synthetic subject of ${id}`,
    answered = null,
    revision = null,
    isBare = false,
    authors = 'Mara Bizzotto (ID), Anna Bonfrisco (ID)',
    creators = [97198, 197788],
  }: MadeUp,
): void {
  const [letter, term, year, serial] = id.split('-');
  const number = `${letter}-${serial}/${year}${revision === null ? '' : `/rev.${revision}`}`;
  const expressions = languages.map(language => {
    const [kind, ...rest] = [...HEADINGS[language], authors];
    return expressionOf(id, language, filesOf('reds_iMaQp', id, language), {
      title: {[language]: subject},
      title_alternative: {[language]: [`${kind} ${number}`, ...rest].join('<br/>')},
    });
  });
  const answerId = `${id}-ASW`;
  const answer = {
    id: `eli/dl/doc/${answerId}`,
    type: 'Work',
    identifier: answerId,
    answers_to: `eli/dl/doc/${id}`,
    document_date: answered,
    creator: ['org/EU_COMMISSION'],
    is_realized_by: languages.map(language =>
      expressionOf(answerId, language, filesOf('reds_iMaQp_Asw', answerId, language), {
        title: {[language]: 'Answer for question'},
      }),
    ),
  };
  const work = {
    id: `eli/dl/doc/${id}`,
    type: 'Work',
    identifier: id,
    identifierYear: year,
    parliamentary_term: `org/ep-${term}`,
    document_date: date,
    work_type: 'def/ep-document-types/QUESTION_WRITTEN',
    creator: creators.map(mepId => `person/${mepId}`),
    originalLanguage: [`${AUTHORITY}/language/${LANGUAGES[languages.at(-1) ?? 'en']}`],
    is_realized_by: expressions,
    ...(answered === null ? {} : {inverse_answers_to: [answer]}),
  };
  if (isBare) parliament.works.set(id, {...work, is_realized_by: []});
  else addRecord(parliament, work);
}

/** Adds a Member: `Elio`, `Di Rupo`. */
export function addPerson(
  {persons}: Parliament,
  mepId: number,
  [givenName, familyName]: readonly [string, string],
  {
    terms = [9],
    ...more
  }: {terms?: readonly number[]; officialGivenName?: string; officialFamilyName?: string} = {},
): void {
  const label = `${givenName} ${familyName.toUpperCase()}`;
  const row = {
    id: `person/${mepId}`,
    type: 'Person',
    identifier: String(mepId),
    label,
    familyName,
    givenName,
    ...more,
  };
  persons.set(mepId, {terms, row});
}

function filesOf(series: string, id: string, language: Language): string[] {
  return ['docx', 'pdf'].map(format => `distribution/${series}/${id}/${id}_${language}.${format}`);
}

/** Adds a record of the open data, and makes the documents that it lists. */
export function addRecord(parliament: Parliament, work: Record<string, unknown>): void {
  const id = String(work.identifier);
  parliament.works.set(id, work);
  const manifest = readManifest({data: [work]}, id);
  const number = id.replace(/^([A-Z])-\d+-(\d+)-(\d+)$/, '$1-$3/$2');
  const question: SyntheticQuestion = {
    id,
    number,
    date: manifest.date ?? '',
    printedDate: {},
    submitted: null,
    originalLanguage: manifest.originalLanguage,
    authorIds: manifest.authorIds,
    addressee: 'org/COM',
    pe: manifest.pe,
    workType: manifest.type,
    procedureBox: {},
    versions: [],
  };
  for (const [code, {title, heading, files}] of Object.entries(manifest.versions)) {
    const language = code as Language;
    const version: SyntheticVersion = {
      language,
      subject: title ?? '',
      heading,
      body: [
        'A sentence of our own, to be long enough for a text.',
        '1. And what does the Commission say of it?',
      ],
      footnotes: [],
      lastUpdated: null,
    };
    hold(parliament, `/doceo/document/${id}_${language.toUpperCase()}.html`, MEDIA_TYPES.html, async () =>
      new TextEncoder().encode(questionPage(question, version)),
    );
    holdFiles(parliament, files, {
      pdf: () =>
        onceOf([question, version], () =>
          questionPdf2026(question, version, {font: quickFontFor(question, version)}),
        ),
      docx: async () => questionDocx(question, version),
      xhtml: async () => new TextEncoder().encode(questionXhtml(question, version)),
    });
  }
  for (const {id: answerId, date, questions, versions} of manifest.answers) {
    for (const [code, {files}] of Object.entries(versions ?? {})) {
      const language = code as Language;
      const heading = ANSWER_HEADINGS[language];
      if (heading === undefined) continue; // an absence, as real ones are: listed, and not there
      const own = answerId.replace(/^([A-Z])-\d+-(\d+)-(\d+)-ASW$/, '$1-$3/$2');
      const [year, month, day] = (date ?? '').split('-').map(Number);
      const answer: SyntheticAnswer = {
        id: answerId,
        number: own,
        answersTo: questions,
        date: date ?? '',
        printedDate: `${day}.${month}.${year}`,
        creator: 'org/EU_COMMISSION',
        versions: [],
      };
      const version = {
        language,
        heading,
        body: ['This answer is our own and says nothing of the matter.'],
        footnotes: [],
        lastUpdated: null,
      };
      hold(
        parliament,
        `/doceo/document/${answerId}_${language.toUpperCase()}.html`,
        MEDIA_TYPES.html,
        async () => new TextEncoder().encode(answerPage(answer, version)),
      );
      holdFiles(parliament, files, {
        pdf: () =>
          onceOf([answer, version], () =>
            answerPdfShort(answer, version, {font: quickFontFor(answer, version)}),
          ),
        docx: async () => answerDocx(answer, version),
        xhtml: async () => new TextEncoder().encode(answerXhtml(answer, version)),
      });
    }
  }
}

/** Adds all records in a folder, one a file. */
export async function addRecordsOf(parliament: Parliament, directory: string): Promise<void> {
  const names = (await readdir(directory)).filter(name => name.endsWith('.json')).sort();
  for (const name of names) {
    const json = JSON.parse(await readFile(join(directory, name), 'utf8'));
    for (const work of json.data ?? [json]) addRecord(parliament, work);
  }
}

/** Adds the records, pages and files of an archive; documents that it does not hold are made up. */
export async function addArchive(parliament: Parliament, directory: string): Promise<void> {
  const api = join(directory, 'data.europarl.europa.eu/api/v2/parliamentary-questions');
  for (const name of (await readdir(api)).filter(name => /^[^.]+\.json$/.test(name))) {
    const {data} = JSON.parse(await readFile(join(api, name), 'utf8'));
    for (const work of data) addRecord(parliament, work);
  }
  const names = await readdir(directory, {recursive: true});
  for (const name of names.filter(name => /\.(?:x?html|pdf|docx)$/.test(name))) {
    const path = name
      .replace(/^www\.europarl\.europa\.eu/, '')
      .replace(/^data\.europarl\.europa\.eu\/distribution/, '/RedmapFront/media');
    const format = name.slice(name.lastIndexOf('.') + 1) as keyof typeof MEDIA_TYPES;
    hold(parliament, path, MEDIA_TYPES[format], () => readFile(join(directory, name)));
  }
}

function holdFiles(
  parliament: Parliament,
  files: readonly ManifestFile[],
  make: Readonly<Record<'pdf' | 'docx' | 'xhtml', () => Promise<Uint8Array>>>,
): void {
  for (const {format, url} of files)
    if (format !== 'html' && format !== 'doc')
      hold(parliament, mediaPath(url), MEDIA_TYPES[format], make[format]);
}

/** Adds a file, made when it is first asked for. */
export function hold(
  parliament: Parliament,
  path: string,
  type: string,
  make: () => Promise<Uint8Array>,
): void {
  let body: Promise<Uint8Array> | null = null;
  parliament.files.set(path, {
    type,
    body: () => {
      body ??= make();
      return body;
    },
  });
}

// Making a PDF takes ten times as long as reading it, and every test of a file has the same ones.
const made = new Map<string, Promise<Uint8Array>>();

function onceOf(content: unknown, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const key = JSON.stringify(content);
  const body = made.get(key) ?? make();
  made.set(key, body);
  return body;
}

/** Where the files' host keeps what the open data names: `/RedmapFront/media/…`. */
export function mediaPath(url: string): string {
  return new URL(url).pathname.replace('/distribution/', '/RedmapFront/media/');
}

/**
 * One language version as the open data lists it.
 *
 * @param files their addresses, in any order
 * @param titles `title` and `title_alternative`, by language
 */
export function expressionOf(
  id: string,
  language: Language,
  files: readonly string[],
  titles: object,
): object {
  return {
    id: `eli/dl/doc/${id}/${language}`,
    type: 'Expression',
    language: `${AUTHORITY}/language/${LANGUAGES[language]}`,
    is_embodied_by: files.map(url => {
      const format = url.split('.').at(-1) ?? '';
      return {
        id: `eli/dl/doc/${id}/${language}/${format}`,
        type: 'Manifestation',
        is_exemplified_by: url.replace('https://data.europarl.europa.eu/', ''),
        format: `${AUTHORITY}/file-type/${format.toUpperCase()}`,
      };
    }),
    ...titles,
  };
}

function questionPage(
  {number}: SyntheticQuestion,
  {language, subject, heading, body}: SyntheticVersion,
): string {
  const title = LEXICON[language].pageTitles.at(-1) ?? '';
  const lines = heading.map(escapeHtml).join('<br />');
  return pageOf(language, title, number, `<h1>${escapeHtml(subject)}</h1>${lines}`, body);
}

function answerPage(
  {number, printedDate}: SyntheticAnswer,
  {language, heading, body}: SyntheticAnswer['versions'][number],
): string {
  const title = LEXICON[language].pageTitles.at(-1) ?? '';
  return pageOf(
    language,
    title,
    `${number}(ASW)`,
    `<h1>${escapeHtml(heading.join(' '))}</h1><p>${printedDate}</p>`,
    body,
  );
}

function pageOf(
  language: Language,
  title: string,
  number: string,
  head: string,
  body: readonly string[],
): string {
  return `<!DOCTYPE html><html lang="${language}"><body><!-- synthetic --><span>${title} - ${number}</span><span>${title}</span><main id="website-body">${head}${body.map(text => `<p>${escapeHtml(text)}</p>`).join('')}</main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** A strong ETag of what is held. */
export function etagOf(body: Uint8Array): string {
  return `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
}

/** A small Parliament of our own: twelve questions of October 2022, and the sample's. */
export async function smallParliament(): Promise<Parliament> {
  const parliament = emptyParliament();
  await addArchive(parliament, join(ROOT, 'fixtures/archive'));
  for (let serial = 1; serial <= 12; serial += 1) {
    const number = String(serial).padStart(6, '0');
    const day = String(serial + 2).padStart(2, '0');
    addMadeUp(parliament, {
      id: `E-9-2022-${number}`,
      date: `2022-10-${day}`,
      languages: serial % 3 === 0 ? ['en'] : ['en', 'it'],
      answered: serial % 2 === 0 ? '2022-12-01' : null,
    });
  }
  return parliament;
}

/** Adds questions whose authors the bundled sample does not know, and the Members they are: one of them came late. */
export function addStrangers(parliament: Parliament): void {
  addPerson(parliament, 900_001, ['Synthetic', 'Sample']);
  addPerson(parliament, 900_002, ['Élodie', 'Exemple']);
  addPerson(parliament, 900_003, ['Kostas', 'Deigma'], {
    officialGivenName: 'Κώστας',
    officialFamilyName: 'Δείγμα',
  });
  addPerson(parliament, 97_198, ['Mara', 'Bizzotto']);
  addPerson(parliament, 900_004, ['Late', 'Newcomer'], {terms: []});
  const strangers = [
    ['E-9-2022-000020', 'Élodie EXEMPLE (ID), Synthetic Sample (NI)', [900_001, 900_002]],
    [
      'E-9-2022-000021',
      'Κώστας Δείγμα (NI), Late Newcomer (NI), Unheard Of (NI)',
      [900_003, 900_004, 900_009],
    ],
    ['E-9-2022-000022', 'Synthetic Sample (NI), Late Newcomer (NI), Mara Bizzotto (ID)', []],
  ] as const;
  for (const [id, authors, creators] of strangers)
    addMadeUp(parliament, {id, date: '2022-10-20', authors, creators});
}
