import {parseAddress} from '../addresses.ts';
import type {RawDocument} from '../document.ts';
import {EpqError} from '../errors.ts';
import {CLASSIC_LABELS, CLASSIC_MARKS, isClassic, parseClassic} from './classic.ts';
import {type Page, readPage} from './html.ts';
import {isLabel, readLabel} from './label.ts';
import {isOfficialJournal, OFFICIAL_JOURNAL_MARKS, parseOfficialJournal} from './official-journal.ts';
import type {ParsedDocument, Printed} from './printed.ts';
import {isQuestionTime, parseQuestionTime, QUESTION_TIME_MARKS} from './question-time.ts';
import {isRedesign, parseRedesign, REDESIGN_LABELS, REDESIGN_MARKS} from './redesign.ts';
import type {LayoutSigns} from './signs.ts';
import {isXhtmlFile, parseXhtmlFile, XHTML_MARKS} from './xhtml.ts';

/** The page families, in the order in which they are recognised: the first sure sign decides. */
export const PAGE_LAYOUTS: readonly (LayoutSigns<Page> & {
  recognise: (page: Page) => boolean;
  /** one question or answer; all of a page that holds several; `null` or none where none is found */
  parse: (page: Page) => Printed | Printed[] | null;
})[] = [
  {
    name: 'official-journal',
    recognise: isOfficialJournal,
    parse: parseOfficialJournal,
    marks: OFFICIAL_JOURNAL_MARKS,
    labels: [],
  },
  {
    name: 'question-time',
    recognise: isQuestionTime,
    parse: parseQuestionTime,
    marks: QUESTION_TIME_MARKS,
    labels: [],
  },
  {name: 'xhtml', recognise: isXhtmlFile, parse: parseXhtmlFile, marks: XHTML_MARKS, labels: []},
  {
    name: 'classic',
    recognise: isClassic,
    parse: parseClassic,
    marks: CLASSIC_MARKS,
    labels: CLASSIC_LABELS,
  },
  {
    name: 'redesign',
    recognise: isRedesign,
    parse: parseRedesign,
    marks: REDESIGN_MARKS,
    labels: REDESIGN_LABELS,
  },
];

/**
 * Reads a web page by the layout that its content shows.
 *
 * @param document a page as received
 * @param menus whether the menus around the document are cut out before it is read, which is quicker and changes nothing
 * @default menus `cut`
 * @returns what it prints: one question or answer, or all of a page that holds several, in printed order
 * @throws EpqError `parse` when no layout is recognised, or the recognised one finds no question and no answer
 */
export function parsePage(document: RawDocument, menus: 'cut' | 'kept' = 'cut'): ParsedDocument[] {
  const page = readPage(document, menus);
  const layout = PAGE_LAYOUTS.find(({recognise}) => recognise(page));
  const hint = 'is it the page of a parliamentary question? if so, please report it';
  if (layout === undefined) {
    const names = PAGE_LAYOUTS.map(({name}) => name).join(', ');
    throw new EpqError('parse', `the page is in no layout that epq knows: ${names}`, {
      url: document.url,
      hint,
    });
  }
  const found = [layout.parse(page)].flat().filter(printed => printed !== null);
  if (found.length === 0) {
    throw new EpqError(
      'parse',
      `the page (layout ${layout.name}) shows no question's and no answer's heading`,
      {url: document.url, hint},
    );
  }
  const offersAnotherLanguage = page.lines.some(line => readLabel(line, 'notAvailable') !== null);
  const links = page.links.flatMap(link => {
    const address = parseAddress(link.address);
    return address === null ? [] : [{address, isAnswerMarker: isLabel(link.text, 'answerMarkers')}];
  });
  return found.map(printed => ({
    printed,
    taggedLanguage: page.language,
    canonical: page.canonical,
    links,
    offersAnotherLanguage,
  }));
}
