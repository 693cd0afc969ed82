import {findCelex} from './celex.ts';
import {findActs} from './cited-act.ts';
import {readCitedAddress} from './cited-address.ts';
import {findDocuments} from './cited-document.ts';
import {findIssues} from './cited-issue.ts';
import type {Language} from './language.ts';
import {findProcedures} from './parse/procedure-box.ts';
import type {ReferenceKind, TextReference} from './question.ts';
import {findQuestionNumbers, formatNumber, termsOf} from './reference.ts';
import {foldMarks} from './words.ts';

/** A reference in its place. */
interface Found {
  kind: ReferenceKind;
  normal: string | null;
  index: number;
  length: number;
}

// Taken off the text before the next kind is looked for: a procedure's number is no act's, an issue's no regulation's.
const FINDERS: readonly ((text: string, language: Language | null) => Found[])[] = [
  text =>
    Array.from(findProcedures(text), ({procedure, printed, index}) => ({
      kind: 'procedure',
      normal: procedure,
      index,
      length: printed.length,
    })),
  findQuestions,
  text => findDocuments(text).map(({document, ...place}) => ({kind: 'document', normal: document, ...place})),
  (text, language) =>
    findIssues(text, language).map(({issue, ...place}) => ({
      kind: 'officialJournal',
      normal: issue,
      ...place,
    })),
  findCelex,
  (text, language) => findActs(text, language).map(({celex, ...act}) => ({...act, normal: celex})),
];

const ADDRESS = /(?:https?:\/\/|(?<![\w.-])(?:[\w-]{1,40}\.){1,5}europa\.eu\/)[^\s<>"“”«»\uFFFF]+/giu;
// A sign that no text has stands where something was found.
const TAKEN = '\uFFFF';

/**
 * Finds what a text refers to: other questions, procedures, documents of the Commission, the Official Journal, acts,
 * and addresses of any of these.
 *
 * @param text of any length, in any of the 24 languages: `as amended by Directive 2009/147/EC (see E-003068/2019)`
 * @param language the text's language, `null` if unknown
 * @returns each as printed and in a form that is the same in every language, in the order of the text, repetitions too;
 *   `normal` is `null` where what is printed does not decide; empty for a text without references
 * @example
 * findReferences('gemäß der Verordnung (EU) 2016/679', 'de')
 * //=> [{kind: 'regulation', printed: 'Verordnung (EU) 2016/679', normal: '32016R0679'}]
 */
export function findReferences(text: string, language: Language | null): TextReference[] {
  if (!/\d/.test(text)) return []; // every one has a number
  let rest = foldMarks(text).replace(/[^\S\n ]/g, ' ');
  const addresses = findAddresses(rest);
  const found: Found[] = addresses.flatMap(({address, ...place}) => {
    const reference = readCitedAddress(address);
    return reference === null ? [] : [{...reference, ...place}];
  });
  rest = withoutPlaces(rest, addresses);
  for (const find of FINDERS) {
    const places = find(rest, language);
    found.push(...places);
    rest = withoutPlaces(rest, places);
  }
  return found
    .sort((a, b) => a.index - b.index)
    .map(({kind, normal, index, length}) => ({kind, printed: text.slice(index, index + length), normal}));
}

// A number in small letters, or of one or two digits, is another thing: "E-16/11" is a case of the EFTA Court.
function findQuestions(text: string): Found[] {
  return findQuestionNumbers(text)
    .filter(
      ({printed, number: {letter, year, serial}}) =>
        /^[A-Z]\D+\d{3}/.test(printed) && termsOf(letter, year, serial).length > 0,
    )
    .map(({printed, number, index, answer}) => ({
      kind: 'question',
      normal: formatNumber(number),
      index,
      length: answer ? text.indexOf(')', index + printed.length) + 1 - index : printed.length,
    }));
}

function findAddresses(text: string): {address: string; index: number; length: number}[] {
  if (!/https?:|europa\.eu/i.test(text)) return []; // as in most texts
  return Array.from(text.matchAll(ADDRESS), ({0: printed, index}) => {
    const address = withoutSentenceEnd(printed);
    return {address, index, length: address.length};
  });
}

// "…/eli/reg/2016/679/oj)." ends before the bracket; "…reference=2012/0011(COD)" has its own.
function withoutSentenceEnd(address: string): string {
  const isOpened = address.includes('(');
  let end = address.length;
  for (let last = address.charAt(end - 1); /[.,;:!?)\]'’]/.test(last); last = address.charAt(end - 1)) {
    if (last === ')' && isOpened) break;
    end -= 1;
  }
  return address.slice(0, end);
}

function withoutPlaces(text: string, places: readonly Pick<Found, 'index' | 'length'>[]): string {
  let end = 0;
  const parts: string[] = [];
  for (const {index, length} of places) {
    parts.push(text.slice(end, index), TAKEN.repeat(length));
    end = index + length;
  }
  return parts.join('') + text.slice(end);
}
