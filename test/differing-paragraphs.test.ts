import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findDifferingParagraphs} from '../src/differing-paragraphs.ts';

/** Paragraphs of two texts, and whether the first of each is said to differ. */
type Row = readonly [name: string, a: string, b: string, isDifferent: boolean];
const MARKS: readonly Row[] = [
  ['a number', '1. Why is it so?', 'Why is it so?', false],
  ['a number of two digits', '12) Why is it so?', 'Why is it so?', false],
  ['a letter', 'a) Why is it so?', 'Why is it so?', false],
  ['a letter in brackets', '(b) Why is it so?', 'Why is it so?', false],
  ['a Roman number', 'viii. Why is it so?', 'Why is it so?', false],
  ['a Roman number in brackets', '(iv) Why is it so?', 'Why is it so?', false],
  ...['•', '·', '▪', '\uf0b7', '\uf0a7'].map(
    (mark): Row => [`the sign ${mark}`, `${mark} Why is it so?`, 'Why is it so?', false],
  ),
  ['a mark glued to its sentence', '1.Why is it so?', 'Why is it so?', false],
  ['one glued to a small letter is a word', '1.why is it so?', 'why is it so?', true],
  ['three digits are no mark', '123. Why is it so?', 'Why is it so?', true],
  ['a capital is none', 'B) Why is it so?', 'Why is it so?', true],
  ['two other letters are none', 'ab. Why is it so?', 'Why is it so?', true],
  ['five Roman letters are none', 'xviii. Why is it so?', 'Why is it so?', true],
  ['another sign is none', '?) Why is it so?', 'Why is it so?', true],
  ['a number within a paragraph, behind a sentence', 'It is so. 2. Why?', 'It is so. Why?', false],
  ['of two digits', 'It is so: 12) why?', 'It is so: why?', false],
  ['a letter within a paragraph', 'It is so; b) why?', 'It is so; why?', false],
  ['a sign within a paragraph', 'Is it so? • Why?', 'Is it so? Why?', false],
  ['a number that a sentence ends with', 'It takes 2. Why?', 'It takes. Why?', true],
  ['a number behind a time', 'It is 10.30 2. Why?', 'It is 10.30 Why?', true],
  ['a mark within a paragraph, glued to a word that is missing', 'It is so. 2.Why?', 'It is so.', true],
  ['a word of one letter', 'It is so. I agree.', 'It is so. agree.', true],
  ['another sign within a paragraph', 'It is so. ?) Why?', 'It is so. Why?', true],
];
for (const [name, a, b, isDifferent] of MARKS) {
  test(`a list's marks: ${name}`, () => {
    const found = findDifferingParagraphs([a, 'The end.'], [b, 'The end.']);
    const expected = new Set(isDifferent ? [0] : []);
    assert.deepEqual(found, {a: expected, b: expected});
    assert.deepEqual(findDifferingParagraphs([b, 'The end.'], [a, 'The end.']), found);
  });
}
