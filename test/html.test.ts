import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readPage} from '../src/parse/html.ts';

/** Numbers that a browser makes, and those that it need not make. */
const LISTS: readonly [name: string, list: string, lines: string[]][] = [
  ['an ordered list', '<ol><li>one</li><li>two</li></ol>', ['1.\tone', '2.\ttwo']],
  ['one that begins later', '<ol start="3"><li>one</li></ol>', ['3.\tone']],
  ['one whose numbers are said to be numbers', '<ol type="1"><li>one</li></ol>', ['1.\tone']],
  ['one of letters, which no page has shown', '<ol type="a"><li>one</li></ol>', ['one']],
  ['one whose text prints its number', '<ol><li>4. one</li></ol>', ['4. one']],
  ['a list without order', '<ul><li>one</li></ul>', ['one']],
  ['an item without a list', '<li>one</li>', ['one']],
];
for (const [name, list, lines] of LISTS) {
  test(`a list of a page: ${name}`, () => {
    const body = Buffer.from(`<html><body>${list}`);
    const {blocks} = readPage({url: 'page.html', contentType: null, body});
    assert.deepEqual(
      blocks.map(({text}) => text),
      lines,
    );
  });
}
