import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseAddress} from '../src/addresses.ts';
import {
  answerIdOfAnnex,
  findHeadingNumber,
  findQuestionNumber,
  findQuestionNumbers,
  formatNumber,
  isSameNumber,
  parseReference,
  questionIdOfAnswer,
  questionTypeOf,
  termsOf,
} from '../src/reference.ts';

const REFERENCES: [text: string, number: string, revision: number | null, ...candidates: string[]][] = [
  ['E-003068-19', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['E-003068/19', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['E-003068/2019', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['E-3068/2019', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['  e-003068-19 ', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['E‑003068/2019', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['E‐008449/2010', 'E-8449/2010', null, 'E-7-2010-8449'],
  ['E–003068/2019', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['E-9-2019-003068', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['e-9-2019-003068', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['E-2019-003068', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['P-000246/2021(ASW)', 'P-000246/2021', null, 'P-9-2021-000246'],
  ['P-000246/2021 (ASW)', 'P-000246/2021', null, 'P-9-2021-000246'],
  ['E-014649/2015/rev.1', 'E-014649/2015', 1, 'E-8-2015-014649'],
  ['P-001295/2025/rev.2', 'P-001295/2025', 2, 'P-10-2025-001295'],
  ['E-9-2019-003068-ASW', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['E-9-2023-001703-ASW-FF', 'E-001703/2023', null, 'E-9-2023-001703'],
  ['E-9-2023-001703-ASW-ANN01', 'E-001703/2023', null, 'E-9-2023-001703'],
  ['E-3086/07', 'E-3086/2007', null, 'E-6-2007-3086'],
  ['E-6-2006-4956', 'E-4956/2006', null, 'E-6-2006-4956'],
  ['E-010625/2010', 'E-010625/2010', null, 'E-7-2010-010625'],
  ['O-000010/2020', 'O-000010/2020', null, 'O-9-2020-000010'],
  ['G-9-2021-001003', 'G-001003/2021', null, 'G-9-2021-001003'],
  ['K-8-2019-000001', 'K-000001/2019', null, 'K-8-2019-000001'],
  ['H-0327/10', 'H-0327/2010', null, 'H-7-2010-0327'],
  ['E-1366/01', 'E-1366/2001', null, 'E-5-2001-1366'],
  ['E-002138-19', 'E-002138/2019', null, 'E-8-2019-002138'],
  ['E-002139-19', 'E-002139/2019', null, 'E-9-2019-002139'],
  ['P-001355/2024', 'P-001355/2024', null, 'P-9-2024-001355'],
  ['E-001356/2024', 'E-001356/2024', null, 'E-9-2024-001356', 'E-10-2024-001356'],
  ['E-001357/2024', 'E-001357/2024', null, 'E-10-2024-001357'],
  ['O-000008/2024', 'O-000008/2024', null, 'O-9-2024-000008', 'O-10-2024-000008'],
  ['E-005000/2014', 'E-005000/2014', null, 'E-7-2014-005000', 'E-8-2014-005000'],
  [
    'https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html',
    'E-003068/2019',
    null,
    'E-9-2019-003068',
  ],
  [
    'https://www.europarl.europa.eu/doceo/document/P-8-2015-006180-ASW_EN.html?redirect',
    'P-006180/2015',
    null,
    'P-8-2015-006180',
  ],
  [
    'http://www.europarl.europa.eu/doceo/document/E-9-2019-003068_IT.pdf',
    'E-003068/2019',
    null,
    'E-9-2019-003068',
  ],
  [
    'https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_IT.docx',
    'E-003068/2019',
    null,
    'E-9-2019-003068',
  ],
  ['https://data.europarl.europa.eu/eli/dl/doc/E-9-2019-003068', 'E-003068/2019', null, 'E-9-2019-003068'],
  [
    'https://data.europarl.europa.eu/distribution/reds_iMaQp_Asw/E-9-2023-001703-ASW/E-9-2023-001703-ASW-FF_en.pdf',
    'E-001703/2023',
    null,
    'E-9-2023-001703',
  ],
  [
    'https://data.europarl.europa.eu/api/v2/parliamentary-questions/E-9-2019-003068?format=application%2Fld%2Bjson',
    'E-003068/2019',
    null,
    'E-9-2019-003068',
  ],
  [
    'http://www.europarl.europa.eu/sides/getDoc.do?pubRef=-//EP//TEXT+WQ+E-2011-003569+0+DOC+XML+V0//EN&language=EN',
    'E-003569/2011',
    null,
    'E-7-2011-003569',
  ],
  [
    'http://www.europarl.europa.eu/sides/getDoc.do?pubRef=-%2f%2fEP%2f%2fTEXT%2bWQ%2bE-2011-003569%2b0%2bDOC%2bXML%2bV0%2f%2fEN',
    'E-003569/2011',
    null,
    'E-7-2011-003569',
  ],
  [
    'http://www.europarl.europa.eu/sides/getDoc.do?pubRef=-//EP//TEXT+OQ+O-2005-0014+0+DOC+XML+V0//EN',
    'O-0014/2005',
    null,
    'O-6-2005-0014',
  ],
  [
    'http://www.europarl.europa.eu/sides/getAllAnswers.do?reference=E-2012-005297&language=CS',
    'E-005297/2012',
    null,
    'E-7-2012-005297',
  ],
  ['P8_QE(2015)000021_EN', 'E-000021/2015', null, 'E-8-2015-000021', 'P-8-2015-000021'],
  ['P10_QP(2025)001295', 'P-001295/2025', null, 'P-10-2025-001295', 'E-10-2025-001295'],
  ['P8_QO(2015)000046', 'O-000046/2015', null, 'O-8-2015-000046'],
  ['92002E000572', 'E-0572/2002', null, 'E-5-2002-0572', 'P-5-2002-0572'],
  ['92000H0123', 'H-0123/2000', null, 'H-5-2000-0123'],
  ['E-9-2022-000173-rev1', 'E-000173/2022', 1, 'E-9-2022-000173'],
  ['E-2015-014649-rev12', 'E-014649/2015', 12, 'E-8-2015-014649'],
  ['E-2015-014649-ASW-ANN02', 'E-014649/2015', null, 'E-8-2015-014649'],
  ['E-003068-2019', 'E-003068/2019', null, 'E-9-2019-003068'],
  ['E-014649/2015rev1', 'E-014649/2015', 1, 'E-8-2015-014649'],
  ['E-9999/10', 'E-9999/2010', null, 'E-7-2010-9999'],
  ['E-1/79', 'E-0001/1979', null, 'E-1-1979-0001'],
  ['E-1/2100', 'E-000001/2100', null, 'E-25-2100-000001'],
  ['E-7-2010-9999', 'E-9999/2010', null, 'E-7-2010-9999'],
  ['E-002139/2019', 'E-002139/2019', null, 'E-9-2019-002139'],
  ['K-000002/2019', 'K-000002/2019', null, 'K-8-2019-000002', 'K-9-2019-000002'],
  ['G-001001/2019', 'G-001001/2019', null, 'G-9-2019-001001'],
  ['O-000007/2024', 'O-000007/2024', null, 'O-9-2024-000007'],
  [
    'https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.htm',
    'E-003068/2019',
    null,
    'E-9-2019-003068',
  ],
  [
    'https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.doc',
    'E-003068/2019',
    null,
    'E-9-2019-003068',
  ],
  [
    'https://www.europarl.europa.eu/doceo/document//E-9-2019-003068_EN.html/',
    'E-003068/2019',
    null,
    'E-9-2019-003068',
  ],
  [
    'http://www.europarl.europa.eu/sides/getDoc.do?pubRef=-//EP//TEXT+WQ+E-2011-003569',
    'E-003569/2011',
    null,
    'E-7-2011-003569',
  ],
];

for (const [text, number, revision, ...candidates] of REFERENCES) {
  test(`reference ${text}`, () => {
    assert.deepEqual(parseReference(text), {given: text.trim(), number, revision, candidates});
  });
}

const NO_REFERENCES = [
  '',
  'E',
  'E-',
  'E-003068',
  'X-003068/2019',
  'E-0/2019',
  'E-000000/2019',
  'E-1234567/2019',
  'E-003068/2019x',
  'E-003068/1978',
  '../../etc/passwd',
  'E-9-2019-003068/../../x',
  'E-9-2019-00306',
  'E-9-2019-3068',
  'E-5-2022-000001',
  'E-99-2019-003068',
  'E-0-2019-003068',
  'P5_QE(2015)000021',
  'E-12/10/2019',
  'B9-0003/2020',
  'A-9-2024-0163',
  '3068',
  '2019',
  'https://example.org/',
  'https://www.europarl.europa.eu/doceo/document/A-9-2024-0163_EN.html',
  'E-003068/2019 E-003069/2019',
  'xE-9-2019-003068',
  'xE-2019-003068',
  'E-2019-003068x',
  'E-2019-0030681',
  'xP8_QE(2015)000021',
  'P8_QE(2015)000021_ENG',
  'P8_QE(2015)000000',
  'x92002E000572',
  '92002E000572x',
  '92002E000000',
  'E-003068-201',
  'E-2101-000001',
  'E-000001/2101',
  'see https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html',
  'https://[/E-9-2019-003068_EN.html',
  'https://www.europarl.europa.eu/doceo/document/E-9-2019-003068.html.x',
  'https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN_x.html',
];

for (const text of NO_REFERENCES) {
  test(`no reference: ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseReference(text), {
      kind: 'usage',
      message: /is no question's number, id or address/,
      hint: /E-003068\/2019/,
    });
  });
}

test('what was given is quoted harmlessly and not at length', () => {
  assert.throws(
    () => parseReference(`\u001b[31m${'x'.repeat(5000)}`),
    (error: Error) => error.message.length < 200 && !error.message.includes('\u001b'),
  );
  const quote = (length: number): string => {
    try {
      return parseReference('x'.repeat(length)).number;
    } catch (error) {
      return String((error as Error).message);
    }
  };
  assert.match(quote(80), /^"x{80}" is/);
  assert.match(quote(81), /^"x{80}…" is/);
});

const IN_LINES: [line: string, number: string | null, answer?: boolean, revision?: number][] = [
  ['Question for written answer  E-004819/2020', 'E-004819/2020'],
  ['Klausimas, į kurį atsakoma žodžiu, Nr. O-000023/2019', 'O-000023/2019'],
  ['Szóbeli választ igénylő kérdés: O-000023/2019', 'O-000023/2019'],
  ['Interrogazione con richiesta di risposta scritta E-010898-13', 'E-010898/2013'],
  ['Parliamentary question - E-000833/2021Parliamentary question', 'E-000833/2021'],
  ['E-3086/2007(ASW)', 'E-3086/2007', true],
  ['E-3086/2007 and E-3087/2007(ASW)', 'E-3086/2007'],
  ['E-3086/2007x(ASW)', 'E-3086/2007'],
  ['Question for written answer E-014649/2015/rev.1', 'E-014649/2015', false, 1],
  ['E-4111/2011E-5087/2011', 'E-004111/2011'],
  ['Question 15 by Cristina Gutiérrez-Cortines (H-0327/10)', 'H-0327/2010'],
  ['Written question E‑06543/2011 of 2011', 'E-006543/2011'],
  ['Further to the answer given to E--005649/2018 of 24 January 2019', 'E-005649/2018'],
  ['Insufficient answer to Question No E- 005414/2021', 'E-005414/2021'],
  ['B9-0003/2020', null],
  ['A9-0163/2024', null],
  ['OJ C 365 E, 15/12/2011', null],
  ['PE 573.583', null],
  ['E-12/10/2019', null],
  ['E-0000/2019 and E-003068/2019', 'E-003068/2019'],
  ['E-9-2019-003068', null],
  ['on 2-10-2019 and e-commerce 12/20', null],
];

for (const [line, number, answer = false, revision = null] of IN_LINES) {
  test(`number in ${JSON.stringify(line)}`, () => {
    const found = findQuestionNumber(line);
    assert.equal(found === null ? null : formatNumber(found.number), number);
    if (found !== null) assert.deepEqual([found.answer, found.number.revision], [answer, revision]);
  });
}

test('all numbers in a text', () => {
  const text = 'E-4111/2011E-5087/2011, E‑004029/2021/rev.1 and P-000246/2021(ASW), not B9-0003/2020';
  assert.deepEqual(
    findQuestionNumbers(text).map(({printed, index, answer}) => [
      printed,
      text.indexOf(printed) === index,
      answer,
    ]),
    [
      ['E-4111/2011', true, false],
      ['E-5087/2011', true, false],
      ['E‑004029/2021/rev.1', true, false],
      ['P-000246/2021', true, true],
    ],
  );
  assert.deepEqual(findQuestionNumbers(''), []);
});

test('the term of every question in the lists of an election year', () => {
  assert.deepEqual(termsOf('O', 2019, 23), [8]);
  assert.deepEqual(termsOf('O', 2019, 24), [9]);
  assert.deepEqual(termsOf('G', 2019, 1), [8]);
  assert.deepEqual(termsOf('G', 2019, 2), [8, 9]);
  assert.deepEqual(termsOf('E', 2029, 1), [10, 11]);
  assert.deepEqual(termsOf('E', 1998, 1), [4]);
  assert.deepEqual(termsOf('E', 2009, 1), [6, 7]);
});

test('what the letter of a number says', () => {
  assert.deepEqual((['E', 'P', 'O', 'G', 'K', 'H'] as const).map(questionTypeOf), [
    'QUESTION_WRITTEN',
    'QUESTION_WRITTEN_PRIORITY',
    'QUESTION_ORAL',
    'INTERPELLATION_MAJOR',
    'INTERPELLATION_MINOR',
    'QUESTION_TIME',
  ]);
});

test("an answer's id names its question", () => {
  assert.equal(questionIdOfAnswer('P-9-2022-000026-ASW'), 'P-9-2022-000026');
  assert.equal(questionIdOfAnswer('P-9-2022-000026-ASW-ANN01'), 'P-9-2022-000026');
  assert.equal(questionIdOfAnswer('P-9-2022-000026'), 'P-9-2022-000026');
  assert.equal(questionIdOfAnswer('P-9-2022-000026-ASWX'), 'P-9-2022-000026-ASWX');
});

const ADDRESSES: [
  text: string,
  ids: string[],
  answer: boolean,
  language: string | null,
  format: string | null,
][] = [
  [
    'https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html',
    ['E-9-2019-003068'],
    false,
    'en',
    'html',
  ],
  ['/doceo/document/E-9-2019-003068-ASW_IT.html?redirect', ['E-9-2019-003068-ASW'], true, 'it', 'html'],
  [
    'https://data.europarl.europa.eu/distribution/reds_iMaQp_Asw/E-9-2023-001703-ASW/E-9-2023-001703-ASW-FF_en.pdf',
    ['E-9-2023-001703-ASW'],
    true,
    'en',
    'pdf',
  ],
  [
    'https://data.europarl.europa.eu/distribution/reds_iMaQp_Asw/E-9-2022-000989-ASW/E-9-2022-000989-ASW-ANN03_en.docx',
    ['E-9-2022-000989-ASW-ANN03'],
    false,
    'en',
    'docx',
  ],
  ['E-9-2019-002306-ASW_en.doc', ['E-9-2019-002306-ASW'], true, 'en', 'doc'],
  ['https://data.europarl.europa.eu/eli/dl/doc/E-9-2019-003068', ['E-9-2019-003068'], false, null, null],
  ['E-9-2022-000001_en.pdf', ['E-9-2022-000001'], false, 'en', 'pdf'],
  ['E-2015-014649-rev1_EN.pdf', ['E-8-2015-014649'], false, 'en', 'pdf'],
  ['C:\\Downloads\\E-6-2009-0135_EN.html', ['E-6-2009-0135'], false, 'en', 'html'],
  ['E-2014-005000_FR.html', ['E-7-2014-005000', 'E-8-2014-005000'], false, 'fr', 'html'],
  [
    'http://www.europarl.europa.eu/sides/getDoc.do?pubRef=-//EP//TEXT+WQ+E-2011-003569+0+DOC+XML+V0//DA',
    ['E-7-2011-003569'],
    false,
    'da',
    'html',
  ],
  [
    'http://www.europarl.europa.eu/sides/getAllAnswers.do?reference=E-2012-005297&language=CS',
    ['E-7-2012-005297-ASW'],
    true,
    'cs',
    'html',
  ],
];

for (const [text, ids, answer, language, format] of ADDRESSES) {
  test(`address ${text}`, () => assert.deepEqual(parseAddress(text), {ids, answer, language, format}));
}

test('other addresses and names name no question', () => {
  for (const text of [
    '',
    'stdin',
    'page.html',
    'https://www.europarl.europa.eu/portal/en',
    '/doceo/document/A-9-2024-0163_EN.html',
    'https://%zz/',
    'E-9-2019-000000_EN.html',
    'E-5-2022-000001_en.pdf',
    'E-9-2022-000989-ANN03_en.pdf',
  ]) {
    assert.equal(parseAddress(text), null, text);
  }
});

const HEADING_NUMBERS: [line: string, number: string | null][] = [
  ['Question for written answer E-004819/2020', 'E-004819/2020'],
  ['Interpelação extensa com pedido de resposta escrita G-9-2021-001003', 'G-001003/2021'],
  ['Grande interpellation G‑9‑2021‑001003 (Rule 139)', 'G-001003/2021'],
  ['Interpellation K-10-2024-000012', 'K-000012/2024'],
  ['Question orale O-6-2008-0074', 'O-0074/2008'],
  ['E-9-2019-003068 and E-004819/2020', 'E-004819/2020'], // a number comes before an id
  ['a file: /doceo/document/E-9-2019-003068_EN.html', null],
  ['E-9-2019-003068-ASW', null],
  ['XE-9-2019-003068', null],
  ['7E-9-2019-003068', null],
  ['A-9-2019-003068', null],
  ['E-x-2019-003068', null],
  ['E-9-19-003068', null],
  ['E-9-2019-000000', null],
  ['E-9-2019-30680', null],
  ['E-9-2019-0030681', null],
];

for (const [line, number] of HEADING_NUMBERS) {
  test(`heading ${JSON.stringify(line)}`, () => {
    const found = findHeadingNumber(line);
    assert.equal(found === null ? null : formatNumber(found), number);
  });
}

test('the same number: letter, year and serial, whatever the revision', () => {
  const number = {letter: 'E', year: 2019, serial: 3068} as const;
  assert.equal(isSameNumber(number, {...number}), true);
  for (const other of [
    null,
    {...number, letter: 'P'} as const,
    {...number, year: 2020},
    {...number, serial: 3069},
  ]) {
    assert.equal(isSameNumber(number, other), false);
    assert.equal(isSameNumber(other, number), false);
  }
  assert.equal(isSameNumber(null, null), false);
});

test('the answer of an annex', () => {
  assert.equal(answerIdOfAnnex('E-9-2022-000989-ASW-ANN03'), 'E-9-2022-000989-ASW');
  for (const id of [
    'E-9-2022-000989-ASW',
    'E-9-2022-000989-ANN03',
    'E-9-2022-000989-ASW-ANN03x',
    'E-9-2022-000989',
  ])
    assert.equal(answerIdOfAnnex(id), null, id);
});
