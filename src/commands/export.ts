import {EpqError} from '../errors.ts';
import {openDraft} from '../export/draft.ts';
import {EXPORT_FORMATS, type ExportFormat} from '../export/exporter.ts';
import {openStore} from '../store.ts';
import {readStoredRecords} from '../stored-records.ts';
import type {CommonOptions, ExportFlags, RangeOptions} from './options.ts';
import {counted, openTrack} from './track.ts';
import type {CommandWays} from './ways.ts';

/**
 * `epq export`: writes the stored records of a selection in one form, one record after the other.
 *
 * NDJSON goes to stdout unless `--into` names a file; every other form to a file or folder, which takes its name once it is
 * whole. A record that cannot be read is a failure, and the others are exported all the same.
 */
export async function runExport(
  options: CommonOptions,
  {range, letters}: RangeOptions,
  flags: ExportFlags,
  {output, messages, signal}: Omit<CommandWays, 'input'>,
): Promise<void> {
  if (flags.to !== 'ndjson' && options.fields !== null) {
    throw new EpqError(
      'usage',
      `--fields chooses among the fields of records, and ${flags.to} has a form of its own`,
      {
        hint: 'expected --to ndjson, or no --fields',
      },
    );
  }
  const store = openStore(options.out);
  const {languages, answers} = options;
  const records = readStoredRecords(store, {range, letters, languages, answers}, failure =>
    messages.fail(failure),
  );
  if (flags.to === 'ndjson' && flags.into === null) {
    for await (const record of records) {
      await output.record(record);
      if (signal.aborted || output.closed.aborted) return;
    }
    return;
  }
  const format: ExportFormat = EXPORT_FORMATS[flags.to];
  const into = flags.into ?? format.into;
  const draft = await openDraft(into, flags.replace);
  const track = openTrack(messages, () => performance.now());
  track.found((await store.ids()).length, range === null && letters === null);
  try {
    const exporter = await format.open(draft.path, flags);
    for await (const record of records) {
      await exporter.record(record);
      track.question({id: record.id}, true, 0);
      if (signal.aborted) break;
    }
    const written = await exporter.end();
    track.end();
    if (signal.aborted) {
      messages.say('stopped; nothing was exported');
      return;
    }
    await draft.commit();
    const parts = Object.entries(written).map(([thing, number]) => counted(number, thing));
    messages.say(`${parts.join(', ')} (${into})`);
  } finally {
    track.end();
    await draft.discard();
  }
}
