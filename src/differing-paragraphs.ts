import {diffArrays} from 'diff';
import {foldText} from './words.ts';

/** Two texts with more changed words than these are taken for different from end to end. */
const MOST_CHANGES = 1000;

/** A text that holds nothing of what does not count: most words. */
const PLAIN = /^[A-Za-z0-9.,:;]*$/;

/**
 * What of a printed text counts when two printings of it are compared: neither spaces, quotes, apostrophes and the
 * hyphens of words, one of which a line's end may have added ("Mem-⏎ber"), nor the form of dashes, ligatures and
 * footnote marks. Capitals count: "WHO" is not "who".
 *
 * @param text `a Member’s cross‑border “network” [1]`
 * @returns `aMemberscrossbordernetwork1`; never to be stored
 * @source no capital differs between 146 titles in the register of 2015 and the subjects of their documents
 */
export function essenceOf(text: string): string {
  if (PLAIN.test(text)) return text;
  return foldText(text)
    .replace(/['"‚‛“”„‟«»‹›`´]/g, '')
    .normalize('NFKC')
    .replace(/[[(](\d{1,2}|\*+)[\])]|\[([a-z]{1,6})\]/g, '$1$2')
    .replace(/[‒–—―−]/g, '-')
    .replace(/(?<=\p{L})-|-(?=\p{L})/gu, '')
    .replace(/\s/g, '');
}

/** The paragraphs of two texts that differ, by their indexes. */
export interface DifferingParagraphs {
  a: ReadonlySet<number>;
  b: ReadonlySet<number>;
}

/**
 * Finds the paragraphs in which two texts differ.
 *
 * Words are aligned, whatever paragraph they stand in: the division of an untagged PDF is found by position. The marks
 * of lists do not count: a browser makes those of a page, a file prints its own.
 *
 * @param a paragraphs of one text, in order
 * @param b paragraphs of the other
 * @returns none where both say the same; of a paragraph that only one of them has, nothing in the other
 */
export function findDifferingParagraphs(a: readonly string[], b: readonly string[]): DifferingParagraphs {
  const differing = {a: new Set<number>(), b: new Set<number>()};
  if (a.length === b.length && a.every((paragraph, at) => paragraph === b[at])) return differing;
  const words = {a: wordsOf(a), b: wordsOf(b)};
  if (join(words.a) === join(words.b)) return differing;
  const gaps = findGaps(words);
  for (const [index, gap] of gaps.entries()) {
    if (join(words.a.slice(...gap.a)) === join(words.b.slice(...gap.b))) continue;
    const [before, after] = [gaps[index - 1], gaps[index + 1]];
    for (const [own, other] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const [from, to] = gap[own];
      const [otherFrom, otherTo] = gap[other];
      if (from === to) continue;
      const shift =
        otherFrom < otherTo
          ? 0
          : shiftToParagraph(
              words[own],
              gap[own],
              before?.[own][1] ?? 0,
              after?.[own][0] ?? words[own].length,
            );
      const paragraphAt = (side: 'a' | 'b', at: number): number | undefined =>
        words[side][at + shift]?.paragraph;
      for (let at = from; at < to; at += 1) add(differing[own], paragraphAt(own, at));
      // A gap within a paragraph: the paragraph that its neighbour is aligned with differs, too.
      if (paragraphAt(own, from - 1) === paragraphAt(own, from))
        add(differing[other], paragraphAt(other, otherFrom - 1));
      if (paragraphAt(own, to) === paragraphAt(own, to - 1))
        add(differing[other], paragraphAt(other, otherTo));
    }
  }
  return differing;
}

function add(differing: Set<number>, paragraph: number | undefined): void {
  if (paragraph !== undefined) differing.add(paragraph);
}

interface Word {
  essence: string;
  paragraph: number;
}

// A list's mark, alone or glued to its sentence ("1.Why"), opens a paragraph; one that stands on its own may follow a
// sentence, too, where an old page puts a whole list into one paragraph.
const OPENING_MARK = /^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[•·▪\uf0b7\uf0a7])(?=\s|\p{Lu})\s*/u;
const LIST_MARK = /^(?:(?:\d{1,2}|[a-z])[.)]|[•·▪])$/;

function wordsOf(paragraphs: readonly string[]): Word[] {
  return paragraphs.flatMap((text, paragraph) => {
    const printed = foldText(text).replace(OPENING_MARK, '').split(' ');
    return printed
      .filter((word, index) => !(LIST_MARK.test(word) && /[.:;?!]$/.test(printed[index - 1] ?? '')))
      .map(word => ({essence: essenceOf(word), paragraph}))
      .filter(({essence}) => !/^-*$/.test(essence));
  });
}

function join(words: readonly Word[]): string {
  return words.map(({essence}) => essence).join('');
}

/** A run of a text's words: the first, and the first after it. */
type Run = [from: number, to: number];

/** Words that are not aligned, in both texts or in one of them. */
interface Gap {
  a: Run;
  b: Run;
}

/** A paragraph that short may well stand in a text twice. */
const SHORT = 20;

// First whole paragraphs are aligned, then the words between them: a list's months or names recur in every paragraph.
function findGaps({a, b}: {a: readonly Word[]; b: readonly Word[]}): Gap[] {
  const [paragraphsA, paragraphsB] = [paragraphsOf(a), paragraphsOf(b)];
  const tokensOf = (paragraphs: Word[][], side: string): string[] =>
    paragraphs.map(words => (join(words).length < SHORT ? side : join(words)));
  const [startsA, startsB] = [startsOf(paragraphsA), startsOf(paragraphsB)];
  return align(tokensOf(paragraphsA, 'a'), tokensOf(paragraphsB, 'b')).flatMap(section => {
    const [startA = 0, startB = 0] = [startsA[section.a[0]], startsB[section.b[0]]];
    const within = align(essencesOf(paragraphsA, section.a), essencesOf(paragraphsB, section.b));
    return within.map(
      ({a: [fromA, toA], b: [fromB, toB]}): Gap => ({
        a: [startA + fromA, startA + toA],
        b: [startB + fromB, startB + toB],
      }),
    );
  });
}

// The place of each paragraph's first word, and of the end.
function startsOf(paragraphs: readonly Word[][]): number[] {
  const starts = [0];
  for (const words of paragraphs) starts.push((starts.at(-1) ?? 0) + words.length);
  return starts;
}

function essencesOf(paragraphs: readonly Word[][], run: Run): string[] {
  return paragraphs.slice(...run).flatMap(words => words.map(({essence}) => essence));
}

function paragraphsOf(words: readonly Word[]): Word[][] {
  const paragraphs: Word[][] = [];
  for (const [index, word] of words.entries()) {
    if (words[index - 1]?.paragraph === word.paragraph) paragraphs.at(-1)?.push(word);
    else paragraphs.push([word]);
  }
  return paragraphs;
}

// The gaps around and between what is aligned, each empty on one side or on both where nothing differs.
function align(a: string[], b: string[]): Gap[] {
  const changes = diffArrays(a, b, {maxEditLength: MOST_CHANGES});
  if (changes === undefined) return [{a: [0, a.length], b: [0, b.length]}];
  let last: Gap = {a: [0, 0], b: [0, 0]};
  const gaps = [last];
  for (const {removed, added, count} of changes) {
    if (removed) last.a[1] += count;
    else if (added) last.b[1] += count;
    else {
      const [atA, atB] = [last.a[1] + count, last.b[1] + count];
      last = {a: [atA, atA], b: [atB, atB]};
      gaps.push(last);
    }
  }
  return gaps;
}

// A paragraph that one text lacks may open as the next one does, "The Council …": its gap is moved to its own opening.
function shiftToParagraph(words: readonly Word[], [from, to]: Run, least: number, most: number): number {
  const isOpening = (at: number): boolean => words[at - 1]?.paragraph !== words[at]?.paragraph;
  const isSame = (at: number, other: number): boolean => words[at]?.essence === words[other]?.essence;
  for (let shift = 0; from + shift >= least; shift -= 1) {
    if (isOpening(from + shift)) return shift;
    if (!isSame(from + shift - 1, to + shift - 1)) break;
  }
  for (let shift = 0; to + shift <= most; shift += 1) {
    if (isOpening(from + shift)) return shift;
    if (!isSame(from + shift, to + shift)) break;
  }
  return 0;
}
