import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import type {Wanted} from '../src/fetch-question.ts';
import type {Language} from '../src/language.ts';
import {mapInOrder} from '../src/map-in-order.ts';
import {parseDocuments} from '../src/parse-documents.ts';
import type {Answer, QuestionRecord} from '../src/question.ts';
import {answeredParliament, answerPage, lay, type MadeUpAnswer} from './answered.ts';
import {findCorpus} from './corpus.ts';
import {answerFrom} from './fault-portal.ts';
import {type FetchedThere, fetchOffline, fetchThrough, textOf} from './fetching.ts';
import {addRecordsOf, emptyParliament, type Parliament} from './parliament.ts';
import type {Reply, SeenRequest} from './portal.ts';
import {answerPdfOfficialJournal, answerPdfShort} from './synthetic/pdfs.ts';

const ID = 'E-9-2022-000030';
const DATE = '2022-01-04';
const OWN = `${ID}-ASW`;
const GIVEN = 'Answer given by Ms Sample on behalf of the European Commission';

/** Fetches from a Parliament of its own, and once more from the archive alone: both say the same. */
async function fetchFrom(
  parliament: Parliament,
  wanted: Partial<Wanted> = {},
  change: (request: SeenRequest) => Reply | null = () => null,
  id = ID,
  before: {archive?: string} = {},
): Promise<FetchedThere & {record: QuestionRecord}> {
  const usual = answerFrom(parliament);
  const fetched = await fetchThrough(request => change(request) ?? usual(request), id, wanted, before);
  const {record} = fetched;
  assert.ok(record !== null, JSON.stringify(fetched.failures));
  assert.equal(textOf(await fetchOffline(id, fetched.archive, wanted)), textOf(fetched));
  return {...fetched, record};
}

function parliamentOf(answers: readonly MadeUpAnswer[], id = ID): Parliament {
  return answeredParliament({id, date: DATE, languages: ['en']}, answers);
}

/** The number that an answer's documents bear. */
function numberOf(answerId: string): string {
  return answerId.replace(/^([A-Z])-\d+-(\d+)-(\d+)-ASW$/, '$1-$3/$2');
}

/* ---- under whose number ---- */

const UNDER: [question: string, answer: string, answersTo: string[]][] = [
  ['E-9-2022-000030', 'P-9-2022-000026-ASW', ['P-9-2022-000026', 'E-9-2022-000030']],
  ['E-8-2019-000089', 'E-8-2018-006481-ASW', ['E-8-2018-006481', 'E-8-2019-000089']],
  ['E-8-2019-000045', 'E-8-2019-000044-ASW', ['E-8-2019-000045']],
  ['E-9-2022-000033', 'E-9-2022-000032-ASW', ['E-9-2022-000032', 'E-9-2022-000033']],
  ['E-10-2024-001357', 'E-10-2024-001357-ASW', ['E-10-2024-001357']],
];

for (const [question, id, answersTo] of UNDER) {
  test(`${id} answers ${question}: its documents bear its own number`, async () => {
    const parliament = parliamentOf([{id, questions: answersTo}], question);
    lay(parliament, `${id}_EN.html`, answerPage(`${numberOf(id)}(ASW)`, GIVEN));
    const {record, failures, warnings} = await fetchFrom(
      parliament,
      {documents: ['html']},
      undefined,
      question,
    );
    assert.deepEqual([failures, warnings], [[], []]);
    const [answer, ...others] = record.answers;
    assert.deepEqual(others, []);
    assert.deepEqual(
      [answer?.id, answer?.questions, answer?.versions.en?.text],
      [id, [...answersTo].sort(), 'A sentence of our own.'],
    );
    assert.deepEqual(record.agreement.differences, []);

    // A document of a third question is none of it, wherever it came from.
    lay(parliament, `${id}_EN.html`, answerPage('E-009999/2022(ASW)', GIVEN));
    const wrong = await fetchFrom(parliament, {documents: ['html']}, undefined, question);
    assert.match(wrong.failures[0]?.message ?? '', /is the answer to E-009999\/2022$/);
    assert.equal(wrong.record.answers[0]?.versions.en?.files[0]?.status, 'failed');
  });
}

test('two answers to one question, the earlier first, each with what its own documents say', async () => {
  const [id, other] = ['E-9-2019-002782', 'P-9-2019-002948-ASW'];
  const parliament = parliamentOf(
    [
      {id: other, date: '2019-11-05', questions: [id, 'P-9-2019-002948']},
      {id: `${id}-ASW`, date: '2019-10-29'},
    ],
    id,
  );
  lay(parliament, `${id}-ASW_EN.html`, answerPage('E-002782/2019(ASW)', GIVEN, {text: ['First.']}));
  lay(parliament, `${other}_EN.html`, answerPage('P-002948/2019(ASW)', GIVEN, {text: ['Second.']}));
  const {record, failures} = await fetchFrom(parliament, {documents: ['html']}, undefined, id);
  assert.deepEqual(failures, []);
  assert.deepEqual(
    record.answers.map(({id: answerId, date, versions}) => [answerId, date, versions.en?.text]),
    [
      [`${id}-ASW`, '2019-10-29', 'First.'],
      [other, '2019-11-05', 'Second.'],
    ],
  );
});

/* ---- who gave it, for whom, when ---- */

/** What the files of the question's own answer print beside heading and text. */
const ANSWER = {
  id: OWN,
  number: 'E-000030/2022',
  answersTo: [ID],
  date: '2022-03-25',
  printedDate: '25.3.2022',
  creator: 'org/CS',
  versions: [],
};

const GIVERS: [heading: string[], givenBy: string | null, onBehalfOf: string | null][] = [
  [
    [
      'Answer given by High Representative/Vice-President Borrell',
      'i Fontelles',
      'on behalf of the European Commission',
    ],
    'High Representative/Vice-President Borrell i Fontelles',
    'European Commission',
  ],
  [['Answer given by Mr Sample', 'on behalf of the Commission'], 'Mr Sample', 'Commission'],
  [['Joint answer given by Mr Sample on behalf of the Commission'], 'Mr Sample', 'Commission'],
  [['Answer given by the President-in-Office'], 'President-in-Office', null],
  [['Reply'], null, null],
];

for (const [heading, givenBy, onBehalfOf] of GIVERS) {
  test(`given by ${givenBy ?? 'nobody named'}: page and both forms of the file`, async () => {
    const parliament = parliamentOf([
      {id: OWN, date: '2022-03-25', files: ['{id}_{language}.pdf', '{id}-FF_{language}.pdf']},
    ]);
    const version = {
      language: 'en' as const,
      heading,
      body: ['A sentence of our own.'],
      footnotes: [],
      lastUpdated: null,
    };
    const question = {
      id: ID,
      number: 'E-000030/2022',
      date: '4.1.2022',
      printedDate: {},
      submitted: 'Submitted: 4.1.2022',
      originalLanguage: null,
      authorIds: [],
      addressee: 'org/CS',
      pe: null,
      workType: '',
      procedureBox: {},
      versions: [],
    };
    const asked = {
      language: 'en' as const,
      subject: 'A subject',
      heading: ['Question for written answer E-000030/2022', 'to the Council', 'Rule 138', 'Jane Doe (NI)'],
      body: ['What of it?'],
      footnotes: [],
      lastUpdated: null,
    };
    const dates = {question: '4 January 2022', answer: '25 March 2022'};
    lay(parliament, `${OWN}_en.pdf`, await answerPdfShort(ANSWER, version));
    lay(
      parliament,
      `${OWN}-FF_en.pdf`,
      await answerPdfOfficialJournal(ANSWER, version, question, asked, dates),
    );
    lay(parliament, `${OWN}_EN.html`, answerPage('E-000030/2022(ASW)', heading.join(' ')));
    const {record, failures} = await fetchFrom(parliament);
    assert.deepEqual(failures, []);
    const [found] = record.answers;
    assert.deepEqual(
      [found?.givenBy, found?.onBehalfOf, found?.date, found?.versions.en?.text],
      [givenBy, onBehalfOf, '2022-03-25', 'A sentence of our own.'],
    );
    assert.deepEqual(
      found?.versions.en?.files.map(({layout}) => layout),
      ['redesign', 'pdf-question-and-answer', 'pdf-answer'],
    );
    assert.deepEqual(
      record.agreement.differences,
      [],
      'page, short file, file of the Journal and open data agree',
    );
  });
}

test('the day of a re-publication is not that of the answer, whatever else is known', async () => {
  for (const [listed, date] of [
    ['2022-03-25', '2022-03-25'],
    [null, null],
  ] as const) {
    const parliament = parliamentOf([{id: OWN, date: listed}]);
    lay(parliament, `${OWN}_EN.html`, answerPage('E-000030/2022(ASW)', GIVEN, {date: '18.12.2023'}));
    const {record} = await fetchFrom(parliament, {documents: ['html']});
    assert.equal(record.answers[0]?.date, date);
    assert.deepEqual(record.agreement.differences, []);
  }
});

/* ---- what sources say otherwise ---- */

const CLASSIC = (lines: readonly string[]): string =>
  `<html><body><!-- synthetic -->${['Parliamentary questions', 'PDF 35kWORD 17k', ...lines].map(line => `<p>${line}</p>`).join('')}</body></html>`;

test('answers are compared too: day, giver, institution, questions, text paragraph by paragraph', async () => {
  const parliament = parliamentOf([{id: OWN, date: '2022-03-25', questions: [ID, 'E-9-2022-000031']}]);
  const page = [
    '24 March 2022',
    'E-000030/2022(ASW)',
    'Answer given by Ms Sample',
    'on behalf of the European Commission',
    'Question reference: E-000030/2022, E-000032/2022',
    'The same paragraph.',
    'A paragraph of the page.',
  ];
  lay(parliament, `${OWN}_EN.html`, CLASSIC(page));
  const heading = ['Answer given by Mr Other', 'on behalf of the Commission'];
  const body = ['The same paragraph.', 'A paragraph of the file.'];
  lay(
    parliament,
    `${OWN}_en.pdf`,
    await answerPdfShort(ANSWER, {language: 'en', heading, body, footnotes: [], lastUpdated: null}),
  );
  const {record, failures} = await fetchFrom(parliament);
  assert.deepEqual(failures, []);
  const [found] = record.answers;
  assert.deepEqual(
    [found?.date, found?.givenBy, found?.onBehalfOf],
    ['2022-03-24', 'Ms Sample', 'European Commission'],
  );
  assert.deepEqual(found?.questions, [ID, 'E-9-2022-000031', 'E-9-2022-000032'], 'all that any source names');
  const differences = record.agreement.differences.map(({field, values}) => [
    field.replace(`answers.${OWN}.`, ''),
    values,
  ]);
  assert.deepEqual(Object.fromEntries(differences), {
    date: {html: '2022-03-24', pdf: '2022-03-25', opendata: '2022-03-25'},
    givenBy: {html: 'Ms Sample', pdf: 'Mr Other'},
    onBehalfOf: {html: 'European Commission', pdf: 'Commission'},
    questions: {
      html: ['E-000030/2022', 'E-000032/2022'],
      opendata: ['E-000030/2022', 'E-000031/2022'],
    },
    text: {html: ['A paragraph of the page.'], pdf: ['A paragraph of the file.']},
  });
});

/* ---- not answered, not asked for, not to be had ---- */

test('what became of an answer is never said of another state', async () => {
  const listed = (): Parliament => parliamentOf([{id: OWN}]);
  const seen = async (
    parliament: Parliament,
    wanted: Partial<Wanted> = {},
    change?: (request: SeenRequest) => Reply | null,
  ): Promise<{answers: unknown[]; said: string}> => {
    // The question first: a host that blocks its answer may do so before it has given its page.
    const {archive} = await fetchFrom(parliament, {documents: ['html'], answers: false});
    const {record, failures, warnings} = await fetchFrom(
      parliament,
      {documents: ['html'], ...wanted},
      change,
      ID,
      {archive},
    );
    const shape = ({id, versions}: Answer): unknown => [
      id,
      Object.entries(versions).map(([language, {files}]) => [language, ...files.map(({status}) => status)]),
    ];
    const said = [...new Set([...warnings, ...failures.map(({kind}) => kind)])].join();
    return {answers: record.answers.map(shape), said};
  };
  const atAnswer =
    (reply: Reply) =>
    ({path}: SeenRequest): Reply | null =>
      path.startsWith('/doceo/') && path.includes('-ASW') ? reply : null;
  const challenge = atAnswer({status: 202, headers: {'x-amzn-waf-action': 'challenge'}});

  assert.deepEqual(await seen(parliamentOf([])), {answers: [], said: ''}, 'not answered');
  assert.deepEqual(
    await seen(listed(), {answers: false}),
    {answers: [[OWN, []]], said: ''},
    'listed, and nobody asked for it',
  );
  assert.deepEqual(
    await seen(listed()),
    {
      answers: [[OWN, [['en', 'absent']]]],
      said: `${ID}: its answer ${OWN} is listed, and no file of it is there`,
    },
    'listed, and not there',
  );
  assert.deepEqual(
    await seen(listed(), {}, challenge),
    {answers: [[OWN, [['en', 'blocked']]]], said: 'blocked'},
    'listed, and refused',
  );
  assert.deepEqual(
    await seen(listed(), {}, atAnswer({status: 500})),
    {answers: [[OWN, [['en', 'failed']]]], said: 'network'},
    'listed, and not to be had',
  );
  assert.deepEqual(
    await seen(parliamentOf([{id: OWN, languages: []}])),
    {answers: [[OWN, []]], said: `${ID}: its answer ${OWN} is listed, and no file of it is there`},
    'listed without a file',
  );
});

test('an answer of which only the id is known is looked for at constructed addresses', async () => {
  const parliament = parliamentOf([{id: 'P-9-2022-000026-ASW', isBare: true}]);
  lay(parliament, 'P-9-2022-000026-ASW_EN.html', answerPage('P-000026/2022(ASW)', GIVEN));
  const {record, failures, warnings, paths} = await fetchFrom(parliament, {documents: ['html']});
  assert.deepEqual([failures, warnings], [[], []]);
  assert.equal(record.answers[0]?.givenBy, 'Ms Sample');
  assert.ok(
    paths.some(path => path.startsWith('/api/v2/documents/P-9-2022-000026-ASW')),
    'its own record is asked for first',
  );

  const nowhere = await fetchFrom(parliamentOf([{id: OWN, isBare: true}]), {documents: ['html']});
  assert.deepEqual(nowhere.record.answers[0]?.versions, {});
  assert.match(nowhere.warnings.join(), /is listed, and no file of it is there/);
});

test('without the open data, an answer is found under its own number, or by the link "Answer in writing"', async () => {
  const wanted: Partial<Wanted> = {source: 'doceo', documents: ['html']};
  const other = 'P-9-2022-000026-ASW';
  const parliament = parliamentOf([]);
  const none = await fetchFrom(parliament, wanted);
  assert.deepEqual(
    [none.record.answers, none.record.agreement.sources],
    [[], ['html']],
    'nothing is known of an answer: the open data is not among the sources',
  );

  const page = parliament.files.get(`/doceo/document/${ID}_EN.html`);
  const text = new TextDecoder().decode(await page?.body());
  lay(
    parliament,
    `${ID}_EN.html`,
    text.replace(
      '</h1>',
      `</h1><p><a href="/doceo/document/${other}_EN.html"> Answer in writing </a></p><p>as in <a href="/doceo/document/E-9-2021-000001-ASW_EN.html">an answer of last year</a></p>`,
    ),
  );
  lay(parliament, `${other}_EN.html`, answerPage('P-000026/2022(ASW)', GIVEN));
  const linked = await fetchFrom(parliament, wanted);
  assert.deepEqual(
    linked.record.answers.map(({id, questions}) => [id, questions]),
    [[other, [ID, 'P-9-2022-000026']]],
  );
  assert.ok(
    linked.paths.every(path => !path.includes('E-9-2021-000001')),
    'what a text cites is no answer',
  );

  parliament.files.delete(`/doceo/document/${other}_EN.html`);
  const gone = await fetchFrom(parliament, wanted);
  assert.deepEqual(
    gone.record.answers.map(({id, versions}) => [id, versions]),
    [[other, {}]],
  );
  assert.match(gone.warnings.join(), /is listed, and no file of it is there/);
});

test("without the open data, an answer's own languages are asked for, beside the question's", async () => {
  const parliament = parliamentOf([]);
  const heading: Partial<Record<Language, string>> = {
    en: GIVEN,
    fr: 'Réponse donnée par Mme Sample au nom de la Commission',
  };
  for (const language of ['en', 'fr'] as const) {
    const page = answerPage('E-000030/2022(ASW)', heading[language] ?? '', {
      language,
      links: [`/doceo/document/${OWN}_EN.html`, `/doceo/document/${OWN}_FR.html`],
    });
    lay(parliament, `${OWN}_${language.toUpperCase()}.html`, page);
  }
  const {record} = await fetchFrom(parliament, {source: 'doceo', documents: ['html']});
  assert.deepEqual(Object.keys(record.answers[0]?.versions ?? {}).sort(), ['en', 'fr']);
});

/* ---- one file that is not like the others ---- */

test('a Word 97 file is kept as it is, and only if it is one', async () => {
  const id = 'E-9-2019-002306';
  const parliament = parliamentOf([{id: `${id}-ASW`, files: ['{id}_{language}.doc']}], id);
  const word = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0]);
  lay(parliament, `${id}-ASW_en.doc`, word);
  const wanted: Partial<Wanted> = {documents: ['docx'], source: 'opendata'};
  const {record, failures} = await fetchFrom(parliament, wanted, undefined, id);
  assert.deepEqual(failures, []);
  const [file] = record.answers[0]?.versions.en?.files ?? [];
  assert.deepEqual([file?.format, file?.status, file?.bytes], ['doc', 'ok', 11]);

  lay(parliament, `${id}-ASW_en.doc`, '<html><body>Not today</body></html>');
  const wrong = await fetchFrom(parliament, wanted, undefined, id);
  assert.deepEqual(
    wrong.failures.map(({message}) => message),
    ['not a document: a web page where a Word 97 file was due'],
  );
  assert.equal(wrong.record.answers[0]?.versions.en?.files[0]?.status, 'failed');
});

/* ---- files given by hand ---- */

test('an answer given by hand goes to every question that its record, or its page, says it answers', async () => {
  const document = (url: string, body: string) => ({
    url,
    contentType: null,
    body: new TextEncoder().encode(body),
  });
  const shared = 'P-9-2022-000026-ASW';
  const parliament = parliamentOf([{id: shared, questions: [ID, 'P-9-2022-000026']}]);
  const api = document('record.json', JSON.stringify({data: [parliament.works.get(ID)]}));
  const page = document('saved.html', answerPage('P-000026/2022(ASW)', GIVEN));
  for (const given of [
    [api, page],
    [page, api],
  ]) {
    const {records, failures} = await parseDocuments(given);
    assert.deepEqual(failures, []);
    assert.deepEqual(
      records.map(({id, answers}) => [id, answers.map(answer => [answer.id, answer.givenBy])]),
      [[ID, [[shared, 'Ms Sample']]]],
    );
  }
  const alone = await parseDocuments([page]);
  assert.deepEqual(
    alone.records.map(({id, answers}) => [id, answers[0]?.id]),
    [['P-9-2022-000026', shared]],
  );

  // Two questions' pages, and one answer that says it answers both.
  const pages = [ID, 'E-9-2022-000031'].map(async id => {
    const body = await answeredParliament({id, date: DATE, languages: ['en']}, [])
      .files.get(`/doceo/document/${id}_EN.html`)
      ?.body();
    return document(`${id}_EN.html`, new TextDecoder().decode(body));
  });
  const joint = document(
    'joint.html',
    answerPage('E-000030/2022(ASW)', GIVEN, {above: ['See question(s) : E-000030/2022, E-000031/2022']}),
  );
  const {records} = await parseDocuments([joint, ...(await Promise.all(pages))]);
  assert.deepEqual(
    records.map(({id, answers}) => [id, answers.map(answer => [answer.id, answer.questions])]),
    [
      [ID, [[OWN, [ID, 'E-9-2022-000031']]]],
      ['E-9-2022-000031', [[OWN, [ID, 'E-9-2022-000031']]]],
    ],
  );
});

/* ---- all real records ---- */

const corpus = findCorpus('the answers of 201 real records');
if (corpus !== null) {
  test('201 real records: each answer by its id, day and questions, with every version that is listed', async () => {
    const directory = `${corpus}opendata/v2/`;
    const parliament = emptyParliament();
    await addRecordsOf(parliament, directory);
    const usual = answerFrom(parliament);
    const counts = {answers: 0, joint: 0, another: 0, versions: 0, read: 0};
    const fetchOne = async (name: string) => {
      const work = JSON.parse(await readFile(directory + name, 'utf8'));
      const wanted: Partial<Wanted> = {documents: ['html'], languages: ['en']};
      return {work, fetched: await fetchThrough(usual, work.identifier, wanted)};
    };
    for await (const {work, fetched} of mapInOrder(await readdir(directory), 8, fetchOne)) {
      const {record} = fetched;
      assert.ok(record !== null);
      assert.deepEqual(fetched.failures, [], work.identifier);
      assert.deepEqual(fetched.warnings, [], work.identifier);
      assert.ok(record.agreement.sources.includes('opendata'));
      const listed: Record<string, never>[] = work.inverse_answers_to ?? [];
      assert.equal(record.answers.length, listed.length, work.identifier);
      for (const [index, answer] of record.answers.entries()) {
        const one = listed[index] as unknown as {
          identifier: string;
          document_date: string;
          answers_to: string | string[];
          is_realized_by: {language: string}[];
        };
        const questions = [one.answers_to].flat().map(eli => eli.split('/').at(-1));
        assert.deepEqual(
          [answer.id, answer.date, answer.questions],
          [one.identifier, one.document_date, questions.sort()],
        );
        assert.deepEqual(
          [answer.givenBy, answer.onBehalfOf],
          ['Mr Sample', 'European Commission'],
          work.identifier,
        );
        counts.answers += 1;
        counts.joint += questions.length > 1 ? 1 : 0;
        counts.another += answer.id === `${work.identifier}-ASW` ? 0 : 1;
        counts.versions += one.is_realized_by.length;
        counts.read += Object.values(answer.versions).filter(({text}) => text !== null).length;
      }
      const ofAnswers = record.agreement.differences.filter(({field}) => field.startsWith('answers.'));
      assert.deepEqual(ofAnswers, [], work.identifier);
    }
    assert.deepEqual(counts, {answers: 200, joint: 9, another: 5, versions: 436, read: 200});
  });
}
