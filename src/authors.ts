import type {Language} from './language.ts';
import {LANGUAGE_CODES} from './language.ts';
import {LEXICON} from './lexicon.ts';
import type {Author} from './question.ts';
import {escapePattern, mayEndOnBehalf, readOnBehalfOf} from './words.ts';

/**
 * Reads the authors of a heading.
 *
 * Names are split at commas outside brackets, and at "and" only behind a closing bracket: "Róża Gräfin von Thun und
 * Hohenstein (PPE)", "William (The Earl of) Dartmouth (EFDD)".
 *
 * @param lines the heading's lines below the rule: `A (G) , B (G) and C (G)`; oral questions print no groups, and a
 *   line, or what follows a comma, may name the committee or group they act for
 * @param language the heading's language, `null` to try the words of all
 * @returns authors in printed order, groups as printed, no MEP ids; a committee or group that tables alone, or stands
 *   among the names by its abbreviation ("LIBE"), is an author without a name, `onBehalfOf` itself; empty for no lines
 * @source 872 headings of 2022, 369 PDFs of 2015, oral questions of 2016 to 2020; creators "ECON; Irene TINAGLI" in
 *   Parliament's list of 2019; unproven: a heading of several groups, each with its names
 */
export function readAuthors(lines: readonly string[], language: Language | null): Author[] {
  const words: readonly string[] = language === null ? EVERY_AND : LEXICON[language].and;
  return splitOnBehalf(lines, language).flatMap(({names, onBehalfOf}) => {
    const printed = splitNames(names, words);
    if (printed.length === 0 && onBehalfOf !== null) return [bodyNamed(onBehalfOf)];
    return printed.map(({name, politicalGroup}) =>
      politicalGroup === null && BODY.test(name)
        ? bodyNamed(name)
        : {name, politicalGroup, mepId: null, onBehalfOf},
    );
  });
}

const EVERY_AND = LANGUAGE_CODES.flatMap<string>(code => LEXICON[code].and);

function bodyNamed(onBehalfOf: string): Author {
  return {name: null, politicalGroup: null, mepId: null, onBehalfOf};
}

// Committees have four letters or figures (ENVI, TAX3); groups are those of the terms since 1999.
const BODY =
  /^(?:[A-Z]{3}[A-Z\d]|PPE(?:-DE)?|PSE|S&D|ELDR|ALDE|Renew|Verts\/ALE|GUE\/NGL|The Left|UEN|EDD|TDI|IND\/DEM|ITS|EFDD?|ECR|ENF|ID|PfE|ESN)$/;

// The longest name of a committee has some 130 characters, with the words before it.
const LONGEST_ON_BEHALF = 250;

/** Names that act together, and for whom. */
interface Segment {
  names: string;
  onBehalfOf: string | null;
}

// On a line of its own (O-9-2020-000010), or behind a comma on the authors' line (O-8-2016-000006, nl).
function splitOnBehalf(lines: readonly string[], language: Language | null): Segment[] {
  const naming = lines.flatMap((line, index) => (readOnBehalfOf(line, language) === null ? [] : [index]));
  if (naming.length > 1) return naming.map((_, index) => segmentOf(lines, naming, index, language));
  for (let index = 1; index < lines.length; index += 1) {
    const onBehalfOf = readOnBehalfOf(lines.slice(index).join(' '), language);
    if (onBehalfOf !== null) return [{names: joinNames(lines.slice(0, index)), onBehalfOf}];
  }
  const names = joinNames(lines);
  const places = mayEndOnBehalf(names, language) ? names.matchAll(/,?\s/g) : [];
  for (const {index} of places) {
    if (names.length - index > LONGEST_ON_BEHALF) continue;
    const onBehalfOf = readOnBehalfOf(names.slice(index + 1).trim(), language);
    if (onBehalfOf !== null) return [{names: names.slice(0, index), onBehalfOf}];
  }
  const onBehalfOf = readOnBehalfOf(names, language);
  return [onBehalfOf === null ? {names, onBehalfOf} : {names: '', onBehalfOf}];
}

// Several groups, each below its names: the line above one that names a group holds names, others before go on.
function segmentOf(
  lines: readonly string[],
  naming: readonly number[],
  place: number,
  language: Language | null,
): Segment {
  const [before = -1, own = 0, after = lines.length] = [-1, 0, 1].map(step => naming[place + step]);
  const firstName = place === 0 ? 0 : Math.min(own, Math.max(before + 1, own - 1));
  const end = place === naming.length - 1 ? lines.length : Math.max(own + 1, after - 1);
  return {
    names: joinNames(lines.slice(firstName, own)),
    onBehalfOf: readOnBehalfOf(lines.slice(own, end).join(' '), language),
  };
}

// A line may end at a name's own hyphen: "Hans-⏎Olaf Henkel" (E-015299/2015).
function joinNames(lines: readonly string[]): string {
  return lines.join(' ').replace(/(?<=\p{L}-) (?=\p{L})/gu, '');
}

function splitNames(names: string, and: readonly string[]): {name: string; politicalGroup: string | null}[] {
  const parts = splitAtCommas(names).flatMap(part => splitAtAnd(part, and));
  const hasGroups = parts.some(part => /\)\s*$/.test(part));
  const last = parts.at(-1);
  // Unproven: the last two names of a list without groups, joined by a word that stands in no name.
  if (!hasGroups && last !== undefined) {
    const safe = and.filter(word => word.length > 1 && word !== 'und').map(escapePattern);
    const split =
      safe.length === 0
        ? null
        : new RegExp(`^(.+\\S)\\s(?:${safe.join('|')})\\s(\\S.*)$`, 'u').exec(last.trim());
    if (split?.[1] !== undefined && split[2] !== undefined) parts.splice(-1, 1, split[1], split[2]);
  }
  return parts
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => {
      const [, name, politicalGroup] = /^(.*\S)\s*\(([^()]+)\)$/u.exec(part) ?? [];
      return name === undefined || politicalGroup === undefined
        ? {name: part, politicalGroup: null}
        : {name, politicalGroup: politicalGroup.trim()};
    });
}

// Commas within brackets part no names.
function splitAtCommas(names: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of names) {
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    if (depth === 0 && (character === ',' || character === ';')) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

// Behind a group, a short word in small letters before a capital is an "and" that the lexicon does not know.
const UNKNOWN_AND = /(?<=\((?:\p{Lu}[\p{L}&/-]{0,11}|The Left)\))\s+\p{Ll}{1,5}\s+(?=\p{Lu})/u;

const knownAnds = new Map<readonly string[], RegExp>();

function splitAtAnd(part: string, and: readonly string[]): string[] {
  const words =
    knownAnds.get(and) ?? new RegExp(`(?<=\\))\\s+(?:${and.map(escapePattern).join('|')})\\s+`, 'u');
  knownAnds.set(and, words);
  return part.split(words).flatMap(name => name.split(UNKNOWN_AND));
}
