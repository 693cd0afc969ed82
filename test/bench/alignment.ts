import {
  type Damage,
  type Found,
  type KnownPairs,
  rate,
  readHeadings,
  readSynthetic,
  SYNTHETIC_TRIALS,
  TRIALS,
  tryPairs,
} from '../alignment-sets.ts';
import {findCorpus} from '../corpus.ts';

/**
 * `npm run bench:alignment`: how right the aligner is, on real headings and on documents that were made up, as they are and
 * damaged: by threshold, precision and recall in percent, and how many pairs were accepted; at the end by language.
 */
const THRESHOLDS = [0.5, 0.7, 0.8, 0.9, 0.95];
const byLanguage = new Map<string, Found[]>();

const corpus = findCorpus('how right the aligner is on real headings');
if (corpus !== null) {
  for (const {name, what, damage} of TRIALS) {
    tell(name, await readHeadings(`${corpus}opendata/headings.jsonl`, what), damage, 20);
  }
}
for (const file of ['documents', 'held-out']) {
  const known = await readSynthetic(`${file}--synthetic.json`);
  for (const {name, damage} of SYNTHETIC_TRIALS) tell(`${file}, ${name}`, known, damage, 20);
}
for (const [language, found] of [...byLanguage].sort()) console.log(line(language, found));

function tell(name: string, known: readonly KnownPairs[], damage: Damage, times: number): void {
  const all = known.map(pairs => {
    const found = tryPairs(pairs, damage, times);
    if (!/ruined|shuffled/.test(name))
      byLanguage.set(pairs.source, [...(byLanguage.get(pairs.source) ?? []), ...found]);
    return found;
  });
  console.log(line(name, all.flat()));
}

function line(name: string, found: readonly Found[]): string {
  const percent = (share: number): string => (100 * share).toFixed(1);
  const cells = THRESHOLDS.map(threshold => {
    const {precision, recall, accepted} = rate(found, threshold);
    return `${threshold}: ${percent(precision)} / ${percent(recall)} (${accepted})`;
  });
  return [name.padEnd(23), ...cells].join('  ');
}
