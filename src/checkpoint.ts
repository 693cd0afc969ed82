import {readdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {z} from 'zod';
import {EpqError} from './errors.ts';
import {laterVersion, schemaVersionOf} from './migrate-record.ts';
import {writeFileAtomically} from './write-file.ts';

const CHECKPOINT_VERSION = 1;

const checkpoint = z.strictObject({
  schemaVersion: z.literal(CHECKPOINT_VERSION),
  from: z.iso.date(),
  /** `null`: until the day on which it runs */
  to: z.iso.date().nullable(),
  /** letters of the kinds of questions, `null`: all */
  types: z.array(z.string()).nullable(),
  languages: z.union([z.literal('all'), z.array(z.string())]),
  documents: z.array(z.string()),
  answers: z.boolean(),
  source: z.enum(['auto', 'opendata', 'doceo']),
  /** everything up to this question has been gone through, in the order of years and numbers */
  doneUpTo: z.string().nullable(),
  /** whether the end was reached; what failed on the way is in `failures.ndjson` */
  finished: z.boolean(),
  /** how many questions were listed in the range when the end was reached; `null` before it */
  questions: z.int().nonnegative().nullable(),
});

/** Where a harvest stands: small, without times, written whole. */
export type Checkpoint = z.infer<typeof checkpoint>;

/** What a harvest is for; two with the same are the same harvest. */
export type HarvestRequest = Omit<Checkpoint, 'schemaVersion' | 'doneUpTo' | 'finished' | 'questions'>;

/**
 * Names the checkpoint of a harvest: `2022-01-01_2022-12-31.json`, with whatever is not the default after it.
 */
export function checkpointName({
  from,
  to,
  types,
  languages,
  documents,
  answers,
  source,
}: HarvestRequest): string {
  const parts = [
    from,
    to ?? 'today',
    types?.join('') ?? '',
    languages === 'all' ? '' : languages.join('-'),
    documents.join('-') === 'html-pdf' ? '' : documents.join('-'),
    answers ? '' : 'no-answers',
    source === 'auto' ? '' : source,
  ];
  return `${parts.filter(part => part !== '').join('_')}.json`;
}

/**
 * Reads where a harvest stands.
 *
 * @param directory the store
 * @returns `null` where it has not begun
 * @throws EpqError `store` for a file that is no checkpoint of this version
 */
export async function readCheckpoint(directory: string, request: HarvestRequest): Promise<Checkpoint | null> {
  return readFileOf(join(directory, 'harvests', checkpointName(request)));
}

/** Writes where a harvest stands, whole or not at all. */
export async function writeCheckpoint(directory: string, state: Checkpoint): Promise<void> {
  const path = join(directory, 'harvests', checkpointName(state));
  await writeFileAtomically(directory, path, `${JSON.stringify(state, null, 2)}\n`);
}

/** Forgets where a harvest stands. */
export async function removeCheckpoint(directory: string, request: HarvestRequest): Promise<void> {
  await rm(join(directory, 'harvests', checkpointName(request)), {force: true});
}

/**
 * Reads where all harvests of a store stand, by name.
 *
 * @throws EpqError `store` for a file that is no checkpoint of this version
 */
export async function readCheckpoints(directory: string): Promise<Checkpoint[]> {
  const names = await readdir(join(directory, 'harvests')).catch(() => [] as string[]);
  const states = await Promise.all(
    names
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(name => readFileOf(join(directory, 'harvests', name))),
  );
  return states.filter(state => state !== null);
}

async function readFileOf(path: string): Promise<Checkpoint | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new EpqError('store', `cannot read ${path}: ${(error as NodeJS.ErrnoException).code}`, {
      cause: error,
    });
  }
  try {
    const parsed: unknown = JSON.parse(text);
    const version = schemaVersionOf(parsed);
    if (version !== null && version > CHECKPOINT_VERSION)
      throw laterVersion(`${path} is a checkpoint`, version, CHECKPOINT_VERSION);
    return checkpoint.parse(parsed);
  } catch (error) {
    if (error instanceof EpqError) throw error;
    throw new EpqError('store', `${path} is no checkpoint of this version of epq`, {
      cause: error,
      hint: 'begin the harvest anew with --restart: what is archived is not fetched again',
    });
  }
}
