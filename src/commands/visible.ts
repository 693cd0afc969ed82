// What moves a terminal's cursor, colours or title, turns the direction of a line around, or stands in it unseen; and halves of
// characters. Line feeds are kept for `visibleLines`.
const STEERING = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
// A name and a password in an address: `//user:secret@`.
const CREDENTIALS = /(?<=\/\/)[^\s/?#@]*@/g;

/**
 * Makes a line harmless: what comes from a document or a server must not steer a terminal, and no name or password of an address
 * is repeated.
 *
 * @returns the text with a space for every control character, every unseen one and every mark that overrides the direction of text
 */
export function visible(line: string): string {
  return withoutCredentials(visibleLines(line).replaceAll('\n', ' '));
}

/** As `visible`, for text of several lines, which stay, as do addresses. */
export function visibleLines(text: string): string {
  return text.replace(STEERING, ' ');
}

/**
 * Makes JSON harmless to a terminal and to readers of lines, and means the same.
 *
 * JSON escapes the control characters below U+0020 itself. A terminal also obeys those from U+007F to U+009F, and marks that
 * override the direction of text; some readers of lines end one at U+2028 and U+2029.
 */
export function visibleJson(json: string): string {
  return json.replace(STEERING, characters =>
    [...Array(characters.length).keys()]
      .map(at => `\\u${characters.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** Takes names and passwords out of the addresses in a text: `http://…@proxy:8080`. */
export function withoutCredentials(text: string): string {
  return text.replace(CREDENTIALS, '…@');
}
