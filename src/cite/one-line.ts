/**
 * Puts text on one line that any program can read.
 *
 * @returns the text with a space for every run of blanks, line ends and control characters, and U+FFFD for half a
 *   surrogate pair; otherwise as it was
 */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim();
}

/** An address on one line, with what no address may hold in it written with percent signs. */
export function plainAddress(url: string): string {
  return oneLine(url).replace(/[ "<>\\^`{|}]/g, encodeURIComponent);
}
