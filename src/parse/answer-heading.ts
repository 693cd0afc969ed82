import {readAnswerHeading, readDate} from '../words.ts';
import {endsSentence} from './block.ts';

/** Where an answer's heading stands among lines. */
export interface AnswerHeadingPlace {
  start: number;
  /** index of the first line after it */
  end: number;
}

// Neither names nor institutions are longer than 82 signs; what is longer is text.
const LONGEST = 240;

/**
 * Finds an answer's heading: "Answer given by … on behalf of …", on one line, two or three.
 *
 * @param lines visible lines, cleaned
 * @param position where the layout expects it, used when no language's phrase fits; `null` if it expects it nowhere
 * @returns its place, `null` if no line reads as one and no place is expected
 */
export function findAnswerHeading(
  lines: readonly string[],
  position: number | null,
): AnswerHeadingPlace | null {
  for (const [index, line] of lines.entries()) {
    if (line.length > LONGEST) continue;
    const alone = readAnswerHeading(line, null);
    if (alone?.onBehalfOf != null) return {start: index, end: index + 1};
    for (const end of [index + 2, index + 3]) {
      const joined = readAnswerHeading(lines.slice(index, end).join(' '), null);
      if (joined?.onBehalfOf != null) return {start: index, end};
    }
    if (alone !== null) return {start: index, end: index + 1};
  }
  const line = position === null ? undefined : lines[position];
  if (position === null || line === undefined || readDate(line, null) !== null) return null;
  // Unproven: a heading in words that the lexicon does not know takes two lines only if the second goes on in lower case.
  const next = lines[position + 1] ?? '';
  return {
    start: position,
    end: position + (/^\p{Ll}/u.test(next) && !endsSentence(next) && next.length < 80 ? 2 : 1),
  };
}
