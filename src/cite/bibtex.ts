import type {Citation} from './citation.ts';
import {oneLine, plainAddress} from './one-line.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Writes a citation for BibTeX and BibLaTeX.
 *
 * @returns a `@techreport`, the type that has an institution, a number and a type of its own. What TeX would obey is
 *   escaped, other letters stay as they are (UTF-8); braces keep the capitals of a title, and a name in one piece
 */
export function writeBibtex(citation: Citation): string {
  const {key, authors, title, type, number, date, institution, url, language, note} = citation;
  const [year, month, day] = date?.split('-') ?? [];
  const fields: [name: string, value: string | null][] = [
    ['author', authors.length === 0 ? null : `{${authors.map(name => `{${escaped(name)}}`).join(' and ')}}`],
    ['title', `{{${escaped(title)}}}`],
    ['type', `{${escaped(type)}}`],
    ['number', `{${escaped(number)}}`],
    ['institution', `{${escaped(institution)}}`],
    ['year', year === undefined ? null : `{${year}}`],
    ['month', MONTHS[Number(month) - 1] ?? null],
    ['day', day === undefined ? null : `{${Number(day)}}`],
    ['language', language === null ? null : `{${language}}`],
    // Verbatim, as \url takes it.
    ['url', url === null ? null : `{${plainAddress(url)}}`],
    ['note', note === null ? null : `{${escaped(note)}}`],
  ];
  const lines = fields.filter(([, value]) => value !== null).map(([name, value]) => `  ${name} = ${value}`);
  return `@techreport{${key},\n${lines.join(',\n')}\n}\n`;
}

const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
};

function escaped(text: string): string {
  return oneLine(text).replace(/[\\{}#$%&_~^<>|]/g, character => COMMANDS[character] ?? `\\${character}`);
}
