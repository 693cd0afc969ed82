import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {test} from 'node:test';
import {type Citation, citeAnswers, citeQuestion} from '../src/cite/citation.ts';
import {CITATION_STYLES, type CitationStyleName} from '../src/cite/style.ts';
import type {QuestionRecord} from '../src/question.ts';
import {ROOT} from './corpus.ts';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';

// An independent reader of all three formats, and of what styles make of them.
const require = createRequire(import.meta.url);
const {Cite} = require('@citation-js/core') as {
  Cite: new (text: string) => {data: Item[]; format(kind: string, options: object): string};
};
for (const plugin of ['bibtex', 'ris', 'csl']) require(`@citation-js/plugin-${plugin}`);

interface Item {
  [field: string]: unknown;
  author?: {literal?: string; family?: string}[];
}

const SAMPLE = ['--archive', join(ROOT, 'fixtures/archive'), '--offline'];
const cwd = await emptyDirectory();
const stored = await epq(['fetch', 'E-003068-19', 'O-000010/2020', ...SAMPLE], {cwd});
const [written, oral] = stored.stdout
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as QuestionRecord);
assert.ok(written !== undefined && oral !== undefined);

function inStyle(citations: readonly Citation[], name: CitationStyleName): string {
  const {before, between, after, write} = CITATION_STYLES[name];
  return before + citations.map(write).join(between) + after;
}

function namesOf({author = []}: Item): (string | undefined)[] {
  return author.map(({literal, family}) => literal ?? family);
}

function partsOf(item: Item): unknown[] {
  const {id, type, title, genre, number, publisher, issued, URL: url, language, note} = item;
  return [id, type, namesOf(item), title, genre, number, publisher, issued, url, language, note];
}

for (const [name, record] of [
  ['written, groups', written],
  ['oral, on behalf of a committee', oral],
] as const) {
  test(`read by citation-js, the same in BibTeX, RIS and CSL-JSON: ${name}`, () => {
    const citations = [
      ...citeQuestion(record, {languages: 'all'}),
      ...citeAnswers(record, {languages: 'all'}),
    ];
    const [json, bibtex, ris] = (['csl-json', 'bibtex', 'ris'] as const).map(style =>
      new Cite(inStyle(citations, style)).data.map(partsOf),
    );
    assert.deepEqual(bibtex, json);
    assert.deepEqual(ris, json);
    assert.equal(json?.length, record === written ? 4 : 2);
  });
}

test('what stands in a citation of a question and of its answer', () => {
  const [question] = citeQuestion(written, {languages: ['it']});
  assert.deepEqual(question, {
    key: 'E-003068-2019',
    authors: ['Mara Bizzotto', 'Anna Bonfrisco'],
    title: 'Progetto Safe City in Serbia — la penetrazione cinese in Europa',
    type: 'Question for written answer',
    number: 'E-003068/2019',
    date: '2019-10-02',
    institution: 'European Parliament',
    url: 'https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_IT.html',
    language: 'it',
    note: 'Mara Bizzotto (ID); Anna Bonfrisco (ID)',
  });
  const [answer] = citeAnswers(written, {languages: null});
  assert.ok(answer !== undefined);
  assert.deepEqual(
    [answer.key, answer.authors, answer.number, answer.date, answer.note],
    [
      'E-003068-2019-ASW',
      ['Mr Sample', 'European Commission'],
      'E-003068/2019(ASW)',
      '2019-12-18',
      'Given by Mr Sample on behalf of European Commission',
    ],
  );
  assert.match(
    new Cite(inStyle([answer], 'ris')).format('bibliography', {template: 'apa'}),
    /Answer to a question for written answer E-003068\/2019\(ASW\).*European Parliament/i,
  );
  assert.match(
    citeQuestion(oral, {languages: null})[0]?.note ?? '',
    /Evi, on behalf of Committee on the Env/,
  );
});

// Synthetic: what a record may hold, whoever wrote it.
const PERSON = {politicalGroup: null, mepId: null, onBehalfOf: null};
const AUTHORS: [name: string, authors: QuestionRecord['authors'], names: string[], note: string | null][] = [
  ['none', [], [], null],
  ['a body alone', [{...PERSON, name: null, onBehalfOf: 'ENVI'}], ['ENVI'], null],
  ['by id, in the bundled sample', [{...PERSON, name: null, mepId: 97198}], ['Mara Bizzotto'], null],
  ['by id, unknown', [{...PERSON, name: null, mepId: 999999}], ['MEP 999999'], null],
  [
    'two bodies',
    [
      {...PERSON, name: 'A', onBehalfOf: 'X'},
      {...PERSON, name: 'B', onBehalfOf: 'X'},
      {...PERSON, name: 'C', onBehalfOf: 'Y'},
    ],
    ['A', 'B', 'C'],
    'A; B, on behalf of X; C, on behalf of Y',
  ],
];
for (const [name, authors, names, note] of AUTHORS) {
  test(`authors: ${name}`, () => {
    const citations = citeQuestion({...written, authors}, {languages: null});
    assert.deepEqual([citations[0]?.authors, citations[0]?.note], [names, note]);
    for (const style of ['bibtex', 'ris', 'csl-json'] as const)
      assert.deepEqual(new Cite(inStyle(citations, style)).data.map(namesOf), [names], style);
    assert.equal(inStyle(citations, 'plain').split('\n').length, 2);
  });
}

test('without a subject, a date, a version', () => {
  const bare = {...written, subject: null, date: null, versions: {}, answers: [], revision: 1};
  const [citation, ...others] = citeQuestion(bare, {languages: null});
  assert.ok(citation !== undefined && others.length === 0);
  assert.deepEqual(
    [citation.key, citation.title, citation.number, citation.url, citation.language],
    [
      'E-003068-2019-rev1',
      'Question for written answer',
      'E-003068/2019/rev.1',
      'https://data.europarl.europa.eu/eli/dl/doc/E-9-2019-003068',
      null,
    ],
  );
  for (const style of ['bibtex', 'ris', 'csl-json'] as const) {
    const [item]: Item[] = new Cite(inStyle([citation], style)).data;
    assert.equal(item?.title, 'Question for written answer', style);
    assert.equal(item?.issued, undefined, style);
  }
  assert.deepEqual(citeQuestion(bare, {languages: ['en']}), []);
  assert.deepEqual(citeAnswers(bare, {languages: null}), []);
});

test('a joint answer has the number it bears, and names the others', () => {
  const [answer] = written.answers;
  assert.ok(answer !== undefined);
  const questions = ['E-9-2019-003068', 'E-9-2019-003099'];
  const joint = {...written, answers: [{...answer, id: 'E-9-2019-003099-ASW', questions}]};
  const [citation] = citeAnswers(joint, {languages: null});
  assert.equal(citation?.key, 'E-003099-2019-ASW');
  assert.match(citation?.note ?? '', /\. Joint answer to E-003068\/2019, E-003099\/2019$/);
});

const HOSTILE: [name: string, title: string, read?: string][] = [
  ['what TeX obeys', String.raw`50% of #1 & $x_i^2$ ~ {a} \input{/etc/passwd} \\ <b> | "q"`],
  ['an unclosed brace', '} , title = {other'],
  ['fields of RIS', 'A\r\nER  - \r\nTY  - BOOK', 'A ER - TY - BOOK'],
  ['terminal escapes', 'a\u001b[31mred\u0007\u009b2J\u0000', 'a [31mred 2J'],
  ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
  ['right to left', 'a\u202ecba\u200f', 'a\u202ecba\u200f'],
  ['letters of all alphabets', 'Ελληνικά – български – ȘȚșț – łódź 🇪🇺'],
  ['100 kB', 'x'.repeat(100_000)],
  ['markup', '<script>alert(1)</script>'],
  ['a formula', '=HYPERLINK("x")'],
];
for (const [name, subject, read = subject] of HOSTILE) {
  test(`hostile: ${name}`, () => {
    const authors = [{...PERSON, name: subject.slice(0, 200)}, ...written.authors];
    const record = {...written, versions: {en: {...written.versions.en, subject}}, authors} as QuestionRecord;
    const citations = citeQuestion(record, {languages: null});
    for (const style of ['bibtex', 'ris', 'csl-json'] as const) {
      const text = inStyle(citations, style);
      const items = new Cite(text).data;
      assert.equal(items.length, 1, style);
      assert.equal(items[0]?.title, read, style);
      assert.equal(items[0]?.author?.length, 3, style);
      assert.doesNotMatch(text, /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]/, style);
    }
    assert.equal(inStyle(citations, 'plain').split('\n').length, 2);
  });
}

test('RIS: one field a line, lines ended by CR LF', () => {
  const text = inStyle(citeQuestion(written, {languages: 'all'}), 'ris');
  assert.match(text, /^(?:(?:[A-Z][A-Z\d] {2}- [^\r\n]*)?\r\n)+$/);
});

test('from the store, from the archive, or a line that says what to do', async () => {
  const fromStore = await epq(['cite', 'E-003068-19'], {cwd});
  const fromArchive = await epq(['cite', 'E-003068-19', ...SAMPLE]);
  assert.equal(fromStore.stdout, fromArchive.stdout);
  assert.match(
    fromStore.stdout,
    /^Mara Bizzotto and Anna Bonfrisco, “Safe City project in Serbia — .* \(en\)\n$/,
  );
  assert.deepEqual([fromStore.status, fromStore.stderr], [0, '']);
  const missing = await epq(['cite', 'E-000001/2021', 'E-003068-19', '--style', 'csl-json'], {cwd});
  assert.equal(missing.status, 16);
  assert.equal(
    missing.stderr,
    'not found: E-9-2021-000001: E-000001/2021 is not stored in epq-data; fetch it first: epq fetch E-000001/2021\n',
  );
  assert.equal(JSON.parse(missing.stdout).length, 1);
});

test('languages, answers, stdin, and what is not there', async () => {
  const french = await epq(['cite', 'E-003068-19', '--lang', 'fr', '--style', 'csl-json'], {cwd});
  assert.equal(french.status, 16);
  assert.match(french.stderr, /E-003068\/2019 is not there in fr; it is there in en, it: --lang en/);
  assert.deepEqual(JSON.parse(french.stdout), []);
  const all = await epq(['cite', '-', '--lang', 'all', '--style', 'bibtex'], {
    cwd,
    input: '{"id":"E-9-2019-003068"}\nE-003068/2019\nO-000010/2020\n',
  });
  assert.deepEqual(
    [...all.stdout.matchAll(/^@techreport\{(.*),$/gm)].map(match => match[1]),
    ['E-003068-2019-en', 'E-003068-2019-it', 'O-000010-2020-en', 'O-000010-2020-sk'],
  );
  const unanswered = await epq(['cite', 'O-000010/2020', '--answer'], {cwd});
  assert.equal(unanswered.status, 16);
  assert.match(unanswered.stderr, /no answer to O-000010\/2020 is stored/);
  const records = await epq(['cite', 'E-003068-19', '--format', 'ndjson'], {cwd});
  assert.equal(records.status, 2);
  assert.match(records.stderr, /expected --style plain, bibtex, ris, csl-json/);
  const fields = await epq(['cite', 'E-003068-19', '--fields', 'id'], {cwd});
  assert.match(fields.stderr, /^usage: epq cite prints no records/);
});
