import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parse} from 'acorn';
import {simple} from 'acorn-walk';
import {ROOT} from './corpus.ts';

process.env.RECHECK_BACKEND = 'pure'; // read when it is loaded
const {checkSync} = await import('recheck');

/** Patterns that the tool finds, or may find, slower than linear, and why that does no harm. */
const BOUNDED: [pattern: RegExp, reason: string][] = [
  [/\(\?<(?:givenBy|onBehalfOf|body)>/, 'tried on lines of at most 500 characters: LONGEST_LINE in words.ts'],
  [/\{[01],40\}/, 'an ending of at most 40 letters'],
  [/^\[\\p\{L\}-\]\*\\p\{L\}\$$/, 'on the 40 characters before a word'],
  [/^<meta/, 'on the first 2,048 bytes'],
  [/^\[<\[\]\(\.\+\)|^\^\\n\+\|\\s\+\$$/, 'on what this program says of its own flags'],
  [
    /\(\?<hyphenYear>|^\^C \\d\+ |\[−–—\]\|\\\(\[A-Z\]\{2\}|\{0,99\}|\{0,200\}|\^\(\?:\(\?:PV\|CRE/,
    'every part is bounded',
  ],
];

// `npm run check:patterns`: says which patterns of the source are slower than linear; a minute or two.
const folder = join(ROOT, 'dist/src');
const patterns = new Map<string, {pattern: string; flags: string; file: string}>();
for (const file of await readdir(folder, {recursive: true})) {
  if (!file.endsWith('.js') || file.includes('report/page')) continue;
  const tree = parse(await readFile(join(folder, file), 'utf8'), {
    ecmaVersion: 'latest',
    sourceType: 'module',
  });
  simple(tree, {
    Literal({regex}) {
      if (regex != null) patterns.set(`/${regex.pattern}/${regex.flags}`, {...regex, file});
    },
  });
}
const slow: string[] = [];
for (const [source, {pattern, flags, file}] of patterns) {
  if (BOUNDED.some(([known]) => known.test(pattern))) continue;
  const {status} = checkSync(pattern, flags, {timeout: 20_000});
  if (status !== 'safe') slow.push(`${file} ${source}: ${status}`);
}
for (const line of slow) console.error(line);
console.log(`${patterns.size} patterns, ${slow.length} slower than linear on what may be long`);
process.exitCode = slow.length === 0 && patterns.size > 400 ? 0 : 1;
