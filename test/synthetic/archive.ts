import {createHash} from 'node:crypto';
import {apiAddress, pageAddress} from '../../src/addresses.ts';
import type {ArchiveMeta} from '../../src/archive.ts';
import {archivePath} from '../../src/archive-path.ts';
import {LANGUAGES, type Language} from '../../src/language.ts';
import type {SyntheticAnswer, SyntheticQuestion} from './documents.ts';
import {answerDocx, questionDocx} from './docx.ts';
import {classicAnswerPage, classicPage, redesignAnswerPage, redesignPage} from './pages.ts';
import {answerPdfOfficialJournal, answerPdfShort, questionPdf2015, questionPdf2026} from './pdfs.ts';
import {
  CHALLENGED,
  CHALLENGED_ANSWER,
  GHOST_FLIGHTS,
  GHOST_FLIGHTS_ANSWER,
  PET_TRADE,
  SAFE_CITY,
  SAFE_CITY_ANSWER,
} from './sample.ts';

const FETCHED = '2026-11-01T00:00:00.000Z';
const FILES = 'https://data.europarl.europa.eu/distribution';

/**
 * Makes the sample archive that ships with the project.
 *
 * @returns every file by its path within the archive; the same bytes at every call
 */
export async function makeSampleArchive(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const keep = (url: string, contentType: string, content: string | Uint8Array, finalUrl = url): void => {
    const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    note(files, {
      ...noteOf(url, contentType),
      finalUrl,
      bytes: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
    });
    files.set(archivePath(url), body);
  };
  const page = (id: string, language: Language, html: string): void =>
    keep(pageAddress(id, language), 'text/html; charset=UTF-8', html);
  const file = (url: string, contentType: string, body: Uint8Array): void =>
    keep(url, contentType, body, url.replace(FILES, 'https://redmapl3.europarl.europa.eu/RedmapFront/media'));
  const pdf = (url: string, body: Uint8Array): void => file(url, 'application/pdf', body);
  const docx = (url: string, body: Uint8Array): void =>
    file(url, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', body);
  const record = (question: SyntheticQuestion, answer: SyntheticAnswer | null): void =>
    keep(
      apiAddress(question.id),
      'application/ld+json',
      `${JSON.stringify(envelopeOf(question, answer), null, 1)}\n`,
    );

  record(SAFE_CITY, SAFE_CITY_ANSWER);
  for (const version of SAFE_CITY.versions) {
    page(
      SAFE_CITY.id,
      version.language,
      version.language === 'en' ? classicPage(SAFE_CITY, version) : redesignPage(SAFE_CITY, version),
    );
    pdf(questionFile(SAFE_CITY.id, version.language, 'pdf'), await questionPdf2015(SAFE_CITY, version));
    docx(questionFile(SAFE_CITY.id, version.language, 'docx'), questionDocx(SAFE_CITY, version));
  }
  for (const version of SAFE_CITY_ANSWER.versions) {
    page(
      SAFE_CITY_ANSWER.id,
      version.language,
      version.language === 'en'
        ? classicAnswerPage(SAFE_CITY_ANSWER, version, '18 December 2019')
        : redesignAnswerPage(SAFE_CITY_ANSWER, version),
    );
    pdf(
      answerFile(SAFE_CITY_ANSWER.id, version.language, 'pdf'),
      await answerPdfShort(SAFE_CITY_ANSWER, version),
    );
    docx(answerFile(SAFE_CITY_ANSWER.id, version.language, 'docx'), answerDocx(SAFE_CITY_ANSWER, version));
  }

  record(PET_TRADE, null);
  for (const version of PET_TRADE.versions) {
    page(
      PET_TRADE.id,
      version.language,
      version.language === 'sk' ? classicPage(PET_TRADE, version) : redesignPage(PET_TRADE, version),
    );
    pdf(questionFile(PET_TRADE.id, version.language, 'pdf'), await questionPdf2026(PET_TRADE, version));
  }

  record(GHOST_FLIGHTS, GHOST_FLIGHTS_ANSWER);
  for (const version of GHOST_FLIGHTS.versions) {
    page(GHOST_FLIGHTS.id, version.language, redesignPage(GHOST_FLIGHTS, version));
    pdf(
      questionFile(GHOST_FLIGHTS.id, version.language, 'pdf'),
      await questionPdf2026(GHOST_FLIGHTS, version),
    );
  }
  for (const version of GHOST_FLIGHTS_ANSWER.versions) {
    page(GHOST_FLIGHTS_ANSWER.id, version.language, redesignAnswerPage(GHOST_FLIGHTS_ANSWER, version));
    const asked = GHOST_FLIGHTS.versions.find(({language}) => language === version.language);
    if (asked === undefined) continue;
    const bytes =
      version.language === 'en'
        ? await answerPdfOfficialJournal(GHOST_FLIGHTS_ANSWER, version, GHOST_FLIGHTS, asked, {
            question: '5 January 2022',
            answer: '25 February 2022',
          })
        : await answerPdfShort(GHOST_FLIGHTS_ANSWER, version);
    pdf(answerFile(GHOST_FLIGHTS_ANSWER.id, version.language, 'pdf'), bytes);
  }

  record(CHALLENGED, CHALLENGED_ANSWER);
  for (const version of CHALLENGED.versions) {
    challenge(files, pageAddress(CHALLENGED.id, version.language));
    pdf(questionFile(CHALLENGED.id, version.language, 'pdf'), await questionPdf2026(CHALLENGED, version));
  }
  for (const version of CHALLENGED_ANSWER.versions) {
    challenge(files, pageAddress(CHALLENGED_ANSWER.id, version.language));
    pdf(
      answerFile(CHALLENGED_ANSWER.id, version.language, 'pdf'),
      await answerPdfShort(CHALLENGED_ANSWER, version),
    );
  }
  return files;
}

function noteOf(url: string, contentType: string | null): ArchiveMeta {
  return {
    url,
    finalUrl: url,
    outcome: 'received',
    status: 200,
    contentType,
    etag: null,
    lastModified: null,
    fetchedAt: FETCHED,
    checkedAt: FETCHED,
    bytes: null,
    sha256: null,
    reason: null,
    kind: null,
    synthetic: true,
  };
}

function note(files: Map<string, Uint8Array>, meta: ArchiveMeta): void {
  files.set(
    `${archivePath(meta.url)}.meta.json`,
    new TextEncoder().encode(`${JSON.stringify(meta, null, 2)}\n`),
  );
}

function challenge(files: Map<string, Uint8Array>, url: string): void {
  const reason = 'the host answered with a challenge (HTTP 202)';
  note(files, {...noteOf(url, null), outcome: 'blocked', status: 202, reason, kind: 'blocked'});
}

/** Where the open data keeps a question's file. */
export function questionFile(id: string, language: Language, format: 'pdf' | 'docx'): string {
  return `${FILES}/reds_iMaQp/${id}/${id}_${language}.${format}`;
}

/** Where it keeps an answer's; the Official-Journal-like form is presumed to bear -FF in its name. */
export function answerFile(id: string, language: Language, format: 'pdf' | 'docx'): string {
  const isOfficialJournal = id === GHOST_FLIGHTS_ANSWER.id && language === 'en' && format === 'pdf';
  return `${FILES}/reds_iMaQp_Asw/${id}/${id}${isOfficialJournal ? '-FF' : ''}_${language}.${format}`;
}

/** The open data's record of a question, in the shape of the one real record of 2026. */
export function envelopeOf(question: SyntheticQuestion, answer: SyntheticAnswer | null): object {
  const {id, versions} = question;
  const heading = (lines: string[]): string =>
    question.date < '2024-07-16' ? lines.join('<br/>') : lines.join(' - ');
  return {
    data: [
      {
        id: `eli/dl/doc/${id}`,
        type: 'Work',
        parliamentary_term: `org/ep-${id.split('-')[1]}`,
        document_date: question.date,
        is_realized_by: versions.map(({language, subject, heading: lines}) =>
          expressionOf(id, language, questionFile, {
            title: {[language]: subject},
            title_alternative: {[language]: heading(lines)},
          }),
        ),
        work_type: `def/ep-document-types/${question.workType}`,
        creator: question.authorIds.map(person => `person/${person}`),
        identifier: id,
        publisher: 'org/EU_PARLIAMENT',
        title_dcterms: Object.fromEntries(versions.map(({language, subject}) => [language, subject])),
        ...(question.pe === null ? {} : {epNumber: question.pe}),
        identifierYear: question.date.slice(0, 4),
        ...(question.originalLanguage === null
          ? {}
          : {originalLanguage: [authority(question.originalLanguage)]}),
        workHadParticipation: [
          ...question.authorIds.map(person => ({
            id: `eli/dl/participation/${id}-${person}`,
            type: 'Participation',
            had_participant_person: [`person/${person}`],
            participation_role: 'def/ep-roles/AUTHOR',
          })),
          {
            id: `eli/dl/participation/${id}-${question.addressee.slice(4)}`,
            type: 'Participation',
            had_participant_organization: [question.addressee],
            participation_role: 'def/ep-roles/ADDRESSEE',
          },
        ],
        ...(answer === null ? {} : {inverse_answers_to: [answerWork(answer)]}),
      },
    ],
    '@context': [
      {data: '@graph', '@base': 'https://data.europarl.europa.eu/'},
      'https://data.europarl.europa.eu/api/v2/context.jsonld',
    ],
  };
}

function answerWork({id, answersTo, date, creator, versions, number}: SyntheticAnswer): object {
  const answered = answersTo.map(question => `eli/dl/doc/${question}`);
  return {
    id: `eli/dl/doc/${id}`,
    type: 'Work',
    answers_to: answered.length === 1 ? answered[0] : answered,
    parliamentary_term: `org/ep-${id.split('-')[1]}`,
    document_date: date,
    is_realized_by: versions.map(({language}) =>
      expressionOf(id, language, answerFile, {
        title: {[language]: `Answer for question ${number.replace(/\/20/, '/')}`},
      }),
    ),
    work_type: 'def/ep-document-types/QUESTION_WRITTEN_ANSWER',
    creator: [creator],
    identifier: id,
    publisher: 'org/EU_PARLIAMENT',
    identifierYear: id.split('-')[2],
  };
}

function expressionOf(
  id: string,
  language: Language,
  addressOf: (id: string, language: Language, format: 'pdf' | 'docx') => string,
  titles: object,
): object {
  return {
    id: `eli/dl/doc/${id}/${language}`,
    type: 'Expression',
    is_embodied_by: (['docx', 'pdf'] as const).map(format => ({
      id: `eli/dl/doc/${id}/${language}/${format}`,
      type: 'Manifestation',
      is_exemplified_by: addressOf(id, language, format).replace('https://data.europarl.europa.eu/', ''),
      media_type: `https://www.iana.org/assignments/media-types/application/${format === 'pdf' ? 'pdf' : 'vnd.openxmlformats-officedocument.wordprocessingml.document'}`,
      format: `http://publications.europa.eu/resource/authority/file-type/${format.toUpperCase()}`,
    })),
    language: authority(language),
    ...titles,
  };
}

function authority(language: Language): string {
  return `http://publications.europa.eu/resource/authority/language/${LANGUAGES[language]}`;
}
