import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import type {RawDocument} from '../src/document.ts';
import {LANGUAGE_CODES, type Language} from '../src/language.ts';
import {LEXICON} from '../src/lexicon.ts';
import {understandHeading} from '../src/normalise.ts';
import {parseFileQuestion} from '../src/parse/file-question.ts';
import {parseDocuments} from '../src/parse-documents.ts';
import type {QuestionRecord, TextReference} from '../src/question.ts';
import {REFERENCE_KINDS} from '../src/record-words.ts';
import {findReferences} from '../src/references.ts';
import {findCorpus} from './corpus.ts';
import {readOfficialLists} from './official-lists.ts';
import {docxOf, paragraph} from './synthetic/docx.ts';
import {xhtmlOf} from './synthetic/xhtml.ts';

const corpus = findCorpus('real PDFs of 2015, API records, headings in 23 languages');

const CODES: Readonly<Record<string, string>> = {
  'org/COM': 'COM',
  'org/CONSIL': 'CONSIL',
  'org/HRUFASP': 'VPHR',
};

// The one question of the 200 whose language versions print different groups; Greek and declined names differ in many.
const GROUPS_DIFFER = {
  field: 'authors.politicalGroup',
  language: null,
  values: {
    de: ['Jérôme Rivière (ID)'],
    en: ['Jérôme Rivière (NI)'],
    fr: ['Jérôme Rivière (ID)'],
    pl: ['Jérôme Rivière (NI)'],
  },
};

if (corpus !== null) {
  await testPdfs(`${corpus}pdf-2015/`);
  await testRecords(`${corpus}opendata/`);
  await testTitles(`${corpus}opendata/csv/`);
  await testHeadings(`${corpus}opendata/`);
}

interface Facts {
  number: string;
  revision: number | null;
  rule: string;
  addressee: string;
  authors: [string, string][];
  subject: string;
  pe: string;
}

async function testPdfs(directory: string): Promise<void> {
  const facts = JSON.parse(await readFile(`${directory}facts.json`, 'utf8')) as Record<string, Facts>;
  const names = (await readdir(directory)).filter(name => name.endsWith('.pdf'));
  const {records, failures} = await parseDocuments(
    await Promise.all(names.map(name => documentAt(directory, name))),
  );
  const byName = new Map(records.map(record => [record.versions.en?.files[0]?.url, record]));

  test('every real PDF gives a record', () => {
    assert.deepEqual(failures, []);
    assert.equal(records.length, names.length);
  });
  for (const [name, {number, revision, rule, addressee, authors, subject, pe}] of Object.entries(facts)) {
    test(`facts of ${name}`, () => {
      const record = byName.get(name);
      assert.deepEqual(
        {
          number: record?.number,
          revision: record?.revision,
          rule: record?.rule,
          addressee: record?.addressees[0]?.code,
          authors: record?.authors.map(author => [author.name, author.politicalGroup]),
          subject: record?.subject,
          pe: record?.documents.pe,
        },
        {number, revision, rule, addressee, authors, subject, pe: `PE${pe}`},
      );
    });
  }
  test('every real text is whole: no furniture, no dangling mark, every note with its mark', () => {
    for (const record of records) {
      const version = record.versions.en;
      const text = version?.text ?? '';
      assert.doesNotMatch(text, /\d{7}\.EN|PE \d{3}\.\d{3}/, record.id);
      assert.doesNotMatch(text, /[\u{F0001}\u{F0002}\t]/u, record.id);
      assert.ok(text.length > 40, record.id);
      for (const {mark, text: note} of version?.footnotes ?? []) {
        assert.ok(text.includes(`[${mark}]`), `${record.id}: no mark [${mark}]`);
        assert.ok(note.length > 5, record.id);
      }
    }
    const withNotes = records.filter(record => (record.versions.en?.footnotes.length ?? 0) > 0);
    assert.equal(withNotes.length, 20);
  });
  test('what real texts refer to', () => {
    const references = records.flatMap(record => record.references);
    assert.deepEqual(countKinds(references), {
      question: 27,
      procedure: 1,
      document: 4,
      officialJournal: 2,
      regulation: 23,
      directive: 32,
      decision: 1,
    });
    assert.deepEqual(
      references.filter(({normal}) => normal === null).map(({printed}) => printed),
      ['http://eur-lex.europa.eu/LexUriServ/LexUriServ.do?uri=OJ:L:2008:293:0003:0020:en:PDF'],
    );
    for (const record of records) {
      assert.ok(
        record.references.every(({normal}) => normal !== record.number),
        record.id,
      );
      const version = record.versions.en;
      const written = [version?.text, ...(version?.footnotes ?? []).map(({text}) => text)].join('\n');
      assert.ok(
        record.references.every(({printed}) => written.includes(printed)),
        record.id,
      );
    }
  });
}

function countKinds(references: readonly TextReference[]): object {
  return Object.fromEntries(
    REFERENCE_KINDS.map(kind => [kind, references.filter(reference => reference.kind === kind).length]),
  );
}

async function testTitles(directory: string): Promise<void> {
  const titles = new Set<string>();
  for (const name of await readdir(directory)) {
    const fields = [
      ...(await readFile(directory + name, 'utf8')).matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/g),
    ];
    let column = 0;
    for (const [, field = '', end] of fields) {
      if (column === 1 || column === 2) titles.add(field.replace(/\s+/g, ' '));
      column = end === ',' ? column + 1 : 0;
    }
  }
  // The names of the two columns.
  titles.delete('document_title');
  titles.delete('document_title_en');
  test('what the titles of 2019, 2022 and 2024 refer to', () => {
    assert.equal(titles.size, 9742);
    const references = [...titles].flatMap(title => findReferences(title, 'en'));
    assert.deepEqual(countKinds(references), {
      question: 59,
      procedure: 6,
      document: 7,
      officialJournal: 0,
      regulation: 69,
      directive: 106,
      decision: 8,
    });
    assert.ok(references.every(({normal}) => normal !== null));
  });
}

async function testRecords(directory: string): Promise<void> {
  const names = await readdir(`${directory}v2`);
  const {records, failures} = await parseDocuments(
    await Promise.all(names.map(name => documentAt(`${directory}v2/`, name))),
  );
  const dates = new Map((await readOfficialLists(directory)).map(({id, date}) => [id, date]));
  const raw = new Map<string, string>();
  for (const name of names) raw.set(name.slice(0, -5), await readFile(`${directory}v2/${name}`, 'utf8'));

  test('every API record gives a record', () => {
    assert.deepEqual(failures, []);
    assert.equal(records.length, 201);
  });
  for (const record of records) {
    test(`API record ${record.id}`, () => {
      const source = JSON.parse(raw.get(record.id) ?? '{}');
      assert.equal(record.type, source.work_type.split('/').at(-1));
      assert.equal(`org/ep-${record.parliamentaryTerm}`, source.parliamentary_term);
      assert.equal(record.date, dates.get(record.id) ?? '2026-01-02');
      assert.deepEqual(addressesIn(JSON.stringify(source)), addressesOf(record));
      const ids = [source.creator]
        .flat()
        .flatMap((creator: string) => /person\/(\d+)/.exec(creator)?.[1] ?? []);
      assert.deepEqual(record.authors.map(({mepId}) => mepId).sort(), ids.map(Number).sort());
      assert.ok(record.authors.every(({name, politicalGroup}) => name !== null && politicalGroup !== null));
      assert.ok(record.addressees.length === 1 && record.addressees[0]?.code !== null);
      const listed = [source.is_realized_by]
        .flat()
        .map((expression: {id: string}) => expression.id.split('/').at(-1));
      const available = LANGUAGE_CODES.filter(language => record.languages[language] === 'available');
      assert.deepEqual(
        available,
        LANGUAGE_CODES.filter(language => listed.includes(language)),
      );
      assert.equal(
        Object.values(record.languages).filter(status => status === 'not-translated').length,
        24 - available.length,
      );
      const answered = [source.inverse_answers_to ?? []]
        .flat()
        .map((answer: {identifier: string}) => answer.identifier);
      assert.deepEqual(record.answers.map(({id}) => id).sort(), answered.sort());
      assert.deepEqual(record.agreement, {
        sources: ['opendata'],
        differences: record.id === 'E-9-2022-000222' ? [GROUPS_DIFFER] : [],
      });
    });
  }
  test('joint answers, languages and the original language', () => {
    const byId = new Map(records.map(record => [record.id, record]));
    const answerOf = (id: string): QuestionRecord['answers'][number] | undefined => byId.get(id)?.answers[0];
    assert.equal(answerOf('E-9-2022-000030')?.id, 'P-9-2022-000026-ASW');
    assert.deepEqual(Object.keys(answerOf('E-9-2022-000030')?.versions ?? {}), ['en', 'fr', 'nl']);
    assert.deepEqual(answerOf('E-9-2022-000082')?.questions, [
      'E-9-2022-000082',
      'E-9-2022-000095',
      'E-9-2022-000185',
    ]);
    assert.deepEqual(answerOf('E-9-2022-000181')?.questions, ['E-9-2022-000181', 'E-9-2022-000294']);
    assert.deepEqual(byId.get('E-9-2022-000008')?.answers, []);
    assert.equal(byId.get('E-10-2026-000002')?.originalLanguage, 'de');
    assert.equal(byId.get('E-9-2022-000072')?.versions.en?.subject?.includes('<sub>'), false);
    assert.match(byId.get('E-9-2022-000222')?.versions.fr?.heading[3] ?? '', /Jérôme Rivière \(ID\)/);
    assert.match(byId.get('E-9-2022-000222')?.versions.en?.heading[3] ?? '', /Jérôme Rivière \(NI\)/);
  });
}

function addressesIn(json: string): string[] {
  return (json.match(/(?<=")distribution\/[^"]+/g) ?? [])
    .map(path => `https://data.europarl.europa.eu/${path}`)
    .sort();
}

function addressesOf(record: QuestionRecord): string[] {
  const versions = [record, ...record.answers].flatMap(({versions}) => Object.values(versions));
  return versions.flatMap(({files}) => files.map(({url}) => url)).sort();
}

interface Heading {
  id: string;
  language: Language;
  subject: string;
  heading: string[];
}

async function testHeadings(directory: string): Promise<void> {
  const headings = (await readFile(`${directory}headings.jsonl`, 'utf8'))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Heading);
  assert.equal(headings.length, 427);
  test('subjects in other languages refer to the same', () => {
    const references = headings
      .filter(({language}) => language !== 'en')
      .flatMap(({subject, language}) => findReferences(subject.replace(/\s+/g, ' '), language));
    assert.deepEqual(
      references.map(({printed, normal}) => [printed, normal]),
      [
        ['Règlement (CEE) nº 95/93', '31993R0095'],
        ['Richtlijn (EU) 2019/130', '32019L0130'],
        ['Richtlijn (EU) 2019/130', '32019L0130'],
        ['Richtlijn (EU) 2019/130', '32019L0130'],
        ['E-004998/2020', 'E-004998/2020'],
      ],
    );
  });
  for (const heading of headings) {
    const code = await addresseeOf(`${directory}v2/${heading.id}.json`);
    test(`heading of ${heading.id} in ${heading.language}`, async () => {
      const expected = expectationOf(heading, code);
      for (const [layout, page] of Object.entries({...pagesOf(heading), ...filesOf(heading)})) {
        const body = typeof page === 'string' ? new TextEncoder().encode(page) : page;
        const {records, failures} = await parseDocuments([{url: 'saved', contentType: null, body}]);
        assert.deepEqual(failures, [], layout);
        assert.deepEqual(statementOf(records[0], heading.language), expected, layout);
        assert.equal(records[0]?.versions[heading.language]?.files[0]?.layout, layout.split(' ')[0]);
      }
      assert.deepEqual(statementOfPdf(heading), expected, 'PDF lines');
    });
  }
}

async function addresseeOf(path: string): Promise<string | undefined> {
  const {workHadParticipation} = JSON.parse(await readFile(path, 'utf8'));
  const addressee = workHadParticipation.find((one: {participation_role: string}) =>
    one.participation_role.endsWith('ADDRESSEE'),
  );
  return CODES[[addressee.had_participant_organization].flat()[0]];
}

/** What a heading says, read here by hand: the number, the revision, the rule, the authors with their groups. */
function expectationOf({heading, subject}: Heading, code: string | undefined): object {
  const [kind = '', , , authors = ''] = heading;
  const [, number, revision] = /(E-\d{6}\/\d{4})(?:\/rev\.(\d))?/.exec(kind) ?? [];
  return {
    number,
    revision: revision === undefined ? null : Number(revision),
    rule: '138',
    addressee: code,
    authors: authors
      .trim()
      .split(/(?<=\)), /)
      .map(author => /^(.*) \((.*)\)$/.exec(author)?.slice(1)),
    subject: subject
      .replace(/<[^>]+>/g, '')
      .replace(/\u00ad/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  };
}

function statementOf(record: QuestionRecord | undefined, language: Language): object {
  return {
    number: record?.number,
    revision: record?.revision,
    rule: record?.rule,
    addressee: record?.addressees[0]?.code,
    authors: record?.authors.map(({name, politicalGroup}) => [name, politicalGroup]),
    subject: record?.versions[language]?.subject,
  };
}

function statementOfPdf({heading, language, subject}: Heading): object {
  const lines = [...heading, `${LEXICON[language].subject[0]}:\t${subject}`, 'A sentence of our own.'];
  const blocks = lines.map((text, run) => ({
    kind: 'line' as const,
    text: text.replace(/[^\S\t]+/g, ' ').trim(),
    run,
    link: false,
  }));
  const printed = parseFileQuestion({blocks, furniture: []}, 'pdf');
  assert.ok(printed !== null);
  const {addressee, rule, authors} = understandHeading(printed.heading, language);
  const [, number, revision] = /(E-\d{6}\/\d{4})(?:\/rev\.(\d))?/.exec(printed.number ?? '') ?? [];
  return {
    number,
    revision: revision === undefined ? null : Number(revision),
    rule,
    addressee: addressee?.code,
    authors: authors.map(({name, politicalGroup}) => [name, politicalGroup]),
    subject: printed.subject
      ?.replace(/<[^>]+>/g, '')
      .replace(/\u00ad/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  };
}

/** The same heading as a page of each layout, with different tags: only the lines and their order are known. */
function pagesOf({heading, language, subject}: Heading): Record<string, string> {
  const number = /E-\d{6}\/\d{4}/.exec(heading[0] ?? '')?.[0];
  const [label = '', marker = '', title = ''] = [
    LEXICON[language].subject[0],
    LEXICON[language].answerMarkers[0],
    LEXICON[language].pageTitles.at(-1),
  ];
  const lines = heading.map(escapeHtml);
  const shown = escapeHtml(subject);
  const body = '<p>A sentence of our own.</p><ol><li>1.And a question?</li></ol>';
  return {
    'redesign by breaks': `<html lang="${language}"><body><span>${title} - ${number}</span><span>${title}</span><main id="website-body"><h1>${shown}</h1><p>17.1.2022</p>${lines.join('<br />')}${body}</main></body></html>`,
    'redesign by paragraphs': `<html><body><div class="es_x">${title} - ${number}${title}</div><div>${number}</div><p>${shown}</p>${lines.map(line => `<p> ${line} </p>`).join('')}${body}</body></html>`,
    'classic by paragraphs': `<html><body><p>Choisissez la langue de votre document :</p><p>PDF 41kWORD 9k</p><p>${number}</p>${lines.map(line => `<p>${line}</p>`).join('')}<p><a href="#a">${marker}</a></p><p> ${label}: ${shown}</p>${body}</body></html>`,
    'classic by table': `<html><body><table><tr><td>PDFWORD</td></tr><tr><td>${number}</td></tr><tr><td>${lines.join('<br>')}</td></tr></table><table><tr><td> ${label}: ${shown}</td></tr><tr><td><a href="#a"> ${marker} </a></td></tr></table>${body}</body></html>`,
  };
}

/** The same heading as files, of which none of these years has been seen. */
function filesOf({heading, language, subject}: Heading): Record<string, string | Uint8Array> {
  const lines = [...heading, `${LEXICON[language].subject[0]}:\t${subject}`, 'A sentence of our own.'];
  return {
    'xhtml by paragraphs': xhtmlOf(language, lines, []),
    'docx by paragraphs': docxOf(lines.map(line => paragraph(line)).join('')),
    'docx by line breaks': docxOf(
      [heading.join('\n'), ...lines.slice(4)].map(line => paragraph(line)).join(''),
    ),
  };
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

async function documentAt(directory: string, name: string): Promise<RawDocument> {
  return {url: name, contentType: null, body: await readFile(directory + name)};
}
