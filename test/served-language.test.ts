import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Wanted} from '../src/fetch-question.ts';
import {narrowRecord} from '../src/narrow-record.ts';
import {parseDocuments} from '../src/parse-documents.ts';
import type {QuestionRecord} from '../src/question.ts';
import {answeredParliament, answerPage, lay} from './answered.ts';
import {answerFrom} from './fault-portal.ts';
import {type FetchedThere, fetchOffline, fetchThrough, textOf} from './fetching.ts';
import type {Parliament} from './parliament.ts';

const ID = 'E-9-2022-000030';
const OWN = `${ID}-ASW`;
const GIVEN = 'Answer given by Ms Sample on behalf of the European Commission';
const FRENCH = 'Réponse donnée par Mme Sample au nom de la Commission';
// The openings are Parliament's, the rest is our own: synthetic.
const NOTICES = {
  fr: "Ce document n'est pas disponible dans votre langue. Voici autre chose.",
  es: 'Este documento no está disponible en su lengua, y se da otro.',
};
const PAGES: Partial<Wanted> = {documents: ['html']};

/** A question in English and Italian, its answer listed in these languages, without the answer's documents. */
function parliamentOf(languages: readonly ('en' | 'fr' | 'de')[]): Parliament {
  return answeredParliament({id: ID, date: '2022-01-04'}, [{id: OWN, languages}]);
}

/** Fetches, and holds the record to what the archive alone gives. */
async function fetchFrom(
  parliament: Parliament,
  wanted: Partial<Wanted> = PAGES,
  archive?: string,
): Promise<FetchedThere & {record: QuestionRecord}> {
  const how = archive === undefined ? {} : {archive};
  const fetched = await fetchThrough(answerFrom(parliament), ID, wanted, how);
  const {record} = fetched;
  assert.ok(record !== null, JSON.stringify(fetched.failures));
  const nothing: Partial<Wanted> = {languages: [], documents: [], answers: false};
  assert.equal(textOf(await fetchOffline(ID, fetched.archive, nothing)), textOf(fetched));
  return {...fetched, record};
}

function filesOf(versions: QuestionRecord['versions'] | QuestionRecord['answers'][number]['versions']) {
  return Object.fromEntries(
    Object.entries(versions).map(([language, {files}]) => [
      language,
      files.map(({url, status}) => `${url.split('/').at(-1)} ${status}`),
    ]),
  );
}

/** The page of the question in one language, as another language's address may give it. */
async function questionPage(parliament: Parliament, language: 'EN' | 'IT', notice = ''): Promise<string> {
  const body = await parliament.files.get(`/doceo/document/${ID}_${language}.html`)?.body();
  return new TextDecoder()
    .decode(body)
    .replace(
      '<main id="website-body">',
      `<main id="website-body">${notice === '' ? '' : `<p>${notice}</p>`}`,
    );
}

for (const [name, above] of [
  ['under a notice', [NOTICES.fr]],
  ['without a word', []],
] as const) {
  test(`an answer in English at the French address, ${name}, is kept as English where that has no page`, async () => {
    const parliament = parliamentOf(['en', 'fr']);
    lay(parliament, `${OWN}_FR.html`, answerPage('E-000030/2022(ASW)', GIVEN, {above}));
    const {record, failures, warnings, archive} = await fetchFrom(parliament);
    assert.deepEqual(failures, []);
    assert.equal(warnings.length, above.length === 0 ? 1 : 0, warnings.join());
    if (above.length === 0) assert.match(warnings.join(), /address of fr is in en.*there is none in fr$/);
    const [answer] = record.answers;
    assert.deepEqual(filesOf(answer?.versions ?? {}), {
      en: [`${OWN}_EN.html absent`, `${OWN}_FR.html ok`],
      fr: [`${OWN}_FR.html absent`],
    });
    assert.equal(answer?.versions.en?.text, 'A sentence of our own.');
    assert.equal(answer?.versions.fr?.text, null);
    assert.deepEqual(record.agreement.differences, [
      {
        field: `answers.${OWN}.versions`,
        language: 'fr',
        values: {html: 'not-translated', opendata: 'available'},
      },
    ]);

    // An English page of its own takes its place; the other is kept, and says the same of the French one.
    lay(parliament, `${OWN}_EN.html`, answerPage('E-000030/2022(ASW)', GIVEN, {text: ['Its own page.']}));
    const later = await fetchFrom(parliament, {...PAGES, refresh: true}, archive);
    assert.deepEqual(filesOf(later.record.answers[0]?.versions ?? {}), {
      en: [`${OWN}_EN.html ok`],
      fr: [`${OWN}_FR.html absent`],
    });
    assert.equal(later.record.answers[0]?.versions.en?.text, 'Its own page.');
  });
}

test('a version that the open data does not list, and that another address gives, is a difference', async () => {
  const parliament = parliamentOf(['fr']);
  lay(parliament, `${OWN}_FR.html`, answerPage('E-000030/2022(ASW)', GIVEN));
  const {record} = await fetchFrom(parliament);
  assert.equal(record.answers[0]?.versions.en?.text, 'A sentence of our own.');
  assert.deepEqual(
    record.agreement.differences.map(({language, values}) => [language, values]),
    [
      ['en', {html: 'available', opendata: 'not-translated'}],
      ['fr', {html: 'not-translated', opendata: 'available'}],
    ],
  );
});

test('two languages that both give the English page count as one', async () => {
  const parliament = parliamentOf(['en', 'fr', 'de']);
  for (const language of ['FR', 'DE'])
    lay(parliament, `${OWN}_${language}.html`, answerPage('E-000030/2022(ASW)', GIVEN));
  const {record, warnings} = await fetchFrom(parliament);
  assert.equal(warnings.length, 2);
  assert.deepEqual(filesOf(record.answers[0]?.versions ?? {}), {
    de: [`${OWN}_DE.html absent`],
    en: [`${OWN}_DE.html ok`, `${OWN}_EN.html absent`],
    fr: [`${OWN}_FR.html absent`],
  });
});

test('the same version found elsewhere excuses no page that failed', async () => {
  const parliament = parliamentOf(['en', 'fr']);
  lay(parliament, `${OWN}_FR.html`, answerPage('E-000030/2022(ASW)', GIVEN, {above: [NOTICES.fr]}));
  const usual = answerFrom(parliament);
  const {record, failures} = await fetchThrough(
    request => (request.path.endsWith(`${OWN}_EN.html`) ? {status: 500} : usual(request)),
    ID,
    PAGES,
  );
  assert.deepEqual(
    failures.map(({kind}) => kind),
    ['network'],
  );
  assert.deepEqual(filesOf(record?.answers[0]?.versions ?? {}).en, [
    `${OWN}_EN.html failed`,
    `${OWN}_FR.html ok`,
  ]);
});

test("a question's language that its page denies is not translated, unless another file is in it", async () => {
  const parliament = parliamentOf([]);
  lay(parliament, `${ID}_EN.html`, await questionPage(parliament, 'IT', NOTICES.fr));
  const {record, failures, warnings} = await fetchFrom(parliament);
  assert.deepEqual([failures, warnings.length], [[], 1], 'only its answer, which has no file, is warned of');
  assert.deepEqual([record.languages.en, record.languages.it], ['not-translated', 'available']);
  assert.deepEqual(filesOf(record.versions), {
    en: [`${ID}_EN.html absent`],
    it: [`${ID}_IT.html ok`],
  });
  assert.deepEqual(record.agreement.differences, [
    {field: 'languages', language: 'en', values: {html: 'not-translated', opendata: 'available'}},
  ]);

  const both = await fetchFrom(parliament, {documents: ['html', 'pdf']});
  assert.equal(both.record.languages.en, 'available');
  assert.deepEqual(filesOf(both.record.versions).en, [`${ID}_EN.html absent`, `${ID}_en.pdf ok`]);
  assert.deepEqual(
    both.record.agreement.differences.filter(({field}) => field === 'languages'),
    [
      {
        field: 'languages',
        language: 'en',
        values: {html: 'not-translated', pdf: 'available', opendata: 'available'},
      },
    ],
  );
});

test('what is archived in the language asked for is not given up for a page in another', async () => {
  const parliament = parliamentOf([]);
  const first = await fetchFrom(parliament);
  lay(parliament, `${ID}_EN.html`, await questionPage(parliament, 'IT', NOTICES.es));
  const again = await fetchFrom(parliament, {...PAGES, refresh: true}, first.archive);
  assert.equal(textOf(again), textOf(first));
  assert.deepEqual(
    again.failures.map(({kind, language, message}) => [kind, language, message]),
    [['parse', 'en', 'it came in another language than en; the archived copy is used']],
  );

  // The other way round, a page of its own is taken as soon as it is there.
  const other = parliamentOf([]);
  const own = await questionPage(other, 'EN');
  lay(other, `${ID}_EN.html`, await questionPage(other, 'IT'));
  const before = await fetchFrom(other);
  assert.equal(before.record.languages.en, 'not-translated');
  lay(other, `${ID}_EN.html`, own);
  const after = await fetchFrom(other, {...PAGES, refresh: true}, before.archive);
  assert.deepEqual([after.record.languages.en, after.warnings.length], ['available', 1]);
});

test('without the open data, a question that the English address gives in another language exists', async () => {
  const parliament = parliamentOf([]);
  lay(parliament, `${ID}_EN.html`, await questionPage(parliament, 'IT', NOTICES.fr));
  parliament.files.delete(`/doceo/document/${ID}_IT.html`);
  for (const languages of ['all', ['en']] as const) {
    const {record, failures, paths} = await fetchFrom(parliament, {...PAGES, languages, source: 'doceo'});
    assert.deepEqual(failures, []);
    assert.deepEqual([record.languages.en, record.languages.it], ['not-translated', 'available']);
    assert.deepEqual(
      filesOf(record.versions).it,
      languages === 'all' ? [`${ID}_EN.html ok`, `${ID}_IT.html absent`] : [`${ID}_EN.html ok`],
    );
    assert.equal(paths.filter(path => path.endsWith(`${ID}_IT.html`)).length, languages === 'all' ? 1 : 0);
    const shown = narrowRecord(record, {languages: ['en'], answers: true});
    assert.deepEqual([shown.languages.en, Object.keys(shown.versions)], ['not-translated', []]);
  }
});

test('a file in another language than its address is treated as a page is', async () => {
  const parliament = parliamentOf([]);
  const italian = parliament.files.get(`/RedmapFront/media/reds_iMaQp/${ID}/${ID}_it.pdf`);
  lay(parliament, `${ID}_en.pdf`, (await italian?.body()) ?? '');
  const {record, warnings} = await fetchFrom(parliament, {documents: ['pdf']});
  assert.match(warnings.join(), /the pdf at the address of en is in it/);
  assert.deepEqual([record.languages.en, record.languages.it], ['not-translated', 'available']);
  assert.deepEqual(filesOf(record.versions).it, [`${ID}_it.pdf ok`]);
});

/* ---- files given by hand ---- */

test('pages given by hand are kept under the language they are in; a notice needs no warning', async () => {
  const parliament = parliamentOf([]);
  const give = async (name: string, page: string) => ({
    url: name,
    contentType: null,
    body: new TextEncoder().encode(page),
  });
  const french = await give(`${OWN}_FR.html`, answerPage('E-000030/2022(ASW)', GIVEN, {above: [NOTICES.fr]}));
  const english = await give(`${OWN}_EN.html`, answerPage('E-000030/2022(ASW)', GIVEN));
  const real = await give(
    `${OWN}_FR.html`,
    answerPage('E-000030/2022(ASW)', FRENCH, {language: 'fr', text: ['Une phrase à nous.']}),
  );
  for (const [given, expected] of [
    [[french], {en: [`${OWN}_FR.html ok`]}],
    [[french, english], {en: [`${OWN}_EN.html ok`]}],
    [[english, french], {en: [`${OWN}_EN.html ok`]}],
    [[real, english], {en: [`${OWN}_EN.html ok`], fr: [`${OWN}_FR.html ok`]}],
  ] as const) {
    const {records, failures, warnings} = await parseDocuments(given);
    assert.deepEqual([failures, warnings], [[], []]);
    assert.deepEqual(filesOf(records[0]?.answers[0]?.versions ?? {}), expected);
  }

  const italian = await give(`${ID}_EN.html`, await questionPage(parliament, 'IT'));
  const {records, warnings} = await parseDocuments([italian]);
  assert.deepEqual([records[0]?.languages.en, records[0]?.languages.it], ['not-translated', 'available']);
  assert.equal(warnings.length, 1);
  assert.match(warnings.join(), /^E-9-2022-000030: the document at the address of en is in it/);
});
