const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Said wherever the form of a text is explained. */
export const XML_RULE =
  'Characters that XML 1.0 forbids (control characters but tab and line breaks, unpaired surrogates, U+FFFE, U+FFFF) stand as U+FFFD.';

/**
 * Writes a text into XML, as content or within double quotes.
 *
 * @returns markup escaped, so that it is read as it was; what XML 1.0 cannot hold as U+FFFD, one for each
 * @source https://www.w3.org/TR/xml/#charsets; a carriage return would be read as a line feed
 */
export function xmlText(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Surrogate}]/gu, '\ufffd')
    .replace(/[&<>"\r]/g, character => ESCAPES[character] ?? character);
}
