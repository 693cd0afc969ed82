import type {ReaderName} from './reader-thread.ts';

/** A thread that may take a task, as piscina tells of it. */
export interface Thread {
  id: number;
  /** tasks that it does, 0 where it is idle */
  currentUsage: number;
}

/**
 * Gives a PDF to the thread that read the last one and all else to the others, as long as these are idle: what reads a PDF
 * takes longer to load, and to warm up, than most questions to read.
 *
 * @returns which of the threads is to do a task; `null` for none: piscina begins another where there may be one
 */
export function choosingThreads<T extends Thread>(): (
  task: {name: string},
  threads: readonly T[],
) => T | null {
  let ofPdfs: number | null = null;
  return ({name}, threads) => {
    const idle = threads.filter(({currentUsage}) => currentUsage === 0);
    // PDFs take the longest: theirs is the thread that began first.
    if ((name as ReaderName) !== 'pdf') return idle.findLast(({id}) => id !== ofPdfs) ?? idle[0] ?? null;
    const chosen = idle.find(({id}) => id === ofPdfs) ?? idle[0] ?? null;
    if (chosen !== null) ofPdfs = chosen.id;
    return chosen;
  };
}
