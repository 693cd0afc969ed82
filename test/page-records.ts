/** The visible lines of a real page, as somebody wrote them down: no tags, prose left out. */
export interface PageRecord {
  name: string;
  url: string;
  /** the printed lines, in order; `null` where prose was left out */
  lines: (string | null)[];
}

/**
 * Reads a page record.
 *
 * @param name `E-7-2011-004111_FR.txt`
 * @param text two lines of remarks, `---`, then the lines with remarks in brackets and behind "NB"
 */
export function readPageRecord(name: string, text: string): PageRecord {
  const [head = '', ...rest] = text.split('\n---\n');
  const lines = rest
    .join('\n')
    .split('\n')
    .map(line =>
      line
        .replace(/\s+NB .*$|^NB .*$/, '')
        .replace(/\s{2,}\[\d+ (?:names|authors).*$|, … \[list goes on.*$/, '')
        .trim(),
    )
    .filter(line => line !== '' && !/^\[24 language bullets/.test(line));
  return {
    name,
    url: /URL: (\S+)/.exec(head)?.[1] ?? '',
    lines: lines.map(line => (line.startsWith('[BODY elided') ? null : line)),
  };
}

/**
 * Lays a page record's lines out as a page: each a paragraph, those with a bullet as list elements, two sentences of
 * our own where prose was left out. The tags are ours; the lines and their order are Parliament's.
 */
export function pageOfRecord({lines}: PageRecord): string {
  const html = lines.map(line => {
    if (line === null) return '<p>A sentence of our own.</p>\n<p>1. Another one?</p>';
    const text = line.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    return /^[•] /.test(text) ? `<ul><li>${text.slice(2)}</li></ul>` : `<p>${text}</p>`;
  });
  return `<html><body>\n${html.join('\n')}\n</body></html>\n`;
}
