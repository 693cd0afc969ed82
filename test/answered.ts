import type {Language} from '../src/language.ts';
import {LANGUAGES} from '../src/language.ts';
import {addMadeUp, emptyParliament, type MadeUp, type Parliament} from './parliament.ts';

/** An answer of a made-up question: what the open data says of it. Every sentence of its documents is our own: synthetic. */
export interface MadeUpAnswer {
  id: string;
  date?: string | null;
  /** ids of the questions it answers; the question alone unless given */
  questions?: readonly string[];
  languages?: readonly Language[];
  /** names of its files, in each language: `{id}_{language}.pdf` */
  files?: readonly string[];
  /** `null`: nothing but its id */
  isBare?: boolean;
  /** whatever else its record holds */
  more?: object;
}

/** A Parliament of one question, in English and Italian, with these answers and without any of their documents. */
export function answeredParliament(question: MadeUp, answers: readonly MadeUpAnswer[]): Parliament {
  const parliament = emptyParliament();
  addMadeUp(parliament, question);
  const work = parliament.works.get(question.id);
  parliament.works.set(question.id, {
    ...work,
    inverse_answers_to: answers.map(answer => workOf(question.id, answer)),
  });
  return parliament;
}

/** What the open data says of an answer. */
export function workOf(
  questionId: string,
  {
    id,
    date = '2022-04-01',
    questions = [questionId],
    languages = ['en'],
    files = ['{id}_{language}.pdf'],
    isBare = false,
    more = {},
  }: MadeUpAnswer,
): object {
  if (isBare) return {id: `eli/dl/doc/${id}`};
  return {
    id: `eli/dl/doc/${id}`,
    identifier: id,
    document_date: date,
    answers_to: questions.map(question => `eli/dl/doc/${question}`),
    is_realized_by: languages.map(language => ({
      language: `http://publications.europa.eu/resource/authority/language/${LANGUAGES[language]}`,
      is_embodied_by: files.map(name => ({
        is_exemplified_by: `distribution/reds_iMaQp_Asw/${id}/${name.replaceAll('{id}', id).replace('{language}', language)}`,
      })),
    })),
    ...more,
  };
}

/** Lays a document down where the portal has it: a page, or a file of an answer. */
export function lay(parliament: Parliament, name: string, body: string | Uint8Array): void {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const isPage = name.endsWith('.html') || /_[A-Z]{2}\./.test(name);
  const folder = name.replace(/(-ASW).*$|_.*$/, '$1');
  const series = folder.endsWith('-ASW') ? 'reds_iMaQp_Asw' : 'reds_iMaQp';
  const path = isPage ? `/doceo/document/${name}` : `/RedmapFront/media/${series}/${folder}/${name}`;
  parliament.files.set(path, {
    type: name.endsWith('.html') ? 'text/html; charset=UTF-8' : 'application/octet-stream',
    body: async () => bytes,
  });
}

const TITLES: Partial<Record<Language, string>> = {
  en: 'Parliamentary question',
  fr: 'Question parlementaire',
  it: 'Interrogazione parlamentare',
  de: 'Parlamentarische Anfrage',
};

/** An answer's page in today's layout; what stands above its heading may be a notice or a reference. */
export function answerPage(
  number: string,
  heading: string,
  {
    language = 'en',
    above = [],
    date = null,
    text = ['A sentence of our own.'],
    links = [],
  }: {
    language?: Language;
    above?: readonly string[];
    date?: string | null;
    text?: readonly string[];
    /** what its last lines link to */
    links?: readonly string[];
  } = {},
): string {
  const shell = `<span>${TITLES[language] ?? TITLES.en} - ${number}</span>`;
  const lines = [
    ...above.map(line => `<p>${line}</p>`),
    `<h1>${heading}</h1>`,
    ...(date === null ? [] : [`<p>${date}</p>`]),
    ...text.map(line => `<p>${line}</p>`),
    ...links.map(link => `<p><a href="${link}">${link.split('/').at(-1)}</a></p>`),
  ];
  return `<!DOCTYPE html><html lang="${language}"><body><!-- synthetic -->${shell}<main id="website-body">${lines.join('')}</main></body></html>`;
}
