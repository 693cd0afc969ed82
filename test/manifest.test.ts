import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  isEmptyAnswer,
  personOf,
  readAnnex,
  readAnswer,
  readListPage,
  readManifest,
  readManifests,
  splitRecords,
} from '../src/manifest.ts';

const ID = 'E-9-2022-000026';

/** The least that a record may hold, and what may be added to it. */
function record(more: object = {}): object {
  return {id: `eli/dl/doc/${ID}`, type: 'Work', ...more};
}

test('a record of nothing but an id gives everything else as nothing', () => {
  assert.deepEqual(readManifests(record()), [
    {
      id: ID,
      type: 'QUESTION_WRITTEN',
      parliamentaryTerm: 9,
      date: null,
      title: null,
      originalLanguage: null,
      authorIds: [],
      addressees: [],
      pe: null,
      eli: `https://data.europarl.europa.eu/eli/dl/doc/${ID}`,
      versions: {},
      answers: [],
    },
  ]);
});

test("the question's own title: English, else the first, as plain text", () => {
  for (const [title_dcterms, title] of [
    [{de: 'Ein Titel', en: ' A <em>title</em>&nbsp;\n'}, 'A title'],
    [{sv: 'En titel', de: ['Ein Titel']}, 'Ein Titel'],
    ['A title', 'A title'],
    [{}, null],
    [7, null],
  ] as const) {
    assert.equal(readManifests(record({title_dcterms}))[0]?.title, title);
  }
});

test('an envelope, an array, one record; answers and other documents passed over', () => {
  const answer = {id: `eli/dl/doc/${ID}-ASW`, identifier: `${ID}-ASW`};
  for (const json of [{data: [record(), answer]}, [record(), answer], {data: record()}, record()]) {
    assert.deepEqual(
      readManifests(json).map(({id}) => id),
      [ID],
    );
  }
  for (const json of [
    null,
    7,
    'x',
    [],
    {},
    {data: null},
    {data: [null, 7, 'x', {}]},
    {data: [{id: 'eli/dl/doc/A-9-2024-0163'}]},
  ]) {
    assert.deepEqual(readManifests(json), []);
  }
});

test('a record of our own is none of the open data’s', () => {
  assert.deepEqual(readManifests(record({schemaVersion: '1.0.0'})), []);
});

test('records of one answer taken apart, each with its context', () => {
  const [one, other] = [record(), {identifier: 'E-9-2022-000027', id: 'x'}];
  const json = {data: [one, 7, {}, other], '@context': ['https://example.org']};
  assert.deepEqual(
    [...splitRecords(json)],
    [
      [ID, {data: [one], '@context': ['https://example.org']}],
      ['E-9-2022-000027', {data: [other], '@context': ['https://example.org']}],
    ],
  );
  assert.deepEqual([...splitRecords([one])], [[ID, {data: [one]}]]);
});

test('a page of a list: its rows, and those that are questions', () => {
  const rows = [record(), {identifier: `${ID}-ASW`}, 7, {identifier: 'E-9-2022-000027'}];
  for (const json of [{data: rows}, rows]) {
    assert.deepEqual(readListPage(json), {
      rows: 4,
      items: [
        {id: ID, row: rows[0]},
        {id: 'E-9-2022-000027', row: rows[3]},
      ],
    });
  }
  assert.deepEqual(readListPage({data: []}), {rows: 0, items: []});
  for (const json of [null, 'x', {}, {data: record()}, {data: 'x'}]) assert.equal(readListPage(json), null);
});

test('an answer that holds nothing at all, and others that are none', () => {
  assert.equal(isEmptyAnswer({data: []}), true);
  for (const json of [null, [], {}, {data: [7]}, {data: ''}, {data: {length: 0}}])
    assert.equal(isEmptyAnswer(json), false);
});

test('authors and addressees: those with the role, each once, in order', () => {
  const has = (role: string, persons: unknown, organizations: unknown): object => ({
    participation_role: `def/ep-roles/${role}`,
    had_participant_person: persons,
    had_participant_organization: organizations,
  });
  const [manifest] = readManifests(
    record({
      creator: ['person/124828', 'org/ENVI', 'person/0', 'person/12/x', 'xperson/13'],
      workHadParticipation: [
        has('AUTHOR', ['person/124828', {id: 'https://data.europarl.europa.eu/person/9'}], 'org/AFET'),
        has('ADDRESSEE', 'person/77', ['org/COM', 'corporate-body/CONSIL', 'org/COM', 'org/x/COM']),
        has('SIGNATORY', 'person/78', 'org/HRUFASP'),
        7,
      ],
    }),
  );
  assert.deepEqual(manifest?.authorIds, [9, 124828]);
  assert.deepEqual(manifest?.addressees, [
    {code: 'CONSIL', raw: 'corporate-body/CONSIL'},
    {code: 'COM', raw: 'org/COM'},
    {code: null, raw: 'org/x/COM'},
  ]);
});

test('addressees by the codes of old and of new', () => {
  const codes = [
    'COM',
    'EU_COMMISSION',
    'CONSIL',
    'CS',
    'EU_COUNCIL',
    'HRUFASP',
    'EEAS',
    'VPHR',
    'VP/HR',
    'com',
    'BEI',
  ];
  for (const [index, expected] of [...'CCOOOVVVV', null, null].entries()) {
    const raw = `https://data.europarl.europa.eu/org/${codes[index]}`;
    const workHadParticipation = {participation_role: 'x/ADDRESSEE', had_participant_organization: raw};
    const found = readManifests(record({workHadParticipation}))[0]?.addressees;
    const code = {C: 'COM', O: 'CONSIL', V: 'VPHR'}[expected ?? ''] ?? null;
    assert.deepEqual(found, [{code, raw}]);
  }
});

test('the id of a person', () => {
  assert.deepEqual(
    ['person/1', 'x/person/22', 'person/', 'person/1234567890', 'person/1x', 'org/1', ''].map(personOf),
    [1, 22, null, null, null, null, null],
  );
});

test('the original language: the first that is one of the 24', () => {
  const originalLanguage = ['http://…/language/LAT', 'http://…/language/MLT', 'http://…/language/DEU'];
  assert.equal(readManifests(record({originalLanguage}))[0]?.originalLanguage, 'mt');
});

test('a value may be a string, an object, an array or of the wrong type', () => {
  const file = (address: unknown): object => ({is_exemplified_by: address, format: 'http://…/file-type/PDF'});
  const expression = {language: 'ENG', title: 'A title', is_embodied_by: file('distribution/x_en.pdf')};
  const german = {
    id: 'eli/dl/doc/x/de',
    title: {de: ['Ein Titel']},
    is_embodied_by: [7, null, file(['distribution/x_de.pdf'])],
  };
  const [manifest] = readManifests(
    record({
      document_date: ['2022-01-05T23:00:00.000Z'],
      originalLanguage: 'http://…/language/DEU',
      creator: 'person/12',
      epNumber: 'PE1.2',
      is_realized_by: [german, expression, 7, {language: 'KLI'}],
      workHadParticipation: {
        participation_role: 'def/ep-roles/ADDRESSEE',
        had_participant_organization: 'org/CS',
      },
    }),
  );
  assert.equal(manifest?.date, '2022-01-06', 'UTC of old data is a day earlier than Brussels');
  assert.equal(manifest?.originalLanguage, 'de');
  assert.deepEqual(manifest?.authorIds, [12]);
  assert.deepEqual(manifest?.addressees, [{code: 'CONSIL', raw: 'org/CS'}]);
  assert.deepEqual(manifest?.versions, {
    de: {
      title: 'Ein Titel',
      heading: [],
      files: [{format: 'pdf', url: 'https://data.europarl.europa.eu/distribution/x_de.pdf'}],
    },
    en: {
      title: 'A title',
      heading: [],
      files: [{format: 'pdf', url: 'https://data.europarl.europa.eu/distribution/x_en.pdf'}],
    },
  });
});

const TITLES: [printed: string, plain: string][] = [
  ['CO<sub>2</sub> &amp; Johnson & Johnson', 'CO2 & Johnson & Johnson'],
  ['<p>Two&nbsp;\n  spaces </p>', 'Two spaces'],
  ['<Titre>Review</Titre>', 'Review'],
  ['a < b &#8212; c &#x2014; d &bogus; &#0;', 'a < b — c — d &bogus; &#0;'],
  [
    '&AMP; &lt; &gt; &quot; &apos; &ndash; &mdash; &lsquo; &rsquo; &ldquo; &rdquo; &laquo; &raquo; &hellip; so&shy;ft',
    '& < > " \' – — ‘ ’ “ ” « » … soft',
  ],
  ['&#xd7ff;&#xd800;&#xdfff;&#xe000;', '\ud7ff&#xd800;&#xdfff;\ue000'],
  ['&#x10ffff;&#x110000;&#12345678;', '\u{10ffff}&#x110000;&#12345678;'],
  ['1 <2, a<b and </ x>', '1 <2, a<b and </ x>'],
  ['soft\u00adhyphen \u001b[31mred\u0000', 'softhyphen [31mred'],
];

for (const [printed, plain] of TITLES) {
  test(`title ${JSON.stringify(printed)}`, () => {
    const [manifest] = readManifests(record({is_realized_by: {language: 'ENG', title: printed}}));
    assert.equal(manifest?.versions.en?.title, plain);
  });
}

const HEADINGS: [printed: string, lines: string[]][] = [
  [
    'Question E-1/2022<br/>to the Commission<br />Rule 138<BR>A (PPE)',
    ['Question E-1/2022', 'to the Commission', 'Rule 138', 'A (PPE)'],
  ],
  [
    'Question E-1/2026 - to the Commission - Rule 144 - A - B (ESN), C (NI)',
    ['Question E-1/2026', 'to the Commission', 'Rule 144', 'A - B (ESN), C (NI)'],
  ],
  ['Question E-1/2026', ['Question E-1/2026']],
  ['', []],
  ['Question E-1/2026 - to the Commission', ['Question E-1/2026 - to the Commission']],
  ['Question E-1/2026 -  -  - A', ['Question E-1/2026', 'A']],
  ['E-1/2022<br/><br/>to - the - Commission - A', ['E-1/2022', 'to - the - Commission - A']],
];

for (const [printed, lines] of HEADINGS) {
  test(`heading ${printed}`, () => {
    const [manifest] = readManifests(
      record({is_realized_by: {language: 'ENG', title_alternative: {en: printed}}}),
    );
    assert.deepEqual(manifest?.versions.en?.heading, lines);
  });
}

test('files elsewhere, and in forms that nobody reads, are left out', () => {
  const addresses = [
    'https://example.org/x.pdf',
    'distribution/../../x.pdf',
    'distribution/%2e%2E/x.pdf',
    'distribution/.%2e%2fx.pdf',
    'https://user:word@data.europarl.europa.eu/x.pdf',
    'https://data.europarl.europa.eu:8443/x.pdf',
    'http://data.europarl.europa.eu/x.pdf',
    '//example.org/x.pdf',
    'https://europarl.europa.eu.example.org/x.pdf',
    'javascript:x.pdf',
    'distribution/x.odt',
    'distribution/x.pdf',
  ];
  const [manifest] = readManifests(
    record({
      is_realized_by: {
        language: 'ENG',
        is_embodied_by: addresses.map(is_exemplified_by => ({is_exemplified_by})),
      },
    }),
  );
  assert.deepEqual(
    manifest?.versions.en?.files.map(({url}) => url),
    ['https://data.europarl.europa.eu/distribution/x.pdf'],
  );
});

test('answers: whole, by id alone, under another number', () => {
  const [manifest] = readManifests(
    record({
      inverse_answers_to: [
        `eli/dl/doc/${ID}-ASW`,
        {
          id: 'eli/dl/doc/P-9-2022-000001-ASW',
          document_date: '2022-02-25',
          answers_to: [`eli/dl/doc/${ID}`, 'eli/dl/doc/P-9-2022-000001', '../../x'],
          creator: 'org/EU_COMMISSION',
          is_realized_by: [],
        },
        {id: '../../../x-ASW'},
        7,
      ],
    }),
  );
  assert.deepEqual(manifest?.answers, [
    {
      id: 'P-9-2022-000001-ASW',
      date: '2022-02-25',
      questions: [ID, 'P-9-2022-000001'],
      creator: 'EU_COMMISSION',
      versions: {},
      annexes: [],
    },
    {id: `${ID}-ASW`, date: null, questions: [ID], creator: null, versions: null, annexes: []},
  ]);
});

test('answers in the order of their dates, then of their ids; those without a date last', () => {
  const inverse_answers_to = [
    {id: 'P-9-2022-000004-ASW'},
    {id: 'P-9-2022-000003-ASW', document_date: '2022-03-01'},
    {id: 'P-9-2022-000002-ASW', document_date: '2022-03-01'},
    {id: 'P-9-2022-000005-ASW', document_date: '2022-02-01'},
    {id: 'P-9-2022-000001-ASW'},
  ];
  assert.deepEqual(
    readManifests(record({inverse_answers_to}))[0]?.answers.map(({id}) => id.slice(9, 15)),
    ['000005', '000002', '000003', '000001', '000004'],
  );
});

test('an answer has a record of its own', () => {
  const answer = {
    identifier: `${ID}-ASW`,
    document_date: '2022-02-25',
    answers_to: [`eli/dl/doc/${ID}`, 'eli/dl/doc/E-9-2022-000025', `eli/dl/doc/${ID}`],
    creator: 'person/12',
    workHadParticipation: [7, {had_participant_organization: ['person/13', 'org/EU_COMMISSION']}],
  };
  assert.deepEqual(readAnswer({data: [record(), answer]}, `${ID}-ASW`), {
    id: `${ID}-ASW`,
    date: '2022-02-25',
    questions: ['E-9-2022-000025', ID],
    creator: 'EU_COMMISSION',
    versions: null,
    annexes: [],
  });
});

const ANNEX = `${ID}-ASW-ANN01`;
const ANNEX_FILE = `distribution/reds_iMaQp_Asw/${ID}-ASW/${ANNEX}_en.pdf`;
const annexWork = {
  id: `eli/dl/doc/${ANNEX}`,
  is_realized_by: {
    language: 'ENG',
    title: {en: 'Table&nbsp;1'},
    is_embodied_by: {is_exemplified_by: ANNEX_FILE},
  },
};
const answerFile = {is_exemplified_by: `distribution/reds_iMaQp_Asw/${ID}-ASW/${ID}-ASW_en.pdf`};

// No record shows how the open data lists annexes: whatever shape it is, the identifier tells.
const ANNEX_SHAPES: [
  name: string,
  answer: object,
  question: object,
  title: string | null,
  isBare: boolean,
][] = [
  ['works below the answer', {inverse_is_annex_of: [annexWork]}, {}, 'Table 1', false],
  ['a work below the question', {}, {has_annex: annexWork}, 'Table 1', false],
  ['files among those of the answer', {}, {}, null, false],
  ['ids', {has_annex: `eli/dl/doc/${ANNEX}`}, {}, null, true],
  ['objects with an id', {has_annex: [{id: `eli/dl/doc/${ANNEX}`}]}, {}, null, true],
  [
    'an id and, elsewhere, a work',
    {has_annex: `eli/dl/doc/${ANNEX}`},
    {parts: [annexWork]},
    'Table 1',
    false,
  ],
];

for (const [name, ofAnswer, ofQuestion, title, isBare] of ANNEX_SHAPES) {
  test(`annexes listed as ${name}`, () => {
    const files = name.startsWith('files') ? [answerFile, {is_exemplified_by: ANNEX_FILE}] : [answerFile];
    const answer = {
      id: `eli/dl/doc/${ID}-ASW`,
      is_realized_by: {language: 'ENG', is_embodied_by: files},
      ...ofAnswer,
    };
    const [manifest] = readManifests(record({...ofQuestion, inverse_answers_to: [answer]}));
    const [listed] = manifest?.answers ?? [];
    assert.deepEqual(
      listed?.versions?.en?.files.map(({url}) => url.split('/').at(-1)),
      [`${ID}-ASW_en.pdf`],
      'the answer keeps its own file alone',
    );
    const file = {format: 'pdf', url: `https://data.europarl.europa.eu/${ANNEX_FILE}`};
    assert.deepEqual(listed?.annexes, [
      {id: ANNEX, versions: isBare ? null : {en: {title, heading: [], files: [file]}}},
    ]);
  });
}

test('an annex of another answer, or one that leads elsewhere, is not taken', () => {
  const other = {id: 'eli/dl/doc/E-9-2022-000027-ASW-ANN01'};
  const foreign = `https://example.org/${ANNEX}_en.pdf`;
  const [manifest] = readManifests(
    record({
      inverse_answers_to: [{id: `${ID}-ASW`, parts: [other, foreign, `${ANNEX}_en.odt`, `x${ANNEX}`]}],
    }),
  );
  assert.deepEqual(manifest?.answers[0]?.annexes, [{id: ANNEX, versions: null}]);
});

test('an annex has a record of its own', () => {
  assert.equal(readAnnex({data: [annexWork]}, ANNEX).versions?.en?.title, 'Table 1');
  assert.throws(() => readAnnex({data: [annexWork]}, ANNEX.replace('01', '02')), {kind: 'parse'});
});

test('annexes in order, their languages too, as deep as records go', () => {
  const below = (depth: number): object => {
    let value: unknown = `distribution/${ANNEX.replace('01', '03')}_de.pdf`;
    for (let level = 0; level < depth; level += 1) value = {next: value};
    return value as object;
  };
  const annexesOf = (parts: unknown): object[] | undefined =>
    readManifests(record({inverse_answers_to: [{id: `${ID}-ASW`}], parts}))[0]?.answers[0]?.annexes;
  const german = {...annexWork, is_realized_by: {language: 'DEU', title: {de: 'Tabelle'}}};
  const annexes = annexesOf([below(1), annexWork, german, `${ID}-ASW-ANN02`]);
  assert.deepEqual(
    annexes?.map(annex =>
      'id' in annex && 'versions' in annex ? [annex.id, Object.keys(annex.versions ?? {})] : [],
    ),
    [
      [ANNEX, ['de', 'en']],
      [ANNEX.replace('01', '02'), []],
      [ANNEX.replace('01', '03'), ['de']],
    ],
  );
  assert.equal(annexesOf(below(11))?.length, 1);
  assert.equal(annexesOf(below(12))?.length, 0);
});

test('the form of a file: what the record says, else what its name says', () => {
  const is_embodied_by = [
    {is_exemplified_by: 'distribution/a', format: 'http://…/file-type/DOCX'},
    {is_exemplified_by: 'distribution/b.PDF', format: 'http://…/file-type/NONE'},
    {is_exemplified_by: 'distribution/c.xhtml'},
    {is_exemplified_by: 'distribution/pdf'},
  ];
  assert.deepEqual(
    readManifests(record({is_realized_by: {language: 'ENG', is_embodied_by}}))[0]?.versions.en?.files.map(
      ({format, url}) => [format, url.replace(/^.*\//, '')],
    ),
    [
      ['pdf', 'b.PDF'],
      ['docx', 'a'],
      ['xhtml', 'c.xhtml'],
    ],
  );
});

test('an answer listed twice is one, whichever way round; an annex is no answer', () => {
  const whole = {id: `eli/dl/doc/${ID}-ASW`, document_date: '2022-02-25', is_realized_by: []};
  const annex = {id: `eli/dl/doc/${ID}-ASW-ANN01`};
  for (const inverse_answers_to of [
    [whole.id, whole, annex],
    [annex, whole, whole.id],
  ]) {
    const [manifest] = readManifests(record({inverse_answers_to}));
    assert.deepEqual(
      manifest?.answers.map(({id, date}) => [id, date]),
      [[`${ID}-ASW`, '2022-02-25']],
    );
  }
});

test('a language listed twice keeps the files of both', () => {
  const expression = (name: string): object => ({
    language: 'ENG',
    title: name,
    is_embodied_by: {is_exemplified_by: `distribution/${name}`},
  });
  const [manifest] = readManifests(record({is_realized_by: ['b.docx', 'a.pdf', 'a.pdf'].map(expression)}));
  assert.equal(manifest?.versions.en?.title, 'b.docx');
  const [late] = readManifests(
    record({
      is_realized_by: [
        {language: 'ENG'},
        {language: 'ENG', title: 'A title', title_alternative: 'A<br/>B'},
        {language: 'ENG', title: 'Another', title_alternative: 'C'},
      ],
    }),
  );
  assert.deepEqual(late?.versions.en, {title: 'A title', heading: ['A', 'B'], files: []});
  assert.deepEqual(
    manifest?.versions.en?.files.map(({format}) => format),
    ['pdf', 'docx'],
  );
});

test('files in the order of their forms, then of their addresses', () => {
  const names = ['z.xhtml', 'z.doc', 'b.pdf', 'z.docx', 'a.pdf'];
  const is_embodied_by = names.map(name => ({is_exemplified_by: `distribution/${name}`}));
  const [manifest] = readManifests(record({is_realized_by: {language: 'ENG', is_embodied_by}}));
  assert.deepEqual(
    manifest?.versions.en?.files.map(({url}) => url.replace(/^.*\//, '')),
    ['a.pdf', 'b.pdf', 'z.docx', 'z.doc', 'z.xhtml'],
  );
});

test('what is no language version is passed over', () => {
  const is_realized_by = [null, 7, 'x', {}, {language: 'LAT'}, {language: 'ENG'}];
  const [manifest] = readManifests(record({is_realized_by}));
  assert.deepEqual(Object.keys(manifest?.versions ?? {}), ['en']);
});

const DATES: [printed: string, date: string | null][] = [
  ['2022-02-28', '2022-02-28'],
  ['2022-02-28T23:30:00+01:00', '2022-02-28'],
  ['2022-02-28T22:59:59Z', '2022-02-28'],
  ['2022-07-04T22:00:00Z', '2022-07-05'],
  ['2022-02-28T99:99:99Z', '2022-02-28'],
  ['on 2022-02-28', null],
  ['2022-02', null],
  ['2022-02-31', null],
  ['2022-13-01', null],
  ['soon', null],
];

for (const [printed, date] of DATES) {
  test(`date ${printed}`, () => assert.equal(readManifests(record({document_date: printed}))[0]?.date, date));
}

test('a payload against prototypes changes nothing', () => {
  const json = JSON.parse(
    `{"data": [{"id": "${ID}", "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "workHadParticipation": [{"participation_role": "x/ADDRESSEE", "had_participant_organization": ["org/__proto__", "org/constructor"]}]}]}`,
  );
  const [manifest] = readManifests(json);
  assert.deepEqual(
    manifest?.addressees.map(({code}) => code),
    [null, null],
  );
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test('the record of another document is refused by name', () => {
  assert.throws(() => readManifest({data: [record()]}, 'E-9-2022-000027'), {
    kind: 'parse',
    message: /is that of E-9-2022-000026/,
  });
  assert.throws(() => readManifest([record(), record({id: 'E-9-2022-000028'})], 'E-9-2022-000027'), {
    message: "the open data's record of E-9-2022-000027 is that of E-9-2022-000026, E-9-2022-000028",
  });
  assert.equal(readManifest([record({id: 'E-9-2022-000028'}), record()], ID).id, ID);
  assert.throws(() => readAnswer({data: [record()]}, `${ID}-ASW`), {
    message: `the open data's record of ${ID}-ASW is that of another document`,
  });
  assert.throws(() => readAnnex({data: []}, ANNEX), {
    message: `the open data's record of ${ANNEX} is that of another document`,
  });
  assert.throws(() => readManifest({data: []}, ID), {kind: 'parse', message: /none of a question/});
  assert.throws(() => readAnswer({data: [record()]}, `${ID}-ASW`), {kind: 'parse'});
});
