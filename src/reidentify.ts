import {apiAddress} from './addresses.ts';
import type {Archive} from './archive.ts';
import {EpqError} from './errors.ts';
import {completeMembers} from './member-directory.ts';
import type {QuestionRecord} from './question.ts';
import {readRecord} from './question-records.ts';
import {parseId} from './reference.ts';
import type {Store} from './store.ts';
import {Stopped} from './turns.ts';

/**
 * Makes stored records agree with Members' names that are about to be archived, so that a rebuild gives the same bytes.
 *
 * @param term whose Members they are
 * @param archive as it will be
 * @param onChange told of each record whose ids change; it saves it
 * @throws Stopped where the run is stopped: the names must not be archived yet
 * @throws EpqError `store`
 */
export async function reidentify(
  term: number,
  archive: Archive,
  store: Store,
  signal: AbortSignal,
  onChange: (record: QuestionRecord, before: QuestionRecord) => Promise<void>,
): Promise<void> {
  for (const id of await store.ids()) {
    if (parseId(id)?.term !== term) continue;
    if (signal.aborted) throw new Stopped();
    const before = await store.read(id).catch(() => null); // what cannot be read is the concern of verify
    if (before === null) continue;
    const url = apiAddress(id);
    const document = await archive.read(url);
    // Made of files given by hand, which are not archived: it cannot be made anew.
    if (document === null && before.agreement.sources.includes('opendata')) continue;
    let authorIds: readonly number[] = [];
    try {
      if (document !== null) authorIds = readRecord(document.body, id, url).authorIds;
    } catch (error) {
      if (!(error instanceof EpqError)) throw error;
      continue; // it cannot be made anew either
    }
    const {record} = await completeMembers(before, authorIds, {archive, transport: null, now: () => ''});
    if (JSON.stringify(record) !== JSON.stringify(before)) await onChange(record, before);
  }
}
