import {ANCHOR_KINDS, type Anchor, type AnchorKind, anchorsOf} from './anchors.ts';
import type {Unit} from './units.ts';
import {isUntranslated} from './untranslated.ts';

/** A unit and its counterpart in another language version. */
export interface AlignedPair {
  source: Unit;
  target: Unit;
  /** how likely the one is the translation of the other, 0 to 1; 0 where the text is the same in both */
  score: number;
}

/** What became of the units of two language versions. */
export interface Alignment {
  /** in the order of the source, no unit in two of them */
  pairs: AlignedPair[];
  /** how many units of either version have no counterpart */
  unpaired: number;
}

/** A language version made ready to be aligned, once for all the versions it is aligned with. */
export interface ReadyVersion {
  units: readonly Unit[];
  /** of each unit */
  anchors: readonly (readonly Anchor[])[];
  /** in how many units each anchor stands */
  frequency: ReadonlyMap<string, number>;
}

/** How often a unit has not exactly one whole counterpart. */
interface Habits {
  /** how likely two versions have these habits, before they are looked at */
  prior: number;
  /** it has none */
  alone: number;
  /** it is said by two units together, or says what two do */
  merged: number;
  /** its counterpart says more, or less */
  partial: number;
}

// Versions of a question are the same paragraph by paragraph, or somebody worked on one of them: the two texts tell which.
const HABITS: readonly Habits[] = [
  {prior: 0.5, alone: 0.005, merged: 0.001, partial: 0.001},
  {prior: 0.5, alone: 0.1, merged: 0.04, partial: 0.02},
];
// The logarithm of the ratio of lengths in characters spreads so much for the 227 pairs of subjects, and more for the
// short ones; for paragraphs that have nothing to do with one another by 0.8.
const SPREAD = {always: 0.13, short: 1.2, unrelated: 0.8};
// No pair is ruled out by its lengths alone.
const LEAST_BY_LENGTH = -9;
// How often anchors of each kind are found in the translation: so much until the two texts tell, as if so many had been seen.
const KEPT: Readonly<Record<AnchorKind, number>> = {
  number: 0.85,
  mark: 0.9,
  address: 0.9,
  capitals: 0.5,
  word: 0.25,
};
const KEPT_WEIGHT = 12;
// Words that are kin come together, so that each tells less than a number does.
const TRUST: Readonly<Record<AnchorKind, number>> = {
  number: 1,
  mark: 1,
  address: 1,
  capitals: 0.8,
  word: 0.8,
};
// What stands in one unit of a few is rarer in the language than that.
const RARITY = 20;
// What is not found tells half as much against a part of the whole.
const MISSING_IN_PART = 0.5;
// Pairs of units that are compared at most: of texts of some 500 paragraphs. No question has a tenth of that.
const LARGEST = 250_000;

/** Makes a language version ready. */
export function readyVersion(units: readonly Unit[]): ReadyVersion {
  const anchors = units.map(({text}) => anchorsOf(text));
  const frequency = new Map<string, number>();
  for (const {key} of anchors.flat()) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  return {units, anchors, frequency};
}

/**
 * Aligns two language versions of one document: subject with subject, paragraphs and items with one another, footnotes
 * with footnotes, each in their order; one unit with one.
 *
 * The score of a pair is its share of all the ways in which the two could be aligned, each as likely as kinds, numbers,
 * lengths and anchors make it. A unit that could have more than one counterpart shares its likelihood out; so does one that
 * may be half of what the other says, or two units for one, which are no pairs.
 *
 * @returns pairs of every score; of texts too long to be compared none
 */
export function alignVersions(source: ReadyVersion, target: ReadyVersion): Alignment {
  const weights = weighAnchors(source, target);
  const pairs = (['subject', 'body', 'footnote'] as const).flatMap(strand =>
    alignStrand(strandOf(source, strand), strandOf(target, strand), weights),
  );
  return {pairs, unpaired: source.units.length + target.units.length - 2 * pairs.length};
}

interface Piece {
  unit: Unit;
  anchors: readonly Anchor[];
}

function strandOf({units, anchors}: ReadyVersion, strand: 'subject' | 'body' | 'footnote'): Piece[] {
  return units.flatMap((unit, index) => {
    const own = unit.kind === 'subject' || unit.kind === 'footnote' ? unit.kind : 'body';
    return own === strand ? [{unit, anchors: anchors[index] ?? []}] : [];
  });
}

function alignStrand(
  sources: readonly Piece[],
  targets: readonly Piece[],
  weights: AnchorWeights,
): AlignedPair[] {
  const [height, width] = [sources.length, targets.length];
  if (height === 0 || width === 0 || height * width > LARGEST) return [];
  const shares = sharesOf(compare(sources, targets, weights), height, width);
  return likeliestPath(shares, height, width).flatMap(([row, column]) => {
    const [source, target] = [sources[row]?.unit, targets[column]?.unit];
    if (source === undefined || target === undefined) return [];
    const share = Math.min(1, at(shares, row * width + column));
    return [{source, target, score: isUntranslated(source.text, target.text) ? 0 : share}];
  });
}

/** What anchors tell for a pair, as natural logarithms of how much likelier they make it. */
interface AnchorWeights {
  /** one that is in both */
  found(anchor: Anchor): number;
  /** one that the other has not */
  missing(anchor: Anchor, other: 'source' | 'target'): number;
}

function weighAnchors(source: ReadyVersion, target: ReadyVersion): AnchorWeights {
  const [ours, theirs] = [countKinds(source), countKinds(target)];
  const both = countKinds(source, target);
  const kept = Object.fromEntries(
    ANCHOR_KINDS.map(kind => [
      kind,
      Math.min(
        0.95,
        (both[kind] + KEPT[kind] * KEPT_WEIGHT) / ((ours[kind] + theirs[kind]) / 2 + KEPT_WEIGHT),
      ),
    ]),
  ) as Record<AnchorKind, number>;
  const chance = ({frequency, units}: ReadyVersion, key: string): number =>
    Math.max(0.5, frequency.get(key) ?? 0) / (units.length + RARITY);
  return {
    found: ({kind, key}) =>
      TRUST[kind] *
      (Math.log(kept[kind]) - (Math.log(chance(source, key)) + Math.log(chance(target, key))) / 2),
    missing: ({kind, key}, other) =>
      TRUST[kind] *
      (Math.log(1 - kept[kind]) - Math.log(1 - chance(other === 'source' ? source : target, key))),
  };
}

function countKinds(version: ReadyVersion, other = version): Record<AnchorKind, number> {
  const counts = Object.fromEntries(ANCHOR_KINDS.map(kind => [kind, 0])) as Record<AnchorKind, number>;
  const seen = new Set<string>();
  for (const {kind, key} of version.anchors.flat()) {
    if (seen.has(key) || !other.frequency.has(key)) continue;
    seen.add(key);
    counts[kind] += 1;
  }
  return counts;
}

/** By pair of units, row by row: how much likelier it is than two that have nothing to do with one another, as logarithms. */
interface Evidence {
  pair: Float64Array;
  partial: Float64Array;
  /** of this source and the next for this target */
  twoForOne: Float64Array;
  oneForTwo: Float64Array;
}

function compare(sources: readonly Piece[], targets: readonly Piece[], weights: AnchorWeights): Evidence {
  const width = targets.length;
  const size = sources.length * width;
  const [found, spared] = findShared(sources, targets, weights);
  const sumMissing = (pieces: readonly Piece[], other: 'source' | 'target'): number[] =>
    pieces.map(({anchors}) => anchors.reduce((sum, anchor) => sum + weights.missing(anchor, other), 0));
  const [ours, theirs] = [sumMissing(sources, 'target'), sumMissing(targets, 'source')];
  const [ourLengths, theirLengths] = [sources, targets].map(pieces =>
    pieces.map(({unit}) => unit.text.length),
  ) as [number[], number[]];
  const evidence = {
    pair: new Float64Array(size),
    partial: new Float64Array(size),
    twoForOne: new Float64Array(size).fill(Number.NEGATIVE_INFINITY),
    oneForTwo: new Float64Array(size).fill(Number.NEGATIVE_INFINITY),
  };
  for (const [row, source] of sources.entries()) {
    for (const [column, target] of targets.entries()) {
      const cell = row * width + column;
      const form = compareForms(source.unit, target.unit);
      const missing = at(spared, cell) + at(ours, row) + at(theirs, column);
      const [our, their] = [at(ourLengths, row), at(theirLengths, column)];
      const common = form + at(found, cell) + missing;
      evidence.pair[cell] = common + compareLengths(our, their);
      evidence.partial[cell] = form + at(found, cell) + missing * MISSING_IN_PART;
      if (row + 1 < sources.length) {
        const second = at(found, cell + width) + at(spared, cell + width) + at(ours, row + 1);
        evidence.twoForOne[cell] = common + second + compareLengths(our + at(ourLengths, row + 1), their);
      }
      if (column + 1 < width) {
        const second = at(found, cell + 1) + at(spared, cell + 1) + at(theirs, column + 1);
        evidence.oneForTwo[cell] =
          common + second + compareLengths(our, their + at(theirLengths, column + 1));
      }
    }
  }
  return evidence;
}

// Of every pair, what its common anchors tell, and what would have told against it had they been missing.
function findShared(
  sources: readonly Piece[],
  targets: readonly Piece[],
  weights: AnchorWeights,
): [found: Float64Array, spared: Float64Array] {
  const width = targets.length;
  const [found, spared] = [
    new Float64Array(sources.length * width),
    new Float64Array(sources.length * width),
  ];
  const places = new Map<string, number[]>();
  for (const [column, {anchors}] of targets.entries()) {
    for (const {key} of anchors) {
      const columns = places.get(key);
      if (columns === undefined) places.set(key, [column]);
      else columns.push(column);
    }
  }
  for (const [row, {anchors}] of sources.entries()) {
    for (const anchor of anchors) {
      const columns = places.get(anchor.key) ?? [];
      if (columns.length === 0) continue;
      const gain = weights.found(anchor);
      const loss = weights.missing(anchor, 'source') + weights.missing(anchor, 'target');
      for (const column of columns) {
        const cell = row * width + column;
        found[cell] = at(found, cell) + gain;
        spared[cell] = at(spared, cell) - loss;
      }
    }
  }
  return [found, spared];
}

function compareForms(source: Unit, target: Unit): number {
  if (source.kind !== target.kind) return -3;
  if (source.number === null && target.number === null) return 0;
  if (source.number === null || target.number === null) return -2;
  return source.number === target.number ? 2.5 : -4;
}

function compareLengths(source: number, target: number): number {
  const ratio = Math.log(target / source);
  const spread = Math.sqrt(SPREAD.always ** 2 + SPREAD.short ** 2 / Math.min(source, target));
  const density = (deviation: number): number => -Math.log(deviation) - (ratio / deviation) ** 2 / 2;
  return Math.max(LEAST_BY_LENGTH, density(spread) - density(Math.max(spread, SPREAD.unrelated)));
}

// Each pair's share of all ways through the two texts, under each of the habits as far as the texts bear it out.
function sharesOf(evidence: Evidence, height: number, width: number): Float64Array {
  const guesses = HABITS.map(habits => walk(evidence, height, width, habits));
  const all = sumOf(guesses.map(({weight}) => weight));
  const shares = new Float64Array(height * width);
  for (const guess of guesses) {
    const belief = Math.exp(guess.weight - all);
    for (const [cell, share] of guess.shares.entries()) shares[cell] = at(shares, cell) + belief * share;
  }
  return shares;
}

/** The sums of all ways that lead to each point between the units and from it to the end: forward and backward. */
function walk(
  {pair, partial, twoForOne, oneForTwo}: Evidence,
  height: number,
  width: number,
  habits: Habits,
): {shares: Float64Array; weight: number} {
  const alone = Math.log(habits.alone);
  const whole = pair.map(one => one + Math.log(1 - 2 * habits.alone - 2 * habits.merged - habits.partial));
  const either = whole.map((one, cell) => sumOf([one, at(partial, cell) + Math.log(habits.partial)]));
  const two = twoForOne.map(one => one + Math.log(habits.merged));
  const forTwo = oneForTwo.map(one => one + Math.log(habits.merged));
  const stride = width + 1;
  const before = new Float64Array((height + 1) * stride);
  const after = new Float64Array((height + 1) * stride);
  const step = (table: Float64Array, row: number, column: number): number => at(table, row * width + column);
  for (let row = 0; row <= height; row += 1) {
    for (let column = 0; column <= width; column += 1) {
      const ways: number[] = [];
      const from = (rows: number, columns: number, weight: (row: number, column: number) => number): void => {
        if (row < rows || column < columns) return;
        const start = at(before, (row - rows) * stride + column - columns);
        ways.push(start + weight(row - rows, column - columns));
      };
      from(1, 0, () => alone);
      from(0, 1, () => alone);
      from(1, 1, (first, second) => step(either, first, second));
      from(2, 1, (first, second) => step(two, first, second));
      from(1, 2, (first, second) => step(forTwo, first, second));
      if (ways.length > 0) before[row * stride + column] = sumOf(ways);
    }
  }
  for (let row = height; row >= 0; row -= 1) {
    for (let column = width; column >= 0; column -= 1) {
      const ways: number[] = [];
      const to = (rows: number, columns: number, weight: () => number): void => {
        if (row + rows > height || column + columns > width) return;
        ways.push(at(after, (row + rows) * stride + column + columns) + weight());
      };
      to(1, 0, () => alone);
      to(0, 1, () => alone);
      to(1, 1, () => step(either, row, column));
      to(2, 1, () => step(two, row, column));
      to(1, 2, () => step(forTwo, row, column));
      if (ways.length > 0) after[row * stride + column] = sumOf(ways);
    }
  }
  const all = at(after, 0);
  const shares = whole.map((one, cell) => {
    const point = Math.floor(cell / width) * stride + (cell % width);
    return Math.exp(at(before, point) + one + at(after, point + stride + 1) - all);
  });
  return {shares, weight: all + Math.log(habits.prior)};
}

// The logarithm of the sum of what is given as logarithms.
function sumOf(logarithms: readonly number[]): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const one of logarithms) if (one > most) most = one;
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (const one of logarithms) sum += Math.exp(one - most);
  return most + Math.log(sum);
}

// The pairs that are likeliest together, each unit in one at most, in order.
function likeliestPath(shares: Float64Array, height: number, width: number): [row: number, column: number][] {
  const stride = width + 1;
  const best = new Float64Array((height + 1) * stride);
  for (let row = height - 1; row >= 0; row -= 1) {
    for (let column = width - 1; column >= 0; column -= 1) {
      const point = row * stride + column;
      best[point] = Math.max(
        at(best, point + stride),
        at(best, point + 1),
        at(best, point + stride + 1) + at(shares, row * width + column),
      );
    }
  }
  const path: [number, number][] = [];
  for (let row = 0, column = 0; row < height && column < width; ) {
    const point = row * stride + column;
    if (at(best, point) === at(best, point + stride)) row += 1;
    else if (at(best, point) === at(best, point + 1)) column += 1;
    else {
      path.push([row, column]);
      row += 1;
      column += 1;
    }
  }
  return path;
}

function at(list: ArrayLike<number>, index: number): number {
  return list[index] ?? 0;
}
