import {latin, type RawDocument} from '../document.ts';
import {type Block, cleanText, plainText, superscript} from './block.ts';
import {type Node, readMarkup} from './markup.ts';
import {cutMenus, REDESIGN_CLASS} from './menus.ts';

/** A web page as a person sees it: its lines in order, and the few facts that its tags add. */
export interface Page {
  /** every visible line of the page */
  blocks: Block[];
  /** the same, plain */
  lines: string[];
  /** the lines of the document's own part (`<main>`), `null` where the page has no such part */
  main: Block[] | null;
  /** what the tags say: `en`, or `null` */
  language: string | null;
  /** `<link rel="canonical">`, or `null` */
  canonical: string | null;
  /** every link: its address as printed, and the words that a reader of the page sees */
  links: {address: string; text: string}[];
  /** it says that it is XHTML: by an XML declaration, a namespace, a document type */
  declaresXhtml: boolean;
  /** it has a menu, a form or a script: the site is around it */
  hasShell: boolean;
  /** names of classes begin with `es_` or `erpl_`: the redesign's style sheets */
  hasRedesignClasses: boolean;
}

// Nothing in these is text that a reader of the page sees.
const INVISIBLE = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'select', 'title']);

const BLOCK_ELEMENTS = new Set(
  (
    'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

/**
 * Reads a page as visible lines: a new line at every `<br>` and at every edge of a block element.
 *
 * @param document a page as received, in any encoding that it declares (UTF-8 otherwise)
 * @param menus `cut`: without the lines of menus around the document, their links are there all the same
 * @default menus `kept`
 * @returns the page's lines, empty for a page without text
 * @throws EpqError `parse` for markup nested beyond any page of Parliament's
 * @source no tag-level capture of a question page exists: tags are read as boundaries only, class names as hints
 */
export function readPage(document: RawDocument, menus: 'cut' | 'kept' = 'kept'): Page {
  const whole = decode(document);
  // In XML an element may be empty that a browser would take for open: "<title/>".
  const isXml = /^\s*<\?xml\b/.test(whole) || /\/xhtml\+xml/i.test(document.contentType ?? '');
  const {markup, links, hasRedesignClasses} =
    menus === 'cut' ? cutMenus(whole) : {markup: whole, links: [], hasRedesignClasses: false};
  const root = readMarkup(markup, isXml ? 'xhtml' : 'html', 'the page', document.url);
  const page: Page = {
    blocks: [],
    lines: [],
    main: null,
    language: null,
    canonical: null,
    links: links.map(({address, words}) => ({address, text: cleanText(words)})),
    declaresXhtml: isXml || /w3\.org\/1999\/xhtml|\/\/DTD XHTML/i.test(whole.slice(0, 2048)),
    hasShell: false,
    hasRedesignClasses,
  };
  if (root !== null) readTree(root, page);
  page.lines = page.blocks.map(block => plainText(block.text));
  return page;
}

function decode({body, contentType}: RawDocument): string {
  const head = latin(body.subarray(0, 2048));
  const declared =
    /charset=["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ??
    /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]+encoding=["']([\w-]+)/.exec(head)?.[1];
  try {
    return new TextDecoder(declared ?? 'utf-8').decode(body);
  } catch {
    return new TextDecoder().decode(body); // an encoding that nobody knows: the site itself is UTF-8
  }
}

/** Where the walk stands within the tree. */
interface Place {
  kind: Block['kind'];
  raised: boolean;
}

// One walk over the tree: selectors would each walk it again, and slowly where it is deep.
function readTree(root: Node, page: Page): void {
  let text = '';
  let linked = '';
  let run = 0;
  let marker: string | null = null;

  const endLine = (kind: Block['kind']): void => {
    const line = cleanText(text.replace(/\t/g, ' '));
    if (line !== '') {
      // The number of an ordered list is made by the browser unless the text prints it: "• 1.Why" (E-004474/2021).
      const number = marker !== null && !/^[\u{F0001}\d(]/u.test(line) ? `${marker}\t` : '';
      page.blocks.push({
        kind,
        text: number + line,
        run,
        link: linked !== '' && cleanText(linked) === line,
      });
      marker = null;
    }
    text = '';
    linked = '';
  };
  const endRun = (kind: Block['kind']): void => {
    endLine(kind);
    run += 1;
  };

  const walk = (node: Node, place: Place, inLink: boolean): void => {
    if (node.type === 'text') {
      const words = 'data' in node ? String(node.data) : '';
      const shown = place.raised ? superscript(words) : words;
      text += shown;
      if (inLink) linked += shown;
      return;
    }
    if (!('children' in node)) return;
    const tag = 'name' in node ? node.name.toLowerCase() : '';
    const attributes = 'attribs' in node ? node.attribs : {};
    readFacts(tag, attributes, page);
    if (tag === 'a' && attributes.href !== undefined)
      page.links.push({address: attributes.href, text: cleanText(wordsOf(node))});
    if (tag === 'br') {
      endLine(place.kind);
      return;
    }
    if (INVISIBLE.has(tag)) return;
    if (tag === 'head') {
      for (const child of node.children)
        if ('attribs' in child) readFacts(child.name.toLowerCase(), child.attribs, page);
      return;
    }
    const isBlock = BLOCK_ELEMENTS.has(tag);
    const inside: Place = {
      kind: tag === 'h1' ? 'title' : tag === 'li' ? 'item' : place.kind,
      raised: !isBlock && (place.raised || isRaised(tag, attributes)),
    };
    if (isBlock) endRun(place.kind);
    if (tag === 'li') marker = listNumber(node);
    const first = page.blocks.length;
    for (const child of node.children) walk(child, inside, inLink || tag === 'a');
    if (isBlock) endRun(inside.kind);
    if (tag === 'li') marker = null;
    if (tag === 'main' && page.main === null) page.main = page.blocks.slice(first);
  };

  walk(root, {kind: 'line', raised: false}, false);
  endLine('line');
}

function wordsOf(node: Node): string {
  if (node.type === 'text') return 'data' in node ? String(node.data) : '';
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}

// What the tags say beside the text.
function readFacts(tag: string, attributes: Record<string, string>, page: Page): void {
  if (tag === 'html') page.language ??= attributes.lang ?? null;
  if (tag === 'meta' && attributes.name === 'language') page.language ??= attributes.content ?? null;
  if (tag === 'link' && attributes.rel === 'canonical') page.canonical ??= attributes.href ?? null;
  if (/^(?:form|nav|script)$/.test(tag)) page.hasShell = true;
  if (REDESIGN_CLASS.test(attributes.class ?? '')) page.hasRedesignClasses = true;
}

// Word conversions of the redesign raise text by style, not by <sup> (RC-10-2025-0249).
function isRaised(tag: string, attributes: Record<string, string>): boolean {
  return tag === 'sup' || /vertical-align\s*:\s*super/i.test(attributes.style ?? '');
}

function listNumber(item: Node): string | null {
  const list = item.parent;
  if (list === null || !('name' in list) || list.name.toLowerCase() !== 'ol' || !('attribs' in list))
    return null;
  const items = list.children.filter(child => 'name' in child && child.name.toLowerCase() === 'li');
  const first = Number.parseInt(list.attribs.start ?? '1', 10);
  return /[a-z]/i.test(list.attribs.type ?? '')
    ? null
    : `${first + items.indexOf(item as (typeof items)[number])}.`;
}
