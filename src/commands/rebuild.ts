import {type Archive, openArchive, requireHeld} from '../archive.ts';
import {type Failure, failureOf} from '../errors.ts';
import {fetchFromArchive} from '../fetch-question.ts';
import {mapInOrder} from '../map-in-order.ts';
import {narrowRecord} from '../narrow-record.ts';
import type {QuestionRecord} from '../question.ts';
import {ENOUGH_AT_ONCE} from '../readers.ts';
import {parseReference} from '../reference.ts';
import {openStore, type Store} from '../store.ts';
import {isNothingWritable} from '../write-file.ts';
import type {CommonOptions} from './options.ts';
import {counted} from './track.ts';
import type {CommandWays} from './ways.ts';

/**
 * `epq rebuild`: makes every stored record anew from the archive; no network.
 *
 * Records are printed only where `--format` or `--fields` asks for them. A record of which the archive holds nothing, or
 * less than it was read from, keeps what it says, and is said to be a failure; one of an earlier schema version is carried to
 * this epq's.
 */
export async function runRebuild(
  options: CommonOptions,
  {output, messages, signal}: Omit<CommandWays, 'input'>,
): Promise<void> {
  const archive = openArchive(options.archive);
  const store = openStore(options.out);
  const {ids, total} = await listQuestions(store, archive);
  const counts = {saved: 0, unchanged: 0, failed: 0};
  const isPrinted = options.format !== null || options.fields !== null;
  let [done, isDiskFull] = [0, false];
  messages.say(`rebuilding ${counted(total, 'record')} from ${options.archive} …`);

  const save = (record: QuestionRecord): Promise<'saved' | 'unchanged'> =>
    store.save(record, false, requireHeld(archive));

  const rebuildOne = async (id: string): Promise<Rebuilt> => {
    try {
      const {record, failures} = await fetchFromArchive(parseReference(id), archive);
      // What the archive does not give stays, in the form of today.
      const kept = record ?? (await store.read(id));
      const saved = kept !== null && options.save ? await save(kept) : 'unchanged';
      return {record, failures, outcome: record === null ? 'failed' : saved};
    } catch (error) {
      isDiskFull ||= isNothingWritable(error);
      return {record: null, failures: [failureOf(error, {id})], outcome: 'failed'};
    }
  };

  for await (const {record, failures, outcome} of mapInOrder(linesOf(ids), ENOUGH_AT_ONCE, rebuildOne)) {
    done += 1;
    counts[outcome] += 1;
    for (const failure of failures) messages.fail(failure);
    messages.end();
    if (record !== null && isPrinted) await output.record(narrowRecord(record, options));
    messages.progress({event: 'question', done, total, id: record?.id ?? null});
    if (signal.aborted || output.closed.aborted || isDiskFull) break;
  }
  messages.end();
  messages.say(`${counts.saved} saved, ${counts.unchanged} unchanged, ${counts.failed} failed`);
}

/** What became of one record. */
interface Rebuilt {
  record: QuestionRecord | null;
  failures: Failure[];
  outcome: 'saved' | 'unchanged' | 'failed';
}

// As one text: as many strings would take some five times the memory, all the while that the records are made.
async function listQuestions(store: Store, archive: Archive): Promise<{ids: string; total: number}> {
  const ids = [...new Set([...(await store.ids()), ...(await archive.questionIds())])].sort();
  return {ids: ids.map(id => `${id}\n`).join(''), total: ids.length};
}

function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    yield text.slice(start, end);
    start = end + 1;
  }
}
