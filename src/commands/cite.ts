import {openArchive} from '../archive.ts';
import {citeAnswers, citeQuestion, languagesOf} from '../cite/citation.ts';
import {CITATION_STYLES, type CitationStyleName} from '../cite/style.ts';
import {EpqError, type Failure, failureOf} from '../errors.ts';
import {fetchFromArchive} from '../fetch-question.ts';
import type {Language} from '../language.ts';
import type {QuestionRecord} from '../question.ts';
import type {Reference} from '../reference.ts';
import {openStore} from '../store.ts';
import {readReferences} from './fetch.ts';
import type {CommonOptions} from './options.ts';
import type {CommandWays} from './ways.ts';

/** The flags of `epq cite` alone. */
export interface CiteFlags {
  style: CitationStyleName;
  /** whether the answers are cited, and not the question */
  answer: boolean;
  /** `null`: one citation, in English where it exists, else the original */
  languages: readonly Language[] | 'all' | null;
}

/**
 * `epq cite`: cites questions or their answers, from the store, else from what the archive holds of them; no network.
 *
 * @param texts references as given; `-` reads them from `input`, one a line
 */
export async function runCite(
  texts: readonly string[],
  options: CommonOptions,
  {style: name, answer, languages}: CiteFlags,
  {input, output, messages, signal}: CommandWays,
): Promise<void> {
  const read = openReader(options);
  const style = CITATION_STYLES[name];
  const cited = new Set<string>(); // a joint answer is cited once
  await output.text(style.before);
  for await (const reference of readReferences(texts, input, AbortSignal.any([signal, output.closed]))) {
    if (signal.aborted || output.closed.aborted) break;
    try {
      if (!('candidates' in reference)) {
        messages.fail(reference);
        continue;
      }
      const {record, failures} = await read(reference);
      for (const failure of failures) messages.fail(failure);
      if (record === null) continue;
      const citations = answer ? citeAnswers(record, {languages}) : citeQuestion(record, {languages});
      if (citations.length === 0) messages.fail(nothingToCite(record, answer, languages));
      for (const citation of citations) {
        if (cited.has(citation.key)) continue;
        await output.text(`${cited.size === 0 ? '' : style.between}${style.write(citation)}`);
        cited.add(citation.key);
      }
    } catch (error) {
      messages.fail(
        failureOf(error, {id: 'candidates' in reference ? (reference.candidates[0] ?? null) : null}),
      );
    }
  }
  await output.text(style.after);
}

type Read = (reference: Reference) => Promise<{record: QuestionRecord | null; failures: Failure[]}>;

// What the store does not have is made of the archive, as `rebuild` does, and not saved.
function openReader(options: CommonOptions): Read {
  const store = openStore(options.out);
  const archive = openArchive(options.archive);
  return async reference => {
    for (const id of reference.candidates) {
      const record = await store.read(id);
      if (record !== null) return {record, failures: []};
    }
    const made = await fetchFromArchive(reference, archive);
    if (made.record !== null || !made.failures.every(({kind}) => kind === 'notFound')) return made;
    const missing = new EpqError('notFound', `${reference.number} is not stored in ${options.out}`, {
      hint: `fetch it first: epq fetch ${reference.number}`,
    });
    return {record: null, failures: [failureOf(missing, {id: reference.candidates[0] ?? null})]};
  };
}

function nothingToCite(record: QuestionRecord, answer: boolean, wanted: CiteFlags['languages']): Failure {
  const {id, number, answers, versions} = record;
  if (answer && answers.length === 0) {
    const error = new EpqError('notFound', `no answer to ${number} is stored`, {
      hint: 'epq update looks whether there is one now',
    });
    return failureOf(error, {id});
  }
  const there = languagesOf(answer ? Object.assign({}, ...answers.map(one => one.versions)) : versions);
  const asked = wanted === null || wanted === 'all' ? 'any language' : wanted.join(', ');
  const error = new EpqError(
    'notFound',
    `${answer ? 'the answer to ' : ''}${number} is not there in ${asked}`,
    {
      hint:
        there.length === 0 ? 'leave --lang out' : `it is there in ${there.join(', ')}: --lang ${there[0]}`,
    },
  );
  return failureOf(error, {id});
}
