import {createHash} from 'node:crypto';
import {gzipSync} from 'node:zlib';
import {chunkElementId, type ReportIndex} from './model.ts';

/** The parts of the page that are the same in every report, as they were built. */
export interface PageParts {
  /** HTML with `policy` as an attribute's value, and the comments `<!-- style -->`, `index`, `script`, `texts` */
  frame: string;
  style: string;
  script: string;
}

/**
 * Puts the page together.
 *
 * The index stands before the script, and both before the texts, so that the page is drawn while those still come in.
 *
 * @returns what comes before the texts, and what comes after them
 */
export function pageAround(
  {frame, style, script}: PageParts,
  index: ReportIndex,
): {before: string; after: string} {
  // Nothing is loaded from anywhere: not even from where the page itself came.
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts: Readonly<Record<string, string>> = {
    policy,
    '<!-- style -->': `<style>${style}</style>`,
    '<!-- index -->': `<script type="application/json" id="index">${writeInert(index)}</script>`,
    '<!-- script -->': `<script>${script}</script>`,
  };
  const [before = '', after = ''] = frame.split('<!-- texts -->');
  // What is put in is not looked through again.
  return {
    before: before.replace(/(?<=content=")policy(?=")|<!-- \w+ -->/g, mark => parts[mark] ?? mark),
    after,
  };
}

/** Writes one chunk of texts as an inert element: nothing in base64 can end it. */
export function writeChunk(chunk: number, lines: readonly string[]): string {
  const bytes = gzipSync(lines.join('\n')).toString('base64');
  return `<script type="application/octet-stream" id="${chunkElementId(chunk)}">${bytes}</script>\n`;
}

/** JSON that can stand within a script element, whatever texts it holds: without `<` it cannot end it. */
function writeInert(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
