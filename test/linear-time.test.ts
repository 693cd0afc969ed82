import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {openReaders} from '../src/readers.ts';
import {parseReference} from '../src/reference.ts';
import {findReferences} from '../src/references.ts';
import {classicPage, redesignPage} from './synthetic/pages.ts';
import {GHOST_FLIGHTS, SAFE_CITY} from './synthetic/sample.ts';

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
