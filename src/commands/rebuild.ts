import {openArchive} from '../archive.ts';
import {failureOf} from '../errors.ts';
import {fetchQuestion} from '../fetch-question.ts';
import {mapInOrder} from '../map-in-order.ts';
import {narrowRecord} from '../narrow-record.ts';
import {ENOUGH_AT_ONCE} from '../readers.ts';
import {parseReference} from '../reference.ts';
import {openStore} from '../store.ts';
import type {CommonOptions} from './options.ts';
import {counted} from './track.ts';
import type {CommandWays} from './ways.ts';

/**
 * `epq rebuild`: makes every stored record anew from the archive; no network.
 *
 * Records are printed only where `--format` or `--fields` asks for them. A record of which the archive holds nothing is
 * left as it is, and said to be a failure.
 */
export async function runRebuild(
  options: CommonOptions,
  {output, messages, signal}: Omit<CommandWays, 'input'>,
): Promise<void> {
  const archive = openArchive(options.archive);
  const store = openStore(options.out);
  const ids = [...new Set([...(await store.ids()), ...(await archive.questionIds())])].sort();
  const total = ids.length;
  const counts = {saved: 0, unchanged: 0, failed: 0};
  const isPrinted = options.format !== null || options.fields !== null;
  let done = 0;
  messages.say(`rebuilding ${counted(total, 'record')} from ${options.archive} …`);

  const rebuildOne = async (id: string): Promise<Awaited<ReturnType<typeof rebuild>>> => {
    try {
      return await rebuild(id);
    } catch (error) {
      return {record: null, failures: [failureOf(error, {id})], outcome: 'failed'};
    }
  };
  const rebuild = async (id: string) => {
    const {record, failures} = await fetchQuestion(
      parseReference(id),
      {
        // Nothing is asked for: what the archive knows goes into the record, an earlier refusal as its file's status.
        languages: [],
        documents: [],
        answers: false,
        source: 'auto',
        refresh: false,
      },
      {archive, transport: null, now: () => ''},
    );
    const outcome: keyof typeof counts =
      record === null ? 'failed' : options.save ? await store.save(record) : 'unchanged';
    return {record, failures, outcome};
  };

  for await (const {record, failures, outcome} of mapInOrder(ids, ENOUGH_AT_ONCE, rebuildOne)) {
    done += 1;
    counts[outcome] += 1;
    for (const failure of failures) messages.fail(failure);
    messages.end();
    if (record !== null && isPrinted) await output.record(narrowRecord(record, options));
    messages.progress({event: 'question', done, total, id: record?.id ?? null});
    if (signal.aborted || output.closed.aborted || failures.some(({kind}) => kind === 'store')) break;
  }
  messages.end();
  messages.say(`${counts.saved} saved, ${counts.unchanged} unchanged, ${counts.failed} failed`);
}
