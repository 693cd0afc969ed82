import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {parseDocuments, type QuestionRecord} from '../src/index.ts';
import {findCorpus} from './corpus.ts';
import {harvest, idsIn, withPortal} from './harvesting.ts';
import {annexIdOf, answerIdOf, foldName, type ListedQuestion, readOfficialLists} from './official-lists.ts';
import {officialParliament} from './official-parliament.ts';
import {explain, type Facts, REASONS} from './official-reasons.ts';
import {epq} from './run-epq.ts';

const TYPES: Readonly<Record<string, string>> = {
  'Written question': 'QUESTION_WRITTEN',
  'EP priority written question': 'QUESTION_WRITTEN_PRIORITY',
  'Oral question': 'QUESTION_ORAL',
  'EP major interpellation': 'INTERPELLATION_MAJOR',
  'EP minor interpellation': 'INTERPELLATION_MINOR',
};

/**
 * Two harvests at once: each has a core, and both go over years of which there is no list. `npm run check:lists`
 * harvests every question, which takes some minutes; otherwise some hundreds are.
 */
const RANGES =
  process.env.EPQ_TEST_WHOLE_LISTS === '1'
    ? ([
        ['2019-01-01', '2021-12-31'],
        ['2022-01-01', '2024-12-31'],
      ] as const)
    : ([
        ['2019-12-10', '2021-12-31'],
        ['2022-12-15', '2024-01-10'],
      ] as const);

const corpus = findCorpus('every row of the official yearly lists');
if (corpus !== null) await testOfficialLists(`${corpus}opendata`);

async function testOfficialLists(directory: string): Promise<void> {
  const rows = await readOfficialLists(directory);
  const parliament = await officialParliament(rows, directory);
  const harvested = rows.filter(({date}) => RANGES.some(([from, to]) => date >= from && date <= to));
  const said = factsOfRows(rows);
  const explained = new Map(rows.map(row => [row.id, explain(said(row), row)]));
  const {harvests, lists, asked} = await withPortal(parliament, {}, async portal => {
    const harvests = await Promise.all(
      RANGES.map(([from, to]) =>
        harvest(portal, ['harvest', '--from', from, '--to', to, '--concurrency', '8', '--quiet']),
      ),
    );
    const asked = new Set(portal.requests.map(({path}) => path));
    const lists = await Promise.all(
      RANGES.map(([from, to], index) =>
        epq([
          ...['list', '--from', from, '--to', to, '--format', 'ndjson', '--quiet'],
          ...['--portal', portal.origin, '--rate', '0', '--out', harvests[index]?.out ?? ''],
        ]),
      ),
    );
    return {harvests, lists, asked};
  });

  test('questions of three official lists are harvested, with every document there is', async () => {
    assert.deepEqual(
      harvests.map(({status}) => status),
      [0, 0],
      harvests.map(({stderr}) => stderr.slice(-1000)).join(),
    );
    const stored = (await Promise.all(harvests.map(({out}) => idsIn(out)))).flat();
    assert.ok(stored.length >= 400);
    assert.deepEqual(stored.sort(), harvested.map(({id}) => id).sort());
    const listed = new Set(harvested.flatMap(({id, answersPdf}) => [id, ...answersPdf.map(answerIdOf)]));
    const theirs = [...parliament.files.keys()].filter(path =>
      listed.has(/[A-Z]+-\d+-\d{4}-\d{6}(?:-ASW)?/.exec(path)?.[0] ?? path),
    );
    assert.ok(theirs.length >= 600);
    assert.deepEqual(
      theirs.filter(path => !asked.has(path)),
      [],
    );
  });

  test('every harvested record says what its row says, but for the reasons', async () => {
    const deviations: string[] = [];
    for (const {id} of harvested) {
      const year = id.split('-')[2] ?? '';
      const store = harvests[RANGES.findIndex(([, to]) => year <= to)]?.out ?? '';
      const record: QuestionRecord = JSON.parse(
        await readFile(join(store, 'questions', year, `${id}.json`), 'utf8'),
      );
      deviations.push(...deviationsOf(record, ['docx', 'answersDocx', 'annexesDocx'])); // not asked for
      // Real records differ from one language to the other (E-9-2022-000222); nothing else may.
      const differences = record.agreement.differences.filter(({language}) => language !== null);
      if (differences.length > 0) deviations.push(`${id} differs within: ${JSON.stringify(differences)}`);
      const versions = [record, ...record.answers].flatMap(({versions}) => Object.values(versions));
      const statuses = new Set(versions.flatMap(({files}) => files.map(({status}) => status)));
      if (statuses.has('failed') || statuses.has('blocked')) deviations.push(`${id} lacks a file`);
    }
    assert.deepEqual(deviations, []);
  });

  test('so does every record made of the open data alone', async () => {
    const documents = [...parliament.works.values()].map(work => ({
      url: `${work.identifier}.json`,
      contentType: 'application/ld+json',
      body: new TextEncoder().encode(JSON.stringify({data: [work]})),
    }));
    const {records, failures} = await parseDocuments(documents);
    assert.deepEqual(failures, []);
    assert.equal(records.length, rows.length);
    assert.deepEqual(
      records.flatMap(record => deviationsOf(record, [])),
      [],
    );
  });

  test('epq list gives ids, dates and types of the rows', () => {
    assert.deepEqual(
      lists.map(({status}) => status),
      [0, 0],
      lists.map(({stderr}) => stderr.slice(-1000)).join(),
    );
    const listed = lists
      .flatMap(({stdout}) => stdout.trim().split('\n'))
      .map(line => JSON.parse(line))
      .map(({id, date, type}) => `${id} ${date} ${type}`);
    assert.deepEqual(listed.sort(), harvested.map(row => `${row.id} ${row.date} ${TYPES[row.type]}`).sort());
  });

  test('every reason has a row', context => {
    const uses = [...explained.values()].flatMap(({reasons}) => reasons);
    for (const reason of REASONS) {
      const count = uses.filter(used => used === reason).length;
      context.diagnostic(`${count} ${count === 1 ? 'row' : 'rows'}: ${reason.name}`);
      assert.ok(count > 0, `no row: ${reason.name}`);
    }
  });

  function deviationsOf(record: QuestionRecord, leftOut: readonly (keyof Facts)[]): string[] {
    const {expected} = explained.get(record.id) ?? assert.fail(`${record.id} is in no list`);
    const found = factsOf(record);
    return (Object.keys(found) as (keyof Facts)[])
      .filter(field => !leftOut.includes(field) && setOf(found[field]) !== setOf(expected[field]))
      .map(field => `${record.id} ${field}: ${setOf(found[field])}, in the list ${setOf(expected[field])}`);
  }
}

function setOf(values: readonly string[]): string {
  return JSON.stringify([...new Set(values)].sort());
}

function factsOfRows(rows: readonly ListedQuestion[]): (row: ListedQuestion) => Facts {
  const answered = new Map<string, string[]>();
  for (const {id, answersPdf} of rows)
    for (const answer of answersPdf.map(answerIdOf))
      answered.set(answer, [...(answered.get(answer) ?? []), id]);
  return row => {
    const [letter, , year, serial] = row.id.split('-');
    return {
      id: [row.id],
      number: [`${letter}-${serial}/${year}`],
      type: [TYPES[row.type] ?? row.type],
      parliamentaryTerm: [row.term],
      date: [row.date],
      authors: row.persons.map(foldName),
      onBehalfOf: row.organisations,
      subject: row.title === '' ? [] : [row.title],
      pe: [row.pe],
      eli: [row.uri],
      english: row.language === 'English' ? ['available'] : ['not-translated'],
      pdf: row.pdf,
      docx: row.doc,
      answers: row.answersPdf.map(answerIdOf),
      answeredTogether: row.answersPdf
        .map(answerIdOf)
        .flatMap(answer => [answer.replace('-ASW', ''), ...(answered.get(answer) ?? [])]),
      answersPdf: row.answersPdf,
      answersDocx: row.answersDoc,
      annexes: row.annexesPdf.map(annexIdOf),
      annexesPdf: row.annexesPdf,
      annexesDocx: row.annexesDoc,
    };
  };
}

function factsOf(record: QuestionRecord): Facts {
  const {answers} = record;
  const annexes = answers.flatMap(answer => answer.annexes);
  const files = (
    versions: Record<string, {files: {format: string; url: string}[]}>,
    format: string,
  ): string[] => (versions.en?.files ?? []).filter(file => file.format === format).map(({url}) => url);
  return {
    id: [record.id],
    number: [record.number],
    type: [record.type],
    parliamentaryTerm: [String(record.parliamentaryTerm)],
    date: stated(record.date),
    authors: record.authors.map(({name}) => foldName(name ?? '')),
    onBehalfOf: record.authors.flatMap(({onBehalfOf}) => stated(onBehalfOf)),
    subject: stated(record.subject),
    pe: stated(record.documents.pe),
    eli: stated(record.documents.eli),
    english: [record.languages.en],
    pdf: files(record.versions, 'pdf'),
    docx: files(record.versions, 'docx'),
    answers: answers.map(({id}) => id),
    answeredTogether: answers.flatMap(({questions}) => questions),
    answersPdf: answers.flatMap(({versions}) => files(versions, 'pdf')),
    answersDocx: answers.flatMap(({versions}) => [...files(versions, 'docx'), ...files(versions, 'doc')]),
    annexes: annexes.map(({id}) => id),
    annexesPdf: annexes.flatMap(annex => addressesOf(annex, 'pdf')),
    annexesDocx: annexes.flatMap(annex => addressesOf(annex, 'docx')),
  };
}

function addressesOf(
  {files}: QuestionRecord['answers'][number]['annexes'][number],
  format: string,
): string[] {
  return files.filter(file => file.format === format).map(({url}) => url);
}

function stated(value: string | null): string[] {
  return value === null ? [] : [value];
}
