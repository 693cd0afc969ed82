import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {Ajv2020} from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import {listFields, pickFields} from '../src/fields.ts';
import {questionSchema} from '../src/json-schema.ts';
import {narrowRecord} from '../src/narrow-record.ts';
import {parseDocuments} from '../src/parse-documents.ts';
import type {QuestionRecord} from '../src/question.ts';
import {findCorpus} from './corpus.ts';
import {expectationPath, listCases} from './golden.ts';

const ajv = new Ajv2020({strict: true, allErrors: true});
formats.default(ajv);
const validate = ajv.compile(questionSchema());

const records: QuestionRecord[] = [];
for (const name of await listCases())
  records.push(...JSON.parse(await readFile(expectationPath(name), 'utf8')).records);

const corpus = findCorpus('real PDFs and API records against the schema');
if (corpus !== null) {
  for (const directory of [`${corpus}pdf-2015/`, `${corpus}opendata/v2/`]) {
    const names = (await readdir(directory)).filter(name => name !== 'facts.json');
    const documents = names.map(async name => ({
      url: name,
      contentType: null,
      body: await readFile(directory + name),
    }));
    records.push(...(await parseDocuments(await Promise.all(documents))).records);
  }
  test('the corpus gave its records', () => assert.ok(records.length >= 570));
}

test('every record, golden and real, fits the schema, by an independent validator', () => {
  assert.ok(records.length >= 10);
  for (const record of records)
    assert.ok(validate(record), `${record.id}: ${JSON.stringify(validate.errors)}`);
});

test('the schema refuses what is no record', () => {
  const [record] = records;
  assert.ok(record !== undefined);
  const {subject: _subject, ...without} = record;
  for (const wrong of [
    without,
    {...record, more: 1},
    {...record, date: '2.10.2019'},
    {...record, type: 'E'},
    {...record, languages: {}},
  ]) {
    assert.equal(validate(wrong), false);
  }
});

test('what a question refers to stays whole when less of it is shown', () => {
  const record = records.find(({id}) => id === 'E-9-2023-001234');
  assert.ok(record !== undefined && record.references.length > 0);
  const shown = narrowRecord(record, {languages: ['de'], answers: false});
  assert.deepEqual(shown.references, record.references);
  assert.deepEqual(shown.answers, []);
  const [answer] = narrowRecord(record, {languages: ['de'], answers: true}).answers;
  assert.deepEqual(answer?.references, record.answers[0]?.references);
});

test('every field of the record is explained on one line', () => {
  const fields = listFields(questionSchema());
  for (const {path, description} of fields) assert.match(description, /^\S.+\S$/, path);
  const paths = fields.map(({path}) => path);
  for (const path of [
    'id',
    'authors.name',
    'versions.<language>.paragraphs.text',
    'references.normal',
    'answers.references.printed',
    'answers.versions.<language>.files.sha256',
    'agreement.differences.values',
  ]) {
    assert.ok(paths.includes(path), path);
  }
  assert.equal(new Set(paths).size, paths.length);
});

test('a question without any version has the title that the open data gives it', async () => {
  const work = {id: 'eli/dl/doc/E-9-2024-001067', title_dcterms: {en: 'A title'}, is_realized_by: []};
  const body = new TextEncoder().encode(JSON.stringify(work));
  const {records} = await parseDocuments([{url: 'record.json', contentType: null, body}]);
  assert.deepEqual(
    records.map(({subject, versions}) => ({subject, versions})),
    [{subject: 'A title', versions: {}}],
  );
});

test('fields are picked along lists and languages, and what is not there is left out', () => {
  const record = {
    id: 'x',
    answers: [
      {id: 'a', date: null},
      {id: 'b', date: '2020-01-01'},
    ],
    versions: {en: {subject: 's', text: 't'}, it: {subject: 'i', text: 'u'}},
  };
  assert.deepEqual(pickFields(record, ['id', 'answers.date', 'versions.en.subject', 'nothing.here']), {
    id: 'x',
    answers: [{date: null}, {date: '2020-01-01'}],
    versions: {en: {subject: 's'}},
  });
  assert.deepEqual(pickFields(record, []), {});
});
