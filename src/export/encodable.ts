/** Said wherever the form of a text is explained. */
export const ENCODABLE_RULE =
  'NUL and unpaired surrogates, which no table holds in every program, stand as U+FFFD (�); every other character is kept.';

/**
 * Makes a text one that UTF-8 and every reader of tables can hold.
 *
 * @returns the same text, with U+FFFD in the place of each NUL and of each unpaired surrogate
 */
export function encodable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}
