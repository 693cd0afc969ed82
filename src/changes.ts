import type {Annex, QuestionRecord} from './question.ts';

/** What happened to a question between two looks at it. */
export interface Change {
  event: 'added' | 'answered' | 'revised' | 'version-added';
  id: string;
  /** `E-003068/2019` */
  number: string;
  /** the day it was tabled */
  date: string | null;
  subject: string | null;
  /** what changed, as `--fields` names it: `answers`, `versions.lv`, `revision`; empty for a question that is new */
  fields: string[];
}

/** These follow from the rest (paragraphs and references from the text), or tell of the files and not of the question. */
const DERIVED = new Set(['schemaVersion', 'languages', 'agreement', 'files', 'paragraphs', 'references']);

/**
 * Compares two records of a question.
 *
 * A file whose bytes changed while nothing that is read from it did is no change, nor is another division into lines: a
 * page that was blocked, and is not any more, divides what its PDF said otherwise. A text that could not be had before,
 * because its host was blocked or failed, is an added version, and no revision.
 *
 * @param before `null` where there was none
 * @returns at most one change of each kind, in the order answered, version-added, revised
 */
export function changesBetween(before: QuestionRecord | null, after: QuestionRecord): Change[] {
  const {id, number, date, subject} = after;
  const about = {id, number, date, subject};
  if (before === null) return [{event: 'added', ...about, fields: []}];
  const known = new Map(before.answers.map(answer => [answer.id, answer]));
  const isNew = isAnswered(after) && (!isAnswered(before) || after.answers.some(({id}) => !known.has(id)));
  const added = addedVersions('versions', before.versions, after.versions);
  const revised = differences(
    '',
    {...before, versions: null, answers: null},
    {...after, versions: null, answers: null},
  );
  revised.push(...versionDifferences('versions', before.versions, after.versions));
  for (const answer of after.answers) {
    const old = known.get(answer.id);
    if (old === undefined) continue;
    added.push(...addedVersions('answers.versions', old.versions, answer.versions));
    const without = {versions: null, annexes: null};
    revised.push(...differences('answers.', {...old, ...without}, {...answer, ...without}));
    if (haveChanged(old.annexes, answer.annexes)) revised.push('answers.annexes');
    revised.push(...versionDifferences('answers.versions', old.versions, answer.versions));
  }
  if (before.answers.some(answer => !after.answers.some(one => one.id === answer.id)))
    revised.push('answers');
  const change = (event: Change['event'], fields: readonly string[]): Change[] =>
    fields.length === 0 ? [] : [{event, ...about, fields: [...new Set(fields)]}];
  return [
    ...change('answered', isNew ? ['answers'] : []),
    ...change('version-added', added),
    ...change('revised', revised),
  ];
}

/**
 * Whether a question is known to be answered.
 *
 * Without the open data an answer may be in the record because its page was asked for and blocked: that says nothing.
 */
export function isAnswered({answers, agreement}: QuestionRecord): boolean {
  if (agreement.sources.includes('opendata')) return answers.length > 0;
  return answers.some(({versions}) => Object.values(versions).some(({text}) => text !== null));
}

// An annex is all in its bytes: other ones, where both are known, are another annex.
function haveChanged(before: readonly Annex[], after: readonly Annex[]): boolean {
  const names = (annexes: readonly Annex[]): string =>
    JSON.stringify(annexes.map(({id, title}) => [id, title]));
  if (names(before) !== names(after)) return true;
  const hashes = new Map(before.flatMap(({files}) => files).map(({url, sha256}) => [url, sha256]));
  return after
    .flatMap(({files}) => files)
    .some(({url, sha256}) => sha256 !== null && sha256 !== (hashes.get(url) ?? sha256));
}

interface Version {
  text: string | null;
}

type Versions = Readonly<Partial<Record<string, Version>>>;

function addedVersions(path: string, before: Versions, after: Versions): string[] {
  return Object.keys(after)
    .filter(language => isAdded(before[language], after[language]))
    .map(language => `${path}.${language}`);
}

function isAdded(before: Version | undefined, after: Version | undefined): boolean {
  return before === undefined || (before.text === null && after !== undefined && after.text !== null);
}

function versionDifferences(path: string, before: Versions, after: Versions): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(language => {
    const [old, now] = [before[language], after[language]];
    if (now === undefined) return [`${path}.${language}`];
    return old === undefined || isAdded(old, now) ? [] : differences(`${path}.${language}.`, old, now);
  });
}

function differences(path: string, before: object, after: object): string[] {
  return Object.entries(after)
    .filter(
      ([key, value]) =>
        !DERIVED.has(key) && comparable(key, value) !== comparable(key, before[key as keyof typeof before]),
    )
    .map(([key]) => path + key);
}

function comparable(key: string, value: unknown): string {
  const lines = key === 'heading' && Array.isArray(value) ? value.join(' ') : value;
  return typeof lines === 'string' ? lines.replace(/\s+/g, ' ') : JSON.stringify(lines);
}
