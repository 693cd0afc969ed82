import type {Language} from '../../src/language.ts';
import {LEXICON} from '../../src/lexicon.ts';
import {
  LABELS,
  piecesOf,
  type SyntheticAnswer,
  type SyntheticQuestion,
  type SyntheticVersion,
} from './documents.ts';

/** XHTML as a program would write it of a Word file, without anything of the site: nobody has seen such a file. Synthetic. */
export function questionXhtml(
  {submitted}: SyntheticQuestion,
  {language, subject, heading, body, footnotes}: SyntheticVersion,
): string {
  const label = LABELS[language]?.subject ?? `${LEXICON[language].subject[0]}:`;
  const closing = submitted === null ? [] : [submitted];
  return xhtmlOf(language, [...heading, `${label} ${subject}`, ...body, ...closing], footnotes);
}

/** An answer in the short form of the PDFs. */
export function answerXhtml(
  {number, printedDate}: SyntheticAnswer,
  {language, heading, body, footnotes}: SyntheticAnswer['versions'][number],
): string {
  return xhtmlOf(language, [number, ...heading, `(${printedDate})`, ...body], footnotes);
}

/** A file of these lines, notes at its end. */
export function xhtmlOf(language: Language, lines: readonly string[], footnotes: readonly string[]): string {
  const raise = (mark: string): string => `<sup>${mark}</sup>`;
  const shown = lines.map(line =>
    piecesOf(line)
      .map(({text, isMark}) => (isMark ? raise(text) : escapeXml(text)))
      .join(''),
  );
  const notes = footnotes.map((note, index) => `${raise(String(index + 1))} ${escapeXml(note)}`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="${language}" lang="${language}"><head><title/></head><body>
<!-- synthetic -->
${[...shown, ...notes].map(line => `<p>${line}</p>`).join('\n')}
</body></html>
`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
