import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ANYTHING, type Canary} from '../src/canaries.ts';
import {examineDocument} from '../src/examine.ts';
import {expectationOf, type Finding, findChanges, printedLabel} from '../src/findings.ts';
import {FILE_LAYOUTS} from '../src/parse/files.ts';
import {PAGE_LAYOUTS} from '../src/parse/pages.ts';
import type {LayoutName} from '../src/question.ts';
import type {SyntheticAnswer, SyntheticQuestion, SyntheticVersion} from './synthetic/documents.ts';
import {answerIn, questionIn} from './synthetic/languages.ts';
import {classicAnswerPage, classicPage, redesignAnswerPage, redesignPage} from './synthetic/pages.ts';
import {
  answerPdfOfficialJournal,
  answerPdfShort,
  questionPdf2015,
  questionPdf2026,
} from './synthetic/pdfs.ts';

/* ---- a canary of our own, of which every fact is known ---- */

const made = questionIn('en');
const [madeVersion] = made.versions as [SyntheticVersion];
const VERSION: SyntheticVersion = {
  ...madeVersion,
  heading: [...madeVersion.heading, 'on behalf of the Committee on Petitions'],
  body: [...madeVersion.body, 'Supporter⟨3⟩'],
  footnotes: [...madeVersion.footnotes, 'This question is supported by another Member: Third Person (NI)'],
};
const QUESTION: SyntheticQuestion = {
  ...made,
  submitted: 'Submitted: 21.1.2022',
  procedureBox: {en: ['Procedure : 2022/2999(RSP)', 'Document stages in plenary', 'Votes :']},
  versions: [VERSION],
};
const ANSWER = answerIn('en');
const [ANSWER_VERSION] = ANSWER.versions as [SyntheticAnswer['versions'][number]];
const CANARY: Canary = {
  id: QUESTION.id,
  covers: 'everything',
  question: {
    number: 'E-000999/2022',
    date: '2022-01-20',
    rule: '138',
    addressees: 'COM',
    authors: [
      "Sophia in 't Veld (Renew)",
      'Anne-Sophie Pelletier (The Left)',
      'Ioan-Rareş Bogdan (PPE)',
      'Hans-Olaf Henkel (Verts/ALE)',
    ],
    'authors.onBehalfOf': ['Committee on Petitions'],
    procedures: ['2022/2999(RSP)'],
  },
  answer: {
    id: ANSWER.id,
    facts: {date: '2022-03-20', givenBy: 'Mr Sample', onBehalfOf: 'Commission'},
  },
  languages: {en: {question: {subject: VERSION.subject}}},
  only: {
    classic: {originalLanguage: 'fr', lastUpdated: ANYTHING},
    redesign: {submitted: '2022-01-21', supporters: ['Third Person (NI)']},
    pdf: {pe: 'PE703.999', submitted: '2022-01-21'},
  },
};

async function findingsOf(
  content: string | Uint8Array,
  kind: 'question' | 'answer',
  format: 'html' | 'pdf',
): Promise<Finding[]> {
  const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const examination = await examineDocument({url: 'document', contentType: null, body}, 'en');
  return findChanges(examination, expectationOf(CANARY, kind, 'en', format));
}

/** What was changed, and what the doctor must name: by kind and name, among whatever else follows from it. */
type Change<How> = [name: string, how: How, named: string[]];

const replaced =
  (from: string | RegExp, to: string) =>
  (html: string): string => {
    const changed = html.replaceAll(typeof from === 'string' ? from : new RegExp(from, `${from.flags}g`), to);
    assert.notEqual(changed, html, String(from));
    return changed;
  };

const NOTHING = {body: [], footnotes: []};
const HEADER = /<div class="es_header-website-title-main">.*?<\/div>/s;
const HEADING_CHANGES: Change<(html: string) => string>[] = [
  ['number', replaced('E-000999/2022', 'E-000998/2022'), ['field number']],
  ['rule', replaced('Rule 138', 'Rule 139'), ['field rule']],
  ['addressee', replaced('to the Commission', 'to the Council'), ['field addressees']],
  ['authors', replaced('(The Left)', '(NI)'), ['field authors']],
  [
    'whom they act for',
    replaced('on behalf of the Committee on Petitions', ''),
    ['field authors.onBehalfOf'],
  ],
  ['subject', replaced(VERSION.subject, 'Another title'), ['field subject']],
  ['procedure', replaced('2022/2999(RSP)', '2022/3000(RSP)'), ['field procedures']],
  ['the rule is gone', replaced('Rule 138', ''), ['document document']],
];

const PAGE_CHANGES: [
  layout: LayoutName,
  kind: 'question' | 'answer',
  page: string,
  changes: Change<(html: string) => string>[],
][] = [
  [
    'classic',
    'question',
    classicPage(QUESTION, VERSION),
    [
      ...HEADING_CHANGES,
      [
        'picker',
        replaced('Choisissez la langue', 'Choose the language'),
        ['mark the language picker "Choisissez la langue de votre document :"'],
      ],
      ['file links', replaced('>PDF<', '>Download<'), ['mark the file links "PDF … WORD …"']],
      [
        'subject’s label',
        replaced('Subject:', 'Topic:'),
        ['label Subject:', "mark the subject's line below the heading"],
      ],
      [
        'subject’s line',
        replaced(/<tr><td>&nbsp;Subject:.*?<\/tr>/s, ''),
        ['label Subject:', 'field subject'],
      ],
      [
        'subject’s line elsewhere',
        html => replaced('Parliamentary questions', 'Subject: x')(replaced('Subject:', 'Topic:')(html)),
        ['label Subject:'],
      ],
      ['answer’s link', replaced('Answer in writing', 'See the answer'), ['label Answer in writing']],
      ['date', replaced('20.1.2022', ''), ['field date']],
      [
        'original language',
        replaced('Original language of question:', 'Tabled in:'),
        ['label Original language of question:', 'field originalLanguage'],
      ],
      ['last updated', replaced('Last updated:', 'Changed:'), ['label Last updated:', 'field lastUpdated']],
      ['legal notice', replaced('Legal notice', 'Terms'), ['label Legal notice']],
      ['text', () => classicPage(QUESTION, {...VERSION, ...NOTHING}), ['field text']],
    ],
  ],
  [
    'redesign',
    'question',
    redesignPage(QUESTION, VERSION),
    [
      ...HEADING_CHANGES,
      ['classes', replaced(/\b(?:es|erpl)_/, 'xy_'), ['mark class names that begin with "es_" or "erpl_"']],
      ['main', replaced(/(<\/?)main\b/, '$1div'), ['mark the part <main>']],
      ['header', replaced(HEADER, ''), ['mark the header "Parliamentary question - …"']],
      [
        'title and all above',
        replaced(/<header>.*?<\/header>|<h1.*?<\/p>/s, ''),
        ['mark a title above the heading', 'field subject'],
      ],
      ['date', replaced('20.1.2022', ''), ['field date']],
      ['submitted', replaced('Submitted:', 'Tabled:'), ['label Submitted:', 'field submitted']],
      ['supporters', replaced(': Third Person (NI)', ''), ['field supporters']],
      ['last updated', replaced('Last updated:', 'Changed:'), ['label Last updated:', 'field lastUpdated']],
      ['legal notice', replaced('Legal notice', 'Terms'), ['label Legal notice']],
      [
        'text',
        () => redesignPage({...QUESTION, submitted: null}, {...VERSION, ...NOTHING}),

        ['field text'],
      ],
    ],
  ],
  [
    'classic',
    'answer',
    classicAnswerPage(ANSWER, ANSWER_VERSION, '20.3.2022'),
    [
      [
        'picker',
        replaced('Choisissez la langue', 'Choose the language'),
        ['mark the language picker "Choisissez la langue de votre document :"'],
      ],
      [
        'file links',
        replaced(/PDF <span>35k<\/span>WORD <span>17k<\/span>/, 'Download'),
        ['mark the file links "PDF … WORD …"'],
      ],
      [
        'heading',
        replaced('Answer given by', 'This answer comes from'),
        [
          'field givenBy',
          'field onBehalfOf',
          'mark a date above the heading "Answer given by …", or a question reference below it',
        ],
      ],
      ['date', replaced('20.3.2022', ''), ['field date']],
      ['last updated', replaced('Last updated:', 'Changed:'), []],
      ['legal notice', replaced('Legal notice', 'Terms'), ['label Legal notice']],
      ['text', () => classicAnswerPage(ANSWER, {...ANSWER_VERSION, ...NOTHING}, '20.3.2022'), ['field text']],
    ],
  ],
  [
    'redesign',
    'answer',
    redesignAnswerPage(ANSWER, ANSWER_VERSION),
    [
      ['classes', replaced(/\b(?:es|erpl)_/, 'xy_'), ['mark class names that begin with "es_" or "erpl_"']],
      ['main', replaced(/(<\/?)main\b/, '$1div'), ['mark the part <main>']],
      ['header', replaced(HEADER, ''), ['mark the header "Parliamentary question - …"']],
      [
        'heading',
        replaced('Answer given by', 'This answer comes from'),
        ['mark the heading "Answer given by …"', 'field givenBy', 'field onBehalfOf'],
      ],
      ['last updated', replaced('Last updated:', 'Changed:'), ['label Last updated:', 'field lastUpdated']],
      ['legal notice', replaced('Legal notice', 'Terms'), ['label Legal notice']],
      ['text', () => redesignAnswerPage(ANSWER, {...ANSWER_VERSION, ...NOTHING}), ['field text']],
    ],
  ],
];

for (const [layout, kind, page, changes] of PAGE_CHANGES) {
  test(`a ${kind}'s page of layout ${layout}: sound, then changed in ${changes.length} ways`, async () => {
    assert.deepEqual(await findingsOf(page, kind, 'html'), []);
    await requireNamed(layout, kind, changes, change => findingsOf(change(page), kind, 'html'));
  });
}

/** Every change is named, and every mark, label and field of the layout is named by some change. */
async function requireNamed<How>(
  layout: LayoutName,
  kind: 'question' | 'answer',
  changes: readonly Change<How>[],
  findingsAfter: (how: How) => Promise<Finding[]>,
): Promise<void> {
  const everything = new Set<string>();
  for (const [name, how, named] of changes) {
    const found = await findingsAfter(how);
    const names = new Set(found.map(finding => `${finding.kind} ${finding.name}`));
    for (const one of named)
      assert.ok(names.has(one), `${name}: ${one} is not among ${[...names].join('; ') || 'nothing'}`);
    for (const {message, ...finding} of found) {
      assert.ok(message.length > 10 && !message.includes('\n'), message);
      everything.add(`${finding.kind} ${finding.name}`);
    }
  }
  const signs = [...PAGE_LAYOUTS, ...FILE_LAYOUTS].find(one => one.name === layout);
  const marks = (signs?.marks ?? [])
    .filter(({of}) => of === null || of === kind)
    .map(({name}) => `mark ${name}`);
  const format = layout.startsWith('pdf') ? 'pdf' : 'html';
  const fields = Object.keys(expectationOf(CANARY, kind, 'en', format).factsOf(layout)).map(
    field => `field ${field}`,
  );
  const {isAnswered, factsOf} = expectationOf(CANARY, kind, 'en', format);
  const labels = (signs?.labels ?? [])
    .filter(
      ({of, field}) =>
        of === kind && (field === null || field in factsOf(layout) || (field === 'answered' && isAnswered)),
    )
    .map(({label}) => `label ${printedLabel(label, 'en')}`);
  for (const one of [...marks, ...labels, ...fields]) {
    if (!IMPLIED.has(`${layout}: ${one}`)) assert.ok(everything.has(one), `no change names ${one}`);
  }
}

// What cannot be missing by itself: without it the document is in another form, or cannot be read.
const IMPLIED = new Set([
  'pdf: field text',
  'pdf-answer: field text',
  'pdf-question-and-answer: field text',
  'pdf-question-and-answer: mark the question above the answer',
]);

/* ---- files ---- */

interface QuestionFile {
  question?: Partial<SyntheticQuestion>;
  version?: Partial<SyntheticVersion>;
  label?: string;
}

const headingWith = (from: string, to: string | null): string[] =>
  VERSION.heading.flatMap(line =>
    line.includes(from) ? (to === null ? [] : [line.replace(from, to)]) : [line],
  );

const QUESTION_FILES: Change<QuestionFile>[] = [
  ['number', {version: {heading: headingWith('000999', '000998')}}, ['field number']],
  ['rule', {version: {heading: headingWith('138', '139')}}, ['field rule']],
  ['addressee', {version: {heading: headingWith('Commission', 'Council')}}, ['field addressees']],
  ['authors', {version: {heading: headingWith('The Left', 'NI')}}, ['field authors']],
  ['whom they act for', {version: {heading: headingWith('on behalf', null)}}, ['field authors.onBehalfOf']],
  ['subject', {version: {subject: 'Another title'}}, ['field subject']],
  ['session document', {question: {pe: null}}, ['field pe']],
  ['submitted', {question: {submitted: 'Tabled: 21.1.2022'}}, ['label Submitted:', 'field submitted']],
  ['subject’s label', {label: 'Topic:'}, ['label Subject:']],
  [
    'the rule is gone',
    {version: {heading: headingWith('Rule 138', null)}},
    ['document document', 'mark the heading: number, addressee and rule'],
  ],
  [
    'no label at all',
    {label: ''},
    ['document document', 'label Subject:', "mark the subject's line below the heading"],
  ],
  ['text', {version: {body: [], footnotes: []}, question: {submitted: null}}, ['document document']],
];

test(`a question's file: sound, then changed in ${QUESTION_FILES.length} ways`, async () => {
  const make = ({question, version, label}: QuestionFile): Promise<Uint8Array> =>
    questionPdf2026({...QUESTION, ...question}, {...VERSION, ...version}, label === undefined ? {} : {label});
  assert.deepEqual(await findingsOf(await make({}), 'question', 'pdf'), []);
  await requireNamed('pdf', 'question', QUESTION_FILES, async how =>
    findingsOf(await make(how), 'question', 'pdf'),
  );
});

test('a tagged file shows no day of tabling: that alone is named', async () => {
  assert.deepEqual(
    (await findingsOf(await questionPdf2015(QUESTION, VERSION), 'question', 'pdf')).map(
      ({message}) => message,
    ),
    ['label "Submitted:" no longer stands below the text', 'field submitted: expected 2022-01-21, got null'],
  );
});

type AnswerFile = Partial<SyntheticAnswer & SyntheticAnswer['versions'][number]>;

const ANSWER_FILES: Change<AnswerFile>[] = [
  ['number', {number: 'Answer'}, ['mark the number on a line of its own']],
  [
    'heading',
    {heading: ['This answer comes from Mr Sample']},
    ['mark the heading "Answer given by …"', 'field givenBy', 'field onBehalfOf'],
  ],
  ['date', {printedDate: 'of late'}, ['mark the date in brackets below the heading', 'field date']],
  ['text', {body: [], footnotes: []}, ['document document']],
];

test(`an answer's file, short: sound, then changed in ${ANSWER_FILES.length} ways`, async () => {
  const make = (how: AnswerFile): Promise<Uint8Array> =>
    answerPdfShort({...ANSWER, ...how}, {...ANSWER_VERSION, ...how});
  assert.deepEqual(await findingsOf(await make({}), 'answer', 'pdf'), []);
  await requireNamed('pdf-answer', 'answer', ANSWER_FILES, async how =>
    findingsOf(await make(how), 'answer', 'pdf'),
  );
});

const OFFICIAL_JOURNAL_FILES: Change<AnswerFile & {submitted?: string; label?: string}>[] = [
  ['heading', {heading: ['This answer comes from Mr Sample']}, ['document document']],
  ['for whom', {heading: ['Answer given by Mr Sample']}, ['field onBehalfOf']],
  ['by whom', {heading: ['Answer given by Ms Sample on behalf of the Commission']}, ['field givenBy']],
  ['another date', {printedDate: '21 March 2022'}, ['field date']],
  ['date', {printedDate: 'of late'}, ['document document', 'mark the date in brackets below the heading']],
  ['submitted', {submitted: 'Tabled: 21.1.2022'}, ['label Submitted:']],
  ['subject’s label', {label: 'Topic:'}, ['mark the number on a line of its own']],
];

test(`an answer's file with the question: sound, then changed in ${OFFICIAL_JOURNAL_FILES.length} ways`, async () => {
  const make = ({
    submitted = QUESTION.submitted ?? '',
    label,
    ...how
  }: (typeof OFFICIAL_JOURNAL_FILES)[number][1]): Promise<Uint8Array> =>
    answerPdfOfficialJournal(
      {...ANSWER, ...how},
      {...ANSWER_VERSION, ...how},
      {...QUESTION, submitted},
      VERSION,
      {question: '20 January 2022', answer: how.printedDate ?? '20 March 2022'},
      label,
    );
  assert.deepEqual(await findingsOf(await make({}), 'answer', 'pdf'), []);
  await requireNamed('pdf-question-and-answer', 'answer', OFFICIAL_JOURNAL_FILES, async how =>
    findingsOf(await make(how), 'answer', 'pdf'),
  );
});

/* ---- words ---- */

const MESSAGES: [name: string, change: (html: string) => string, message: string][] = [
  [
    'mark',
    replaced(HEADER, ''),
    'no longer there: the header "Parliamentary question - …", a mark of layout redesign',
  ],
  ['label', replaced('Last updated:', 'Changed:'), 'label "Last updated:" no longer stands below the text'],
  ['field', replaced('Rule 138', 'Rule 139'), 'field rule: expected 138, got 139'],
  ['field that is gone', replaced('20.1.2022', ''), 'field date: expected 2022-01-20, got 2022-01-21'],
];

test('what changed is said in words', async () => {
  const page = redesignPage(QUESTION, VERSION);
  for (const [name, change, message] of MESSAGES) {
    const found = await findingsOf(change(page), 'question', 'html');
    assert.ok(
      found.some(finding => finding.message === message),
      `${name}: ${found.map(one => one.message).join('; ')}`,
    );
  }
  const moved = replaced(
    'Parliamentary questions',
    'Subject: x',
  )(replaced('Subject:', 'Topic:')(classicPage(QUESTION, VERSION)));
  assert.ok(
    (await findingsOf(moved, 'question', 'html')).some(
      ({message}) =>
        message === 'label "Subject:" no longer stands between the authors and the text, but elsewhere',
    ),
  );
});

test('a page in no known layout: why, and every mark of both layouts', async () => {
  const found = await findingsOf('<html><body><p>Maintenance</p></body></html>', 'question', 'html');
  assert.match(found[0]?.message ?? '', /no layout that epq knows/);
  assert.equal(found.filter(({kind}) => kind === 'mark').length, 7);
});
