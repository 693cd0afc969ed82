import {load} from 'cheerio/slim';
import {EpqError} from '../errors.ts';

/** A node of a tree of markup. */
export type Node = ReturnType<ReturnType<typeof load>>[number];

const DEEPEST = 2000;
const EMPTY_ELEMENTS = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;
const ENDED_BY_THE_NEXT = /^(?:p|li|dt|dd|tr|td|th|option)$/;

// The classes that cheerio makes for each tree it loads hold that tree until the whole heap is swept: pages soon filled it, and
// to sweep it throws away what was compiled, too. So empty roots are loaded once, and copies of them filled.
const ROOTS = {
  html: load('').root(),
  xhtml: load('', {xml: {xmlMode: false, recognizeSelfClosing: true, lowerCaseTags: true}}).root(),
  xml: load('', {xml: true}).root(),
};

/**
 * Makes a tree of markup, forgiving as browsers are, without resolving anything outside of it.
 *
 * @param markup a page, or a part of a Word file
 * @param form `xhtml`: as a page, but for elements that close themselves; `xml`: names stay as they are written
 * @param what the markup is of, for the message: `the page`
 * @returns its root, `null` for none
 * @throws EpqError `parse` for markup nested beyond any document of Parliament's
 */
export function readMarkup(
  markup: string,
  form: keyof typeof ROOTS,
  what: string,
  url: string | null = null,
): Node | null {
  requireShallow(markup, what, url);
  return ROOTS[form].clone().html(markup).get(0) ?? null;
}

// Trees are built and walked by their depth: a few bytes a level would cost minutes.
function requireShallow(markup: string, what: string, url: string | null): void {
  if (!hasTags(markup, DEEPEST)) return; // so few cannot be nested so deep
  const open: string[] = [];
  const counts = new Map<string, number>(); // of the open elements, by name
  const count = (name: string, by: number): void => void counts.set(name, (counts.get(name) ?? 0) + by);
  for (const {isEnd, name, isEmpty} of tagsOf(markup)) {
    if (isEnd) {
      // The end of what is not open ends nothing.
      if ((counts.get(name) ?? 0) === 0) continue;
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        count(last, -1);
        if (last === name) break;
      }
    } else if (!isEmpty && !(open.at(-1) === name && ENDED_BY_THE_NEXT.test(name))) {
      open.push(name);
      count(name, 1);
    }
    if (open.length > DEEPEST)
      throw new EpqError('parse', `${what} cannot be read: its markup is nested too deeply`, {url});
  }
}

function hasTags(markup: string, count: number): boolean {
  let found = 0;
  for (let at = markup.indexOf('<'); at >= 0 && found < count; at = markup.indexOf('<', at + 1)) found += 1;
  return found === count;
}

// As a browser takes tags apart: a name goes on until a blank, a slash or the end, whatever stands in it.
function* tagsOf(markup: string): Generator<{isEnd: boolean; name: string; isEmpty: boolean}> {
  for (let at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at + 1)) {
    const isEnd = markup[at + 1] === '/';
    const start = isEnd ? at + 2 : at + 1;
    if (!/[a-z]/i.test(markup[start] ?? '')) continue;
    const end = markup.indexOf('>', start);
    if (end < 0) return;
    let nameEnd = start;
    while (nameEnd < end && !/[\s/]/.test(markup[nameEnd] ?? '')) nameEnd += 1;
    const name = markup.slice(start, nameEnd).toLowerCase();
    yield {isEnd, name, isEmpty: markup[end - 1] === '/' || EMPTY_ELEMENTS.test(name)};
    at = end;
  }
}

/** The elements directly within a node, in order. */
export function childrenOf(node: Node | null): Node[] {
  return node !== null && 'children' in node ? node.children.filter(child => 'name' in child) : [];
}

/** An element's name, prefix and all: `w:p`; `''` for a node that is none. */
export function nameOf(node: Node): string {
  return 'name' in node ? node.name : '';
}

/** An element's attribute, `null` if it has none of this name. */
export function attributeOf(node: Node | null, name: string): string | null {
  return node !== null && 'attribs' in node ? (node.attribs[name] ?? null) : null;
}

/** The element at the end of a path of names, each directly within the one before; `null` if there is none. */
export function findElement(node: Node | null, ...path: string[]): Node | null {
  let found = node;
  for (const name of path) found = childrenOf(found).find(child => nameOf(child) === name) ?? null;
  return found;
}

/** The text within a node. */
export function textWithin(node: Node): string {
  if (node.type === 'text') return 'data' in node ? String(node.data) : '';
  return 'children' in node ? node.children.map(textWithin).join('') : '';
}
