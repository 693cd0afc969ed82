import {essenceOf, findDifferingParagraphs} from './differing-paragraphs.ts';
import type {Author, Difference, QuestionRecord} from './question.ts';
import {formatNumber} from './reference.ts';
import type {AnswerWitness, QuestionWitness, Source, Witness} from './witness.ts';

/** The order in which sources are believed: page, XHTML, DOCX, PDF, open data. */
export const SOURCE_ORDER: readonly Source[] = ['html', 'xhtml', 'docx', 'pdf', 'opendata'];

/** What a witness says of one field, as the record shows it. */
export type Statement = string | number | readonly string[] | null;

/** A statement that several witnesses may make. */
interface Field<W> {
  name: string;
  value: (witness: W) => Statement;
  /** whether it says anything; otherwise where the value is not `null` */
  states?: (witness: W) => boolean;
  /** in what form two values are the same; otherwise their essence */
  comparable?: (witness: W) => string;
}

/** A statement of several paragraphs, of which those that differ are shown. */
interface ParagraphsField {
  name: string;
  /** the paragraphs compared, each with what is shown of it */
  paragraphs: (witness: Witness) => readonly {text: string; shown: string}[];
}

const QUESTION_FIELDS: readonly Field<QuestionWitness>[] = [
  {name: 'number', value: ({number}) => number && formatNumber(number)},
  {
    name: 'revision',
    // A document that shows none is of the question before it was revised.
    states: ({number}) => number !== null,
    value: ({number}) => number?.revision ?? null,
  },
  {name: 'date', value: ({date}) => date},
  {name: 'submitted', value: ({submitted}) => submitted},
  {name: 'rule', value: ({rule}) => rule},
  {
    name: 'addressees',
    value: ({addressee}) => addressee && (addressee.label ?? addressee.code),
    comparable: ({addressee}) => addressee?.code ?? foldName(addressee?.label ?? ''),
  },
  people('authors', ({authors}) => authors),
  {
    name: 'authors.onBehalfOf',
    value: ({authors}) => listOrNull([...new Set(authors.flatMap(({onBehalfOf}) => onBehalfOf ?? []))]),
  },
  people('supporters', ({supporters}) => supporters),
  {name: 'subject', value: ({subject}) => subject},
  {name: 'originalLanguage', value: ({originalLanguage}) => originalLanguage},
  {name: 'procedures', value: ({procedures}) => listOrNull([...procedures].sort())},
  {name: 'pe', value: ({pe}) => pe},
];

const ANSWER_FIELDS: readonly Field<AnswerWitness>[] = [
  {name: 'date', value: ({date, dateMayBeCorrection}) => (dateMayBeCorrection ? null : date)},
  {name: 'givenBy', value: ({givenBy}) => givenBy},
  {name: 'onBehalfOf', value: ({onBehalfOf}) => onBehalfOf},
  {name: 'questions', value: answeredQuestions},
];

const PARAGRAPHS_FIELDS: readonly ParagraphsField[] = [
  {name: 'text', paragraphs: ({paragraphs}) => paragraphs.map(({text}) => ({text, shown: text}))},
  {
    name: 'footnotes',
    paragraphs: ({footnotes}) =>
      footnotes.map(({mark, text}) => ({
        // A mark on a line of its own, above a long address, may not be told from the text (E-014419/2015, untagged).
        text: mark === '' ? text.replace(/^\d{1,2}\s/, '') : text,
        shown: mark === '' ? text : `[${mark}] ${text}`,
      })),
  },
];

/**
 * Compares what the sources say of one language version of a question.
 *
 * @param witnesses of one question in one language
 * @returns a difference for each field on which two of them disagree beyond the spelling that `essenceOf` leaves out;
 *   of texts and footnotes only the paragraphs that differ; empty where all agree. A source that says nothing of a
 *   field does not disagree. A second document of one source is named `pdf 2`
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
    return new Set(groups.map(foldName)).size > 1;
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

/**
 * What a witness says, field by field: the fields that are compared, but text and footnotes.
 *
 * @returns by the field's name; `null` for what it does not say
 */
export function statementsOf(witness: Witness): Record<string, Statement> {
  const entries =
    witness.kind === 'question'
      ? QUESTION_FIELDS.map(({name, value}) => [name, value(witness)] as const)
      : ANSWER_FIELDS.map(({name, value}) => [name, value(witness)] as const);
  return Object.fromEntries(entries);
}

/** The sources that witnesses come from: the open data, which says what versions there are, then as they are believed. */
export function sourcesOf(witnesses: readonly {source: Source}[]): QuestionRecord['agreement']['sources'] {
  const sources = new Set(witnesses.map(({source}) => source));
  const inOrder = SOURCE_ORDER.filter(source => source !== 'opendata' && sources.has(source));
  return sources.has('opendata') ? ['opendata', ...inOrder] : inOrder;
}

function compare<W extends Witness>(
  fields: readonly Field<W>[],
  witnesses: readonly W[],
  prefix: string,
): Difference[] {
  // In most languages nothing is known of a question.
  if (witnesses.length < 2) return [];
  const language = witnesses[0]?.language ?? null;
  const named = witnesses.map((witness, index) => {
    const earlier = witnesses.slice(0, index).filter(({source}) => source === witness.source).length;
    return {witness, name: earlier === 0 ? witness.source : `${witness.source} ${earlier + 1}`};
  });
  const values = [
    ...fields.map(field => [field.name, differingValues(field, named)] as const),
    ...PARAGRAPHS_FIELDS.map(field => [field.name, differingParagraphs(field, named)] as const),
  ];
  return values.flatMap(([name, found]) =>
    found === null ? [] : [{field: prefix + name, language, values: found}],
  );
}

/** A witness, and the name under which a difference shows what it says. */
interface Named<W> {
  witness: W;
  name: string;
}

function differingValues<W>(
  {value, states = witness => value(witness) !== null, comparable}: Field<W>,
  named: readonly Named<W>[],
): Difference['values'] | null {
  const stating = named.filter(({witness}) => states(witness));
  const forms = stating.map(({witness}) => comparable?.(witness) ?? essenceOf(String(value(witness))));
  if (new Set(forms).size < 2) return null;
  return Object.fromEntries(stating.map(({name, witness}) => [name, value(witness)]));
}

function differingParagraphs(
  {paragraphs}: ParagraphsField,
  named: readonly Named<Witness>[],
): Record<string, string[]> | null {
  const stating = named
    .filter(({witness}) => witness.text !== null)
    .map(({name, witness}) => ({name, own: paragraphs(witness), differing: new Set<number>()}));
  for (const [index, a] of stating.entries()) {
    for (const b of stating.slice(index + 1)) {
      const found = findDifferingParagraphs(
        a.own.map(({text}) => text),
        b.own.map(({text}) => text),
      );
      for (const place of found.a) a.differing.add(place);
      for (const place of found.b) b.differing.add(place);
    }
  }
  if (stating.every(({differing}) => differing.size === 0)) return null;
  return Object.fromEntries(
    stating.map(({name, own, differing}) => [
      name,
      own.filter((_paragraph, place) => differing.has(place)).map(({shown}) => shown),
    ]),
  );
}

function people(
  name: string,
  listOf: (witness: QuestionWitness) => readonly Author[],
): Field<QuestionWitness> {
  return {
    name,
    value: witness => listOrNull(listOf(witness).map(printAuthor)),
    comparable: witness => foldName(listOf(witness).map(printAuthor).join()),
  };
}

// The page of a joint answer may name its own question alone; the open data, which has no number of its own, names all.
function answeredQuestions({number, questions}: AnswerWitness): string[] | null {
  const own = number === null ? [] : [formatNumber(number)];
  const named = new Set(questions.map(formatNumber));
  return [...named].every(one => own.includes(one)) ? null : [...new Set([...own, ...named])].sort();
}

// Capitals do not count in names: a page may print "BIZZOTTO".
function foldName(name: string): string {
  return essenceOf(name).toLowerCase();
}

function printAuthor({name, politicalGroup, onBehalfOf}: Author): string {
  return politicalGroup === null ? (name ?? onBehalfOf ?? '') : `${name} (${politicalGroup})`;
}

function listOrNull(list: readonly string[]): readonly string[] | null {
  return list.length === 0 ? null : list;
}
