import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type Language, languageOf} from '../src/language.ts';
import type {AddresseeCode, LayoutName, TextReference} from '../src/question.ts';
import {ROOT} from './corpus.ts';
import {questionPdf2015, questionPdf2026} from './synthetic/pdfs.ts';

/** What a real page shows, read by eye from its lines; what is left out here it does not show. */
export interface PageFacts {
  /** `E-7-2011-004111_FR.txt` */
  name: string;
  id: string;
  language: Language;
  layout: LayoutName;
  date: string | null;
  heading: string[];
  /** the elided text's parts in order: `p` a paragraph, `p[1]` one with a mark, `-` an item of a list, `1` a numbered one */
  body: string[];
  footnotes?: [mark: string, text: string][];
  references?: TextReference[];
  lastUpdated?: string;
}

export interface QuestionFacts extends PageFacts {
  rule: string | null;
  addressee: [AddresseeCode, string];
  authors: [name: string, group: string | null][];
  onBehalfOf?: string;
  subject: string | null;
  originalLanguage?: Language;
  submitted?: string;
  procedures?: string[];
}

export interface AnswerFacts extends PageFacts {
  givenBy: string;
  onBehalfOf: string;
}

/** The facts of all page records, and of some real pages that are in no corpus, with their lines. */
export interface AllFacts {
  questions: QuestionFacts[];
  answers: AnswerFacts[];
  elsewhere: {facts: QuestionFacts | AnswerFacts; url: string; lines: (string | null)[]}[];
}

/** Reads test/page-records.json. */
export async function readPageFacts(): Promise<AllFacts> {
  return JSON.parse(await readFile(join(ROOT, 'test/page-records.json'), 'utf8'));
}

/** The visible lines of a real page, as somebody wrote them down: no tags, prose left out. */
export interface PageRecord {
  name: string;
  url: string;
  /** the printed lines, in order; `null` where prose was left out */
  lines: (string | null)[];
}

/**
 * Reads a page record.
 *
 * @param name `E-7-2011-004111_FR.txt`
 * @param text two lines of remarks, `---`, then the lines with remarks in brackets and behind "NB"; of long lists of
 *   authors only some are written down
 */
export function readPageRecord(name: string, text: string): PageRecord {
  const [head = '', ...rest] = text.split('\n---\n');
  const lines = rest
    .join('\n')
    .split('\n')
    .map(line =>
      line
        .replace(/\s+NB .*$|^NB .*$|^\S*\[[^\]]*\]\s+\(cut\)$/, '')
        .replace(/\s{2,}\[\d+ (?:names|authors).*$|, … \[list goes on.*$/, '')
        .replace(/, …(?: \[\d+ authors[^\]]*\] …| ),/, ',')
        .trim(),
    )
    .filter(line => line !== '' && !/^\[24 language bullets/.test(line));
  return {
    name,
    url: /URL: (\S+)/.exec(head)?.[1] ?? '',
    lines: lines.map(line => (line.startsWith('[BODY elided') ? null : line)),
  };
}

/** The prose that stands for one part of an elided text: ours, its marks and numbers as the page's. */
export function proseOf(part: string): string {
  if (part === '-') return 'An item of our own';
  const mark = /^p(.+)$/.exec(part)?.[1] ?? '';
  return part.startsWith('p') ? `A sentence of our own${mark}.` : `${part}. And a question?`;
}

type LayOut = (record: PageRecord, facts: PageFacts) => string;

/**
 * Ways to lay a page record out. The tags are ours; the lines and their order are Parliament's: whoever reads them
 * must not depend on tags, for no question page was ever seen with its own.
 */
export const PAGE_TAGS: Record<'paragraphs' | 'cells' | 'breaks' | 'shell', LayOut> = {
  paragraphs: (record, facts) =>
    page(partsOf(record, facts).map(part => part.lines.map(line => element('p', line)).join('\n'))),

  // The old layout's tables, as scrapers of its sister documents know them.
  cells: (record, facts) =>
    page(
      partsOf(record, facts).map(({kind, lines}) =>
        kind === 'heading'
          ? `<table class="doc_box_header"><tr><td>${lines.map(escapeHtml).join('<br />\n')}</td></tr></table>`
          : lines
              .map(line => `<table><tr><td>&nbsp;</td><td>${element('span', line)}&nbsp;</td></tr></table>`)
              .join('\n'),
      ),
    ),

  breaks: (record, facts) =>
    page(
      partsOf(record, facts).map(({kind, lines}) =>
        kind === 'heading'
          ? `${lines.map(escapeHtml).join(' \n<br />')}\n`
          : lines.map(line => element('div', line)).join('\n'),
      ),
    ),

  // The redesign's shell, as a report and a motion show it: the header twice, the heading bare text within <main>.
  shell: (record, facts) => {
    const parts = partsOf(record, facts);
    const header = parts.find(({kind}) => kind === 'header')?.lines[0] ?? '';
    const [, title, number] = /^(.+?) - (\S+?)\1$/.exec(header) ?? [];
    const languages = parts.filter(({kind}) => kind === 'picker').flatMap(({lines}) => lines);
    const main = parts
      .filter(({kind}) => kind !== 'header' && kind !== 'picker')
      .map(({kind, lines}) => {
        if (kind === 'title')
          return `<div class="mb-3"><h1 class="es_title-h1 text-break">${lines.map(escapeHtml).join(' ')}</h1></div>`;
        if (kind === 'heading') return `${lines.map(escapeHtml).join(' \n<br />')}\n`;
        return lines.map(line => element('p', line)).join('\n');
      });
    return page([
      `<ul class="es_topbar-list list-unstyled">${languages.map(line => `<li class="t-x-block"><a class="es_dropdown-item" href="#"><span class="t-item">${escapeHtml(line.slice(2))}</span></a></li>`).join('\n')}</ul>`,
      title === undefined
        ? ''
        : `<div class="es_header-website-title-main"><span class="d-none d-md-inline"><span class="text-break">${title}</span><span class="es_title-h3 text-nowrap"> - ${number}</span></span><span class="d-md-none"><span class="text-break">${title}</span><br /><span class="es_title-h3 text-nowrap">${number}</span></span></div>`,
      `<main id="website-body"><div class="container"><div class="breadcrumb"></div></div><div class="container-fluid">`,
      ...main,
      '</div></main>',
    ]);
  },
};

/**
 * Lays a file's record out as PDFs: tagged as in 2015, untagged as in 2026. The record has lost its breaks; they are
 * put back where the heading's parts begin.
 */
export async function pdfsOfRecord({lines}: PageRecord, facts: PageFacts): Promise<Uint8Array[]> {
  const [, kind = '', addressee = '', rule = '', authors = '', subject = ''] =
    /^(.*?\d{4}) (to .*?) (Rule \d+) (.*\)) Subject: (.*)$/.exec(lines[0] ?? '') ?? [];
  const version = {
    language: facts.language,
    subject,
    heading: [kind, addressee, rule, authors],
    body: facts.body.map(proseOf),
    footnotes: [],
    lastUpdated: null,
  };
  const question = {
    id: facts.id,
    number: kind,
    date: '',
    printedDate: {},
    submitted: null,
    originalLanguage: null,
    authorIds: [],
    addressee,
    pe: null,
    workType: '',
    procedureBox: {},
    versions: [version],
  };
  return [await questionPdf2015(question, version), await questionPdf2026(question, version)];
}

interface Part {
  kind: 'picker' | 'header' | 'title' | 'heading' | 'line';
  lines: string[];
}

// The record's lines with prose of ours for what was left out, heading and title told by the facts.
function partsOf({lines}: PageRecord, facts: PageFacts): Part[] {
  const title: string | null =
    'subject' in facts ? (facts as QuestionFacts).subject : (facts.heading[0] ?? null);
  const all = lines.flatMap(line =>
    line === null ? facts.body.map(part => (part === '-' ? '• ' : '') + proseOf(part)) : [line],
  );
  const first = all.findIndex(line => collapse(line) === facts.heading[0]);
  const isTitleHeading = title === facts.heading[0];
  const parts: Part[] = [];
  for (const [index, line] of all.entries()) {
    if (index > first && index < first + facts.heading.length) parts.at(-1)?.lines.push(line);
    else if (index === first && !isTitleHeading) parts.push({kind: 'heading', lines: [line]});
    else parts.push({kind: kindOf(line, title), lines: [line]});
  }
  return parts;
}

function kindOf(line: string, title: string | null): Part['kind'] {
  const code = /^• ([A-Z]{2}) - /.exec(line)?.[1];
  if (code !== undefined && languageOf(code) !== null) return 'picker';
  if (/^(.+?) - (\S+?)\1$/.test(line)) return 'header';
  return line === title ? 'title' : 'line';
}

function element(tag: string, line: string): string {
  return /^[•] /.test(line)
    ? `<ul><li>${escapeHtml(line.slice(2))}</li></ul>`
    : `<${tag}>${escapeHtml(line)}</${tag}>`;
}

function page(parts: string[]): string {
  return `<html><body>\n${parts.join('\n')}\n</body></html>\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function collapse(line: string): string {
  return line.replace(/\s+/g, ' ');
}
