import {compareAnswers, compareQuestions, compareVersions, SOURCE_ORDER, sourcesOf} from './agreement.ts';
import {identifyMembers} from './identify-members.ts';
import {LANGUAGE_CODES, type Language} from './language.ts';
import type {Manifest, ManifestAnnex, ManifestAnswer, ManifestFile, ManifestVersion} from './manifest.ts';
import {witnessesOfManifest} from './normalise.ts';
import type {
  Annex,
  Answer,
  AnswerVersion,
  Difference,
  FileEntry,
  LanguageStatus,
  QuestionRecord,
  QuestionVersion,
  TextReference,
} from './question.ts';
import {FILE_FORMATS, SCHEMA_VERSION} from './record-words.ts';
import {
  answerIdOfAnnex,
  formatNumber,
  idOf,
  isSameNumber,
  parseId,
  type QuestionNumber,
  questionIdOfAnswer,
  questionTypeOf,
  termsOf,
} from './reference.ts';
import {findReferences} from './references.ts';
import type {AnswerWitness, QuestionWitness, Witness} from './witness.ts';

/** One file of a question, of an answer or of an annex: what became of it, and what it says. */
export interface SourceFile {
  /** id of the question, of the answer or of the annex whose file it is */
  documentId: string;
  /** that its words are in, if it was read */
  language: Language;
  /** the language that its address names, where its words are in another (E-6-2007-3086-ASW_FR is in English) */
  askedIn?: Language;
  entry: FileEntry;
  /** `null` unless it was received and read */
  witness: Witness | null;
}

/** A file under the language that it is counted for. */
interface PlacedFile extends Omit<SourceFile, 'askedIn'> {
  /** what came from its address was in another language: there is no such version */
  isElsewhere: boolean;
}

/** Everything that is known of one question. */
export interface Sources {
  id: string;
  /** `null` without the open data */
  manifest: Manifest | null;
  files: SourceFile[];
  /** languages that the question's own pages list, `null` where none lists them */
  offered: Language[] | null;
  /** whether files that the open data lists and nobody asked for are named: for records of files given by hand */
  listUnrequested: boolean;
}

/**
 * Makes one record of everything known of a question: where sources disagree it keeps what the page says, then XHTML,
 * DOCX, PDF and the open data, in that order, and lists the difference.
 *
 * @param sources documents and open data, read; the same sources give the same record, whatever their order
 * @returns the record, every key there
 */
export function buildRecord(sources: Sources): QuestionRecord {
  const {id, manifest} = sources;
  const parts = parseId(id);
  if (parts === null) throw new TypeError(`${id} is no question's id`);
  const placed = placeFiles(sources.files);
  const files = placed.filter(({documentId}) => documentId === id);
  const statuses = LANGUAGE_CODES.map(language => [language, statusOf(language, files, sources)] as const);
  const witnesses = [
    ...files.map(({witness}) => witness).filter(isQuestion),
    ...(manifest === null ? [] : witnessesOfManifest(manifest)),
  ];
  const originalLanguage = first(bySource(witnesses).map(witness => witness.originalLanguage));
  const lead = inLeadOrder(witnesses, originalLanguage);
  const answers = buildAnswers(sources, placed, originalLanguage);
  const shown = LANGUAGE_CODES.filter(language =>
    isShown(language, files, sources, manifest?.versions[language]),
  );
  const versions = Object.fromEntries(
    shown.map(language => [language, buildQuestionVersion(language, witnesses, files, sources)]),
  );
  const {letter, term, year, serial} = parts;
  const signatories = {
    authors: lead.find(witness => witness.authors.length > 0)?.authors ?? [],
    supporters: lead.find(witness => witness.supporters.length > 0)?.supporters ?? [],
  };
  const {authors, supporters} = identifyMembers(
    signatories,
    {parliamentaryTerm: term, authorIds: manifest?.authorIds ?? []},
    null,
  );
  const addressee = lead.find(witness => witness.addressee?.label != null)?.addressee ?? null;
  return {
    schemaVersion: SCHEMA_VERSION,
    id,
    number: formatNumber({letter, year, serial, revision: null}),
    revision: lead.find(({number}) => number !== null)?.number?.revision ?? null,
    type: questionTypeOf(letter),
    parliamentaryTerm: term,
    date: first(bySource(witnesses).map(({date}) => date)) ?? manifest?.date ?? null,
    rule: first(lead.map(({rule}) => rule)),
    addressees:
      addressee === null
        ? (manifest?.addressees ?? []).map(({code}) => ({code, label: null}))
        : [{code: addressee.code ?? manifest?.addressees[0]?.code ?? null, label: addressee.label}],
    authors,
    supporters,
    // A question without any version still has a title (E-9-2024-001067).
    subject: first(lead.map(({subject}) => subject)) ?? manifest?.title ?? null,
    originalLanguage: originalLanguage ?? manifest?.originalLanguage ?? null,
    languages: Object.fromEntries(statuses) as Record<Language, LanguageStatus>,
    versions,
    answers: answers.map(({answer}) => answer),
    procedures: [...new Set(bySource(witnesses).flatMap(({procedures}) => procedures))],
    references: collectReferences(versions, originalLanguage, [id]),
    documents: {
      eli: manifest?.eli ?? null,
      pe: first(bySource(witnesses).map(({pe}) => pe)) ?? manifest?.pe ?? null,
    },
    agreement: {
      sources: sourcesOf([
        ...witnesses,
        ...answers.flatMap(answer => answer.witnesses),
        ...(manifest === null ? [] : [OPEN_DATA]),
      ]),
      differences: [
        ...LANGUAGE_CODES.flatMap(language => [
          ...compareExistence('languages', language, files, manifest?.versions ?? null),
          ...compareQuestions(bySource(inLanguage(witnesses, language))),
        ]),
        ...compareVersions(LANGUAGE_CODES.flatMap(language => leadOf(inLanguage(witnesses, language)))),
        ...answers.flatMap(({differences}) => differences),
      ],
    },
  };
}

const OPEN_DATA = {source: 'opendata'} as const;

/* ---- languages ---- */

// A document in another language than its address names says that there is none in that one. It is a witness of the
// version of its own language where that has no such document of its own; of several, all the same, one is enough.
function placeFiles(files: readonly SourceFile[]): PlacedFile[] {
  const order = ({askedIn}: SourceFile): number =>
    askedIn === undefined ? -1 : LANGUAGE_CODES.indexOf(askedIn);
  const placed: PlacedFile[] = [];
  for (const {askedIn, ...file} of [...files].sort((a, b) => order(a) - order(b))) {
    const isThere = placed.some(
      ({documentId, language, entry}) =>
        documentId === file.documentId &&
        language === file.language &&
        entry.format === file.entry.format &&
        entry.status === 'ok',
    );
    if (askedIn === undefined || !isThere) placed.push({...file, isElsewhere: false});
    if (askedIn === undefined) continue;
    const {format, url} = file.entry;
    const entry = {format, url, status: 'absent', bytes: null, sha256: null, layout: null} as const;
    placed.push({...file, language: askedIn, entry, witness: null, isElsewhere: true});
  }
  return placed;
}

function statusOf(language: Language, files: readonly PlacedFile[], sources: Sources): LanguageStatus {
  const own = files.filter(file => file.language === language);
  const known = own.map(({entry}) => entry.status);
  const listed = sources.manifest === null ? null : language in sources.manifest.versions;
  if (known.includes('ok')) return 'available';
  if (known.includes('blocked')) return 'blocked';
  if (known.includes('failed')) return 'failed';
  if (own.some(({isElsewhere}) => isElsewhere)) return 'not-translated';
  if (listed === true) return sources.listUnrequested || known.length > 0 ? 'available' : 'not-requested';
  if (listed === false || known.includes('absent')) return 'not-translated';
  return sources.offered === null || sources.offered.includes(language) ? 'not-requested' : 'not-translated';
}

// A version is shown when something of it was asked for and is not simply absent, or when the open data is all there is.
function isShown(
  language: Language,
  files: readonly PlacedFile[],
  {listUnrequested}: Sources,
  listed: ManifestVersion | undefined,
): boolean {
  const own = files.filter(file => file.language === language);
  return (
    own.some(({entry}) => entry.status !== 'absent') ||
    (listed !== undefined && (listUnrequested || own.length > 0))
  );
}

// One source has the version, another says that there is none.
function compareExistence(
  field: string,
  language: Language,
  files: readonly PlacedFile[],
  versions: Manifest['versions'] | null,
): Difference[] {
  const own = files.filter(file => file.language === language);
  const saying = own.filter(({entry, isElsewhere}) => entry.status === 'ok' || isElsewhere);
  if (saying.length === 0) return [];
  const values = Object.fromEntries([
    ...saying
      .sort((a, b) => Number(b.isElsewhere) - Number(a.isElsewhere))
      .map(({entry, isElsewhere}) => [entry.format, isElsewhere ? 'not-translated' : 'available']),
    ...(versions === null ? [] : [['opendata', language in versions ? 'available' : 'not-translated']]),
  ]);
  return new Set(Object.values(values)).size < 2 ? [] : [{field, language, values}];
}

function buildQuestionVersion(
  language: Language,
  all: readonly QuestionWitness[],
  files: readonly PlacedFile[],
  sources: Sources,
): QuestionVersion {
  const witnesses = bySource(inLanguage(all, language));
  return {
    subject: first(witnesses.map(({subject}) => subject)),
    heading: witnesses.find(({heading}) => heading.length > 0)?.heading ?? [],
    ...textOf(witnesses),
    submitted: first(witnesses.map(({submitted}) => submitted)),
    lastUpdated: first(witnesses.map(({lastUpdated}) => lastUpdated)),
    files: listFiles(language, files, sources, sources.manifest?.versions[language]),
  };
}

function textOf(witnesses: readonly Witness[]): Pick<QuestionVersion, 'text' | 'paragraphs' | 'footnotes'> {
  const {
    text = null,
    paragraphs = [],
    footnotes = [],
  } = witnesses.find(witness => witness.text !== null) ?? {};
  return {text, paragraphs, footnotes};
}

function listFiles(
  language: Language,
  files: readonly PlacedFile[],
  {listUnrequested}: Sources,
  listed: ManifestVersion | undefined,
): FileEntry[] {
  const entries = files.filter(file => file.language === language).map(({entry}) => entry);
  const unasked = listUnrequested
    ? (listed?.files ?? [])
        .filter(({format}) => entries.every(entry => entry.format !== format))
        .map(notRequested)
    : [];
  const order = (entry: FileEntry): number => FILE_FORMATS.indexOf(entry.format);
  return [...entries, ...unasked].sort((a, b) => order(a) - order(b) || (a.url < b.url ? -1 : 1));
}

function notRequested({format, url}: ManifestFile): FileEntry {
  return {format, url, status: 'not-requested', bytes: null, sha256: null, layout: null};
}

/* ---- answers ---- */

interface BuiltAnswer {
  answer: Answer;
  witnesses: AnswerWitness[];
  differences: Difference[];
}

function buildAnswers(
  sources: Sources,
  placed: readonly PlacedFile[],
  originalLanguage: Language | null,
): BuiltAnswer[] {
  const {id, manifest} = sources;
  const listed = manifest?.answers ?? [];
  const ids = new Set([
    ...listed.map(answer => answer.id),
    ...placed
      .filter(({documentId}) => documentId !== id)
      .map(({documentId}) => answerIdOfAnnex(documentId) ?? documentId),
  ]);
  const built = [...ids].map(answerId => {
    const entry = listed.find(answer => answer.id === answerId);
    const files = placed.filter(({documentId}) => documentId === answerId);
    const witnesses = files.map(({witness}) => witness).filter(isAnswer);
    const lead = inLeadOrder(witnesses, originalLanguage);
    const shown = LANGUAGE_CODES.filter(language =>
      isShown(language, files, sources, entry?.versions?.[language]),
    );
    const questions = answeredQuestions(id, answerId, witnesses, entry?.questions ?? null);
    const versions = Object.fromEntries(
      shown.map(language => [
        language,
        buildAnswerVersion(language, witnesses, files, sources, entry?.versions?.[language]),
      ]),
    );
    const answer: Answer = {
      id: answerId,
      date: answerDate(answerId, witnesses, entry?.date ?? null),
      givenBy: first(lead.map(({givenBy}) => givenBy)),
      onBehalfOf: first(lead.map(({onBehalfOf}) => onBehalfOf)),
      questions,
      annexes: buildAnnexes(answerId, entry?.annexes ?? [], placed, sources),
      references: collectReferences(versions, originalLanguage, [id, ...questions]),
      versions,
    };
    const opendata = entry === undefined ? [] : [witnessOfListedAnswer(entry)];
    const prefix = `answers.${answerId}.`;
    const differences = LANGUAGE_CODES.flatMap(language => {
      const own = bySource(inLanguage(witnesses, language));
      return [
        ...compareExistence(`${prefix}versions`, language, files, entry?.versions ?? null),
        ...(own.length === 0 ? [] : compareAnswers([...own, ...opendata], prefix)),
      ];
    });
    return {answer, witnesses, differences};
  });
  return built.sort((a, b) => {
    const [dateA, dateB] = [a.answer.date ?? '9999', b.answer.date ?? '9999'];
    return dateA === dateB ? (a.answer.id < b.answer.id ? -1 : 1) : dateA < dateB ? -1 : 1;
  });
}

function buildAnnexes(
  answerId: string,
  listed: readonly ManifestAnnex[],
  placed: readonly PlacedFile[],
  sources: Sources,
): Annex[] {
  const ids = new Set([
    ...listed.map(({id}) => id),
    ...placed.map(({documentId}) => documentId).filter(id => answerIdOfAnnex(id) === answerId),
  ]);
  return [...ids].sort().map(id => {
    const versions = listed.find(annex => annex.id === id)?.versions ?? {};
    const files = placed.filter(({documentId}) => documentId === id);
    return {
      id,
      title: first([versions.en, ...Object.values(versions)].map(version => version?.title ?? null)),
      files: LANGUAGE_CODES.flatMap(language =>
        listFiles(language, files, sources, versions[language]).map(({layout: _, ...file}) => ({
          language,
          ...file,
        })),
      ),
    };
  });
}

const DAY = 86_400_000;

// Pages of the redesign may show the day of a later correction below an answer's heading: 18.12.2012 on an answer of
// 2011 (E-006543/2011). Such a date counts only where no other source gives one, and only if it can be the answer's: no
// answer of 2022 came more than 170 days after its question; half a year after the question's year none is due.
function answerDate(
  answerId: string,
  witnesses: readonly AnswerWitness[],
  listed: string | null,
): string | null {
  const sure = bySource(witnesses.filter(({dateMayBeCorrection}) => !dateMayBeCorrection));
  const yearEnd = Date.UTC(parseId(questionIdOfAnswer(answerId))?.year ?? 0, 11, 31);
  const possible = witnesses.map(({date}) =>
    date !== null && Date.parse(date) - yearEnd > 183 * DAY ? null : date,
  );
  return first(sure.map(({date}) => date)) ?? listed ?? first(possible);
}

function witnessOfListedAnswer({date, questions}: ManifestAnswer): AnswerWitness {
  return {
    kind: 'answer',
    source: 'opendata',
    layout: null,
    language: null,
    number: null,
    heading: [],
    text: null,
    paragraphs: [],
    footnotes: [],
    date,
    lastUpdated: null,
    givenBy: null,
    onBehalfOf: null,
    dateMayBeCorrection: false,
    questions: questions
      .map(parseId)
      .filter(id => id !== null)
      .map(id => ({...id, revision: null})),
  };
}

// A source that names fewer does not deny the others: all are kept, and the difference is listed.
function answeredQuestions(
  id: string,
  answerId: string,
  witnesses: readonly AnswerWitness[],
  listed: readonly string[] | null,
): string[] {
  const named = witnesses
    .flatMap(({questions}) => questions)
    .flatMap(number => {
      const known = listed?.find(question => isSameNumber(parseId(question), number));
      const term = termBeside(number, id);
      return known ?? (term === null ? [] : [idOf(number.letter, term, number.year, number.serial)]);
    });
  return [...new Set([...(listed ?? [id, questionIdOfAnswer(answerId)]), ...named])].sort();
}

// In a year of two terms a number that follows one of the later term, or precedes one of the earlier, is of the same.
function termBeside({letter, year, serial}: QuestionNumber, id: string): number | null {
  const terms = termsOf(letter, year, serial);
  const known = parseId(id);
  if (terms.length < 2) return terms[0] ?? null;
  if (known === null || known.year !== year || !/^[EP]{2}$/.test(known.letter + letter)) return null;
  if (known.term === terms.at(-1) && serial >= known.serial) return known.term;
  return known.term === terms[0] && serial <= known.serial ? known.term : null;
}

function buildAnswerVersion(
  language: Language,
  all: readonly AnswerWitness[],
  files: readonly PlacedFile[],
  sources: Sources,
  listed: ManifestVersion | undefined,
): AnswerVersion {
  const witnesses = bySource(inLanguage(all, language));
  return {
    heading: witnesses.find(({heading}) => heading.length > 0)?.heading ?? [],
    ...textOf(witnesses),
    lastUpdated: first(witnesses.map(({lastUpdated}) => lastUpdated)),
    files: listFiles(language, files, sources, listed),
  };
}

/* ---- references ---- */

// Each once, as the leading version prints it; two that nobody can read are one where kind and digits agree.
function collectReferences(
  versions: Partial<Record<Language, Pick<QuestionVersion, 'text' | 'footnotes'>>>,
  originalLanguage: Language | null,
  own: readonly string[],
): TextReference[] {
  const known = new Set(own.map(numberOfId));
  return leadLanguages(originalLanguage)
    .flatMap(language => {
      const {text, footnotes} = versions[language] ?? {text: null, footnotes: []};
      const written = [text ?? '', ...footnotes.map(note => note.text)].join('\n');
      return findReferences(written, language);
    })
    .filter(({kind, printed, normal}) => {
      const key = normal ?? `${kind} ${printed.replace(/\D+/g, ' ')}`;
      return !known.has(key) && known.add(key);
    });
}

function numberOfId(id: string): string | null {
  const parts = parseId(id);
  return parts === null ? null : formatNumber({...parts, revision: null});
}

/* ---- choosing among witnesses ---- */

function bySource<W extends Witness>(witnesses: readonly W[]): W[] {
  return [...witnesses].sort((a, b) => SOURCE_ORDER.indexOf(a.source) - SOURCE_ORDER.indexOf(b.source));
}

// The top level says what the English version says, else the original's, else the first there is; within one, page first.
function leadLanguages(originalLanguage: Language | null): Language[] {
  return [...new Set<Language>(['en', ...(originalLanguage ? [originalLanguage] : []), ...LANGUAGE_CODES])];
}

function inLeadOrder<W extends Witness>(witnesses: readonly W[], originalLanguage: Language | null): W[] {
  const order = leadLanguages(originalLanguage);
  const place = ({language}: W): number => (language === null ? order.length : order.indexOf(language));
  return bySource(witnesses).sort((a, b) => place(a) - place(b));
}

// Whoever is believed first of those that show authors: one language version, one voice.
function leadOf(witnesses: readonly QuestionWitness[]): QuestionWitness[] {
  const lead = bySource(witnesses).find(({authors}) => authors.length > 0);
  return lead === undefined ? [] : [lead];
}

function inLanguage<W extends Witness>(witnesses: readonly W[], language: Language): W[] {
  return witnesses.filter(witness => witness.language === language);
}

function first<T>(values: readonly (T | null)[]): T | null {
  return values.find(value => value !== null) ?? null;
}

function isQuestion(witness: Witness | null): witness is QuestionWitness {
  return witness?.kind === 'question';
}

function isAnswer(witness: Witness | null): witness is AnswerWitness {
  return witness?.kind === 'answer';
}
