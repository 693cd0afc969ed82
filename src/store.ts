import {readdir, readFile, rename, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {EpqError, type Failure} from './errors.ts';
import {guardInside} from './guard-inside.ts';
import {laterVersion, migrateRecord, schemaVersionOf} from './migrate-record.ts';
import type {QuestionRecord} from './question.ts';
import {noLongerRead} from './record-files.ts';
import {SCHEMA_VERSION} from './record-words.ts';
import {parseId} from './reference.ts';
import {attemptWrite, makeDirectory, writeFileAtomically} from './write-file.ts';

/** The records on disk, and the list of what failed last. */
export interface Store {
  /**
   * Writes one record, whole or not at all.
   *
   * @param keepsOld whether a record that it replaces is kept under `history/`, numbered from 1; one that was read from
   *   more than this one always is
   * @param onLess told, before anything is written, from what a record that it replaces was read and this one was not;
   *   may throw
   * @returns `unchanged` when the same bytes were there
   * @throws EpqError `store`, also where a later epq wrote what it would replace; TypeError for a record that its own
   *   schema refuses: a bug of ours
   */
  save(
    record: QuestionRecord,
    keepsOld?: boolean,
    onLess?: (addresses: readonly string[]) => Promise<void>,
  ): Promise<'saved' | 'unchanged'>;
  /**
   * Reads one record; one of an earlier schema version is carried to this epq's, and left as it is on disk.
   *
   * @returns `null` where there is none
   * @throws EpqError `store` for a file that is no record, and for a record of a later schema version
   */
  read(id: string): Promise<QuestionRecord | null>;
  /** Whether the very bytes of a record are stored. */
  holds(record: QuestionRecord): Promise<boolean>;
  /**
   * Stores a record's file that lies under another name or year where it belongs.
   *
   * @returns whether it now lies there; not for what is no record, and never in the place of other bytes
   * @throws EpqError `store`
   */
  adopt(path: string): Promise<boolean>;
  /** Years of which there are records, ascending. */
  years(): Promise<number[]>;
  /** Ids of all stored records, or of those of a year, ascending. */
  ids(year?: number): Promise<string[]>;
  /** Replaces what `failures.ndjson` says of these questions; without a failure left there is no such file. */
  recordFailures(ids: ReadonlySet<string>, failures: readonly Failure[]): Promise<void>;
  /** What `failures.ndjson` says; lines that are no failure are passed over. */
  failures(): Promise<Failure[]>;
}

// Loaded with the first record that is saved or read: a run that does neither does without.
const definition = async () => (await import('./question.ts')).questionRecord;

/**
 * Opens a store.
 *
 * @param directory `epq-data`; created when something is first written
 * @param migrate carries a record of an earlier schema version to this epq's
 */
export function openStore(directory: string, migrate: (record: unknown) => unknown = migrateRecord): Store {
  const failuresPath = join(directory, 'failures.ndjson');
  const readLines = async (): Promise<string[]> =>
    (await readIfThere(failuresPath))?.split('\n').filter(line => line !== '') ?? [];
  let lastChange: Promise<void> = Promise.resolve(); // of the list of failures, which is read and written whole

  const replaceFailures = async (ids: ReadonlySet<string>, failures: readonly Failure[]): Promise<void> => {
    const before = await readLines();
    const kept = before.filter(line => !ids.has(readFailure(line)?.id ?? ''));
    const lines = [...kept, ...failures.map(failure => JSON.stringify(failure))].sort();
    if (lines.length === 0) await removeIfThere(failuresPath);
    else if (lines.join('\n') !== before.join('\n')) {
      await writeFileAtomically(directory, failuresPath, lines.map(line => `${line}\n`).join(''));
    }
  };

  // `null`: half a record, or none; what a later epq wrote is not replaced.
  const readRecordText = async (text: string, path: string): Promise<QuestionRecord | null> => {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      return null;
    }
    const version = schemaVersionOf(parsed);
    if (version !== null && version > SCHEMA_VERSION) throw about(path, laterVersion('a record', version));
    try {
      return (await definition()).safeParse(migrate(parsed)).data ?? null;
    } catch {
      return null; // of an earlier version to which no step is known
    }
  };

  const idsOf = async (year: string): Promise<string[]> =>
    (await listIfThere(join(directory, 'questions', year)))
      .filter(name => name.endsWith('.json') && parseId(name.slice(0, -5)) !== null)
      .map(name => name.slice(0, -5));

  return {
    async save(record, keepsOld = false, onLess = async () => {}) {
      const checked = (await definition()).safeParse(record);
      if (!checked.success)
        throw new TypeError(`the record of ${record.id} breaks its own schema: ${checked.error.message}`);
      const path = recordPath(directory, record.id);
      const bytes = writeRecord(record);
      const before = await readIfThere(path);
      if (before === bytes) return 'unchanged';
      if (before !== null) {
        const replaced = await readRecordText(before, path);
        const lost = replaced === null ? [] : noLongerRead(replaced, record);
        if (lost.length > 0) await onLess(lost);
        if (keepsOld || lost.length > 0) await keepInHistory(directory, record.id, before);
      }
      await writeFileAtomically(directory, path, bytes);
      return 'saved';
    },
    async read(id) {
      const path = recordPath(directory, id);
      const text = await readIfThere(path);
      if (text === null) return null;
      try {
        return (await definition()).parse(migrate(JSON.parse(text)));
      } catch (error) {
        if (error instanceof EpqError) throw about(path, error);
        throw new EpqError('store', `${path} is no record of this version`, {
          cause: error,
          hint: 'epq verify tells more, epq rebuild makes it anew',
        });
      }
    },
    async holds(record) {
      return (await readIfThere(recordPath(directory, record.id))) === writeRecord(record);
    },
    async adopt(path) {
      const text = await readIfThere(path);
      const record = text === null ? null : await readRecordText(text, path);
      if (record === null) return false;
      const own = recordPath(directory, record.id);
      const there = await readIfThere(own);
      if (there !== null && there !== text) return false;
      guardInside(directory)(own);
      await attemptWrite(own, async () => {
        await makeDirectory(dirname(own));
        await rename(path, own);
      });
      return true;
    },
    async years() {
      const names = await listIfThere(join(directory, 'questions'));
      return names
        .filter(name => /^\d{4}$/.test(name))
        .map(Number)
        .sort();
    },
    async ids(year) {
      const years = year === undefined ? await listIfThere(join(directory, 'questions')) : [String(year)];
      return (await Promise.all(years.map(idsOf))).flat().sort();
    },
    recordFailures(ids, failures) {
      const change = lastChange.then(() => replaceFailures(ids, failures));
      lastChange = change.catch(() => {});
      return change;
    },
    async failures() {
      return (await readLines()).map(readFailure).filter(failure => failure !== null);
    },
  };
}

// A run that was killed after keeping the old record and before writing the new one has kept it already.
async function keepInHistory(directory: string, id: string, bytes: string): Promise<void> {
  const folder = join(directory, 'history', String(parseId(id)?.year));
  const numbers = (await listIfThere(folder))
    .map(name => (name.startsWith(`${id}.`) ? Number(/\.(\d+)\.json$/.exec(name)?.[1]) : Number.NaN))
    .filter(number => !Number.isNaN(number));
  const last = Math.max(0, ...numbers);
  if ((await readIfThere(join(folder, `${id}.${last}.json`))) === bytes) return;
  await writeFileAtomically(directory, join(folder, `${id}.${last + 1}.json`), bytes);
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

function about(path: string, {message, hint}: EpqError): EpqError {
  return new EpqError('store', `${path}: ${message}`, hint === null ? {} : {hint});
}

function readFailure(line: string): Failure | null {
  try {
    const failure = JSON.parse(line) as Failure;
    return typeof failure.id === 'string' && typeof failure.kind === 'string' ? failure : null;
  } catch {
    return null; // a line that a person wrote: kept as it is
  }
}

async function removeIfThere(path: string): Promise<void> {
  await rm(path, {force: true}).catch(error => {
    throw new EpqError('store', `cannot remove ${path}: ${error.code ?? error.message}`, {cause: error});
  });
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
