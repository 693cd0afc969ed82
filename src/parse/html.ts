import {load} from 'cheerio/slim';
import type {RawDocument} from '../document.ts';
import {type Block, cleanText, superscript} from './block.ts';

type Node = ReturnType<ReturnType<typeof load>>[number];

/** A web page as a person sees it: its lines in order, and the few facts that its tags add. */
export interface Page {
  /** every visible line of the page */
  blocks: Block[];
  /** the lines of the document's own part (`<main>`), `null` where the page has no such part */
  main: Block[] | null;
  /** what the tags say: `en`, or `null` */
  language: string | null;
  /** `<link rel="canonical">`, or `null` */
  canonical: string | null;
  /** every link's address, as printed */
  links: string[];
  /** names of classes begin with `es_` or `erpl_`: the redesign's style sheets */
  hasRedesignClasses: boolean;
}

// Nothing in these is text that a reader of the page sees.
const INVISIBLE = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'svg',
  'iframe',
  'select',
  'title',
]);

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
 * @returns the page's lines, empty for a page without text
 * @source no tag-level capture of a question page exists: tags are read as boundaries only, class names as hints
 */
export function readPage(document: RawDocument): Page {
  const $ = load(decode(document));
  const main = $('main#website-body, main').first().get(0);
  const links = $('a[href]')
    .toArray()
    .map(anchor => $(anchor).attr('href') ?? '');
  return {
    blocks: readBlocks($.root().get(0)),
    main: main === undefined ? null : readBlocks(main),
    language:
      $('html').attr('lang') ??
      $('meta[name="language"]').attr('content') ??
      $('meta[http-equiv="Content-Language"]').attr('content') ??
      null,
    canonical: $('link[rel="canonical"]').attr('href') ?? null,
    links,
    hasRedesignClasses: $('[class^="es_"], [class*=" es_"], [class^="erpl_"], [class*=" erpl_"]').length > 0,
  };
}

function decode({body, contentType}: RawDocument): string {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 2048));
  const declared =
    /charset=["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ??
    /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1];
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

function readBlocks(root: Node | undefined): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let linked = '';
  let run = 0;
  let marker: string | null = null;

  const endLine = (kind: Block['kind']): void => {
    const line = cleanText(text.replace(/\t/g, ' '));
    if (line !== '') {
      // The number of an ordered list is made by the browser unless the text prints it: "• 1.Why" (E-004474/2021).
      const number = marker !== null && !/^[\u{F0001}\d(]/u.test(line) ? `${marker}\t` : '';
      blocks.push({kind, text: number + line, run, link: linked !== '' && cleanText(linked) === line});
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
      text += place.raised && words.trim() !== '' ? superscript(words.trim()) : words;
      if (inLink) linked += place.raised ? superscript(words.trim()) : words;
      return;
    }
    if (!('children' in node)) return;
    const tag = 'name' in node ? node.name.toLowerCase() : '';
    if (INVISIBLE.has(tag)) return;
    if (tag === 'br') {
      endLine(place.kind);
      return;
    }
    const isBlock = BLOCK_ELEMENTS.has(tag);
    const inside: Place = {
      kind: tag === 'h1' ? 'title' : tag === 'li' ? 'item' : place.kind,
      raised: !isBlock && (place.raised || isRaised(tag, 'attribs' in node ? node.attribs : {})),
    };
    if (isBlock) endRun(place.kind);
    if (tag === 'li') marker = listNumber(node);
    for (const child of node.children) walk(child, inside, inLink || tag === 'a');
    if (isBlock) endRun(inside.kind);
    if (tag === 'li') marker = null;
  };

  if (root !== undefined) walk(root, {kind: 'line', raised: false}, false);
  endLine('line');
  return blocks;
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
