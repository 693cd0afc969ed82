import type {Citation} from './citation.ts';
import {oneLine, plainAddress} from './one-line.ts';

/**
 * Writes a citation for Zotero, EndNote, Mendeley and others.
 *
 * @returns a report (`RPRT`), one field a line, lines ended by CR and LF
 * @source the format's specification of 2011: `SN` and `M3` are a report's number and type. A name without a comma is taken
 *   whole; the format has no way to say so of one with a comma, such as a committee's
 */
export function writeRis(citation: Citation): string {
  const {key, authors, title, type, number, date, institution, url, language, note} = citation;
  const fields: [tag: string, value: string | null][] = [
    ['TY', 'RPRT'],
    ['ID', key],
    ...authors.map((name): [string, string] => ['AU', name]),
    ['TI', title],
    ['M3', type],
    ['SN', number],
    ['PB', institution],
    ['PY', date?.slice(0, 4) ?? null],
    ['DA', date === null ? null : `${date.replaceAll('-', '/')}/`],
    ['LA', language],
    ['UR', url === null ? null : plainAddress(url)],
    ['N1', note],
  ];
  const lines = fields
    .filter(([, value]) => value !== null)
    .map(([tag, value]) => `${tag}  - ${oneLine(value ?? '')}`);
  return `${[...lines, 'ER  - '].join('\r\n')}\r\n`;
}
