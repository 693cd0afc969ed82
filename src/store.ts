import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {EpqError, type Failure} from './errors.ts';
import {type QuestionRecord, questionRecord} from './question.ts';
import {parseId} from './reference.ts';
import {writeFileAtomically} from './write-file.ts';

/** The records on disk, and the list of what failed last. */
export interface Store {
  /**
   * Writes one record, whole or not at all.
   *
   * @returns `unchanged` when the same bytes were there
   * @throws EpqError `store`; TypeError for a record that its own schema refuses: a bug of ours
   */
  save(record: QuestionRecord): Promise<'saved' | 'unchanged'>;
  /** Ids of all stored records, ascending. */
  ids(): Promise<string[]>;
  /** Replaces what `failures.ndjson` says of these questions. */
  recordFailures(ids: ReadonlySet<string>, failures: readonly Failure[]): Promise<void>;
}

/**
 * Opens a store.
 *
 * @param directory `epq-data`; created when something is first written
 */
export function openStore(directory: string): Store {
  const failuresPath = join(directory, 'failures.ndjson');
  return {
    async save(record) {
      const checked = questionRecord.safeParse(record);
      if (!checked.success)
        throw new TypeError(`the record of ${record.id} breaks its own schema: ${checked.error.message}`);
      const path = recordPath(directory, record.id);
      const bytes = writeRecord(record);
      if ((await readIfThere(path)) === bytes) return 'unchanged';
      await writeFileAtomically(path, bytes);
      return 'saved';
    },
    async ids() {
      const years = await listIfThere(join(directory, 'questions'));
      const names = await Promise.all(years.map(year => listIfThere(join(directory, 'questions', year))));
      return names
        .flat()
        .filter(name => name.endsWith('.json') && parseId(name.slice(0, -5)) !== null)
        .map(name => name.slice(0, -5))
        .sort();
    },
    async recordFailures(ids, failures) {
      const before = (await readIfThere(failuresPath))?.split('\n').filter(line => line !== '') ?? [];
      const kept = before.filter(line => !ids.has(idOfFailure(line)));
      const lines = [...kept, ...failures.map(failure => JSON.stringify(failure))];
      if (lines.join('\n') !== before.join('\n')) {
        await writeFileAtomically(failuresPath, lines.map(line => `${line}\n`).join(''));
      }
    },
  };
}

/** A record as it stands on disk: two spaces, a final newline. */
export function writeRecord(record: QuestionRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

function recordPath(directory: string, id: string): string {
  const parts = parseId(id);
  if (parts === null) throw new TypeError(`${id} is no question's id`);
  return join(directory, 'questions', String(parts.year), `${id}.json`);
}

function idOfFailure(line: string): string {
  try {
    return String((JSON.parse(line) as {id?: unknown}).id);
  } catch {
    return ''; // a line that a person wrote: kept as it is
  }
}

async function readIfThere(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(error => unlessAbsent(error, path, null));
}

async function listIfThere(path: string): Promise<string[]> {
  return readdir(path).catch(error => unlessAbsent(error, path, []));
}

function unlessAbsent<T>(error: NodeJS.ErrnoException, path: string, absent: T): T {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return absent;
  throw new EpqError('store', `cannot read ${path}: ${error.code ?? error.message}`, {cause: error});
}
