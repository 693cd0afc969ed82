import {ANCHOR_KINDS, type Anchor, type AnchorKind, anchorsOf} from './anchors.ts';
import type {Unit} from './units.ts';

/** A unit with what it shares with its translations. */
export interface Piece {
  unit: Unit;
  anchors: readonly Anchor[];
}

/** A language version made ready to be aligned, once for all the versions it is aligned with. */
export interface ReadyVersion {
  pieces: readonly Piece[];
  /** in how many units each anchor stands, by its key */
  frequency: ReadonlyMap<string, {kind: AnchorKind; count: number}>;
}

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

/**
 * Makes a language version ready.
 *
 * @param units in the order of the text
 */
export function readyVersion(units: readonly Unit[]): ReadyVersion {
  const pieces = units.map(unit => ({unit, anchors: anchorsOf(unit.text)}));
  const frequency = new Map<string, {kind: AnchorKind; count: number}>();
  for (const {anchors} of pieces) {
    for (const {kind, key} of anchors) {
      const known = frequency.get(key);
      if (known === undefined) frequency.set(key, {kind, count: 1});
      else known.count += 1;
    }
  }
  return {pieces, frequency};
}

/** What anchors tell for a pair, as natural logarithms of how much likelier they make it. */
export interface AnchorWeights {
  /** one that is in both */
  found(anchor: Anchor): number;
  /** one that the other has not */
  missing(anchor: Anchor, other: 'source' | 'target'): number;
}

/**
 * Tells how much anchors tell in two versions: the more, the rarer they are and the more of their kind both have.
 *
 * @returns for anchors of the two
 */
export function weighAnchors(source: ReadyVersion, target: ReadyVersion): AnchorWeights {
  const [ours, theirs, both] = [countKinds(source), countKinds(target), countKinds(source, target)];
  const kept = Object.fromEntries(
    ANCHOR_KINDS.map(kind => [
      kind,
      Math.min(
        0.95,
        (both[kind] + KEPT[kind] * KEPT_WEIGHT) / ((ours[kind] + theirs[kind]) / 2 + KEPT_WEIGHT),
      ),
    ]),
  ) as Record<AnchorKind, number>;
  const chance = ({frequency, pieces}: ReadyVersion, key: string): number =>
    (frequency.get(key)?.count ?? 0.5) / (pieces.length + RARITY);
  return {
    found: ({kind, key}) =>
      TRUST[kind] * (Math.log(kept[kind]) - Math.log(chance(source, key) * chance(target, key)) / 2),
    missing: ({kind, key}, other) =>
      TRUST[kind] * Math.log((1 - kept[kind]) / (1 - chance(other === 'source' ? source : target, key))),
  };
}

// Anchors of each kind in a version, or in both of two.
function countKinds({frequency}: ReadyVersion, other?: ReadyVersion): Record<AnchorKind, number> {
  const counts = Object.fromEntries(ANCHOR_KINDS.map(kind => [kind, 0])) as Record<AnchorKind, number>;
  for (const [key, {kind}] of frequency) {
    if (other === undefined || other.frequency.has(key)) counts[kind] += 1;
  }
  return counts;
}

/** By pair of units, row by row: how much likelier it is than two that have nothing to do with one another, as logarithms. */
export interface Evidence {
  pair: Float64Array;
  partial: Float64Array;
  /** of this source and the next for this target */
  twoForOne: Float64Array;
  oneForTwo: Float64Array;
}

/**
 * Compares every unit with every unit: kinds and numbers, what they share and what they miss, and their lengths.
 *
 * @returns for all pairs; of two units for one only where there are two
 */
export function compare(
  sources: readonly Piece[],
  targets: readonly Piece[],
  weights: AnchorWeights,
): Evidence {
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
  const isSure = areNumbersSure(sources, targets);
  for (const [row, source] of sources.entries()) {
    for (const [column, target] of targets.entries()) {
      const cell = row * width + column;
      const form = compareForms(source.unit, target.unit, isSure);
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

function compareForms(source: Unit, target: Unit, areNumbersSure: boolean): number {
  if (source.kind !== target.kind) return -3;
  if (source.number === null && target.number === null) return 0;
  if (source.number === null || target.number === null) return -2;
  if (source.number === target.number) return areNumbersSure ? 2.5 : 0.5;
  return areNumbersSure ? -4 : -1;
}

// 1 to 4 and 1 to 3: either the fourth is missing, or another is and those after it were numbered anew. 1, 3, 4 tell.
function areNumbersSure(...versions: readonly (readonly Piece[])[]): boolean {
  const [ours = [], theirs = []] = versions.map(pieces => pieces.flatMap(({unit}) => unit.number ?? []));
  return ours.length === theirs.length || hasGap(ours) || hasGap(theirs);
}

function hasGap(numbers: readonly string[]): boolean {
  return numbers.some((number, index) => number !== String(index + 1) && number !== 'abcdefghij'[index]);
}

function compareLengths(source: number, target: number): number {
  const ratio = Math.log(target / source);
  const spread = Math.sqrt(SPREAD.always ** 2 + SPREAD.short ** 2 / Math.min(source, target));
  const density = (deviation: number): number => -Math.log(deviation) - (ratio / deviation) ** 2 / 2;
  return Math.max(LEAST_BY_LENGTH, density(spread) - density(Math.max(spread, SPREAD.unrelated)));
}

/** Reads a number of a list; 0 beyond its end. */
export function at(list: ArrayLike<number>, index: number): number {
  return list[index] ?? 0;
}
