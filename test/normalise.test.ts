import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Manifest, readManifest} from '../src/manifest.ts';
import {normalise, witnessesOfManifest} from '../src/normalise.ts';
import type {Block} from '../src/parse/block.ts';
import type {PrintedAnswer, PrintedQuestion} from '../src/parse/printed.ts';

const block = (text: string): Block => ({kind: 'line', text, run: 0, link: false});

function question(printed: Partial<PrintedQuestion> = {}): PrintedQuestion {
  return {
    kind: 'question',
    layout: 'redesign',
    number: 'Question for written answer E-000026/2022/rev.1',
    heading: {
      lines: ['Question for written answer E-000026/2022', 'to the Commission', 'Rule 138', 'A B (PPE)'],
      kind: 'Question for written answer E-000026/2022',
      addressee: 'to the Commission',
      rule: 'Rule 138',
      authors: ['A B (PPE)'],
    },
    subject: 'A title',
    subjectLabel: null,
    date: null,
    procedures: ['2019/2814(RSP)'],
    pe: 'PE1.2',
    body: [block('A text.')],
    notes: [],
    lastUpdated: null,
    submitted: null,
    originalLanguage: null,
    supportersMark: null,
    ...printed,
  };
}

function read(printed: Partial<PrintedQuestion>, presumed: 'de' | null = null) {
  const witness = normalise(question(printed), 'pdf', presumed);
  assert.ok(witness.kind === 'question');
  return witness;
}

test('a question, understood', () => {
  assert.deepEqual(read({originalLanguage: 'FR', lastUpdated: '5 May 2025', date: '4.1.2022'}), {
    kind: 'question',
    source: 'pdf',
    layout: 'redesign',
    language: 'en',
    number: {letter: 'E', year: 2022, serial: 26, revision: 1},
    heading: ['Question for written answer E-000026/2022', 'to the Commission', 'Rule 138', 'A B (PPE)'],
    addressee: {code: 'COM', label: 'Commission'},
    rule: '138',
    authors: [{name: 'A B', politicalGroup: 'PPE', mepId: null, onBehalfOf: null}],
    text: 'A text.',
    paragraphs: [{kind: 'paragraph', number: null, text: 'A text.'}],
    footnotes: [],
    date: '2022-01-04',
    lastUpdated: '2025-05-05',
    subject: 'A title',
    submitted: null,
    originalLanguage: 'fr',
    procedures: ['2019/2814(RSP)'],
    pe: 'PE1.2',
    supporters: [],
  });
});

test('what is not printed is null', () => {
  const heading = {lines: [], kind: '', addressee: null, rule: null, authors: []};
  const {number, addressee, rule, authors, subject, date, lastUpdated, originalLanguage, language, text} =
    read({
      number: null,
      heading,
      subject: null,
      body: [],
    });
  assert.deepEqual(
    [number, addressee, rule, authors, subject, date, lastUpdated, originalLanguage, language, text],
    [null, null, null, [], null, null, null, null, null, null],
  );
});

test('the language: of the heading’s words, else of the subject’s label, else what was presumed', () => {
  const heading = {...question().heading, kind: 'Blorbu E-000026/2022'};
  assert.equal(read({}, 'de').language, 'en');
  assert.equal(read({heading, subjectLabel: 'Aihe: A'}, 'de').language, 'fi');
  assert.equal(read({heading, subjectLabel: 'Blorbu: A'}, 'de').language, 'de');
  assert.equal(read({heading}).language, null);
});

test('dates: in the words of the language, or of any; the day of tabling where no other is printed', () => {
  const dated = (printed: Partial<PrintedQuestion>): (string | null)[] => {
    const {date, submitted} = read(printed);
    return [date, submitted];
  };
  assert.deepEqual(dated({date: '4 January 2022', submitted: '3.1.2022'}), ['2022-01-04', '2022-01-03']);
  assert.deepEqual(dated({submitted: '3.1.2022'}), ['2022-01-03', '2022-01-03']);
  assert.deepEqual(dated({date: '4. Januar 2022'}), ['2022-01-04', null]);
  assert.deepEqual(dated({date: 'soon', submitted: 'later'}), [null, null]);
});

test('tags of a template in a subject (E-015644/2015)', () => {
  assert.equal(read({subject: ' <Titre>A  title</Titre> of 1 < 2 '}).subject, 'A title of 1 < 2');
});

const NAMING = '[1] This question is supported by Members other than the authors: C D (S&D), E F (NI).';
test('supporters: those of the note that the mark names, or of the last that names Members', () => {
  const named = (supportersMark: string | null, ...notes: string[]): (string | null)[] =>
    read({supportersMark, notes: notes.map(block)}).supporters.map(({name}) => name);
  assert.deepEqual(named(null, NAMING), []);
  assert.deepEqual(named('1', NAMING), ['C D', 'E F']);
  assert.deepEqual(named('2', NAMING), []);
  assert.deepEqual(named('', '[1] A note.', NAMING.replace('1', '2'), '[3] A note.'), ['C D', 'E F']);
  assert.deepEqual(named('1', '[1] A note without a colon'), []);
});

test('an answer, understood', () => {
  const printed: PrintedAnswer = {
    kind: 'answer',
    layout: 'classic',
    number: 'P-000053/2021(ASW)',
    heading: [
      'Joint answer',
      'to Questions P-000053/2021 and E-000054/2021',
      'given by Ms Sample on behalf of the European Commission',
    ],
    date: '3.2.2021',
    dateMayBeCorrection: true,
    questionReference: 'P-000053/2021, E-000054/2021',
    body: [],
    notes: [],
    lastUpdated: '4 February 2021',
  };
  const witness = normalise(printed, 'html', 'en');
  assert.ok(witness.kind === 'answer');
  const {heading, ...said} = witness;
  assert.deepEqual(heading, printed.heading);
  assert.deepEqual(said, {
    kind: 'answer',
    source: 'html',
    layout: 'classic',
    language: 'en',
    number: {letter: 'P', year: 2021, serial: 53, revision: null},
    text: null,
    paragraphs: [],
    footnotes: [],
    date: '2021-02-03',
    lastUpdated: '2021-02-04',
    givenBy: 'Ms Sample',
    onBehalfOf: 'European Commission',
    dateMayBeCorrection: true,
    questions: [
      {letter: 'P', year: 2021, serial: 53, revision: null},
      {letter: 'E', year: 2021, serial: 54, revision: null},
    ],
  });
  const unknown = normalise(
    {...printed, heading: ['Blorbu'], questionReference: null, number: null},
    'html',
    'de',
  );
  assert.ok(unknown.kind === 'answer');
  assert.deepEqual(
    [unknown.language, unknown.givenBy, unknown.onBehalfOf, unknown.questions, unknown.number],
    ['de', null, null, [], null],
  );
});

test('what the open data says in each language', () => {
  const lines = [
    'An extra line',
    'Question for written answer E-000026/2022',
    'to the Commission',
    'Rule 138',
    'A B (PPE)',
  ];
  const version = {title: '<i>A</i>  title', heading: lines, files: []};
  const manifest: Manifest = {
    ...readManifest({identifier: 'E-9-2022-000026'}, 'E-9-2022-000026'),
    date: '2022-01-04',
    originalLanguage: 'it',
    addressees: [{code: 'CONSIL', raw: ''}],
    pe: 'PE1.2',
    versions: {en: version, de: {title: null, heading: [], files: []}},
  };
  const [english, german] = witnessesOfManifest(manifest);
  assert.deepEqual(
    [english?.language, english?.number?.serial, english?.rule, english?.subject, english?.heading],
    ['en', 26, '138', 'A title', lines.slice(1)],
  );
  assert.deepEqual(english?.addressee, {code: 'COM', label: 'Commission'});
  assert.deepEqual(
    [english?.date, english?.pe, english?.originalLanguage, english?.source, english?.text],
    ['2022-01-04', 'PE1.2', 'it', 'opendata', null],
  );
  assert.deepEqual(
    [german?.language, german?.number, german?.rule, german?.subject, german?.heading, german?.authors],
    ['de', null, null, null, [], []],
  );
  assert.deepEqual(german?.addressee, {code: 'CONSIL', label: null});
  const two = [...manifest.addressees, {code: 'COM' as const, raw: ''}];
  for (const addressees of [[], two])
    assert.equal(witnessesOfManifest({...manifest, addressees})[1]?.addressee, null);
});
