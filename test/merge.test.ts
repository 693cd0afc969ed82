import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Language} from '../src/language.ts';
import {type Manifest, type ManifestAnswer, readManifest} from '../src/manifest.ts';
import {buildRecord, type SourceFile, type Sources} from '../src/merge.ts';
import type {FileEntry, FileFormat, QuestionRecord} from '../src/question.ts';
import type {QuestionNumber} from '../src/reference.ts';
import type {AnswerWitness, QuestionWitness, Witness} from '../src/witness.ts';

const ID = 'E-9-2022-000026';
const ANSWER = `${ID}-ASW`;
const ELI = `https://data.europarl.europa.eu/eli/dl/doc/${ID}`;

const STATEMENT = {
  source: 'html',
  layout: 'redesign',
  language: 'en',
  number: {letter: 'E', year: 2022, serial: 26, revision: null},
  heading: [],
  text: null,
  paragraphs: [],
  footnotes: [],
  date: null,
  lastUpdated: null,
} as const satisfies Partial<Witness>;

function question(said: Partial<QuestionWitness> = {}): QuestionWitness {
  return {
    ...STATEMENT,
    kind: 'question',
    rule: null,
    addressee: null,
    authors: [],
    supporters: [],
    subject: null,
    submitted: null,
    originalLanguage: null,
    procedures: [],
    pe: null,
    ...said,
  };
}

function answer(said: Partial<AnswerWitness> = {}): AnswerWitness {
  return {
    ...STATEMENT,
    kind: 'answer',
    givenBy: null,
    onBehalfOf: null,
    dateMayBeCorrection: false,
    questions: [],
    ...said,
  };
}

function entry(format: FileFormat = 'html', status: FileEntry['status'] = 'ok', url?: string): FileEntry {
  return {format, url: url ?? `x.${format}`, status, bytes: null, sha256: null, layout: null};
}

/** A file in the language and the form of what it says, or of which nothing was read. */
function file(
  said: Witness | Language,
  settings: Partial<SourceFile> & {status?: FileEntry['status']} = {},
): SourceFile {
  const {status, ...more} = settings;
  if (typeof said === 'string')
    return {documentId: ID, language: said, entry: entry('html', status ?? 'absent'), witness: null, ...more};
  return {
    documentId: said.kind === 'answer' ? ANSWER : ID,
    language: said.language ?? 'en',
    entry: entry(said.source === 'opendata' ? 'html' : said.source, status),
    witness: said,
    ...more,
  };
}

function manifestOf(said: Partial<Manifest> = {}): Manifest {
  return {...readManifest({identifier: ID}, ID), ...said};
}

function listedAnswer(said: Partial<ManifestAnswer> = {}): ManifestAnswer {
  return {id: ANSWER, date: null, questions: [ID], creator: null, versions: null, annexes: [], ...said};
}

function build(files: SourceFile[], more: Partial<Sources> = {}): QuestionRecord {
  return buildRecord({id: ID, manifest: null, offered: null, listUnrequested: false, files, ...more});
}

const VERSION = {title: null, heading: [], files: []};
const person = (name: string) => ({name, politicalGroup: null, mepId: null, onBehalfOf: null});

/* ---- languages ---- */

const STATUSES: [
  name: string,
  files: SourceFile[],
  more: Partial<Sources>,
  status: string,
  isShown: boolean,
][] = [
  ['nothing asked, nothing known', [], {}, 'not-requested', false],
  ['received', [file(question({language: 'mt'}))], {}, 'available', true],
  ['absent', [file('mt')], {}, 'not-translated', false],
  ['blocked', [file('mt', {status: 'blocked'})], {}, 'blocked', true],
  ['failed', [file('mt', {status: 'failed'})], {}, 'failed', true],
  [
    'failed and blocked',
    [file('mt', {status: 'failed'}), file('mt', {status: 'blocked'})],
    {},
    'blocked',
    true,
  ],
  [
    'blocked, and received in another form',
    [file('mt', {status: 'blocked'}), file(question({language: 'mt', source: 'pdf'}))],
    {},
    'available',
    true,
  ],
  ['listed', [], {manifest: manifestOf({versions: {mt: VERSION}})}, 'not-requested', false],
  [
    'listed, by hand',
    [],
    {manifest: manifestOf({versions: {mt: VERSION}}), listUnrequested: true},
    'available',
    true,
  ],
  ['listed and absent', [file('mt')], {manifest: manifestOf({versions: {mt: VERSION}})}, 'available', true],
  ['not listed', [], {manifest: manifestOf()}, 'not-translated', false],
  [
    'not listed, but received',
    [file(question({language: 'mt'}))],
    {manifest: manifestOf()},
    'available',
    true,
  ],
  ['offered by a page', [], {offered: ['mt']}, 'not-requested', false],
  ['not offered by a page', [], {offered: ['en']}, 'not-translated', false],
  ['asked, and in another language', [file(question(), {askedIn: 'mt'})], {}, 'not-translated', false],
  [
    'listed, asked, and in another language',
    [file(question(), {askedIn: 'mt'})],
    {manifest: manifestOf({versions: {mt: VERSION}})},
    'not-translated',
    true,
  ],
  ['an answer’s alone', [file(answer({language: 'mt'}))], {}, 'not-requested', false],
];

for (const [name, files, more, status, isShown] of STATUSES) {
  test(`a language: ${name}`, () => {
    const {languages, versions} = build(files, more);
    assert.deepEqual([languages.mt, 'mt' in versions], [status, isShown]);
  });
}

test('files of a version: those asked for, then those that are listed alone, in the order of their forms', () => {
  const listed = [
    {format: 'docx' as const, url: 'listed.docx'},
    {format: 'pdf' as const, url: 'listed.pdf'},
  ];
  const manifest = manifestOf({versions: {en: {...VERSION, files: listed}}});
  const files = [
    file(question({source: 'pdf'}), {entry: entry('pdf', 'ok', 'b.pdf')}),
    file(question({source: 'pdf'}), {entry: entry('pdf', 'ok', 'a.pdf')}),
    file('en'),
  ];
  const urlsOf = (more: Partial<Sources>): unknown =>
    build(files, {manifest, ...more}).versions.en?.files.map(({url, status}) => [url, status]);
  const own = [
    ['x.html', 'absent'],
    ['a.pdf', 'ok'],
    ['b.pdf', 'ok'],
  ];
  assert.deepEqual(urlsOf({}), own);
  const [page, ...pdfs] = own;
  const all = urlsOf({listUnrequested: true}) as string[][];
  assert.deepEqual(
    all.filter(([url]) => url !== 'listed.docx'),
    [page, ...pdfs],
  );
  assert.deepEqual(
    all.find(([url]) => url === 'listed.docx'),
    ['listed.docx', 'not-requested'],
  );
});

/* ---- a document in another language than its address names ---- */

test('a document in another language is that language’s, once, and says that there is none in the asked one', () => {
  const inEnglish = question({text: 'A text.'});
  const asked = (askedIn: Language, said = inEnglish): SourceFile =>
    file(said, {askedIn, entry: entry('html', 'ok', `${askedIn}.html`)});
  for (const files of [
    [asked('fr'), asked('de')],
    [asked('de'), asked('fr')],
  ]) {
    const {languages, versions, agreement} = build(files, {
      manifest: manifestOf({versions: {fr: VERSION}}),
    });
    assert.deepEqual(
      [languages.en, languages.de, languages.fr],
      ['available', 'not-translated', 'not-translated'],
    );
    assert.deepEqual(
      versions.en?.files.map(({url}) => url),
      ['de.html'],
    );
    assert.deepEqual(versions.fr?.files, [{...entry('html', 'absent', 'fr.html')}]);
    assert.deepEqual(agreement.differences, [
      {field: 'languages', language: 'en', values: {html: 'available', opendata: 'not-translated'}},
      {field: 'languages', language: 'fr', values: {html: 'not-translated', opendata: 'available'}},
    ]);
  }
  const own = file(inEnglish, {entry: entry('html', 'ok', 'own.html')});
  assert.deepEqual(
    build([asked('fr'), own]).versions.en?.files.map(({url}) => url),
    ['own.html'],
  );
  // Another form, another document, or one that was not received: nothing stands in its place.
  const others = [
    file(question({source: 'pdf'})),
    file(answer()),
    file('en', {status: 'failed'}),
    file(question({language: 'sv'})),
  ];
  for (const other of others)
    assert.ok(build([asked('fr'), other]).versions.en?.files.some(({url}) => url === 'fr.html'));
});

/* ---- whom to believe ---- */

test('the top level says what English says, else the original, else the first; of one language the page first', () => {
  const said = (language: Language, source: 'html' | 'docx' | 'pdf', subject: string): SourceFile =>
    file(
      question({
        language,
        source,
        subject,
        rule: subject,
        authors: [person(subject)],
        supporters: [person(subject)],
      }),
    );
  const original = file(question({language: 'sv', source: 'pdf', originalLanguage: 'fr'}));
  const read = (files: SourceFile[]): unknown[] => {
    const {subject, rule, authors, supporters} = build(files);
    return [...new Set([subject, rule, authors[0]?.name, supporters[0]?.name])];
  };
  const [pdf, docx, page] = [said('en', 'pdf', 'p'), said('en', 'docx', 'd'), said('en', 'html', 'h')];
  const [french, german] = [said('fr', 'pdf', 'fr'), said('de', 'html', 'de')];
  assert.deepEqual(read([pdf, docx, page, french]), ['h']);
  assert.deepEqual(read([french, pdf, docx]), ['d']);
  assert.deepEqual(read([german, french, original]), ['fr']);
  assert.deepEqual(read([french, german]), ['de']);
  assert.deepEqual(read([]), [null, undefined]);
});

test('what nobody but one source says is taken from it', () => {
  const {versions, ...record} = build(
    [
      file(question({subject: 'A', lastUpdated: '2022-01-03'})),
      file(
        question({
          source: 'pdf',
          number: {...STATEMENT.number, revision: 1},
          rule: '138',
          addressee: {code: 'COM', label: 'to the Commission'},
          authors: [person('First Author')],
          date: '2022-01-02',
          originalLanguage: 'it',
          procedures: ['2022/0001(COD)'],
          pe: 'PE1.2',
          heading: ['One', 'Two'],
          text: 'A text.',
          paragraphs: [{kind: 'paragraph', number: null, text: 'A text.'}],
          footnotes: [{mark: '1', text: 'A note.'}],
          submitted: '2022-01-01',
        }),
      ),
    ],
    {
      manifest: manifestOf({
        title: 'B',
        date: '2021-01-01',
        pe: 'PE3',
        originalLanguage: 'de',
        addressees: [{code: 'CONSIL', raw: ''}],
      }),
    },
  );
  assert.equal(record.number, 'E-000026/2022');
  assert.deepEqual(
    [record.revision, record.rule, record.date, record.subject, record.originalLanguage],
    [null, '138', '2022-01-02', 'A', 'it'],
  );
  assert.deepEqual(record.addressees, [{code: 'COM', label: 'to the Commission'}]);
  assert.deepEqual([record.procedures, record.documents], [['2022/0001(COD)'], {eli: ELI, pe: 'PE1.2'}]);
  assert.deepEqual(
    record.authors.map(({name}) => name),
    ['First Author'],
  );
  assert.deepEqual(versions.en, {
    subject: 'A',
    heading: ['One', 'Two'],
    text: 'A text.',
    paragraphs: [{kind: 'paragraph', number: null, text: 'A text.'}],
    footnotes: [{mark: '1', text: 'A note.'}],
    submitted: '2022-01-01',
    lastUpdated: '2022-01-03',
    files: [entry('html'), entry('pdf')],
  });
});

test('what no document says is what the open data says', () => {
  const manifest = manifestOf({
    title: 'A title',
    date: '2022-01-02',
    originalLanguage: 'it',
    pe: 'PE1.2',
    addressees: [
      {code: 'COM', raw: 'org/COM'},
      {code: null, raw: 'org/x'},
    ],
  });
  const record = build([], {manifest});
  assert.deepEqual(
    [record.subject, record.date, record.originalLanguage, record.documents, record.addressees],
    [
      'A title',
      '2022-01-02',
      'it',
      {eli: ELI, pe: 'PE1.2'},
      [
        {code: 'COM', label: null},
        {code: null, label: null},
      ],
    ],
  );
  assert.deepEqual(record.agreement.sources, ['opendata']);
  // A label in unknown words has the code that the open data gives.
  const printed = file(question({addressee: {code: null, label: 'pel Grontmu'}}));
  assert.deepEqual(build([printed], {manifest}).addressees, [{code: 'COM', label: 'pel Grontmu'}]);
  assert.deepEqual(build([printed]).addressees, [{code: null, label: 'pel Grontmu'}]);
  assert.deepEqual(build([file(question({addressee: {code: 'COM', label: null}}))]).addressees, []);
  assert.throws(() => build([], {id: ANSWER}), {message: `${ANSWER} is no question's id`});
});

test('the revision is that of the first who shows a number; procedures are those of all, once', () => {
  const record = build([
    file(question({number: null, procedures: ['a', 'b']})),
    file(question({source: 'docx', number: {...STATEMENT.number, revision: 2}, procedures: ['b', 'c']})),
  ]);
  assert.deepEqual([record.revision, record.procedures], [2, ['a', 'b', 'c']]);
});

/* ---- answers ---- */

const DATES: [
  name: string,
  witnesses: Partial<AnswerWitness>[],
  listed: string | null,
  date: string | null,
][] = [
  ['none', [{}], null, null],
  ['printed', [{date: '2022-02-25'}], '2022-02-26', '2022-02-25'],
  [
    'the page before the PDF',
    [{source: 'pdf', date: '2022-02-25'}, {date: '2022-02-24'}],
    null,
    '2022-02-24',
  ],
  ['listed alone', [{}], '2022-02-26', '2022-02-26'],
  [
    'listed, beside that of a correction',
    [{date: '2023-12-18', dateMayBeCorrection: true}],
    '2022-02-26',
    '2022-02-26',
  ],
  [
    'printed, beside that of a correction',
    [
      {date: '2023-12-18', dateMayBeCorrection: true},
      {source: 'pdf', date: '2022-02-25'},
    ],
    '2022-02-26',
    '2022-02-25',
  ],
  [
    'too late to be the answer’s (E-006543/2011)',
    [{date: '2023-07-03', dateMayBeCorrection: true}],
    null,
    null,
  ],
  [
    'half a year after the question’s year',
    [{date: '2023-07-02', dateMayBeCorrection: true}],
    null,
    '2023-07-02',
  ],
  ['late, but sure', [{date: '2023-07-03'}], null, '2023-07-03'],
];

for (const [name, witnesses, listed, date] of DATES) {
  test(`an answer’s date: ${name}`, () => {
    const manifest = listed === null ? null : manifestOf({answers: [listedAnswer({date: listed})]});
    const record = build(
      witnesses.map(said => file(answer(said))),
      {manifest},
    );
    assert.equal(record.answers[0]?.date, date);
  });
}

test('answers in the order of their dates, then of their ids; those without a date last', () => {
  const ids = ['P-9-2022-000004', 'P-9-2022-000003', 'P-9-2022-000002', 'P-9-2022-000001', 'P-9-2022-000005'];
  const dates = [null, '2022-03-01', '2022-03-01', null, '2022-02-01'];
  const files = ids.map((id, index) => file(answer({date: dates[index] ?? null}), {documentId: `${id}-ASW`}));
  assert.deepEqual(
    build(files).answers.map(({id}) => id.slice(9, 15)),
    ['000005', '000002', '000003', '000001', '000004'],
  );
});

test('what an answer says, in its languages; who gave it as English says', () => {
  const [german, english] = [
    answer({
      language: 'de',
      givenBy: 'Frau A',
      onBehalfOf: 'der Kommission',
      heading: ['Antwort'],
      text: 'Text.',
    }),
    answer({
      source: 'pdf',
      givenBy: 'Ms A',
      onBehalfOf: 'the Commission',
      text: 'A text.',
      lastUpdated: '2022-03-01',
    }),
  ];
  const manifest = manifestOf({
    versions: {en: VERSION},
    answers: [
      listedAnswer({versions: {en: VERSION, fr: {...VERSION, files: [{format: 'pdf', url: 'fr.pdf'}]}}}),
    ],
  });
  const [only] = build([file(german), file(english)], {manifest, listUnrequested: true}).answers;
  assert.deepEqual([only?.givenBy, only?.onBehalfOf], ['Ms A', 'the Commission']);
  assert.deepEqual(only?.versions, {
    de: {
      heading: ['Antwort'],
      text: 'Text.',
      paragraphs: [],
      footnotes: [],
      lastUpdated: null,
      files: [entry('html')],
    },
    en: {
      heading: [],
      text: 'A text.',
      paragraphs: [],
      footnotes: [],
      lastUpdated: '2022-03-01',
      files: [entry('pdf')],
    },
    fr: {
      heading: [],
      text: null,
      paragraphs: [],
      footnotes: [],
      lastUpdated: null,
      files: [entry('pdf', 'not-requested', 'fr.pdf')],
    },
  });
  const {answers, agreement} = build([file(german), file(english)], {manifest});
  assert.deepEqual(Object.keys(answers[0]?.versions ?? {}), ['de', 'en']);
  assert.deepEqual(
    agreement.differences.map(({field, language}) => [field, language]),
    [[`answers.${ANSWER}.versions`, 'de']],
  );
  assert.deepEqual(agreement.sources, ['opendata', 'html', 'pdf']);
});

const number = (letter: QuestionNumber['letter'], year: number, serial: number): QuestionNumber => ({
  letter,
  year,
  serial,
  revision: null,
});

// In 2019 the eighth term ended, and the ninth began with a number that followed.
const ANSWERED: [
  name: string,
  id: string,
  named: QuestionNumber[],
  listed: string[] | null,
  questions: string[],
][] = [
  ['nobody names one', ID, [], null, [ID]],
  ['itself', ID, [number('E', 2022, 26)], null, [ID]],
  ['another', ID, [number('P', 2022, 1)], null, [ID, 'P-9-2022-000001']],
  ['listed', ID, [], [ID, 'P-9-2022-000002'], [ID, 'P-9-2022-000002']],
  [
    'listed, and others printed',
    ID,
    [number('P', 2022, 1)],
    [ID, 'P-9-2022-000002'],
    [ID, 'P-9-2022-000001', 'P-9-2022-000002'],
  ],
  [
    'one of a year of two terms, later',
    'E-9-2019-003068',
    [number('E', 2019, 3069)],
    null,
    ['E-9-2019-003068', 'E-9-2019-003069'],
  ],
];

for (const [name, id, named, listed, questions] of ANSWERED) {
  test(`the questions that an answer answers: ${name}`, () => {
    const documentId = `${id}-ASW`;
    const manifest =
      listed === null ? null : manifestOf({id, answers: [listedAnswer({id: documentId, questions: listed})]});
    const record = build([file(answer({questions: named}), {documentId})], {id, manifest});
    assert.deepEqual(record.answers[0]?.questions, questions);
  });
}

test('annexes: those listed and those received, of this answer alone, in order', () => {
  const annexes = [
    {id: `${ANSWER}-ANN02`, versions: null},
    {
      id: `${ANSWER}-ANN01`,
      versions: {
        de: {title: 'Tabelle', heading: [], files: []},
        en: {title: null, heading: [], files: [{format: 'pdf' as const, url: 'listed.pdf'}]},
      },
    },
  ];
  const manifest = manifestOf({answers: [listedAnswer({annexes})]});
  const received = file('fr', {documentId: `${ANSWER}-ANN03`, entry: entry('pdf', 'ok', 'fr.pdf')});
  const other = file('fr', {documentId: 'P-9-2022-000001-ASW-ANN01', entry: entry('pdf', 'ok', 'other.pdf')});
  const {answers} = build([received, other], {manifest, listUnrequested: true});
  const {layout: _, ...listed} = entry('pdf', 'not-requested', 'listed.pdf');
  const {layout: __, ...own} = entry('pdf', 'ok', 'fr.pdf');
  assert.deepEqual(
    answers.map(({id, annexes}) => [id, annexes.length]),
    [
      [ANSWER, 3],
      ['P-9-2022-000001-ASW', 1],
    ],
  );
  assert.deepEqual(answers[0]?.annexes, [
    {id: `${ANSWER}-ANN01`, title: 'Tabelle', files: [{language: 'en', ...listed}]},
    {id: `${ANSWER}-ANN02`, title: null, files: []},
    {id: `${ANSWER}-ANN03`, title: null, files: [{language: 'fr', ...own}]},
  ]);
});

/* ---- references ---- */

test('what texts refer to: each once, as the leading version prints it, never the question itself', () => {
  const texts: [Language, string][] = [
    ['de', 'Die Richtlinie 2009/147/EG, die Anfrage E-000026/2022 und E-000027/2022.'],
    ['en', 'Directive 2009/147/EC and question E-000026/2022.'],
    ['fr', 'La directive 2009/147/CE et le règlement (UE) 2016/679.'],
  ];
  const {references} = build(
    texts.map(([language, text]) =>
      file(
        question({language, text, originalLanguage: 'fr', footnotes: [{mark: '1', text: 'COM(2021)0706'}]}),
      ),
    ),
  );
  assert.deepEqual(
    references.map(({printed, normal}) => [printed, normal]),
    [
      ['Directive 2009/147/EC', '32009L0147'],
      ['COM(2021)0706', 'COM(2021)706'],
      ['règlement (UE) 2016/679', '32016R0679'],
      ['E-000027/2022', 'E-000027/2022'],
    ],
  );
  const [only] = build([
    file(
      answer({
        text: 'To E-000026/2022, E-000025/2022 and E-000024/2022.',
        questions: [number('E', 2022, 25)],
      }),
    ),
  ]).answers;
  assert.deepEqual(
    only?.references.map(({printed}) => printed),
    ['E-000024/2022'],
  );
});
