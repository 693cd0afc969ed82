import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readMarkup} from '../src/parse/markup.ts';

const MANY = 200_000;
const DEEP: [name: string, markup: string][] = [
  ['plain elements', '<div>'.repeat(MANY)],
  ['names that hold what ends a tag elsewhere', '<c\u000eain</p>'.repeat(MANY)],
  ['ends of what is not open', '<b></p>'.repeat(MANY)],
  ['names of other letters', '<i\u00e9>'.repeat(MANY)],
  ['attributes without an end', '<div a="<">'.repeat(MANY)],
];
for (const [name, markup] of DEEP) {
  test(`nested beyond reason: ${name}`, () => {
    const began = performance.now();
    assert.throws(() => readMarkup(`<html><body>${markup}`, 'html', 'the page'), {
      kind: 'parse',
      message: 'the page cannot be read: its markup is nested too deeply',
    });
    assert.ok(performance.now() - began < 5000);
  });
}

const FLAT: [name: string, markup: string][] = [
  ['paragraphs that nobody ends', '<p>one'.repeat(5000)],
  ['items that nobody ends', `<ul>${'<li>one'.repeat(5000)}</ul>`],
  ['cells and rows that nobody ends', `<table>${'<tr><td>one<td>two</tr>'.repeat(5000)}</table>`],
  ['paragraphs that their box ends', '<div><p>one</div>'.repeat(5000)],
  ['elements that are empty', '<br><img src=x><input>'.repeat(5000)],
  ['what is no tag', 'a < b & c <- d <3 '.repeat(5000)],
];
for (const [name, markup] of FLAT) {
  test(`not nested: ${name}`, () => {
    assert.ok(readMarkup(`<html><body>${markup}`, 'html', 'the page') !== null);
  });
}

test('two thousand levels are read', () => {
  assert.ok(readMarkup('<div>'.repeat(2000), 'html', 'the page') !== null);
});
