import assert from 'node:assert/strict';
import {join} from 'node:path';
import {test} from 'node:test';
import {answerTimeOf, countWords} from '../src/export/answer-time.ts';
import {openRows, type Rows, TABLES, yearOfRow} from '../src/export/tables.ts';
import {listFields} from '../src/fields.ts';
import {questionSchema} from '../src/json-schema.ts';
import {parseReference} from '../src/reference.ts';
import {ROOT} from './corpus.ts';
import {fetchOffline} from './fetching.ts';

const SAMPLE = join(ROOT, 'fixtures/archive');

async function rowsOf(...references: string[]): Promise<Rows[]> {
  const rows = openRows();
  const records = await Promise.all(references.map(reference => fetchOffline(reference, SAMPLE)));
  return records.map(({record}) => rows(record ?? assert.fail('no record')));
}

test('every row has the columns of its table, and no other; its key is whole', async () => {
  const [rows] = await rowsOf('E-003068-19');
  assert.ok(rows !== undefined);
  for (const {name, columns, key} of TABLES) {
    for (const row of rows[name]) {
      assert.deepEqual(Object.keys(row).sort(), columns.map(column => column.name).sort(), name);
      for (const {name: column, type, isRequired} of columns) {
        const cell = row[column];
        if (type === 'list') assert.ok(Array.isArray(cell), `${name}.${column}`);
        else if (isRequired) assert.notEqual(cell, null, `${name}.${column}`);
      }
    }
    const keys: string[] = rows[name].map(row => key.map(column => row[column]).join(' '));
    assert.equal(new Set(keys).size, keys.length, name);
  }
  assert.equal(rows.questions[0] && yearOfRow(rows.questions[0]), 2019);
});

test('columns that are fields take their description from the record’s schema', () => {
  const known = new Map(listFields(questionSchema()).map(({path, description}) => [path, description]));
  for (const {name, columns} of TABLES)
    for (const {name: column, field, description} of columns)
      assert.ok(field === undefined ? description : known.has(field), `${name}.${column}: ${field}`);
});

test('a question divided into rows', async () => {
  const [rows] = await rowsOf('E-003068-19');
  const {questions, authors, answers, texts, paragraphs} = rows ?? assert.fail();
  const [question] = questions;
  assert.deepEqual(
    [question?.question_id, question?.date, question?.deadline, question?.answered_on, question?.late],
    ['E-9-2019-003068', '2019-10-02', '2019-11-13', '2019-12-18', true],
  );
  assert.deepEqual([question?.days_to_answer, question?.open, question?.author_count], [77, false, 2]);
  assert.deepEqual(
    authors.map(({position, name, political_group}) => [position, name, political_group]),
    [
      [1, 'Mara Bizzotto', 'ID'],
      [2, 'Anna Bonfrisco', 'ID'],
    ],
  );
  assert.deepEqual(
    answers.map(({answer_id, days}) => [answer_id, days]),
    [['E-9-2019-003068-ASW', 77]],
  );
  assert.deepEqual(
    texts.map(({document_id, language, is_original}) => [document_id, language, is_original]),
    [
      ['E-9-2019-003068', 'en', false],
      ['E-9-2019-003068', 'it', true],
      ['E-9-2019-003068-ASW', 'en', null],
      ['E-9-2019-003068-ASW', 'it', null],
    ],
  );
  for (const {document_id, language, text} of texts) {
    const own = paragraphs.filter(
      row => row.document_id === document_id && row.language === language && row.kind !== 'footnote',
    );
    assert.ok(own.length > 0 && own.every(row => String(text).includes(String(row.text))));
  }
});

test('the texts of a joint answer stand once, its row with each of its questions', async () => {
  const {record} = await fetchOffline('E-003068-19', SAMPLE);
  assert.ok(record !== null);
  const questions = ['E-9-2019-003068', 'E-9-2019-003069'];
  const joint = record.answers.map(answer => ({...answer, questions}));
  const rows = openRows();
  const [first, second] = questions.map(id => rows({...record, id, answers: joint}));
  assert.equal(first?.answers.length, 1);
  assert.equal(second?.answers.length, 1);
  assert.equal(first?.texts.filter(({kind}) => kind === 'answer').length, 2);
  assert.equal(second?.texts.filter(({kind}) => kind === 'answer').length, 0);
  assert.equal(second?.texts.length, 2);
});

test('deadlines: three weeks for priority questions, six for other written ones, none for others', async () => {
  const {record} = await fetchOffline('E-003068-19', SAMPLE);
  assert.ok(record !== null);
  const bare = {...record, date: '2022-01-03', answers: []};
  const open = (type: typeof record.type, sources: typeof record.agreement.sources) =>
    answerTimeOf({...bare, type, agreement: {sources, differences: []}});
  assert.deepEqual(open('QUESTION_WRITTEN_PRIORITY', ['opendata']), {
    answeredOn: null,
    days: null,
    deadline: '2022-01-24',
    isLate: null,
    isOpen: true,
  });
  assert.equal(open('QUESTION_WRITTEN', ['opendata']).deadline, '2022-02-14');
  assert.equal(open('QUESTION_WRITTEN', ['pdf']).isOpen, null);
  assert.deepEqual(
    [open('QUESTION_ORAL', ['opendata']).deadline, open('QUESTION_ORAL', ['opendata']).isOpen],
    [null, null],
  );
  assert.equal(parseReference('E-003068-19').candidates[0], record.id);
});

const WORDS: [string | null, number | null][] = [
  [null, null],
  ['', 0],
  ['one two', 2],
  ['l’Europe d’abord', 2],
  ['a sentence[1], with marks[*] – and a dash [2]', 7],
  ['COM(2021) 206 final', 3],
];
for (const [text, count] of WORDS)
  test(`words of ${JSON.stringify(text)}`, () => assert.equal(countWords(text), count));
