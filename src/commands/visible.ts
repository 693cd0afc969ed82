// What moves a terminal's cursor, colours or title, and what turns the direction of a line around.
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Makes a line harmless to a terminal: what comes from a document or a server must not steer it.
 *
 * @returns the text with a space for every control character and every mark that overrides the direction of text
 */
export function visible(line: string): string {
  return visibleLines(line).replaceAll('\n', ' ');
}

/** As `visible`, for text of several lines, which stay. */
export function visibleLines(text: string): string {
  return text.replace(STEERING, ' ');
}
