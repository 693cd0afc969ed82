import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compareAnswers, compareQuestions} from '../src/agreement.ts';
import {countAgreement, describeAgreement} from '../src/agreement-summary.ts';
import {essenceOf, findDifferingParagraphs} from '../src/differing-paragraphs.ts';
import {LANGUAGE_CODES} from '../src/language.ts';
import {readManifest} from '../src/manifest.ts';
import {witnessesOfManifest} from '../src/normalise.ts';
import {parseDocuments} from '../src/parse-documents.ts';
import type {Difference, QuestionRecord} from '../src/question.ts';
import type {AnswerWitness, QuestionWitness} from '../src/witness.ts';
import {envelopeOf} from './synthetic/archive.ts';
import type {SyntheticAnswer, SyntheticQuestion} from './synthetic/documents.ts';
import {answerIn, questionIn} from './synthetic/languages.ts';
import {classicAnswerPage, classicPage, redesignAnswerPage, redesignPage} from './synthetic/pages.ts';
import {
  answerPdfOfficialJournal,
  answerPdfShort,
  questionPdf2015,
  questionPdf2026,
} from './synthetic/pdfs.ts';
import {answerWitnessOf, questionWitnessOf} from './witnesses.ts';

/* ---- what counts ---- */

const SAME: [string, string][] = [
  ['a  Member\u00a0State', 'a Member State'],
  ['Mem-ber', 'Member'],
  ['Mem- ber', 'Member'],
  ['cross\u2011border', 'cross-border'],
  ['‘Fit for 55’ l’Union', "'Fit for 55' l'Union"],
  ['„Fit“ « for » 55', '"Fit" “for” 55'],
  ['l´Union', 'l’Union'],
  ['2014 – 2020', '2014 — 2020'],
  ['2014–2020', '2014-2020'],
  ['oﬃce …', 'office ...'],
  ['400 000[1]', '400 000(1)'],
  ['Member[12]', 'Member12'],
  ['Member[iv]', 'Memberiv'],
  ['Member[**]', 'Member(**)'],
  ['400 000[1]', '400 0001'],
  ['pain[1],[2]', 'pain1,2'],
  ['m²', 'm2'],
  ['e\u0301t\u00e9', '\u00e9te\u0301'],
];

const OTHER: [string, string][] = [
  ['WHO', 'who'],
  ['1.5', '15'],
  ['2014-2020', '20142020'],
  ['5 %', '6 %'],
  ['Bizzotto', 'Bizzoto'],
  ['Is it?', 'Is it.'],
  ['sein', 'séin'],
];

test('what of a printed text counts when two printings are compared', () => {
  for (const [a, b] of SAME) {
    assert.equal(essenceOf(a), essenceOf(b), `${a} and ${b}`);
    assert.deepEqual(findDifferingParagraphs([a], [b]), {a: new Set(), b: new Set()});
  }
  for (const [a, b] of OTHER) {
    assert.notEqual(essenceOf(a), essenceOf(b), `${a} and ${b}`);
    assert.deepEqual(findDifferingParagraphs([a], [b]), {a: new Set([0]), b: new Set([0])});
  }
});

/* ---- paragraphs ---- */

const TEXT = ['The Council met in May.', 'The Council spoke of it:', 'whether it may;', 'what it may do.'];
const LONG = Array.from({length: 3000}, (_, index) => `word${(index * 7919) % 1009}`).join(' ');

const PARAGRAPHS: [name: string, a: string[], b: string[], differingInA: number[], differingInB: number[]][] =
  [
    ['the same', TEXT, TEXT, [], []],
    ['nothing at all', [], [], [], []],
    ['one text alone', TEXT, [], [0, 1, 2, 3], []],
    ['all in one paragraph', TEXT, [TEXT.join(' ')], [], []],
    ['a paragraph split within a sentence', TEXT, ['The Council', 'met in May.', ...TEXT.slice(1)], [], []],
    ['two divisions that cross', ['a b c', 'd e'], ['a', 'b c d e'], [], []],
    ['a word', TEXT, [...TEXT.slice(0, 2), 'whether it shall;', 'what it may do.'], [2], [2]],
    ['a word more', TEXT, ['The Council met in early May.', ...TEXT.slice(1)], [0], [0]],
    ['a word more at the end', TEXT, [...TEXT.slice(0, 3), 'what it may do. Indeed.'], [3], [3]],
    ['a word more at the beginning', TEXT, ['Then, the Council met in May.', ...TEXT.slice(1)], [0], [0]],
    ['a paragraph more, opening as the next one does', TEXT, TEXT.slice(1), [0], []],
    ['a paragraph more, opening as the one before', TEXT, [TEXT[0] ?? '', ...TEXT.slice(2)], [1], []],
    ['a paragraph more at the end', TEXT, [...TEXT, 'And so on.'], [], [4]],
    [
      'two places',
      TEXT,
      ['The Council met in June.', ...TEXT.slice(1, 3), 'what it can do.'],
      [0, 3],
      [0, 3],
    ],
    ['a word, in another division', TEXT, [TEXT.join(' ').replace('spoke', 'talked')], [1], [0]],
    ['paragraphs in another order', ['a b c', 'd e f'], ['d e f', 'a b c'], [0], [1]],
    ['list marks', ['Say:', 'why;', 'how?'], ['Say:', '1. why;', '2.How?'.replace('H', 'h')], [2], [2]],
    ['list marks, printed or not', ['Say:', 'Why?', 'How?'], ['Say:', '1.Why?', '– How?'], [], []],
    ['list marks in one paragraph', ['Say:', 'Why?', 'How?'], ['Say: 1. Why? 2. How?'], [], []],
    [
      'a hyphen at a line\u2019s end',
      ['prevention and -resolution;', 'b'],
      ['prevention and - resolution;', 'b c'],
      [1],
      [1],
    ],
    ['dashes in one paragraph', ['— Why?', '— How?'], ['— Why? — How?'], [], []],
    ['a number in a sentence is no mark', ['by Article 5. The'], ['by Article 6. The'], [0], [0]],
    ['a whole long text', [LONG], [LONG.toUpperCase()], [0], [0]],
    ['a word of a long text', ['Ah.', LONG, 'Oh.'], ['Ah.', `${LONG} word`, 'Oh.'], [1], [1]],
  ];

for (const [name, a, b, inA, inB] of PARAGRAPHS) {
  test(`paragraphs that differ: ${name}`, () => {
    const found = findDifferingParagraphs(a, b);
    assert.deepEqual([[...found.a].sort(), [...found.b].sort()], [inA, inB]);
    const turned = findDifferingParagraphs(b, a);
    // Of two paragraphs that changed places either may be taken for the one that moved.
    if (name !== 'paragraphs in another order') assert.deepEqual(turned, {a: found.b, b: found.a});
  });
}

/* ---- every form of a document, in every language ---- */

async function questionWitnesses(question: SyntheticQuestion): Promise<QuestionWitness[]> {
  const [version] = question.versions;
  assert.ok(version !== undefined);
  const documents = [
    classicPage(question, version),
    redesignPage(question, version),
    await questionPdf2015(question, version),
    await questionPdf2026(question, version),
  ];
  const witnesses = await Promise.all(documents.map(content => questionWitnessOf(content, version.language)));
  return [...witnesses, ...witnessesOfManifest(readManifest(envelopeOf(question, null), question.id))];
}

async function answerWitnesses(answer: SyntheticAnswer): Promise<AnswerWitness[]> {
  const [version] = answer.versions;
  assert.ok(version !== undefined);
  const documents = [
    classicAnswerPage(answer, version, '20.3.2022'),
    redesignAnswerPage(answer, version),
    await answerPdfShort(answer, version),
  ];
  if (version.language === 'en') {
    const question = questionIn('en');
    const dates = {question: '20 January 2022', answer: '20 March 2022'};
    const [asked] = question.versions;
    assert.ok(asked !== undefined);
    documents.push(await answerPdfOfficialJournal(answer, version, question, asked, dates));
  }
  return Promise.all(documents.map(content => answerWitnessOf(content, version.language)));
}

for (const language of LANGUAGE_CODES) {
  test(`all forms of a question and of its answer agree: ${language}`, async () => {
    const question = await questionWitnesses(questionIn(language));
    assert.equal(question.length, 5);
    for (const {paragraphs, footnotes, authors, subject, source} of question) {
      assert.equal(paragraphs.length, source === 'opendata' ? 0 : 5);
      assert.equal(footnotes.length, source === 'opendata' ? 0 : 2);
      assert.equal(authors.length, 4);
      assert.ok(subject !== null);
    }
    assert.deepEqual(compareQuestions(question), []);
    const answer = await answerWitnesses(answerIn(language));
    for (const {paragraphs, footnotes, date, givenBy} of answer) {
      assert.equal(paragraphs.length, 5);
      assert.equal(footnotes.length, 2);
      assert.equal(date, '2022-03-20');
      assert.ok(givenBy !== null);
    }
    assert.deepEqual(compareAnswers(answer, ''), []);
  });
}

/* ---- every field ---- */

const QUESTION = await questionWitnesses(questionIn('en'));
const [PAGE, , PDF] = QUESTION as [QuestionWitness, QuestionWitness, QuestionWitness];
const [ANSWER_PAGE, , ANSWER_PDF] = (await answerWitnesses(answerIn('en'))) as [
  AnswerWitness,
  AnswerWitness,
  AnswerWitness,
];
const AUTHOR = {name: 'Ann Other', politicalGroup: 'NI', mepId: null, onBehalfOf: null};
const NUMBER = {letter: 'E', year: 2022, serial: 999, revision: null} as const;

const QUESTION_CHANGES: [
  field: string,
  page: Partial<QuestionWitness>,
  pdf: Partial<QuestionWitness>,
  values: Difference['values'] | null,
][] = [
  ['number', {}, {number: {...NUMBER, serial: 998}}, {html: 'E-000999/2022', pdf: 'E-000998/2022'}],
  ['number', {}, {number: null}, null],
  ['revision', {}, {number: {...NUMBER, revision: 1}}, {html: null, pdf: 1}],
  ['date', {}, {date: '2022-01-21'}, {html: '2022-01-20', pdf: '2022-01-21'}],
  ['date', {}, {date: null}, null],
  [
    'submitted',
    {submitted: '2022-01-20'},
    {submitted: '2022-01-21'},
    {html: '2022-01-20', pdf: '2022-01-21'},
  ],
  ['rule', {}, {rule: '138b'}, {html: '138', pdf: '138b'}],
  ['rule', {rule: '130 ter'}, {rule: '130\u00a0ter'}, null],
  ['addressees', {}, {addressee: {code: 'CONSIL', label: 'Council'}}, {html: 'Commission', pdf: 'Council'}],
  ['addressees', {}, {addressee: {code: 'COM', label: null}}, null],
  ['authors', {authors: [AUTHOR]}, {authors: [{...AUTHOR, name: 'ANN OTHER'}]}, null],
  [
    'authors',
    {authors: [AUTHOR]},
    {authors: [{...AUTHOR, politicalGroup: 'ID'}]},
    {html: ['Ann Other (NI)'], pdf: ['Ann Other (ID)']},
  ],
  ['authors', {}, {authors: []}, null],
  [
    'authors.onBehalfOf',
    {authors: [{...AUTHOR, onBehalfOf: 'PPE Group'}]},
    {authors: [{...AUTHOR, onBehalfOf: 'ECR Group'}]},
    {html: ['PPE Group'], pdf: ['ECR Group']},
  ],
  [
    'supporters',
    {supporters: [AUTHOR]},
    {supporters: [AUTHOR, AUTHOR]},
    {html: ['Ann Other (NI)'], pdf: ['Ann Other (NI)', 'Ann Other (NI)']},
  ],
  ['subject', {subject: 'A title'}, {subject: 'Another title'}, {html: 'A title', pdf: 'Another title'}],
  ['subject', {subject: 'A well-known ‘title’'}, {subject: "A well-  known 'title'"}, null],
  ['originalLanguage', {originalLanguage: 'fr'}, {originalLanguage: 'de'}, {html: 'fr', pdf: 'de'}],
  [
    'procedures',
    {procedures: ['2019/2814(RSP)']},
    {procedures: ['2019/2815(RSP)']},
    {html: ['2019/2814(RSP)'], pdf: ['2019/2815(RSP)']},
  ],
  ['pe', {pe: 'PE703.998'}, {}, {html: 'PE703.998', pdf: 'PE703.999'}],
  ['heading', {}, {heading: []}, null],
  [
    'text',
    {},
    {
      paragraphs: PDF.paragraphs.map((paragraph, index) =>
        index === 3 ? {...paragraph, text: 'June’July Sept?'} : paragraph,
      ),
    },
    {html: ['June’July August?'], pdf: ['June’July Sept?']},
  ],
  ['text', {}, {text: null, paragraphs: [], footnotes: []}, null],
  [
    'footnotes',
    {},
    {footnotes: PDF.footnotes.map(note => (note.mark === '2' ? {...note, text: 'None.'} : note))},
    {html: ['[2] September October, November 1.1.2022.'], pdf: ['[2] None.']},
  ],
  [
    'footnotes',
    {},
    {footnotes: PDF.footnotes.slice(0, 1)},
    {html: ['[2] September October, November 1.1.2022.'], pdf: []},
  ],
];

for (const [field, page, pdf, values] of QUESTION_CHANGES) {
  test(`a question's ${field}: ${values === null ? 'no difference' : JSON.stringify(values).slice(0, 80)}`, () => {
    assert.deepEqual(
      compareQuestions([
        {...PAGE, ...page},
        {...PDF, ...pdf},
      ]),
      values === null ? [] : [{field, language: 'en', values}],
    );
  });
}

const ANSWER_CHANGES: [
  field: string,
  page: Partial<AnswerWitness>,
  pdf: Partial<AnswerWitness>,
  values: Difference['values'] | null,
][] = [
  ['date', {}, {date: '2022-03-21'}, {html: '2022-03-20', pdf: '2022-03-21'}],
  ['date', {date: '2022-03-21', dateMayBeCorrection: true}, {}, null],
  ['givenBy', {}, {givenBy: 'Ms Sample'}, {html: 'Mr Sample', pdf: 'Ms Sample'}],
  ['onBehalfOf', {}, {onBehalfOf: 'European Commission'}, {html: 'Commission', pdf: 'European Commission'}],
  // The page names the question that the answer bears the number of, and no other.
  ['questions', {questions: [NUMBER]}, {}, null],
  [
    'questions',
    {questions: [NUMBER, {...NUMBER, serial: 1000}]},
    {number: null, questions: [NUMBER]},
    {html: ['E-000999/2022', 'E-001000/2022'], pdf: ['E-000999/2022']},
  ],
  [
    'text',
    {},
    {paragraphs: ANSWER_PDF.paragraphs.slice(1)},
    {html: [ANSWER_PAGE.paragraphs[0]?.text], pdf: []},
  ],
];

for (const [field, page, pdf, values] of ANSWER_CHANGES) {
  test(`an answer's ${field}: ${values === null ? 'no difference' : JSON.stringify(values).slice(0, 80)}`, () => {
    const prefix = 'answers.E-9-2022-000999-ASW.';
    assert.deepEqual(
      compareAnswers(
        [
          {...ANSWER_PAGE, ...page},
          {...ANSWER_PDF, ...pdf},
        ],
        prefix,
      ),
      values === null ? [] : [{field: prefix + field, language: 'en', values}],
    );
  });
}

test('of three sources each shows what differs from any other; a second file has a name of its own', () => {
  const other = {...PDF, subject: 'Another title'};
  const found = compareQuestions([PAGE, PDF, other, ...QUESTION.slice(4)]);
  assert.deepEqual(
    found.map(({field, values}) => [field, Object.keys(values)]),
    [['subject', ['html', 'pdf', 'pdf 2', 'opendata']]],
  );
});

test('a summary counts records, not languages, and names four pairs at most', () => {
  const differences: Difference[] = [
    {field: 'text', language: 'en', values: {html: ['a'], pdf: ['b']}},
    {field: 'text', language: 'it', values: {html: ['a'], pdf: []}},
    {
      field: 'answers.E-9-2022-000999-ASW.date',
      language: 'en',
      values: {html: '2022-03-20', pdf: '2022-03-20', opendata: '2022-03-21'},
    },
    {
      field: 'authors.politicalGroup',
      language: null,
      values: {de: ['A (ID)'], en: ['A (NI)'], fr: ['A (ECR)'], it: ['A (PPE)']},
    },
  ];
  const counted = countAgreement();
  for (const own of [differences, differences.slice(0, 1), []])
    counted.add({agreement: {sources: [], differences: own}} as unknown as QuestionRecord);
  assert.equal(
    describeAgreement(counted.summary()),
    'sources disagree in 2 of 3 records: text 2 (html/pdf), answers.date 1 (html/opendata 1, pdf/opendata 1), ' +
      'authors.politicalGroup 1 (de/en 1, de/fr 1, de/it 1, en/fr 1, …)',
  );
});

/* ---- another question is never a difference ---- */

test('files of several questions make several records, whatever their names', async () => {
  const [one, two] = [
    questionIn('en'),
    {...questionIn('en'), id: 'E-9-2022-000998', number: 'E-000998/2022'},
  ];
  const [version] = one.versions;
  assert.ok(version !== undefined);
  const other = {...version, heading: version.heading.map(line => line.replace('000999', '000998'))};
  const page = new TextEncoder().encode(classicPage(one, version));
  const body = await questionPdf2015(two, other);
  const {records, failures} = await parseDocuments([
    {url: 'E-9-2022-000999_EN.html', contentType: null, body: page},
    {url: 'E-9-2022-000999_en.pdf', contentType: null, body},
    {
      url: 'record.json',
      contentType: null,
      body: new TextEncoder().encode(JSON.stringify(envelopeOf(one, null))),
    },
  ]);
  assert.deepEqual(failures, []);
  assert.deepEqual(
    records.map(({id, agreement}) => [id, agreement]),
    [
      ['E-9-2022-000999', {sources: ['opendata', 'html'], differences: []}],
      ['E-9-2022-000998', {sources: ['pdf'], differences: []}],
    ],
  );
});
