import type {Author, Difference, QuestionRecord} from './question.ts';
import {formatNumber} from './reference.ts';
import type {AnswerWitness, QuestionWitness, Source, Witness} from './witness.ts';
import {foldText} from './words.ts';

/** The order in which sources are believed: page, XHTML, DOCX, PDF, open data. */
export const SOURCE_ORDER: readonly Source[] = ['html', 'xhtml', 'docx', 'pdf', 'opendata'];

type Value = Difference['values'][string];

/** A statement that several witnesses may make: what each says, and in what form two of them are the same. */
interface Field<W> {
  name: string;
  value: (witness: W) => Value;
  comparable?: (witness: W) => string;
}

const SHARED: Field<Witness>[] = [{name: 'text', value: witness => witness.text, comparable: textOf}];

const QUESTION_FIELDS: Field<QuestionWitness>[] = [
  {
    name: 'number',
    value: ({number}) =>
      number === null
        ? null
        : formatNumber(number) + (number.revision === null ? '' : `/rev.${number.revision}`),
  },
  {name: 'date', value: ({date}) => date},
  {name: 'rule', value: ({rule}) => rule},
  {
    name: 'addressees',
    value: ({addressee}) => addressee?.label ?? null,
    comparable: ({addressee}) => addressee?.code ?? fold(addressee?.label ?? ''),
  },
  {
    name: 'authors',
    value: ({authors}) => (authors.length === 0 ? null : authors.map(printAuthor)),
    comparable: ({authors}) => fold(authors.map(printAuthor).join(', ')),
  },
  {name: 'subject', value: ({subject}) => subject},
  {name: 'originalLanguage', value: ({originalLanguage}) => originalLanguage},
  {name: 'pe', value: ({pe}) => pe},
  ...SHARED,
];

const ANSWER_FIELDS: Field<AnswerWitness>[] = [
  {name: 'date', value: ({date, dateMayBeCorrection}) => (dateMayBeCorrection ? null : date)},
  {name: 'givenBy', value: ({givenBy}) => givenBy},
  {name: 'onBehalfOf', value: ({onBehalfOf}) => onBehalfOf},
  {
    name: 'questions',
    value: ({questions}) =>
      questions.length === 0 ? null : [...new Set(questions.map(formatNumber))].sort(),
  },
  ...SHARED,
];

/**
 * Compares what the sources say of one language version of a question.
 *
 * @param witnesses of one question in one language
 * @returns a difference for each field on which two of them disagree beyond the spelling of spaces, hyphens and
 *   apostrophes; of two texts only the paragraphs that differ; empty where all agree
 */
export function compareQuestions(witnesses: readonly QuestionWitness[]): Difference[] {
  return compare(QUESTION_FIELDS, witnesses, '');
}

/**
 * Compares what the sources say of one language version of an answer.
 *
 * @param prefix what a field's name begins with: `answers.E-9-2019-003068-ASW.`
 */
export function compareAnswers(witnesses: readonly AnswerWitness[], prefix: string): Difference[] {
  return compare(ANSWER_FIELDS, witnesses, prefix);
}

/**
 * Compares the authors' groups between language versions: E-000222/2022 prints "Jérôme Rivière (ID)" in French and
 * German, "(NI)" in English and Polish.
 *
 * Names are no help, for Greek and Latin script and declension spell them differently: authors are the same by their
 * place, where all versions have as many.
 *
 * @param versions of one question, the witness of each language that is believed first
 * @returns one difference without a language, its values by language: the authors whose group differs, as printed;
 *   empty where all agree or the numbers of authors differ
 */
export function compareVersions(versions: readonly QuestionWitness[]): Difference[] {
  const printing = versions.filter(({authors}) => authors.length > 0);
  const count = printing[0]?.authors.length ?? 0;
  if (printing.some(({authors}) => authors.length !== count)) return [];
  const differing = [...Array(count).keys()].filter(index => {
    const groups = printing.flatMap(({authors}) => authors[index]?.politicalGroup ?? []);
    return new Set(groups.map(fold)).size > 1;
  });
  if (differing.length === 0) return [];
  const values = Object.fromEntries(
    printing.map(({language, authors}) => [
      language,
      authors.filter((_, index) => differing.includes(index)).map(printAuthor),
    ]),
  );
  return [{field: 'authors.politicalGroup', language: null, values}];
}

/** The sources that witnesses come from: the open data, which says what versions there are, then as they are believed. */
export function sourcesOf(witnesses: readonly {source: Source}[]): QuestionRecord['agreement']['sources'] {
  const sources = new Set(witnesses.map(({source}) => source));
  const inOrder = SOURCE_ORDER.filter(source => source !== 'opendata' && sources.has(source));
  return sources.has('opendata') ? ['opendata', ...inOrder] : inOrder;
}

function compare<W extends Witness>(
  fields: Field<W>[],
  witnesses: readonly W[],
  prefix: string,
): Difference[] {
  const language = witnesses[0]?.language ?? null;
  return fields.flatMap(({name, value, comparable = witness => fold(String(value(witness)))}) => {
    const stating = witnesses.filter(witness => value(witness) !== null);
    if (new Set(stating.map(comparable)).size < 2) return [];
    const values = Object.fromEntries(
      stating.map(witness => [
        witness.source,
        name === 'text' ? differingParagraphs(witness, stating) : value(witness),
      ]),
    );
    return [{field: prefix + name, language, values}];
  });
}

// Texts are the same whatever their division into paragraphs: that of an untagged PDF is found by position.
function textOf({paragraphs, footnotes}: Witness): string {
  const all = [...paragraphs.map(({text}) => text), ...footnotes.map(({text}) => text)];
  return all.map(essence).join('');
}

function differingParagraphs(witness: Witness, all: readonly Witness[]): string[] {
  const own = [...witness.paragraphs, ...witness.footnotes].map(({text}) => text);
  const others = all
    .filter(other => other !== witness)
    .map(other => new Set([...other.paragraphs, ...other.footnotes].map(({text}) => essence(text))));
  return own.filter(text => others.some(texts => !texts.has(essence(text))));
}

// What remains of a text when neither spaces nor the form of footnote marks, quotes and hyphens count.
function essence(text: string): string {
  return fold(text)
    .replace(/\[(\d+|\*+|[a-z]{1,6})\]/g, '$1')
    .replace(/[‘’‚“”„«»"]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/\s/g, '');
}

function fold(text: string): string {
  return foldText(text).toLowerCase();
}

function printAuthor({name, politicalGroup, onBehalfOf}: Author): string {
  return politicalGroup === null ? (name ?? onBehalfOf ?? '') : `${name} (${politicalGroup})`;
}
