import {
  type AnchorWeights,
  at,
  compare,
  type Evidence,
  type Piece,
  type ReadyVersion,
  weighAnchors,
} from './evidence.ts';
import type {Unit} from './units.ts';
import {isUntranslated} from './untranslated.ts';

/** A unit and its counterpart in another language version. */
export interface AlignedPair {
  source: Unit;
  target: Unit;
  /** how likely the one is the translation of the other, 0.001 to 1 in thousandths; 0 where the text is the same in both */
  score: number;
}

/** What became of the units of two language versions. */
export interface Alignment {
  /** in the order of the source, no unit in two of them */
  pairs: AlignedPair[];
  /** how many units of either version have no counterpart */
  unpaired: number;
}

/** How often a unit has not exactly one whole counterpart. */
interface Habits {
  /** it has none */
  alone: number;
  /** it is said by two units together, or says what two do */
  merged: number;
  /** its counterpart says more, or less */
  partial: number;
}

// Versions of a question are the same paragraph by paragraph, or somebody worked on one of them: the two texts tell which.
const HABITS: readonly Habits[] = [
  {alone: 0.005, merged: 0.001, partial: 0.001},
  {alone: 0.1, merged: 0.04, partial: 0.02},
];
// How often the counterpart stands out of order: a guess, no real text shows one.
const MOVED = 0.02;
// Pairs of units that are compared at most: of texts of some 300 paragraphs; the longest of 369 questions of 2015 has 12.
const LARGEST = 100_000;

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
  return {pairs, unpaired: source.pieces.length + target.pieces.length - 2 * pairs.length};
}

function strandOf({pieces}: ReadyVersion, strand: 'subject' | 'body' | 'footnote'): Piece[] {
  return pieces.filter(
    ({unit: {kind}}) => strand === (kind === 'subject' || kind === 'footnote' ? kind : 'body'),
  );
}

function alignStrand(
  sources: readonly Piece[],
  targets: readonly Piece[],
  weights: AnchorWeights,
): AlignedPair[] {
  const [height, width] = [sources.length, targets.length];
  if (height === 0 || width === 0 || height * width > LARGEST) return [];
  const evidence = compare(sources, targets, weights);
  const shares = doubtMoved(sharesOf(evidence, height, width), evidence.pair, height, width);
  return likeliestPath(shares, height, width).flatMap(([row, column]) => {
    const [source, target] = [sources[row]?.unit, targets[column]?.unit];
    if (source === undefined || target === undefined) return [];
    // Rounded down, so that no score that is printed is that of a threshold which the pair does not reach.
    const share = Math.max(1, Math.floor(1000 * Math.min(1, at(shares, row * width + column)))) / 1000;
    return [{source, target, score: isUntranslated(source.text, target.text) ? 0 : share}];
  });
}

// Each pair's share of all ways through the two texts, under each of the habits as far as the texts bear it out.
function sharesOf(evidence: Evidence, height: number, width: number): Float64Array {
  const guesses = HABITS.map(habits => walk(evidence, height, width, habits));
  const all = guesses.reduce((sum, {likelihood}) => sumOf(sum, likelihood), Number.NEGATIVE_INFINITY);
  const shares = new Float64Array(height * width);
  for (const guess of guesses) {
    const belief = Math.exp(guess.likelihood - all);
    for (const [cell, share] of guess.shares.entries()) shares[cell] = at(shares, cell) + belief * share;
  }
  return shares;
}

// The sums, as logarithms, of all ways that lead to each point between the units and from it to the end: forward and
// backward. A way's likelihood is compared to that of texts which have nothing to do with one another.
function walk(
  {pair, partial, twoForOne, oneForTwo}: Evidence,
  height: number,
  width: number,
  habits: Habits,
): {shares: Float64Array; likelihood: number} {
  const alone = Math.log(habits.alone);
  const merged = Math.log(habits.merged);
  const whole = Math.log(1 - 2 * habits.alone - 2 * habits.merged - habits.partial);
  const parts = Math.log(habits.partial);
  const either = pair.map((one, cell) => sumOf(one + whole, at(partial, cell) + parts));
  const steps: readonly [rows: number, columns: number, likelihood: (cell: number) => number][] = [
    [1, 0, () => alone],
    [0, 1, () => alone],
    [1, 1, cell => at(either, cell)],
    [2, 1, cell => at(twoForOne, cell) + merged],
    [1, 2, cell => at(oneForTwo, cell) + merged],
  ];
  const stride = width + 1;
  const points = (height + 1) * stride;
  const before = new Float64Array(points);
  const after = new Float64Array(points);
  for (let point = 1; point < points; point += 1) {
    const [row, column] = [Math.floor(point / stride), point % stride];
    let sum = Number.NEGATIVE_INFINITY;
    for (const [rows, columns, likelihood] of steps) {
      if (row < rows || column < columns) continue;
      const start = at(before, point - rows * stride - columns);
      sum = sumOf(sum, start + likelihood((row - rows) * width + column - columns));
    }
    before[point] = sum;
  }
  for (let point = points - 2; point >= 0; point -= 1) {
    const [row, column] = [Math.floor(point / stride), point % stride];
    let sum = Number.NEGATIVE_INFINITY;
    for (const [rows, columns, likelihood] of steps) {
      if (row + rows > height || column + columns > width) continue;
      const end = at(after, point + rows * stride + columns);
      sum = sumOf(sum, end + likelihood(row * width + column));
    }
    after[point] = sum;
  }
  const all = at(after, 0);
  const shares = pair.map((one, cell) => {
    const point = Math.floor(cell / width) * stride + (cell % width);
    return Math.exp(at(before, point) + one + whole + at(after, point + stride + 1) - all);
  });
  return {shares, likelihood: all};
}

// A pair is less likely where either unit has a likelier counterpart out of order, for which no other was found.
function doubtMoved(shares: Float64Array, pair: Float64Array, height: number, width: number): Float64Array {
  const [inRow, inColumn] = [new Float64Array(height), new Float64Array(width)];
  for (const [cell, share] of shares.entries()) {
    const [row, column] = [Math.floor(cell / width), cell % width];
    inRow[row] = at(inRow, row) + share;
    inColumn[column] = at(inColumn, column) + share;
  }
  return shares.map((share, cell) => {
    if (share < 0.1) return share;
    const [row, column] = [Math.floor(cell / width), cell % width];
    const odds = (rival: number, taken: number): number =>
      Math.max(0, 1 - taken + at(shares, rival)) * Math.exp(Math.min(99, at(pair, rival) - at(pair, cell)));
    let rivals = 0;
    for (let other = 0; other < width; other += 1)
      if (other !== column) rivals += odds(row * width + other, at(inColumn, other));
    for (let other = 0; other < height; other += 1)
      if (other !== row) rivals += odds(other * width + column, at(inRow, other));
    return share / (1 + MOVED * rivals);
  });
}

// The logarithm of the sum of two that are given as logarithms.
function sumOf(one: number, other: number): number {
  const [more, less] = one > other ? [one, other] : [other, one];
  return less === Number.NEGATIVE_INFINITY ? more : more + Math.log1p(Math.exp(less - more));
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
