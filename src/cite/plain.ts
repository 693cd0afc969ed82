import type {Citation} from './citation.ts';
import {oneLine, plainAddress} from './one-line.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Names beyond these are counted. */
const NAMED = 3;

/**
 * Writes a citation for people.
 *
 * @returns one line: `Mara Bizzotto and Anna Bonfrisco, “Safe City project in Serbia”, Question for written answer
 *   E-003068/2019, European Parliament, 2 October 2019, https://… (en)`
 */
export function writePlain({
  authors,
  title,
  type,
  number,
  date,
  institution,
  url,
  language,
}: Citation): string {
  const parts = [
    ...(authors.length === 0 ? [] : [namesOf(authors.map(oneLine))]),
    `“${oneLine(title)}”`,
    `${type} ${number}`,
    institution,
    ...(date === null ? [] : [dayOf(date)]),
    ...(url === null ? [] : [plainAddress(url)]),
  ];
  return `${parts.join(', ')}${language === null ? '' : ` (${language})`}\n`;
}

function namesOf(names: readonly string[]): string {
  if (names.length > NAMED) return `${names[0]} and ${names.length - 1} others`;
  return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function dayOf(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}
