import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {alignVersions} from '../src/export/align.ts';
import {readyVersion} from '../src/export/evidence.ts';
import type {Unit} from '../src/export/units.ts';
import {isUntranslated} from '../src/export/untranslated.ts';
import type {Language} from '../src/language.ts';
import {ROOT} from './corpus.ts';

/** A unit of which is known what it says: units of two languages with the same key say the same. */
export interface KnownUnit extends Omit<Unit, 'name'> {
  key: string;
}

/** Documents in two languages, of which it is known which units say the same. */
export interface KnownPairs {
  source: Language;
  target: Language;
  documents: readonly (readonly [source: readonly KnownUnit[], target: readonly KnownUnit[]])[];
}

/** How documents are spoilt before they are aligned: shares of units, 0 to 1, but for `bundled`. */
export interface Damage {
  /** documents that are put one after the other to one text */
  bundled: number;
  /** taken away, on either side */
  dropped: number;
  /** cut in two, on either side */
  cut: number;
  /** joined to the next, on either side */
  joined: number;
  /** put after the next, on one side; 1 is every order */
  moved: number;
  /** left in the language of the other side */
  untranslated: number;
}

/** What was found of what there is to be found. */
export interface Found {
  /** scores of right pairs */
  right: number[];
  /** scores of wrong pairs */
  wrong: number[];
  /** pairs whose both sides were left whole, and are not the same in both languages */
  there: number;
}

const WHOLE: Damage = {bundled: 1, dropped: 0, cut: 0, joined: 0, moved: 0, untranslated: 0};
const WORKED_ON: Damage = {
  bundled: 1,
  dropped: 0.05,
  cut: 0.03,
  joined: 0.03,
  moved: 0.02,
  untranslated: 0.03,
};
const RUINED: Damage = {bundled: 4, dropped: 0.2, cut: 0.1, joined: 0.1, moved: 0.05, untranslated: 0.1};

/** What the headings and subjects of real questions are tried with. */
export const TRIALS: readonly {name: string; what: 'lines' | 'subjects'; damage: Damage}[] = [
  {name: 'lines, as filed', what: 'lines', damage: WHOLE},
  {name: 'lines, worked on', what: 'lines', damage: {...WORKED_ON, bundled: 3}},
  {name: 'subjects, worked on', what: 'subjects', damage: {...WORKED_ON, bundled: 8}},
  {name: 'lines, ruined', what: 'lines', damage: RUINED},
  {name: 'subjects, ruined', what: 'subjects', damage: {...RUINED, bundled: 8}},
  {name: 'subjects, shuffled', what: 'subjects', damage: {...WHOLE, bundled: 8, moved: 1}},
];

/** What documents that were made up are tried with. */
export const SYNTHETIC_TRIALS: readonly {name: string; damage: Damage}[] = [
  {name: 'as they are', damage: WHOLE},
  {name: 'worked on', damage: WORKED_ON},
  {name: 'ruined', damage: {...RUINED, bundled: 1}},
];

/**
 * Reads the headings of 200 real questions of 2022, each version that is not English beside the English one.
 *
 * @param path of `headings.jsonl`
 * @param what every line a paragraph, or the subject alone
 * @returns 22 pairs of languages, with 227 documents together
 */
export async function readHeadings(path: string, what: 'lines' | 'subjects'): Promise<KnownPairs[]> {
  const rows = (await readFile(path, 'utf8'))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as {id: string; language: Language; subject: string; heading: string[]});
  const units = ({id, subject, heading}: (typeof rows)[number]): KnownUnit[] =>
    [subject, ...(what === 'lines' ? heading : [])].map((text, index) => ({
      key: `${id} ${index}`,
      kind: 'paragraph',
      number: null,
      text: text.trim(),
    }));
  const english = new Map(rows.filter(({language}) => language === 'en').map(row => [row.id, row]));
  const others = rows.filter(({id, language}) => language !== 'en' && english.has(id));
  return [...new Set(others.map(({language}) => language))].map(source => ({
    source,
    target: 'en',
    documents: others
      .filter(({language}) => language === source)
      .map(row => [units(row), units(english.get(row.id) ?? row)] as const),
  }));
}

/**
 * Reads documents that were made up.
 *
 * @param name of the file below `fixtures/alignment`
 * @returns every document in every two of its languages, as pairs of languages of their own
 */
export async function readSynthetic(name: string): Promise<(KnownPairs & {document: string})[]> {
  const path = join(ROOT, 'fixtures/alignment', name);
  const {documents} = JSON.parse(await readFile(path, 'utf8')) as {
    documents: {name: string; versions: Record<Language, KnownUnit[]>}[];
  };
  return documents.flatMap(({name: document, versions}) => {
    const languages = Object.keys(versions) as Language[];
    return languages.flatMap(source =>
      languages
        .filter(target => target !== source)
        .map(target => ({
          document,
          source,
          target,
          documents: [[versions[source], versions[target]] as const],
        })),
    );
  });
}

/** Tries one pair of languages, so many times for each document, the same in every run. */
export function tryPairs(known: KnownPairs, damage: Damage, times: number): Found[] {
  const random = seeded(`${known.source}${known.target}${JSON.stringify(known.documents[0])}`);
  if (damage.bundled === 1) {
    return known.documents.flatMap(document =>
      Array.from({length: damage === WHOLE ? 1 : times}, () =>
        tryAligner({...known, documents: [document]}, damage, random),
      ),
    );
  }
  if (known.documents.length === 1) return [];
  return Array.from({length: Math.min(10, known.documents.length) * times}, () =>
    tryAligner(known, damage, random),
  );
}

/** Random numbers from 0 to 1 that are the same in every run. */
function seeded(seed: string): () => number {
  let state = [...seed].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0, 7);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Bundles documents, spoils them, aligns what is left and holds the pairs to the truth.
 *
 * A pair is right where its target is, as a whole, what the source is known to say; half a unit is never right.
 */
function tryAligner({documents}: KnownPairs, damage: Damage, random: () => number): Found {
  const chosen = shuffled(documents, random).slice(0, damage.bundled);
  const [ours, theirs] = [0, 1].map(side => chosen.flatMap(document => document[side] ?? [])) as [
    KnownUnit[],
    KnownUnit[],
  ];
  const texts = new Map(theirs.map(({key, text}) => [key, text]));
  // Lines such as the rule's say the same in many documents.
  const same = new Set(ours.map(({key, text}) => `${text}\n${texts.get(key)}`));
  const source = spoil(ours, damage, random);
  const target = moved(spoil(leftAs(ours, theirs, damage, random), damage, random), damage, random);
  const left = new Map(target.map(({key, text}) => [key, text]));
  const isThere = ({key, text}: KnownUnit): boolean =>
    isOne(key) && left.has(key) && !isUntranslated(text, left.get(key) ?? '');
  const found: Found = {right: [], wrong: [], there: source.filter(isThere).length};
  const {pairs} = alignVersions(readyVersion(named(source)), readyVersion(named(target)));
  for (const pair of pairs) {
    if (pair.score === 0) continue;
    const [our, their] = [source[Number(pair.source.name)]?.key ?? '', target[Number(pair.target.name)]?.key];
    // The same half, or the same two, on both sides are neither.
    if (our === their && !isOne(our)) continue;
    const isRight = our === their || same.has(`${pair.source.text}\n${pair.target.text}`);
    (isRight ? found.right : found.wrong).push(pair.score);
  }
  return found;
}

function isOne(key: string): boolean {
  return !/[/+]/.test(key);
}

function named(units: readonly KnownUnit[]): Unit[] {
  return units.map((unit, index) => ({...unit, name: String(index)}));
}

// Keys of what is left: `c` as it was, `c/0` half of it, `c+d` two that were joined. Items are numbered anew half of the time.
function spoil(
  units: readonly KnownUnit[],
  {dropped, cut, joined}: Damage,
  random: () => number,
): KnownUnit[] {
  const left: KnownUnit[] = [];
  for (let index = 0; index < units.length; index += 1) {
    const [unit, next] = [units[index], units[index + 1]];
    if (unit === undefined) continue;
    const lot = random();
    const words = unit.text.split(' ');
    if (lot < dropped) continue;
    if (lot < dropped + cut && words.length >= 8) {
      const middle = Math.floor(words.length / 2);
      left.push({...unit, key: `${unit.key}/0`, text: words.slice(0, middle).join(' ')});
      left.push({...unit, key: `${unit.key}/1`, number: null, text: words.slice(middle).join(' ')});
    } else if (lot > 1 - joined && next?.kind === unit.kind) {
      left.push({...unit, key: `${unit.key}+${next.key}`, text: `${unit.text} ${next.text}`});
      index += 1;
    } else left.push(unit);
  }
  if (random() < 0.5) return left;
  let count = 0;
  return left.map(unit => {
    if (unit.kind !== 'item' || unit.number === null) return unit;
    count += 1;
    return {...unit, number: String(count)};
  });
}

function leftAs(
  ours: readonly KnownUnit[],
  theirs: readonly KnownUnit[],
  {untranslated}: Damage,
  random: () => number,
): KnownUnit[] {
  const texts = new Map(ours.map(({key, text}) => [key, text]));
  return theirs.map(unit => ({
    ...unit,
    text: (random() < untranslated ? texts.get(unit.key) : undefined) ?? unit.text,
  }));
}

function moved(units: readonly KnownUnit[], damage: Damage, random: () => number): KnownUnit[] {
  if (damage.moved === 1) return shuffled(units, random);
  const order = units.map((unit, index) => ({unit, place: random() < damage.moved ? index + 1.5 : index}));
  return order.sort((a, b) => a.place - b.place).map(({unit}) => unit);
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map(one => ({one, order: random()}))
    .sort((a, b) => a.order - b.order)
    .map(({one}) => one);
}

/** Precision and recall at a threshold; precision is 1 where nothing was accepted. */
export function rate(
  found: readonly Found[],
  threshold: number,
): {precision: number; recall: number; accepted: number} {
  const count = (scores: readonly number[]): number => scores.filter(score => score >= threshold).length;
  const right = found.reduce((sum, one) => sum + count(one.right), 0);
  const wrong = found.reduce((sum, one) => sum + count(one.wrong), 0);
  const there = found.reduce((sum, one) => sum + one.there, 0);
  return {
    precision: right + wrong === 0 ? 1 : right / (right + wrong),
    recall: there === 0 ? 1 : right / there,
    accepted: right + wrong,
  };
}
