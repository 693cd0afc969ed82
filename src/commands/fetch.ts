import {createInterface} from 'node:readline';
import type {Readable} from 'node:stream';
import {type Archive, openArchive, requireHeld} from '../archive.ts';
import {EpqError, type Failure, failureOf} from '../errors.ts';
import {type Fetched, fetchQuestion} from '../fetch-question.ts';
import {mapInOrder} from '../map-in-order.ts';
import {narrowRecord} from '../narrow-record.ts';
import {parseReference, type Reference} from '../reference.ts';
import {reidentify} from '../reidentify.ts';
import {openStore} from '../store.ts';
import {isoNow, openTransport, wantedOf} from './connect.ts';
import type {CommonOptions} from './options.ts';
import type {CommandWays} from './ways.ts';

/**
 * `epq fetch`: fetches questions in every language version, saves and prints them.
 *
 * @param texts references as given; `-` reads them from `input`, one a line
 * @param signal stops after what is being written
 */
export async function runFetch(
  texts: readonly string[],
  options: CommonOptions,
  {input, output, messages, signal}: CommandWays,
): Promise<void> {
  const archive = openArchive(options.archive);
  const store = openStore(options.out);
  const transport = openTransport(options, signal);
  const failures: Failure[] = [];
  const asked = new Set<string>();
  let done = 0;
  const total = texts.includes('-') ? null : texts.length;

  const onMembers = async (term: number, expected: Archive): Promise<void> => {
    if (options.save)
      await reidentify(term, expected, store, signal, async record => {
        await store.save(record);
      });
  };
  const fetchOne = async (reference: Reference | Failure): Promise<Outcome> => {
    if (!('candidates' in reference))
      return {ids: [], fetched: {record: null, failures: [reference], warnings: []}};
    const ids = reference.candidates;
    if (signal.aborted) return {ids: [], fetched: NOTHING};
    messages.say(`${reference.number}: ${options.offline ? 'reading the archive' : 'asking'} …`);
    try {
      const fetched = await fetchQuestion(reference, wantedOf(options), {
        archive,
        transport,
        now: isoNow,
        onMembers,
        onFile: file => {
          messages.detail(
            `${file.id} ${file.language ?? ''} ${file.format}: ${file.status} (${file.from}) ${file.url}`,
          );
          if (options.progress === 'json') messages.progress({event: 'file', done, total, ...file});
        },
      });
      // A question that a stop cut short is left as it was: what came of it is archived, and the same command goes on.
      if (signal.aborted) return {ids: [], fetched: NOTHING};
      if (fetched.record !== null && options.save)
        await store.save(fetched.record, false, options.offline ? requireHeld(archive) : undefined);
      return {ids, fetched};
    } catch (error) {
      return {ids, fetched: {record: null, failures: [failureOf(error, {id: ids[0] ?? null})], warnings: []}};
    }
  };

  try {
    for await (const {ids, fetched} of mapInOrder(
      readReferences(texts, input, AbortSignal.any([signal, output.closed])),
      options.concurrency,
      fetchOne,
    )) {
      done += 1;
      for (const id of ids) asked.add(id);
      for (const warning of fetched.warnings) messages.warn(warning);
      if (!signal.aborted) {
        for (const failure of fetched.failures) {
          messages.fail(failure);
          failures.push(failure);
        }
      }
      messages.end();
      if (fetched.record !== null) await output.record(narrowRecord(fetched.record, options));
      messages.progress({event: 'question', done, total, id: fetched.record?.id ?? ids[0] ?? null});
      if (output.closed.aborted || signal.aborted || fetched.failures.some(({kind}) => kind === 'store'))
        break;
    }
    if (options.save)
      await store.recordFailures(
        asked,
        failures.filter(({kind}) => kind !== 'usage'),
      );
  } catch (error) {
    if (!(error instanceof EpqError)) throw error;
    messages.fail(failureOf(error));
  } finally {
    messages.end();
    await transport?.close();
  }
}

const NOTHING: Fetched = {record: null, failures: [], warnings: []};

interface Outcome {
  ids: string[];
  fetched: Fetched;
}

/**
 * Reads references from arguments and stdin.
 *
 * @param texts arguments; `-` stands for the lines of `input`: references, or NDJSON objects with an `id`; blank
 *   lines and `#` comments are skipped
 * @param signal ends the reading of `input`, whose end may be far
 * @returns a reference, or the failure of a text that is none, for each
 */
export async function* readReferences(
  texts: readonly string[],
  input: Readable,
  signal: AbortSignal,
): AsyncGenerator<Reference | Failure> {
  for (const text of texts) {
    if (text !== '-') yield readReference(text);
    else {
      for await (const line of createInterface({input, signal, crlfDelay: Number.POSITIVE_INFINITY})) {
        const trimmed = line.trim();
        if (trimmed !== '' && !trimmed.startsWith('#')) yield readReference(idOfLine(trimmed));
      }
    }
  }
}

function readReference(text: string): Reference | Failure {
  try {
    return parseReference(text);
  } catch (error) {
    return failureOf(error);
  }
}

function idOfLine(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const {id} = JSON.parse(line) as {id?: unknown};
    return typeof id === 'string' ? id : line;
  } catch {
    return line;
  }
}
