import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {parseAddress} from '../src/addresses.ts';
import {normalise} from '../src/normalise.ts';
import type {Block} from '../src/parse/block.ts';
import {type Page, readPage} from '../src/parse/html.ts';
import {PAGE_LAYOUTS} from '../src/parse/pages.ts';
import type {Witness} from '../src/witness.ts';
import {ROOT} from './corpus.ts';
import {listCases, readDocumentsOf} from './golden.ts';

/** Where it is written down what a page without one of its lines gives. */
export const MISSING_LINES = join(ROOT, 'fixtures/missing-lines.json');

/** By document, then by the line that is missing: what is read otherwise; `nothing` where no question is found. */
export type MissingLines = Record<string, Record<string, string | Record<string, unknown>>>;

/** Reads every page of the cases once for each of its lines, without that line. */
export async function readMissingLines(): Promise<MissingLines> {
  const found: MissingLines = {};
  for (const name of await listCases()) {
    for (const {file, ...document} of await readDocumentsOf(name)) {
      const {url} = document;
      if (!/html$/.test(url)) continue;
      const page = readPage(document);
      const whole = read(page, url);
      if (whole.length === 0) continue;
      found[`${name}/${file}`] = Object.fromEntries(
        page.blocks.flatMap((block, index) => {
          const less = read(without(page, block), url);
          const changed = changes(whole, less);
          return changed === null ? [] : [[`${index} ${block.text.slice(0, 40)}`, changed]];
        }),
      );
    }
  }
  return found;
}

function without(page: Page, missing: Block): Page {
  const rest = (blocks: Block[]): Block[] => blocks.filter(block => block !== missing);
  const index = page.blocks.indexOf(missing);
  return {
    ...page,
    blocks: rest(page.blocks),
    lines: page.lines.toSpliced(index, 1),
    main: page.main === null ? null : rest(page.main),
  };
}

function read(page: Page, url: string): Witness[] {
  const layout = PAGE_LAYOUTS.find(({recognise}) => recognise(page));
  const printed = [layout?.parse(page) ?? null].flat().filter(one => one !== null);
  return printed.map(one => normalise(one, 'html', parseAddress(url)?.language ?? null));
}

function changes(whole: Witness[], less: Witness[]): string | Record<string, unknown> | null {
  if (less.length === 0) return 'nothing';
  if (less.length !== whole.length) return `${less.length} of ${whole.length}`;
  const changed: Record<string, unknown> = {};
  whole.forEach((before, at) => {
    const after = less[at] as Witness;
    for (const key of Object.keys({...before, ...after}) as (keyof Witness)[]) {
      if (key === 'paragraphs' || isDeepStrictEqual(before[key], after[key])) continue;
      changed[key] = key === 'text' ? compare(before.text, after.text) : after[key];
    }
  });
  return Object.keys(changed).length === 0 ? null : changed;
}

// Its lines that are gone, and those that were none before: a text is as long as it likes.
function compare(before: string | null, after: string | null): string[] | null {
  if (after === null) return null;
  const [was, is] = [before, after].map(text => (text ?? '').split('\n').filter(line => line !== ''));
  return [
    ...(was ?? []).filter(line => !is?.includes(line)).map(line => `- ${line.slice(0, 40)}`),
    ...(is ?? []).filter(line => !was?.includes(line)).map(line => `+ ${line.slice(0, 40)}`),
  ];
}
