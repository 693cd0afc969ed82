import type {Paragraph} from '../question.ts';

/** What stands side by side; `null` where one language version has nothing to set against it. */
export type Pair = [left: Paragraph | null, right: Paragraph | null];

// Against each other: a paragraph without a partner costs 1, two of another kind or number more than two alone.
const ALONE = 1;
const UNLIKE = 2.5;

/**
 * Sets the paragraphs of two language versions side by side, in the order of both.
 *
 * Versions are translated paragraph by paragraph; where one has more, kind, number and length tell which belong together.
 */
export function pairParagraphs(left: readonly Paragraph[], right: readonly Paragraph[]): Pair[] {
  const width = right.length + 1;
  const costs = new Float64Array((left.length + 1) * width);
  const cost = (row: number, column: number): number => costs[row * width + column] ?? 0;
  for (let row = left.length; row >= 0; row -= 1) {
    for (let column = right.length; column >= 0; column -= 1) {
      const [a, b] = [left[row], right[column]];
      costs[row * width + column] = Math.min(
        a === undefined && b === undefined ? 0 : Number.POSITIVE_INFINITY,
        a === undefined ? Number.POSITIVE_INFINITY : ALONE + cost(row + 1, column),
        b === undefined ? Number.POSITIVE_INFINITY : ALONE + cost(row, column + 1),
        a === undefined || b === undefined
          ? Number.POSITIVE_INFINITY
          : unlikeness(a, b) + cost(row + 1, column + 1),
      );
    }
  }
  const pairs: Pair[] = [];
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length) {
    const [a, b] = [left[row], right[column]];
    const here = cost(row, column);
    if (a !== undefined && b !== undefined && here === unlikeness(a, b) + cost(row + 1, column + 1)) {
      pairs.push([a, b]);
      row += 1;
      column += 1;
    } else if (a !== undefined && here === ALONE + cost(row + 1, column)) {
      pairs.push([a, null]);
      row += 1;
    } else {
      pairs.push([null, b ?? null]);
      column += 1;
    }
  }
  return pairs;
}

function unlikeness(a: Paragraph, b: Paragraph): number {
  if (a.kind !== b.kind || a.number !== b.number) return UNLIKE;
  return Math.min(1.9, Math.abs(Math.log((a.text.length + 10) / (b.text.length + 10))));
}
