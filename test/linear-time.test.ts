import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {parse} from 'acorn';
import {simple} from 'acorn-walk';
import {openReaders} from '../src/readers.ts';
import {parseReference} from '../src/reference.ts';
import {findReferences} from '../src/references.ts';
import {ROOT} from './corpus.ts';
import {classicPage, redesignPage} from './synthetic/pages.ts';
import {GHOST_FLIGHTS, SAFE_CITY} from './synthetic/sample.ts';

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

test('every pattern is linear, or what it is tried on is short', async () => {
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
  assert.ok(patterns.size > 400, `${patterns.size} patterns`);
  const slow: string[] = [];
  for (const [source, {pattern, flags, file}] of patterns) {
    if (BOUNDED.some(([known]) => known.test(pattern))) continue;
    const {status} = checkSync(pattern, flags, {timeout: 20_000});
    if (status !== 'safe') slow.push(`${file} ${source}: ${status}`);
  }
  assert.deepEqual(slow, []);
});

/** What slow patterns stumble over: openings without an end, and words that many patterns know. */
const FILLINGS = [
  ...[
    '0',
    '1, ',
    'a',
    'A. ',
    '(',
    '(1)',
    '[1]',
    '. ',
    ' - ',
    '/',
    '&lt;a',
    ' : ',
    'vysok',
    'kõrge ',
    ' vastus ',
  ],
  ...[
    'on behalf of ',
    'Answer given by a on behalf of the ',
    'E-000001/2019 ',
    'Regulation (EU) ',
    'http://',
    'a.eu.',
  ],
];
const LENGTH = 1_000_000;
const readers = openReaders({threads: 2, timeMs: 10_000, memoryMb: 1024});
after(() => readers.close());

const PAGES: [name: string, page: string, places: string[]][] = [
  [
    'redesign',
    redesignPage(SAFE_CITY, SAFE_CITY.versions[0] ?? assert.fail()),
    ['to the Commission', 'Rule 138'],
  ],
  ['classic', classicPage(GHOST_FLIGHTS, GHOST_FLIGHTS.versions[0] ?? assert.fail()), ['to the Commission']],
];

for (const [name, page, places] of PAGES) {
  test(`a line of a million characters in a ${name} page is read, whatever it repeats`, async () => {
    for (const place of places) {
      assert.ok(page.includes(place));
      const read = async (filling: string): Promise<void> => {
        const line = filling.repeat(LENGTH / filling.length);
        const body = new TextEncoder().encode(page.replace(place, () => `${place} ${line}`));
        const document = {url: `${place} ${filling}`, contentType: 'text/html', body};
        await readers.readDocuments(document, 'en').catch(({message}) => {
          assert.doesNotMatch(message, /takes more than/, document.url);
        });
      };
      await Promise.all(FILLINGS.map(read));
    }
  });
}

test('a million characters given as a number, and a text of as many, are read', () => {
  for (const filling of FILLINGS) {
    const line = filling.repeat(LENGTH / filling.length);
    const began = performance.now();
    assert.throws(() => parseReference(line), /is no question's number|expected/);
    assert.ok(Array.isArray(findReferences(line, 'en')));
    assert.ok(performance.now() - began < 10_000, filling);
  }
});
