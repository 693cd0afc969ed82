import {alignVersions} from '../export/align.ts';
import {type ReadyVersion, readyVersion} from '../export/evidence.ts';
import {type Unit, unitsOf} from '../export/units.ts';
import type {Paragraph} from '../question.ts';

/** What stands side by side; `null` where one language version has nothing to set against it. */
export type Pair = [left: Paragraph | null, right: Paragraph | null];

/**
 * Sets the paragraphs of two language versions side by side, all of them in the order of each.
 *
 * They are those that the parallel corpora pair, of any score; a counterpart out of order stands by itself.
 */
export function pairParagraphs(left: readonly Paragraph[], right: readonly Paragraph[]): Pair[] {
  const ready = (side: readonly Paragraph[]): ReadyVersion =>
    readyVersion(unitsOf({paragraphs: [...side], footnotes: []}));
  const rows: Pair[] = [];
  let [nextLeft, nextRight] = [0, 0];
  const stopBefore = (leftEnd: number, rightEnd: number): void => {
    rows.push(
      ...left.slice(nextLeft, leftEnd).map((paragraph): Pair => [paragraph, null]),
      ...right.slice(nextRight, rightEnd).map((paragraph): Pair => [null, paragraph]),
    );
    [nextLeft, nextRight] = [leftEnd, rightEnd];
  };
  for (const {source, target} of alignVersions(ready(left), ready(right)).pairs) {
    const [a, b] = [indexOf(source), indexOf(target)];
    if (a < nextLeft || b < nextRight) continue;
    stopBefore(a, b);
    rows.push([left[a] ?? null, right[b] ?? null]);
    [nextLeft, nextRight] = [a + 1, b + 1];
  }
  stopBefore(left.length, right.length);
  return rows;
}

// `p3` is the third paragraph: those in which nothing is written are no units.
function indexOf({name}: Unit): number {
  return Number(name.slice(1)) - 1;
}
