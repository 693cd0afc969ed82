import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {alignVersions} from '../src/export/align.ts';
import {anchorsOf} from '../src/export/anchors.ts';
import {readyVersion} from '../src/export/evidence.ts';
import {DEFAULT_MIN_SCORE} from '../src/export/exporter.ts';
import {type Unit, type UnitKind, unitsOf} from '../src/export/units.ts';
import {isUntranslated} from '../src/export/untranslated.ts';
import {
  type Damage,
  type KnownPairs,
  type KnownUnit,
  rate,
  readHeadings,
  readSynthetic,
  SYNTHETIC_TRIALS,
  TRIALS,
  tryPairs,
} from './alignment-sets.ts';
import {findCorpus} from './corpus.ts';

const corpus = findCorpus('how right the aligner is on real headings');

const unit = (text: string, kind: UnitKind = 'paragraph', number: string | null = null): Unit => ({
  kind,
  number,
  text,
  name: text.slice(0, 2),
});

/** The pairs that are accepted, by the first letters of their texts. */
function accepted(ours: readonly Unit[], theirs: readonly Unit[], threshold = DEFAULT_MIN_SCORE): string[] {
  return alignVersions(readyVersion(ours), readyVersion(theirs))
    .pairs.filter(({score}) => score >= threshold)
    .map(({source, target}) => `${source.name} ${target.name}`);
}

for (const [text, keys] of [
  ['no 400 000, 400.000 or 400’000', 'number 400000'],
  ['2,5 and 2.5, not 2', 'number 2.5'],
  ['on 02.10.2019', 'number 10, number 2019'],
  ['EU 2021/1153', 'capitals iv, number 1153, number 2021'],
  ['so[1]', 'mark 1'],
  ['https://www.example.org/en/77?x=88', 'address example.org, number 77, number 88'],
  ['', ''],
] as const) {
  test(`what “${text}” shares with its translations`, () => {
    const found = anchorsOf(text).filter(({kind}) => kind !== 'word');
    assert.equal(
      found
        .map(({key}) => key)
        .sort()
        .join(', '),
      keys,
    );
  });
}

test('names meet across alphabets', () => {
  const words = (text: string): string[] => anchorsOf(text).map(({key}) => key);
  for (const [ours, theirs] of [
    ['Kalmora', 'Καλμόρα'],
    ['Kalmora', 'Калмора'],
    ['Regulation', 'règlement'],
  ] as const) {
    assert.deepEqual(
      words(ours).filter(key => !words(theirs).includes(key)),
      [],
      `${ours}, ${theirs}`,
    );
  }
});

for (const [ours, theirs, expected] of [
  ['The same words in both', 'The same words in both', true],
  ['The same words in both.', 'the SAME words  in both', true],
  ['The same words in both', 'Le stesse parole in entrambi', false],
  ['Nordlinje', 'Nordlinje', true],
  ['2021/1153', '2021/1153', false],
  ['', '', false],
] as const) {
  test(`“${theirs}” for “${ours}”: ${expected ? 'no translation' : 'may be one'}`, () => {
    assert.equal(isUntranslated(ours, theirs), expected);
  });
}

test('a version is subject, paragraphs, items and footnotes, as far as something is written in them', () => {
  const paragraphs = [
    {kind: 'paragraph' as const, number: null, text: 'First'},
    {kind: 'paragraph' as const, number: null, text: ' \u200B\u0007'},
    {kind: 'item' as const, number: '1', text: 'Second'},
  ];
  const units = unitsOf({subject: 'About', paragraphs, footnotes: [{mark: '*', text: 'Note'}]});
  assert.deepEqual(
    units.map(({name, kind, number}) => `${name} ${kind} ${number}`),
    ['subject subject null', 'p1 paragraph null', 'p3 item 1', 'n1 footnote *'],
  );
  assert.deepEqual(unitsOf({paragraphs: [], footnotes: []}), []);
});

test('nothing is paired with nothing, nor a subject with a paragraph or a note', () => {
  assert.deepEqual(accepted([], []), []);
  assert.deepEqual(accepted([unit('a, in 2021')], []), []);
  assert.deepEqual(accepted([unit('a, in 2021', 'subject')], [unit('b, nel 2021')], 0), []);
  assert.deepEqual(accepted([unit('a, in 2021', 'footnote', '1')], [unit('b, nel 2021')], 0), []);
});

test('every unit is in one pair at most, in order, with a score from 0 to 1', () => {
  const version = fc.array(
    fc.record({
      kind: fc.constantFrom<UnitKind>('subject', 'paragraph', 'item', 'footnote'),
      number: fc.constantFrom(null, '1', '2', 'a'),
      text: fc.oneof(
        fc.constantFrom('1', '[1]', 'Ωmega 7', 'a b c', '\uD800 x'),
        fc.string({minLength: 1, unit: 'binary'}),
      ),
    }),
    {maxLength: 12},
  );
  fc.assert(
    fc.property(version, version, (ours, theirs) => {
      const [sources, targets] = [ours, theirs].map(units =>
        units.map((one, index) => ({...one, name: String(index)})),
      ) as [Unit[], Unit[]];
      const {pairs, unpaired} = alignVersions(readyVersion(sources), readyVersion(targets));
      assert.equal(pairs.length * 2 + unpaired, sources.length + targets.length);
      for (const strand of [['subject'], ['paragraph', 'item'], ['footnote']] as const) {
        const own = pairs.filter(({source}) => strand.some(kind => kind === source.kind));
        for (const side of ['source', 'target'] as const) {
          const places = own.map(pair => Number(pair[side].name));
          assert.deepEqual(
            places,
            [...new Set(places)].sort((a, b) => a - b),
          );
        }
      }
      for (const {score} of pairs) assert.ok(score >= 0 && score <= 1, String(score));
    }),
  );
});

test('texts of thousands of paragraphs are not compared, and take no time for that; those of hundreds are', () => {
  const long = (count: number, end: string): Unit[] =>
    Array.from({length: count}, (_, index) => unit(`${index} paragraph of ${index * 7} and ${end}`));
  const began = performance.now();
  for (const count of [4000, 317])
    assert.equal(
      alignVersions(readyVersion(long(count, 'a')), readyVersion(long(count, 'b'))).pairs.length,
      0,
    );
  assert.ok(performance.now() - began < 2000);
  assert.equal(alignVersions(readyVersion(long(150, 'a')), readyVersion(long(150, 'b'))).pairs.length, 150);
});

test('units of thousands of numbers, in another order: scores stay numbers', () => {
  const numbers = (from: number): string => Array.from({length: 2000}, (_, index) => from + index).join('; ');
  const [ours, theirs] = [
    [10_000, 20_000, 30_000],
    [30_000, 20_000, 40_000],
  ].map(starts => readyVersion(starts.map(start => unit(numbers(start)))));
  assert.ok(ours !== undefined && theirs !== undefined);
  const {pairs} = alignVersions(ours, theirs);
  assert.ok(
    pairs.length > 0 && pairs.every(({score}) => score >= 0 && score <= 1),
    JSON.stringify(pairs.map(p => p.score)),
  );
});

/** Precision must be this good at the default threshold, whatever recall is. */
const PRECISION = 0.99;

async function holdTo(
  known: readonly KnownPairs[],
  damage: Damage,
  times: number,
  leastRecall: number,
  say: (text: string) => void,
): Promise<void> {
  const found = known.flatMap(pairs => tryPairs(pairs, damage, times));
  const {precision, recall, accepted: count} = rate(found, DEFAULT_MIN_SCORE);
  say(`precision ${precision.toFixed(4)}, recall ${recall.toFixed(3)} (${count} pairs)`);
  assert.ok(count > 100);
  assert.ok(precision >= PRECISION, `precision ${precision}`);
  assert.ok(recall >= leastRecall, `recall ${recall}`);
}

// What is ruined, or in no order, is for `npm run bench:alignment`: no question is so.
const RECALL = {'lines, as filed': 0.7, 'lines, worked on': 0.4, 'subjects, worked on': 0.7};
for (const [name, leastRecall] of Object.entries(RECALL)) {
  const trial = TRIALS.find(one => one.name === name);
  test(`real headings: ${name}`, {skip: corpus === null && 'the corpus is not here'}, async context => {
    assert.ok(trial !== undefined);
    const known = await readHeadings(`${corpus}opendata/headings.jsonl`, trial.what);
    assert.equal(
      known.reduce((sum, {documents}) => sum + documents.length, 0),
      227,
    );
    await holdTo(known, trial.damage, 8, leastRecall, text => context.diagnostic(text));
  });
}

for (const file of ['documents', 'held-out']) {
  for (const {name, damage} of SYNTHETIC_TRIALS.filter(trial => trial.name !== 'ruined')) {
    test(`made-up documents: ${file}, ${name}`, async context => {
      const known = await readSynthetic(`${file}--synthetic.json`);
      await holdTo(known, damage, 3, 0.8, text => context.diagnostic(text));
    });
  }
}

test('each made-up document, from English: no pair that is none', async () => {
  const english = (await readSynthetic('documents--synthetic.json')).filter(({source}) => source === 'en');
  assert.equal(english.length, 24);
  for (const {document, source, target, documents} of english) {
    const [versions] = documents;
    assert.ok(versions !== undefined);
    const [ours, theirs] = versions;
    const byKey = (units: readonly KnownUnit[]): Unit[] => units.map(one => ({...one, name: one.key}));
    for (const pair of accepted(byKey(ours), byKey(theirs))) {
      const [our = '', their] = pair.split(' ');
      assert.equal(our, their, `${document}, ${source}-${target}`);
      assert.ok(!our.startsWith('='), `${document}, ${source}-${target}: ${our} is not translated`);
    }
  }
});
