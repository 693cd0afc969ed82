import type {Citation} from './citation.ts';
import {oneLine, plainAddress} from './one-line.ts';

/**
 * Writes a citation for pandoc and citation processors.
 *
 * @returns an item of CSL-JSON, of type `report`: the one whose number, genre and publisher every style prints
 * @source CSL 1.0.2, csl-data.json
 */
export function writeCslJson(citation: Citation): string {
  const {key, authors, title, type, number, date, institution, url, language, note} = citation;
  const item = {
    id: key,
    type: 'report',
    title: oneLine(title),
    ...(authors.length === 0 ? {} : {author: authors.map(name => ({literal: oneLine(name)}))}),
    genre: type,
    number,
    publisher: institution,
    ...(date === null ? {} : {issued: {'date-parts': [date.split('-').map(Number)]}}),
    ...(url === null ? {} : {URL: plainAddress(url)}),
    ...(language === null ? {} : {language}),
    ...(note === null ? {} : {note: oneLine(note)}),
  };
  return JSON.stringify(item, null, 2);
}
