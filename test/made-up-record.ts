import {LANGUAGE_CODES, type Language} from '../src/language.ts';
import type {Paragraph, QuestionRecord, QuestionVersion} from '../src/question.ts';

const QUESTIONS_A_YEAR = 10_000;
const FIRST_YEAR = 2010;
const LANGUAGES: readonly Language[] = ['en', 'it'];
const GROUPS = ['PPE', 'S&D', 'Renew', 'Verts/ALE', 'ID', 'ECR', 'GUE/NGL', 'NI'];

/**
 * Makes a record up, of the size that real ones have: two languages, one answer, about 2 kB a text. Synthetic: its words are
 * syllables, some frequent and most rare.
 *
 * @param index from 0; 10,000 to a year, so that many records are of several years, in the store's order
 * @returns the same record for the same number
 */
export function madeUpRecord(index: number): QuestionRecord {
  const year = FIRST_YEAR + Math.floor(index / QUESTIONS_A_YEAR);
  const serial = (index % QUESTIONS_A_YEAR) + 1;
  const number = String(serial).padStart(6, '0');
  const term = 7 + Math.floor((year - 2009) / 5);
  const id = `E-${term}-${year}-${number}`;
  const random = randomNumbers(index + 1);
  const day = (after: number): string =>
    new Date(Date.UTC(year, 0, 1 + Math.floor((serial * 364) / QUESTIONS_A_YEAR) + after))
      .toISOString()
      .slice(0, 10);
  const version = (of: string, language: Language): QuestionVersion => {
    const paragraphs = Array.from({length: 7}, (_, position): Paragraph => {
      const number = position < 4 ? null : String(position - 3);
      return {
        kind: number === null ? 'paragraph' : 'item',
        number,
        text: sentence(random, number === null ? 55 : 25, language),
      };
    });
    return {
      subject: sentence(random, 9, language),
      heading: [`Question for written answer E-${number}/${year}`, 'to the Commission', 'Rule 138'],
      text: paragraphs.map(({text}) => text).join('\n\n'),
      paragraphs,
      footnotes: [{mark: '1', text: sentence(random, 10, language)}],
      submitted: null,
      lastUpdated: day(9),
      files: [
        {
          format: 'html',
          url: `https://www.europarl.europa.eu/doceo/document/${of}_${language.toUpperCase()}.html`,
          status: 'ok',
          bytes: 41_213,
          sha256: String(index).padStart(64, '0'),
          layout: 'classic',
        },
      ],
    };
  };
  const versions = (of: string) =>
    Object.fromEntries(LANGUAGES.map(language => [language, version(of, language)]));
  const answerId = `${id}-ASW`;
  return {
    schemaVersion: 1,
    id,
    number: `E-${number}/${year}`,
    revision: null,
    type: 'QUESTION_WRITTEN',
    parliamentaryTerm: term,
    date: day(0),
    rule: '138',
    addressees: [{code: 'COM', label: 'Commission'}],
    authors: Array.from({length: 2}, () => {
      const mepId = 1 + Math.floor(random() * 700);
      const politicalGroup = GROUPS[mepId % GROUPS.length] ?? null;
      return {name: `Member Number ${mepId}`, politicalGroup, mepId, onBehalfOf: null};
    }),
    supporters: [],
    subject: sentence(random, 9, 'en'),
    originalLanguage: 'it',
    languages: Object.fromEntries(
      LANGUAGE_CODES.map(language => [
        language,
        LANGUAGES.includes(language) ? 'available' : 'not-translated',
      ]),
    ) as QuestionRecord['languages'],
    versions: versions(id),
    answers: [
      {
        id: answerId,
        date: day(30 + Math.floor(random() * 60)),
        givenBy: `Commissioner Number ${1 + Math.floor(random() * 27)}`,
        onBehalfOf: 'European Commission',
        questions: [id],
        annexes: [],
        references: [],
        versions: Object.fromEntries(
          Object.entries(versions(answerId)).map(([language, {subject: _, submitted: __, ...rest}]) => [
            language,
            rest,
          ]),
        ),
      },
    ],
    procedures: [],
    references: [{kind: 'regulation', printed: 'Regulation (EU) 2016/679', normal: '32016R0679'}],
    documents: {eli: `https://data.europarl.europa.eu/eli/dl/doc/${id}`, pe: null},
    agreement: {sources: ['opendata', 'html'], differences: []},
  };
}

const SYLLABLES = 'ba ce di fo gu la me ni po ru sa te vi zo è'.split(' ');

// Rank by rank, as in real texts: a word of rank r comes about 1/r times as often as the first.
function word(random: () => number, language: Language): string {
  let rest = Math.floor(30_000 ** random());
  let letters = '';
  do {
    letters += SYLLABLES[rest % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length);
  } while (rest > 0);
  return language === 'en' ? letters : `${letters}re`;
}

function sentence(random: () => number, words: number, language: Language): string {
  return `${Array.from({length: words}, () => word(random, language)).join(' ')}.`;
}

// Park and Miller.
function randomNumbers(seed: number): () => number {
  let state = (seed * 48_271) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
