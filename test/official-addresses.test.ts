import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseAddress} from '../src/addresses.ts';
import {type Manifest, readManifest} from '../src/manifest.ts';
import {answerIdOfAnnex, parseId, questionIdOfAnswer} from '../src/reference.ts';
import {findCorpus} from './corpus.ts';
import {type ListedQuestion, readOfficialLists} from './official-lists.ts';

const COLUMNS = {
  pdf: 'question',
  doc: 'question',
  answersPdf: 'answer',
  answersDoc: 'answer',
  annexesPdf: 'annex',
  annexesDoc: 'annex',
  uri: 'question',
} as const;

function addressesIn(row: ListedQuestion, column: keyof typeof COLUMNS): string[] {
  return [row[column]].flat();
}

/** A record as the open data might give it of a row: its answers, and its annexes among their files. */
function recordOf(row: ListedQuestion): object {
  const byAnswer = new Map<string, string[]>();
  for (const column of Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]) {
    if (COLUMNS[column] === 'question') continue;
    for (const address of addressesIn(row, column)) {
      const folder = address.split('/').at(-2) ?? '';
      byAnswer.set(folder, [...(byAnswer.get(folder) ?? []), address]);
    }
  }
  const answers = [...byAnswer].map(([identifier, addresses]) => ({
    identifier,
    is_realized_by: {
      language: 'ENG',
      is_embodied_by: addresses.map(is_exemplified_by => ({is_exemplified_by})),
    },
  }));
  return {identifier: row.id, inverse_answers_to: answers};
}

const corpus = findCorpus('the official lists of 2019, 2022 and 2024');
if (corpus !== null) {
  const rows = await readOfficialLists(`${corpus}opendata`);
  const manifests = new Map<string, Manifest>(
    rows.map(row => [row.id, readManifest(recordOf(row), row.id)] as const),
  );

  test('every address of 9,906 rows is understood: document, language, form', () => {
    const counts: Record<string, number> = {};
    for (const row of rows) {
      for (const column of Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]) {
        for (const address of addressesIn(row, column)) {
          const found = parseAddress(address);
          assert.ok(found !== null, address);
          const [id = '', ...others] = found.ids;
          assert.deepEqual(others, [], address);
          const kind = answerIdOfAnnex(id) === null ? (found.answer ? 'answer' : 'question') : 'annex';
          assert.equal(kind, COLUMNS[column], address);
          assert.ok(parseId(questionIdOfAnswer(id)) !== null, address);
          const folder = address.split('/').at(-2);
          if (column === 'uri') assert.equal(id, row.id);
          else assert.equal(answerIdOfAnnex(id) ?? id, folder, address);
          assert.equal(found.language, column === 'uri' ? null : 'en', address);
          const form = `${kind} ${found.format}${address.includes('-FF_') ? ' -FF' : ''}`;
          counts[form] = (counts[form] ?? 0) + 1;
        }
      }
    }
    assert.deepEqual(counts, {
      'question pdf': 9893,
      'question docx': 9904,
      'question null': 9906,
      'answer pdf': 8869,
      'answer pdf -FF': 291,
      'answer docx': 9159,
      'answer doc': 1,
      'annex pdf': 119,
      'annex docx': 22,
    });
  });

  test('every answer and annex of the lists becomes one of the manifest, with all its files', () => {
    let answers = 0;
    let annexes = 0;
    let [several, another, files] = [0, 0, 0];
    for (const [id, manifest] of manifests) {
      answers += manifest.answers.length;
      if (manifest.answers.length > 1) several += 1;
      if (manifest.answers.some(answer => answer.id !== `${id}-ASW`)) another += 1;
      for (const answer of manifest.answers) {
        annexes += answer.annexes.length;
        files += Object.values(answer.versions ?? {}).flatMap(version => version.files).length;
        files += answer.annexes.flatMap(annex => annex.versions?.en?.files ?? []).length;
      }
    }
    assert.deepEqual(
      {several, another, files},
      {several: 57, another: 233, files: 8869 + 291 + 9159 + 1 + 119 + 22},
    );
    assert.deepEqual([answers, annexes], [9160, 119]);
  });

  const OTHERS: [question: string, answers: string[]][] = [
    ['E-9-2022-000030', ['P-9-2022-000026-ASW']],
    ['E-8-2019-000089', ['E-8-2018-006481-ASW']],
    ['E-8-2019-000045', ['E-8-2019-000044-ASW']],
    ['E-9-2019-002782', ['E-9-2019-002782-ASW', 'P-9-2019-002948-ASW']],
    ['E-9-2019-003241', ['E-9-2019-003148-ASW', 'E-9-2019-003185-ASW']],
    ['E-9-2019-002306', ['E-9-2019-002306-ASW']],
    ['E-8-2019-000038', ['E-8-2019-000038-ASW']],
  ];

  for (const [question, answers] of OTHERS) {
    test(`answers of ${question}`, () =>
      assert.deepEqual(
        manifests.get(question)?.answers.map(({id}) => id),
        answers,
      ));
  }
}
