import {statementsOf} from './agreement.ts';
import {ANYTHING, type Canary, type Expected, type Facts} from './canaries.ts';
import {essenceOf} from './differing-paragraphs.ts';
import type {Examination, ExaminedLayout} from './examine.ts';
import type {Language} from './language.ts';
import {LEXICON} from './lexicon.ts';
import type {Label} from './parse/label.ts';
import type {FileFormat, LayoutName} from './question.ts';
import type {Witness} from './witness.ts';

/** One thing about a document that is not as it was. */
export interface Finding {
  /** `document`: it is not there to be read, or is another; `layout`: it is in another one, or in none that is known */
  kind: 'document' | 'layout' | 'mark' | 'label' | 'field';
  /** the layout, the mark's name, the label as printed, or the field */
  name: string;
  /** in words, on one line */
  message: string;
}

/** What a document is, and must show. */
export interface Expectation {
  kind: 'question' | 'answer';
  language: Language;
  /** whether the question has an answer, to which a classic page links */
  isAnswered: boolean;
  layouts: readonly LayoutName[];
  factsOf: (layout: LayoutName | 'opendata') => Facts;
}

type Shown = Readonly<Partial<Record<LayoutName | 'opendata', readonly string[]>>>;

const HEADING = ['number', 'rule', 'addressees', 'authors', 'authors.onBehalfOf', 'subject'];

// Which of the facts of a question the documents of a layout show.
const SHOWN_OF_QUESTION: Shown = {
  classic: [...HEADING, 'date', 'procedures'],
  redesign: [...HEADING, 'date', 'procedures'],
  pdf: HEADING,
  docx: HEADING,
  xhtml: HEADING,
  opendata: [...HEADING, 'date'],
};

// A page of the redesign may show the day of a later correction (E-7-2011-006543-ASW); other forms show the answer's.
const SHOWN_OF_ANSWER: Shown = {
  classic: ['date', 'givenBy', 'onBehalfOf'],
  redesign: ['givenBy', 'onBehalfOf'],
  'pdf-answer': ['date', 'givenBy', 'onBehalfOf'],
  'docx-answer': ['date', 'givenBy', 'onBehalfOf'],
  'pdf-question-and-answer': ['date', 'givenBy', 'onBehalfOf'],
  opendata: ['date', 'questions'],
};

// Whatever the question.
const ALWAYS: Readonly<Partial<Record<LayoutName, Facts>>> = {
  classic: {text: ANYTHING},
  redesign: {text: ANYTHING, lastUpdated: ANYTHING},
  xhtml: {text: ANYTHING},
  docx: {text: ANYTHING},
  'docx-answer': {text: ANYTHING},
  pdf: {text: ANYTHING},
  'pdf-answer': {text: ANYTHING},
  'pdf-question-and-answer': {text: ANYTHING},
};

/** The formats that are read: not Word 97. */
export type ReadFormat = Exclude<FileFormat, 'doc'>;

// The layouts that a question's and an answer's files may have.
const LAYOUTS_OF: Readonly<Record<ReadFormat, Record<Expectation['kind'], readonly LayoutName[]>>> = {
  html: {question: ['classic', 'redesign'], answer: ['classic', 'redesign']},
  pdf: {question: ['pdf'], answer: ['pdf-answer', 'pdf-question-and-answer']},
  docx: {question: ['docx'], answer: ['docx-answer']},
  xhtml: {question: ['xhtml'], answer: ['xhtml']},
};

/**
 * What a document of a canary must show.
 *
 * @param format of the file; `json` for the open data
 */
export function expectationOf(
  {question, answer, languages, only}: Canary,
  kind: Expectation['kind'],
  language: Language,
  format: ReadFormat | 'json',
): Expectation {
  const own = languages[language];
  const facts = kind === 'question' ? {...question, ...own?.question} : {...answer?.facts, ...own?.answer};
  const shown = kind === 'question' ? SHOWN_OF_QUESTION : SHOWN_OF_ANSWER;
  return {
    kind,
    language,
    isAnswered: answer !== null,
    layouts: format === 'json' ? [] : LAYOUTS_OF[format][kind],
    factsOf: layout => ({
      ...Object.fromEntries(Object.entries(facts).filter(([field]) => shown[layout]?.includes(field))),
      ...(layout === 'opendata' ? {} : ALWAYS[layout]),
      ...(kind === 'question' ? only?.[layout] : {}),
    }),
  };
}

/**
 * Compares a page or a file with what it must show.
 *
 * @returns every mark, label and field that is not where it was; empty where all is
 */
export function findChanges({reads, failure, layouts}: Examination, expectation: Expectation): Finding[] {
  const {kind, language, isAnswered} = expectation;
  const found: Finding[] = [];
  if (failure !== null) found.push({kind: 'document', name: 'document', message: failure.message});
  const [read = null, ...others] = reads;
  if (others.length > 0) {
    const message = `it holds ${reads.length} questions and answers, expected one`;
    return [{kind: 'document', name: 'document', message}];
  }
  const layout = read?.witness.layout ?? null;
  if (layout !== null && !expectation.layouts.includes(layout)) {
    const expected = expectation.layouts.join(' or ');
    const message = `it is read as layout ${layout}, expected ${expected}`;
    return [...found, {kind: 'layout', name: layout, message}];
  }
  for (const {name, marks, labels} of layouts.filter(one => expectation.layouts.includes(one.name))) {
    const facts = expectation.factsOf(name);
    for (const mark of marks) {
      if (mark.isShown || (mark.of !== null && mark.of !== kind)) continue;
      const message = `no longer there: ${mark.name}, a mark of layout ${name}`;
      found.push({kind: 'mark', name: mark.name, message});
    }
    for (const {label, of, place, field, isInPlace, isThere} of labels) {
      const isDue = field === null || field in facts || (field === 'answered' && isAnswered);
      const printed = printedLabel(label, language);
      if (isInPlace || of !== kind || !isDue || printed === null) continue;
      const message = `label "${printed}" no longer stands ${place}${isThere ? ', but elsewhere' : ''}`;
      found.push({kind: 'label', name: printed, message});
    }
    if (read !== null) found.push(...findWrongFields(fieldsOf(read.witness), facts));
  }
  return found;
}

/**
 * Compares values with facts.
 *
 * @param values by field
 * @returns `field rule: expected 138, got null` for each fact that is not shown
 */
export function findWrongFields(values: ReturnType<typeof fieldsOf>, facts: Facts): Finding[] {
  return Object.entries(facts).flatMap(([field, expected]) => {
    const value = values[field] ?? null;
    if (fits(value, expected)) return [];
    const wanted = expected === ANYTHING ? 'a value' : print(expected);
    return [{kind: 'field', name: field, message: `field ${field}: expected ${wanted}, got ${print(value)}`}];
  });
}

/** What a witness says, by field, in the form in which facts are given: addressees by their code. */
export function fieldsOf(witness: Witness): ReturnType<typeof statementsOf> {
  const {text, paragraphs, lastUpdated} = witness;
  const addressee = witness.kind === 'question' ? witness.addressee : null;
  return {
    ...statementsOf(witness),
    ...(witness.kind === 'question' ? {addressees: addressee?.code ?? addressee?.label ?? null} : {}),
    text: text === null ? null : `${paragraphs.length} paragraphs`,
    lastUpdated,
  };
}

/**
 * A label as a language prints it.
 *
 * @returns `Subject:`; `null` where no document has shown the word
 */
export function printedLabel(label: Label, language: Language): string | null {
  const [word] = LEXICON[language][label];
  return word === undefined
    ? null
    : `${word}${label === 'answerMarkers' || label === 'legalNotice' ? '' : ':'}`;
}

function fits(value: ReturnType<typeof fieldsOf>[string], expected: Expected): boolean {
  if (value === null || value === undefined) return false;
  return expected === ANYTHING || essenceOf(String(value)) === essenceOf(String(expected));
}

function print(value: Exclude<Expected, typeof ANYTHING> | null): string {
  return typeof value === 'object' && value !== null ? value.join(', ') : String(value);
}

/** The signs that layouts show, and those they lack, in words. */
export function describeSigns(
  {marks, labels}: ExaminedLayout,
  kind: Witness['kind'] | null,
  language: Language | null,
): {
  marks: {found: string[]; missing: string[]};
  labels: {found: string[]; missing: string[]};
} {
  const own = marks.filter(({of}) => of === null || kind === null || of === kind);
  const ownLabels = labels
    .filter(({of}) => kind === null || of === kind)
    .flatMap(({label, place, isInPlace}) => {
      const printed = printedLabel(label, language ?? 'en');
      return printed === null ? [] : [{name: `"${printed}" ${place}`, isShown: isInPlace}];
    });
  const part = (signs: readonly {name: string; isShown: boolean}[]) => ({
    found: signs.filter(({isShown}) => isShown).map(({name}) => name),
    missing: signs.filter(({isShown}) => !isShown).map(({name}) => name),
  });
  return {marks: part(own), labels: part(ownLabels)};
}
