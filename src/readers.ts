import {EventEmitter} from 'node:events';
import {availableParallelism} from 'node:os';
import {fileURLToPath} from 'node:url';
import type {Piscina} from 'piscina';
import {atMost} from './at-most.ts';
import {choosingThreads} from './choose-thread.ts';
import type {RawDocument} from './document.ts';
import {EpqError} from './errors.ts';
import {recogniseFormat} from './file-format.ts';
import type {Language} from './language.ts';
import {requireOne} from './own-document.ts';
import type {FileFormat} from './question.ts';
import type {ReadDocument} from './read-document.ts';
import type {ReaderName, ReaderResult, ReaderTask} from './reader-thread.ts';

/** What one document may take. */
export interface ReaderLimits {
  /** threads, and documents read at once, at most */
  threads: number;
  timeMs: number;
  /** of the thread's own objects, and of the bytes that the process holds meanwhile */
  memoryMb: number;
}

/** Reads documents in threads of their own, which are used again and again; a few small ones where they are asked for. */
export interface Readers {
  /**
   * Begins the first thread, for a run that will read PDFs, or many documents: it goes on loading what it needs while the
   * run does.
   *
   * @param forAll nothing is read where it is asked for, either: for a run of many documents
   */
  begin(forAll: boolean): Promise<void>;
  /** As `readDocuments` does. @throws EpqError `parse`, too, for a document that takes more than it may */
  readDocuments(
    document: RawDocument,
    presumed: Language | null,
    asked?: FileFormat | null,
  ): Promise<ReadDocument[]>;
  /** As `readDocuments` does, of a document that holds one. @throws EpqError as above, and where it holds several */
  readDocument(
    document: RawDocument,
    presumed: Language | null,
    asked?: FileFormat | null,
  ): Promise<ReadDocument>;
  /** As `findPdfNumber` does. @throws EpqError as above */
  findPdfNumber(document: RawDocument): Promise<string | null>;
  close(): Promise<void>;
}

/** Real documents take some milliseconds and a few MB; the largest that are known (5,000 pages) some seconds. */
export const READER_LIMITS: ReaderLimits = {
  threads: availableParallelism(),
  timeMs: 30_000,
  memoryMb: 512,
};

/** Questions or files worked on at once where no host is asked: the next is there when a thread has read one. */
export const ENOUGH_AT_ONCE = READER_LIMITS.threads * 2;

const WATCH_EVERY_MS = 100;

/** Left to grow to twice as much, a thread reads PDFs 5 to 10 % faster, and a long run takes a quarter more memory than a short one. */
const YOUNG_MB = 24;

/** So many documents are read in the time that another thread takes to begin, and to load and warm up what is loaded already. */
const WORTH_A_THREAD = 40;

/**
 * No page of Parliament's that is known is as large (90 kB), nor any Word file (11 kB). Nothing ends what is read without a thread:
 * of twenty made to be slow, the worst page took 0.6 s, the worst Word file, of which no more than 4 MiB are inflated, 2.5 s and 400
 * MB; thirty of these, one after the other, 65 s and 1.2 GB.
 */
const SMALL_BYTES = 128 * 1024;

/** A document that takes longer than the first one does with its thread's beginning: no other waits for it. */
const LONG_MS = 1500;

/** A document that is being read. */
interface UnderWay {
  since: number;
  /** bytes that the process held when it began */
  before: number;
  /** ended by its event `abort`: an AbortSignal takes seven times as long to make, once for each document */
  abort: EventEmitter;
  /** what it took too much of */
  exceeded: string | null;
}

/**
 * Opens a pool of threads, of which none keeps the process alive once it is idle.
 *
 * What a thread loads and warms up takes longer than most questions. Of the first forty documents, therefore, PDFs are read by
 * one thread; small pages and Word files where they are asked for, by what the run has loaded anyway; larger ones, or all of them
 * where `begin` says so, by a second thread. A thread begins with its first document where `begin` has not begun it. From then
 * on, or behind a document that takes long, any thread reads any document.
 *
 * A document that takes more than it may ends with its thread, and fails alone: another thread takes the place, and the
 * documents that wait are read by the others.
 */
export function openReaders({threads, timeMs, memoryMb}: ReaderLimits = READER_LIMITS): Readers {
  const limit = atMost(threads);
  const lanes = {pdf: atMost(1), other: atMost(1)};
  let isWide = false;
  let mayReadHere = true;
  const widen = (): void => {
    isWide = true;
    mayReadHere = false;
    for (const lane of Object.values(lanes)) lane.concurrency = threads;
  };
  let read = 0;
  const countRead = (): void => {
    read += 1;
    if (read === WORTH_A_THREAD) widen();
  };
  // A list: tables that a Set outgrows keep what was in them until the heap is next swept whole.
  const underWay: UnderWay[] = [];
  let pool: Promise<Piscina> | null = null;
  let watch: NodeJS.Timeout | null = null;
  let held = 0; // bytes that the process holds, as of the last look: to ask takes 0.1 ms, a page 3

  // Loaded with the first document: a run that reads none does without.
  const openPool = async (): Promise<Piscina> => {
    const {Piscina: Pool} = await import('piscina');
    return new Pool({
      filename: fileURLToPath(new URL('./reader-thread.js', import.meta.url)),
      minThreads: 1,
      maxThreads: threads,
      idleTimeout: 2 ** 31 - 1,
      recordTiming: false,
      loadBalancer: choosingThreads(),
      resourceLimits: {maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB},
    });
  };

  const end = (one: UnderWay, exceeded: string): void => {
    one.exceeded = exceeded;
    one.abort.emit('abort');
  };
  // Buffers count in no thread's heap: of those under way the one that began first is held to be what grows.
  const look = (): void => {
    if (underWay.length === 0 && watch !== null) {
      clearInterval(watch);
      watch = null;
      return;
    }
    const now = performance.now();
    held = process.memoryUsage.rss();
    const [first] = underWay;
    if (first !== undefined && now - first.since > LONG_MS) widen();
    for (const one of underWay) if (now - one.since > timeMs) end(one, `${timeMs / 1000} s`);
    if (first !== undefined && first.exceeded === null && held - first.before > memoryMb * 1e6)
      end(first, `${memoryMb} MB of memory`);
  };

  const run = (task: ReaderTask): Promise<ReaderResult> => {
    const {body} = task.document;
    const name = recogniseFormat(body) === 'pdf' ? 'pdf' : 'other';
    if (mayReadHere && name === 'other' && body.length <= SMALL_BYTES) return readHere(task);
    const begin = (): Promise<ReaderResult> => limit(() => runNow(name, task));
    return isWide ? begin() : lanes[name](begin);
  };
  const readHere = async (task: ReaderTask): Promise<ReaderResult> => {
    countRead(); // before it is: all may come at once
    const {other} = await import('./reader-thread.ts');
    return await other(task);
  };
  const runNow = async (name: ReaderName, task: ReaderTask): Promise<ReaderResult> => {
    if (watch === null) {
      watch = setInterval(look, WATCH_EVERY_MS).unref();
      held = process.memoryUsage.rss();
    }
    pool ??= openPool();
    const threadPool = await pool;
    // A copy that is handed over: what is kept of the document stays here.
    const body = new Uint8Array(task.document.body);
    const one: UnderWay = {
      since: performance.now(),
      before: held,
      abort: new EventEmitter(),
      exceeded: null,
    };
    underWay.push(one);
    try {
      const answer = (await threadPool.run(
        {...task, document: {...task.document, body}},
        {name, signal: one.abort, transferList: [body.buffer]},
      )) as ReaderResult;
      const taken = {...answer};
      // A task of piscina's outlives its answer until the heap is next swept whole: it keeps an empty one.
      if ('documents' in answer) answer.documents = [];
      return taken;
    } catch (error) {
      const isOutOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      const exceeded = one.exceeded ?? (isOutOfMemory ? `${memoryMb} MB of memory` : null);
      if (exceeded === null) throw error;
      throw new EpqError('parse', `it takes more than ${exceeded} to read`, {
        url: task.document.url,
        hint: 'no document of Parliament’s is known to: is it damaged?',
      });
    } finally {
      underWay.splice(underWay.indexOf(one), 1);
      countRead();
    }
  };

  const readDocuments: Readers['readDocuments'] = async (document, presumed, asked = null) => {
    const result = await run({read: 'documents', document, presumed, asked});
    if ('documents' in result) return result.documents;
    throw errorOf(result);
  };
  return {
    async begin(forAll) {
      if (forAll) mayReadHere = false;
      pool ??= openPool();
      // What goes wrong here goes wrong with the first document, which tells.
      await pool.catch(() => {});
    },
    readDocuments,
    readDocument: async (document, presumed, asked = null) =>
      requireOne(await readDocuments(document, presumed, asked), document),
    async findPdfNumber(document) {
      const result = await run({read: 'pdf number', document});
      if ('number' in result) return result.number;
      throw errorOf(result);
    },
    async close() {
      await (await pool)?.destroy();
    },
  };
}

/** The threads of this process, as many as it has cores. */
export const readers = openReaders();

function errorOf(result: ReaderResult): Error {
  if (!('failed' in result)) return new TypeError('a thread answered something else');
  const {kind, message, url, hint} = result.failed;
  return new EpqError(kind, message, {url, ...(hint === null ? {} : {hint})});
}
