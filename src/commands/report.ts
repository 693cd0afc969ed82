import {openDraft} from '../export/draft.ts';
import {writeReport} from '../report/write-report.ts';
import {openStore} from '../store.ts';
import {readStoredRecords} from '../stored-records.ts';
import {VERSION} from '../version.ts';
import type {CommonOptions, RangeOptions, ReportFlags} from './options.ts';
import {count, counted, openTrack} from './track.ts';
import type {CommandWays} from './ways.ts';

/**
 * `epq report`: writes one web page of the stored records of a selection, which needs no network.
 *
 * The page takes its name once it is whole. A record that cannot be read is a failure, and the others are shown all the same.
 */
export async function runReport(
  options: CommonOptions,
  {range, letters, today}: RangeOptions,
  {into, replace}: ReportFlags,
  {messages, signal}: Omit<CommandWays, 'input'>,
): Promise<void> {
  const store = openStore(options.out);
  const draft = await openDraft(into, replace);
  const track = openTrack(messages, () => performance.now());
  track.found((await store.ids()).length, range === null && letters === null);
  try {
    // Without answers nothing could tell whether a question has one: they are left out of the texts alone.
    const selection = {range, letters, languages: options.languages, answers: true};
    const stored = readStoredRecords(store, selection, failure => messages.fail(failure));
    const written = await writeReport(
      into,
      draft.path,
      followed(stored, id => track.question({id}, true, 0)),
      {
        facts: {madeOn: today, version: VERSION, selection: inWords(options, {range, letters})},
        answers: options.answers,
        isStopped: () => signal.aborted,
      },
    );
    track.end();
    if (written === null) {
      messages.say('stopped; no report was made');
      return;
    }
    await draft.commit();
    messages.say(`${counted(written.questions, 'question')}, ${count(written.withText)} with text (${into})`);
  } finally {
    track.end();
    await draft.discard();
  }
}

async function* followed<T extends {id: string}>(
  records: AsyncIterable<T>,
  onEach: (id: string) => void,
): AsyncGenerator<T> {
  for await (const record of records) {
    yield record;
    onEach(record.id);
  }
}

/** What was asked for, as the page says it; `null`: everything. */
function inWords(
  {languages, answers}: Pick<CommonOptions, 'languages' | 'answers'>,
  {range, letters}: Pick<RangeOptions, 'range' | 'letters'>,
): string | null {
  const parts = [
    range === null ? [] : `tabled from ${range.from} to ${range.to}`,
    letters === null ? [] : `of type ${letters.join(', ')}`,
    languages === 'all' ? [] : `language versions ${languages.join(', ')} only`,
    answers ? [] : "without the answers' texts",
  ].flat();
  return parts.length === 0 ? null : parts.join('; ');
}
