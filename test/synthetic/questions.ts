import {addDays} from '../../src/date-range.ts';
import {LANGUAGE_CODES, type Language} from '../../src/language.ts';
import type {AnswerVersion, FileEntry, QuestionRecord} from '../../src/question.ts';

// All of this is made up: names, subjects, texts.
const GROUPS = ['PPE', 'S&D', 'Renew', 'Verts/ALE', 'ECR', 'ID', 'The Left', 'NI'];
const ADDRESSEES = [
  {code: 'COM', label: 'Commission'},
  {code: 'CONSIL', label: 'Council'},
  {code: 'VPHR', label: 'Vice-President of the Commission / High Representative'},
] as const;
const THINGS = [
  'fisheries',
  'rail transport',
  'rural broadband',
  'cheese labels',
  'air quality',
  'flood relief',
];
const PLACES = ['Alpha Valley', 'Beta Coast', 'Gamma Islands', 'Delta Plain', 'Epsilon Bay'];
const SYLLABLES = 'ba co di fe gu la mo ni pe ru sa to vi ze chi gro sten tra ver lun'.split(' ');

/** The same words in every run, as hard to compress as those of a real text. */
export function openWords(seed: number): (length: number) => string {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
  // Some words are frequent, most are not.
  const word = (): string => {
    let rank = next(60) * next(60);
    let made = '';
    for (let syllable = 0; syllable < 2 + (rank % 2); syllable += 1) {
      made += SYLLABLES[rank % SYLLABLES.length];
      rank = Math.floor(rank / SYLLABLES.length);
    }
    return made;
  };
  return length => {
    let text = '';
    while (text.length < length) text += `${text === '' ? '' : ' '}${word()}`;
    return `${text}.`;
  };
}

/**
 * Makes synthetic questions: of 2019 to 2024, written, priority and oral, in two languages with footnotes, answered in
 * time, late or not at all.
 *
 * @param length about how many characters each text has
 */
export function* synthesiseQuestions(count: number, length = 1200): Generator<QuestionRecord> {
  for (let at = 0; at < count; at += 1) yield synthesiseQuestion(at, count, length);
}

function synthesiseQuestion(at: number, count: number, length: number): QuestionRecord {
  const letter = at % 11 === 0 ? 'P' : at % 97 === 1 ? 'O' : 'E';
  const date = addDays('2019-07-10', Math.floor((at / count) * 1800));
  const year = Number(date.slice(0, 4));
  const serial = String(2200 + at).padStart(6, '0');
  const id = `${letter}-9-${year}-${serial}`;
  const other = LANGUAGE_CODES[at % 24] ?? 'it';
  const original: Language = other === 'en' ? 'fr' : other;
  const subject = `Synthetic ${THINGS[at % THINGS.length]} in the ${PLACES[at % PLACES.length]} (${at})`;
  const words = openWords(at + 1);
  const version = (language: Language, own: string): AnswerVersion => ({
    heading: [`Synthetic heading in ${language}`],
    ...textOf(`${own} ${language}`, words, length),
    lastUpdated: null,
    files: [fileOf(own, language, 'html'), fileOf(own, language, 'pdf')],
  });
  const both = [...new Set<Language>(['en', original])];
  const days = at % 7 === 0 ? null : letter === 'P' ? 10 + (at % 40) : 25 + (at % 120);
  const answerId = `${id}-ASW`;
  return {
    schemaVersion: 1,
    id,
    number: `${letter}-${serial}/${year}`,
    revision: null,
    type:
      letter === 'P' ? 'QUESTION_WRITTEN_PRIORITY' : letter === 'O' ? 'QUESTION_ORAL' : 'QUESTION_WRITTEN',
    parliamentaryTerm: 9,
    date,
    rule: '138',
    addressees: [ADDRESSEES[at % 13 === 0 ? 1 : at % 17 === 0 ? 2 : 0]],
    authors: Array.from({length: 1 + (at % 3)}, (_, author) => {
      const member = (at * 7 + author * 31) % 300;
      return {
        name: `Synthetic Member ${member}`,
        politicalGroup: letter === 'O' ? null : (GROUPS[member % GROUPS.length] ?? null),
        mepId: 1000 + member,
        onBehalfOf: null,
      };
    }),
    supporters: [],
    subject,
    originalLanguage: original,
    languages: Object.fromEntries(
      LANGUAGE_CODES.map(code => [code, both.includes(code) ? 'available' : 'not-translated']),
    ) as QuestionRecord['languages'],
    versions: Object.fromEntries(
      both.map(code => [
        code,
        {subject: code === 'en' ? subject : `${subject}, ${code}`, ...version(code, id), submitted: null},
      ]),
    ),
    answers:
      days === null || letter === 'O'
        ? []
        : [
            {
              id: answerId,
              date: addDays(date, days),
              givenBy: 'Ms Synthetic',
              onBehalfOf: 'European Commission',
              questions: [id],
              annexes: [],
              references: [],
              versions: Object.fromEntries(both.map(code => [code, version(code, answerId)])),
            },
          ],
    procedures: [],
    references: [],
    documents: {eli: null, pe: null},
    agreement: {sources: ['opendata', 'html', 'pdf'], differences: []},
  };
}

function textOf(
  own: string,
  words: (length: number) => string,
  length: number,
): Pick<AnswerVersion, 'text' | 'paragraphs' | 'footnotes'> {
  const part = length / 3;
  const paragraphs: AnswerVersion['paragraphs'] = [
    {kind: 'paragraph', number: null, text: `Text of ${own}[1]. ${words(part)}`},
    {kind: 'paragraph', number: null, text: words(part)},
    {kind: 'item', number: '1', text: words(part)},
  ];
  return {
    text: paragraphs.map(({text}) => text).join('\n\n'),
    paragraphs,
    footnotes: [{mark: '1', text: `A synthetic note to ${own}`}],
  };
}

function fileOf(id: string, language: Language, format: 'html' | 'pdf'): FileEntry {
  const url = `https://www.europarl.europa.eu/doceo/document/${id}_${language.toUpperCase()}.${format}`;
  return {format, url, status: 'ok', bytes: 1000, sha256: '0'.repeat(64), layout: null};
}
