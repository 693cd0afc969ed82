import {readAuthors} from './authors.ts';
import type {Language} from './language.ts';
import {languageOf} from './language.ts';
import type {Manifest} from './manifest.ts';
import {namesMembers} from './parse/closing.ts';
import {findHeading, type PrintedHeading, readRule, splitHeading} from './parse/heading.ts';
import {languageOfLabel} from './parse/label.ts';
import {writeText} from './parse/paragraphs.ts';
import type {Printed, PrintedAnswer, PrintedQuestion} from './parse/printed.ts';
import type {FileFormat, Footnote} from './question.ts';
import {findHeadingNumber, findQuestionNumbers, type QuestionNumber} from './reference.ts';
import type {AnswerWitness, QuestionWitness, Witness} from './witness.ts';
import {addresseeOf, readAnswerHeading, readDate, recogniseLanguage, spaceEvenly} from './words.ts';

/**
 * Understands what a layout read, with the words of the document's language.
 *
 * @param printed strings as printed
 * @param source the file's format
 * @param presumed the language that tags or address claim, used only where the words themselves tell none
 * @returns a witness; fields that the document does not show, or whose words nobody knows, are `null`
 */
export function normalise(printed: Printed, source: FileFormat, presumed: Language | null): Witness {
  return printed.kind === 'question'
    ? normaliseQuestion(printed, source, presumed)
    : normaliseAnswer(printed, source, presumed);
}

function normaliseQuestion(
  printed: PrintedQuestion,
  source: FileFormat,
  presumed: Language | null,
): QuestionWitness {
  const language =
    recogniseLanguage(printed.heading.kind) ??
    languageOfLabel(printed.subjectLabel ?? '', 'subject') ??
    presumed;
  const {footnotes, ...text} = writeText(printed.body, printed.notes);
  const submitted = dateIn(printed.submitted, language);
  return {
    kind: 'question',
    source,
    layout: printed.layout,
    language,
    number: numberIn(printed.number),
    ...understandHeading(printed.heading, language),
    ...text,
    footnotes,
    // Since 2023 a question's page may show its day of tabling only at its foot: "Submitted: 6.9.2023".
    date: dateIn(printed.date, language) ?? submitted,
    lastUpdated: dateIn(printed.lastUpdated, language),
    subject: printed.subject === null ? null : writeSubject(printed.subject),
    submitted,
    originalLanguage: printed.originalLanguage === null ? null : languageOf(printed.originalLanguage),
    procedures: printed.procedures,
    pe: printed.pe,
    supporters: readSupporters(printed.supportersMark, footnotes, language),
  };
}

function normaliseAnswer(
  printed: PrintedAnswer,
  source: FileFormat,
  presumed: Language | null,
): AnswerWitness {
  const heading = printed.heading.join(' ');
  const language = recogniseLanguage(heading) ?? presumed;
  // A joint answer's heading names its questions on lines between: "Joint answer", "to Written Questions …", "given by …".
  const short = [...printed.heading.slice(0, 1), ...printed.heading.slice(-1)].join(' ');
  const given = readAnswerHeading(heading, language) ?? readAnswerHeading(short, language);
  return {
    kind: 'answer',
    source,
    layout: printed.layout,
    language,
    number: numberIn(printed.number),
    heading: printed.heading,
    ...writeText(printed.body, printed.notes),
    date: dateIn(printed.date, language),
    lastUpdated: dateIn(printed.lastUpdated, language),
    givenBy: given?.givenBy ?? null,
    onBehalfOf: given?.onBehalfOf ?? null,
    dateMayBeCorrection: printed.dateMayBeCorrection,
    questions: findQuestionNumbers(printed.questionReference ?? '').map(({number}) => number),
  };
}

/**
 * Understands what the open data says of a question in each language, from its titles and printed headings.
 *
 * @param manifest one API record, read
 * @returns a witness for each language version, without text: the open data has none
 */
export function witnessesOfManifest(manifest: Manifest): QuestionWitness[] {
  const [listed, another] = manifest.addressees;
  const listedAddressee =
    listed === undefined || another !== undefined ? null : {code: listed.code, label: null};
  return Object.entries(manifest.versions).map(([code, version]) => {
    const language = languageOf(code);
    const place = findHeading(version.heading);
    const lines = version.heading.slice(place?.kind);
    const heading = splitHeading(lines, place === null ? null : place.last - place.kind);
    const {addressee, ...understood} = understandHeading(heading, language);
    return {
      kind: 'question',
      source: 'opendata',
      layout: null,
      language,
      number: numberIn(lines[0] ?? null),
      ...understood,
      addressee: addressee ?? listedAddressee,
      text: null,
      paragraphs: [],
      footnotes: [],
      date: manifest.date,
      lastUpdated: null,
      subject: version.title === null ? null : writeSubject(version.title),
      submitted: null,
      originalLanguage: manifest.originalLanguage,
      procedures: [],
      pe: manifest.pe,
      supporters: [],
    };
  });
}

/**
 * Understands a heading: addressee, rule and authors.
 *
 * @param heading split by position
 * @param language the language of its words, `null` if unknown
 */
export function understandHeading(
  {lines, addressee, rule, authors}: PrintedHeading,
  language: Language | null,
): Pick<QuestionWitness, 'heading' | 'addressee' | 'rule' | 'authors'> {
  return {
    heading: [...lines],
    addressee: addressee === null ? null : addresseeOf(addressee, language),
    rule: rule === null ? null : readRule(rule),
    authors: readAuthors(authors, language),
  };
}

// Tags of a template, or of the title's markup, may be left in a subject: "<Titre>Review of …</Titre>" (E-015644/2015).
function writeSubject(subject: string): string {
  return spaceEvenly(subject.replace(/<\/?[A-Za-z][^<>]*>/g, ''));
}

// "This question is supported by Members other than the authors: A (G), B (G)": the names follow the colon (E-001643/2025).
function readSupporters(
  printedMark: string | null,
  footnotes: readonly Footnote[],
  language: Language | null,
): QuestionWitness['supporters'] {
  if (printedMark === null) return [];
  const note = footnotes.findLast(({mark, text}) =>
    printedMark === '' ? namesMembers(text) : mark === printedMark,
  );
  const names = /:\s(.*?)\.?$/s.exec(note?.text ?? '')?.[1] ?? '';
  return readAuthors([names], language);
}

function dateIn(printed: string | null, language: Language | null): string | null {
  return printed === null ? null : (readDate(printed, language) ?? readDate(printed, null));
}

function numberIn(line: string | null): QuestionNumber | null {
  return line === null ? null : findHeadingNumber(line);
}
