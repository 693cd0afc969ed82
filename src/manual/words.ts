/**
 * Holds a word to what stands in a script without quotes of its own.
 *
 * @throws TypeError for any other: a bug of ours, for the words are our own commands, options, choices and fields
 */
export function wordOf(word: string): string {
  if (!/^[\w.,:+-]+$/.test(word)) throw new TypeError(`${JSON.stringify(word)} is no word for a shell`);
  return word;
}

/** Writes text between single quotes as `bash` and `zsh` read them. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
