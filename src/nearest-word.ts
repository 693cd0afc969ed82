/**
 * Finds the word that somebody meant.
 *
 * @param given as typed: `versions.en.subjct`
 * @param words those there are
 * @returns the nearest, the first of several; `null` where more than a third of its letters would have to change
 * @source the optimal string alignment distance: letters put in, left out, exchanged, or swapped with a neighbour
 */
export function nearestWord(given: string, words: readonly string[]): string | null {
  let [nearest, least] = [null as string | null, Number.POSITIVE_INFINITY];
  for (const word of words) {
    const most = Math.floor(Math.max(given.length, word.length) / 3);
    if (Math.abs(given.length - word.length) > most) continue;
    const changes = changesBetween(given.toLowerCase(), word.toLowerCase());
    if (changes <= most && changes < least) [nearest, least] = [word, changes];
  }
  return nearest;
}

function changesBetween(from: string, to: string): number {
  let [before, above]: [number[], number[]] = [[], Array.from({length: to.length + 1}, (_, index) => index)];
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      line.push(
        Math.min(
          at(above, column) + 1,
          at(line, column - 1) + 1,
          at(above, column - 1) + (isSame ? 0 : 1),
          isSwap ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, above] = [above, line];
  }
  return at(above, to.length);
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? Number.POSITIVE_INFINITY;
}
