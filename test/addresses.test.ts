import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  apiAddress,
  apiBatchAddress,
  apiDocumentAddress,
  apiListAddress,
  apiMemberAddress,
  apiMembersAddress,
  doceoFileAddress,
  isDoceo,
  pageAddress,
  parseAddress,
  parseListAddress,
  parseMembersAddress,
  termsOfReport,
} from '../src/addresses.ts';

const API = 'https://data.europarl.europa.eu/api/v2';
const FORMAT = 'format=application%2Fld%2Bjson';
const ID = 'E-9-2019-003068';

test('addresses of the open data', () => {
  const page = {offset: 100, limit: 50};
  assert.deepEqual(
    [
      apiAddress(ID),
      apiBatchAddress([ID, 'P-9-2022-000026']),
      apiListAddress(2022, [], null),
      apiListAddress(2022, ['QUESTION_ORAL', 'QUESTION_TIME'], page),
      apiMembersAddress(9, null),
      apiMembersAddress(9, page),
      apiMemberAddress(124828),
      apiDocumentAddress(`${ID}-ASW`),
    ],
    [
      `${API}/parliamentary-questions/${ID}?${FORMAT}`,
      `${API}/parliamentary-questions/${ID},P-9-2022-000026?${FORMAT}`,
      `${API}/parliamentary-questions?year=2022`,
      `${API}/parliamentary-questions?year=2022&work-type=QUESTION_ORAL,QUESTION_TIME&${FORMAT}&offset=100&limit=50`,
      `${API}/meps?parliamentary-term=9`,
      `${API}/meps?parliamentary-term=9&${FORMAT}&offset=100&limit=50`,
      `${API}/meps/124828?${FORMAT}`,
      `${API}/documents/${ID}-ASW?${FORMAT}`,
    ],
  );
});

test('addresses of pages and files', () => {
  assert.equal(pageAddress(ID, 'fr'), `https://www.europarl.europa.eu/doceo/document/${ID}_FR.html`);
  assert.equal(
    doceoFileAddress(ID, 'mt', 'docx'),
    `https://www.europarl.europa.eu/doceo/document/${ID}_MT.docx`,
  );
  assert.equal(isDoceo(pageAddress(ID, 'fr')), true);
  for (const url of [
    apiAddress(ID),
    'https://www.europarl.europa.eu/doceo/documents/x',
    `x${pageAddress(ID, 'fr')}`,
  ])
    assert.equal(isDoceo(url), false, url);
});

test('a year’s list, by the address of its whole', () => {
  for (const workTypes of [[], ['QUESTION_ORAL'], ['QUESTION_ORAL', 'QUESTION_TIME']])
    assert.deepEqual(parseListAddress(apiListAddress(2022, workTypes, null)), {year: 2022, workTypes});
  for (const url of [
    apiListAddress(2022, [], {offset: 0, limit: 50}),
    apiAddress(ID),
    `${apiListAddress(2022, [], null)}&x=1`,
    `${API}/parliamentary-questions?year=soon`,
    `x${apiListAddress(2022, [], null)}`,
  ])
    assert.equal(parseListAddress(url), null, url);
});

test('Members, by the address of a term’s list and of one record', () => {
  assert.deepEqual(parseMembersAddress(apiMembersAddress(10, null)), {term: 10});
  assert.deepEqual(parseMembersAddress(`${API}/meps/124828`), {mepId: 124828});
  for (const url of [
    apiMembersAddress(10, {offset: 0, limit: 50}),
    apiMemberAddress(124828),
    `${API}/meps`,
    `${API}/meps?parliamentary-term=100`,
    `${API}/meps/1234567890`,
    `${API}/mepsx/124828`,
    `x${API}/meps/124828`,
    apiAddress(ID),
  ])
    assert.equal(parseMembersAddress(url), null, url);
});

test('names of files, and what is around them', () => {
  const rows: [text: string, language: string | null, format: string | null][] = [
    [`${ID}_en.htm`, 'en', 'html'],
    [`${ID}_EN.HTML`, 'en', 'html'],
    [`${ID}_xx.pdf`, null, 'pdf'],
    [`${ID}.odt`, null, null],
    [ID, null, null],
    [`C:\\saved\\${ID}_de.docx`, 'de', 'docx'],
    [`folder/${ID}_de.doc?x=1/2#y`, 'de', 'doc'],
    [`https://www.europarl.europa.eu/doceo/document/${ID}_FR.html?a=/b#c`, 'fr', 'html'],
    [`${ID.replaceAll('-', '%2D')}_fr.pdf`, 'fr', 'pdf'],
  ];
  for (const [text, language, format] of rows)
    assert.deepEqual(parseAddress(text), {ids: [ID], answer: false, language, format}, text);
  for (const text of [`${ID}_en.pdf.bak`, `${ID}x_en.pdf`, `x${ID}_en.pdf`, `${ID}%zz`, `${ID}/x`])
    assert.equal(parseAddress(text), null, text);
});

test('the sitting whose report an address names', () => {
  const rows: [text: string, terms: number[]][] = [
    ['https://www.europarl.europa.eu/doceo/document/CRE-6-2005-01-11-ITM-012_DE.html', [6]],
    [
      'https://www.europarl.europa.eu/sides/getDoc.do?pubRef=-//EP//TEXT+CRE+20060928+ANN-01+DOC+XML+V0//EN',
      [6],
    ],
    ['CRE 20100209', [7]],
    ['CRE-x-2005-01-11', []],
    ['ACRE+20060928', []],
    [`${ID}_en.pdf`, []],
  ];
  for (const [text, terms] of rows) assert.deepEqual(termsOfReport(text), terms, text);
});
