import {LANGUAGE_CODES} from '../language.ts';
import {LEXICON} from '../lexicon.ts';
import {escapePattern} from '../words.ts';

/** A page's markup without the menus around its document, and what they tell beside their words. */
export interface WithoutMenus {
  markup: string;
  /** the links of what was cut out, in order, their words as printed */
  links: {address: string; words: string}[];
  /** whether it bore classes of the redesign's style sheets */
  hasRedesignClasses: boolean;
}

/** Names of classes in the redesign's style sheets begin so. */
export const REDESIGN_CLASS = /(?:^|\s)(?:es|erpl)_/;

/** What stands above the language picker of the classic layout, in French in every version. */
export const PICKER = 'Choisissez la langue de votre document';

// What a page does not show stays as it is: an item in it is none.
const HIDDEN = '<!--[^]*?-->|<(script|style|noscript|template|svg|iframe|select|title)\\b[^]*?</\\1\\s*>';
const ATTRIBUTES = '(?:\\s+[\\w:-]+="[^"<>&]*")*\\s*';
// The last line that belongs to a document.
const LEGAL_NOTICE = new RegExp(
  `>\\s*(?:${LANGUAGE_CODES.flatMap(language => LEXICON[language].legalNotice)
    .map(escapePattern)
    .join('|')})\\s*<`,
  'g',
);

// A list item that is one link and nothing else, its words in spans at most: any browser reads it alike.
const ITEM = `<li${ATTRIBUTES}>\\s*<a(${ATTRIBUTES})>((?:[^<>&]|</?span${ATTRIBUTES}>)*)</a\\s*>\\s*</li\\s*>\\s*`;
// The groups: what is hidden, the link's attributes, its words. Named, they would take twice the time.
const HIDDEN_OR_ITEM = new RegExp(`${HIDDEN}|${ITEM}`, 'gi');
// Numbers, dates and the links to the files are looked for in every line of a page.
const TELLING = new RegExp(`\\d|PDF|WORD|${PICKER}`, 'i');

/**
 * Cuts the menus out of a page before a tree is made of it: they are most of its lines.
 *
 * Only around a document whose place shows, by `<main>` or by the classic language picker that nothing of it precedes and the legal
 * notice that nothing of it follows; and only items that are a link and nothing else, without a digit in their words.
 *
 * @param markup a whole page
 * @returns the whole markup where no such place shows
 * @source the shell of a report and of a motion has some 60 such items; what is around a classic page is unproven
 */
export function cutMenus(markup: string): WithoutMenus {
  const links: WithoutMenus['links'] = [];
  let hasRedesignClasses = false;
  const cut = (shell: string): string => {
    let kept = '';
    let from = 0;
    for (const {0: whole, 2: link, 3: words, index} of shell.matchAll(HIDDEN_OR_ITEM)) {
      if (link === undefined || words === undefined) continue;
      const visible = words.replace(/<[^<>]*>/g, '');
      if (TELLING.test(visible)) continue;
      kept += shell.slice(from, index);
      from = index + whole.length;
      hasRedesignClasses ||= [...whole.matchAll(/\sclass="([^"]*)"/gi)].some(([, names = '']) =>
        REDESIGN_CLASS.test(names),
      );
      const address = /\shref="([^"]*)"/i.exec(link)?.[1];
      if (address !== undefined) links.push({address, words: visible});
    }
    return kept + shell.slice(from);
  };
  const [start, end] = placeOfDocument(markup);
  const kept = cut(markup.slice(0, start)) + markup.slice(start, end) + cut(markup.slice(end));
  return {markup: kept, links, hasRedesignClasses};
}

/** From where to where nothing may be cut out: all of a page that does not show it. */
function placeOfDocument(markup: string): [start: number, end: number] {
  const [start, ...otherStarts] = placesOf(/<main\b/gi, markup);
  const [end, ...otherEnds] = placesOf(/<\/main\s*>/gi, markup);
  if (start !== undefined && end !== undefined && start < end && otherStarts.length + otherEnds.length === 0)
    return [start, end];
  const [picker, ...otherPickers] = placesOf(new RegExp(PICKER, 'g'), markup);
  const notice = placesOf(LEGAL_NOTICE, markup).at(-1) ?? 0;
  if (start === undefined && end === undefined && picker !== undefined && otherPickers.length === 0)
    return [picker, notice > picker ? notice : markup.length];
  return [0, markup.length];
}

function placesOf(pattern: RegExp, markup: string): number[] {
  return Array.from(markup.matchAll(pattern), ({index}) => index);
}
