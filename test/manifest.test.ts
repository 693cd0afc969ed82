import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readAnnex, readAnswer, readManifest, readManifests} from '../src/manifest.ts';

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
  assert.throws(() => readManifest({data: []}, ID), {kind: 'parse', message: /none of a question/});
  assert.throws(() => readAnswer({data: [record()]}, `${ID}-ASW`), {kind: 'parse'});
});
