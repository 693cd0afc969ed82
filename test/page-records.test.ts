import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {LANGUAGE_CODES} from '../src/language.ts';
import {MEMBERS} from '../src/members.ts';
import {parseDocuments} from '../src/parse-documents.ts';
import type {QuestionRecord} from '../src/question.ts';
import {questionIdOfAnswer, questionTypeOf} from '../src/reference.ts';
import {findCorpus} from './corpus.ts';
import {foldName} from './official-lists.ts';
import {
  type AnswerFacts,
  PAGE_TAGS,
  type PageFacts,
  type PageRecord,
  pdfsOfRecord,
  proseOf,
  type QuestionFacts,
  readPageFacts,
  readPageRecord,
} from './page-records.ts';

const corpus = findCorpus('the visible lines of 56 real pages');

// Ids come from the bundled sample of the ninth term, under the same words alone.
const PEOPLE = new Map([...MEMBERS].map(([mepId, name]) => [foldName(name), mepId]));

const {questions, answers, elsewhere} = await readPageFacts();

for (const {facts, url, lines} of elsewhere) testLines(facts, async () => ({name: facts.name, url, lines}));

if (corpus !== null) {
  const directory = `${corpus}page-records/`;
  test('the facts of every page record are written down', async () => {
    const named = [...questions, ...answers].map(({name}) => name);
    assert.deepEqual(named.sort(), (await readdir(directory)).sort());
  });
  for (const facts of [...questions, ...answers])
    testLines(facts, async () => readPageRecord(facts.name, await readFile(directory + facts.name, 'utf8')));
}

function testLines(facts: QuestionFacts | AnswerFacts, read: () => Promise<PageRecord>): void {
  test(`lines of ${facts.name}`, async () => {
    const page = await read();
    for (const [tags, body] of await bodiesOf(page, facts)) {
      const {records, failures} = await parseDocuments([{url: page.url, contentType: null, body}]);
      assert.deepEqual(failures, [], tags);
      assert.equal(records.length, 1, tags);
      const expected = 'givenBy' in facts ? answeredOf(facts) : questionOf(facts);
      assert.deepEqual(withoutFiles(records[0] as QuestionRecord), expected, tags);
    }
  });
}

async function bodiesOf(page: PageRecord, facts: PageFacts): Promise<[string, Uint8Array][]> {
  if (facts.layout === 'pdf') {
    const [tagged, untagged] = await pdfsOfRecord(page, facts);
    return [
      ['tagged PDF', tagged as Uint8Array],
      ['untagged PDF', untagged as Uint8Array],
    ];
  }
  const {shell, ...others} = PAGE_TAGS;
  const fitting = facts.layout === 'redesign' ? PAGE_TAGS : others;
  return Object.entries(fitting).map(([tags, layOut]) => [
    tags,
    new TextEncoder().encode(layOut(page, facts)),
  ]);
}

/** The record that a question's page must give, every field of it. */
function questionOf(facts: QuestionFacts): object {
  const [, term, year] = facts.id.split('-').map(Number);
  const letter = facts.id[0] as 'E';
  return {
    schemaVersion: 1,
    id: facts.id,
    number: `${letter}-${facts.id.split('-')[3]}/${year}`,
    revision: null,
    type: questionTypeOf(letter),
    parliamentaryTerm: term,
    date: facts.date,
    rule: facts.rule,
    addressees: [{code: facts.addressee[0], label: facts.addressee[1]}],
    authors: facts.authors.map(([name, politicalGroup]) => ({
      name,
      politicalGroup,
      mepId: term === 9 ? (PEOPLE.get(foldName(name ?? '')) ?? null) : null,
      onBehalfOf: facts.onBehalfOf ?? null,
    })),
    supporters: [],
    subject: facts.subject,
    originalLanguage: facts.originalLanguage ?? null,
    languages: languagesWith(facts.language),
    versions: {
      [facts.language]: {
        subject: facts.subject,
        heading: facts.heading,
        ...textOf(facts),
        submitted: facts.submitted ?? null,
        lastUpdated: facts.lastUpdated ?? null,
        files: [facts.layout],
      },
    },
    answers: [],
    procedures: facts.procedures ?? [],
    references: facts.references ?? [],
    documents: {eli: null, pe: null},
    agreement: {sources: [facts.layout === 'pdf' ? 'pdf' : 'html'], differences: []},
  };
}

/** The record that an answer's page must give: its question's, which holds nothing else. */
function answeredOf(facts: AnswerFacts): object {
  const id = questionIdOfAnswer(facts.id);
  const [, term, year] = id.split('-').map(Number);
  return {
    schemaVersion: 1,
    id,
    number: `${id[0]}-${id.split('-')[3]}/${year}`,
    revision: null,
    type: questionTypeOf(id[0] as 'E'),
    parliamentaryTerm: term,
    date: null,
    rule: null,
    addressees: [],
    authors: [],
    supporters: [],
    subject: null,
    originalLanguage: null,
    languages: languagesWith(null),
    versions: {},
    answers: [
      {
        id: facts.id,
        date: facts.date,
        givenBy: facts.givenBy,
        onBehalfOf: facts.onBehalfOf,
        questions: [id],
        annexes: [],
        references: facts.references ?? [],
        versions: {
          [facts.language]: {
            heading: facts.heading,
            ...textOf(facts),
            lastUpdated: facts.lastUpdated ?? null,
            files: [facts.layout],
          },
        },
      },
    ],
    procedures: [],
    references: [],
    documents: {eli: null, pe: null},
    agreement: {sources: ['html'], differences: []},
  };
}

function languagesWith(available: string | null): object {
  return Object.fromEntries(
    LANGUAGE_CODES.map(code => [code, code === available ? 'available' : 'not-requested']),
  );
}

function textOf({body, footnotes = []}: PageFacts): object {
  const marks = footnotes.map(([mark]) => mark);
  const shown = body.map(part =>
    proseOf(part).replace(/\((\d)\)/, (mark, number) => (marks.includes(number) ? `[${number}]` : mark)),
  );
  return {
    text: shown.length === 0 ? null : shown.join('\n\n'),
    paragraphs: body.map((part, index) => {
      const number = /^\d/.test(part) ? part : null;
      return {
        kind: part.startsWith('p') ? 'paragraph' : 'item',
        number,
        text: (shown[index] ?? '').slice(number === null ? 0 : number.length + 2),
      };
    }),
    footnotes: footnotes.map(([mark, text]) => ({mark, text})),
  };
}

/** A record with its files' layouts in place of the files: address, length and hash are the test's own. */
function withoutFiles(record: QuestionRecord): object {
  const layouts = (versions: object): object =>
    Object.fromEntries(
      Object.entries(versions).map(([language, version]) => [
        language,
        {...version, files: version.files.map(({layout}: {layout: string}) => layout)},
      ]),
    );
  return {
    ...record,
    versions: layouts(record.versions),
    answers: record.answers.map(answer => ({...answer, versions: layouts(answer.versions)})),
  };
}
