import type {Messages} from './messages.ts';

/** Where a long run stands, for people. */
export interface Track {
  /** how many questions there are; unknown until found */
  found(count: number, isAll: boolean): void;
  /** one file came, from the archive or the network */
  file(details: Record<string, unknown>): void;
  /** one question is done; `isWork` when it was looked at in this run */
  question(details: {id: string} & Record<string, unknown>, isWork: boolean, failures: number): void;
  /** whether questions can be counted on: ends the line and the clock */
  end(): void;
}

const LINE_EVERY_MS = 30_000;

/**
 * Follows a long run: a line that is written over on a terminal, a line every 30 seconds elsewhere, or NDJSON events.
 *
 * @param clock milliseconds, as `performance.now()` gives them
 * @param noun what is counted: `questions`
 */
export function openTrack(messages: Messages, clock: () => number, noun = 'questions'): Track {
  const began = clock();
  const state = {done: 0, worked: 0, total: 0, isAll: false, files: 0, failures: 0};
  const secondsLeft = (): number | null => {
    if (!state.isAll || state.worked < 5) return null;
    return Math.round((((clock() - began) / state.worked) * (state.total - state.done)) / 1000);
  };
  const line = (): string => {
    const seconds = (clock() - began) / 1000;
    const total =
      state.total === 0 ? '' : ` of ${count(Math.max(state.total, state.done))}${state.isAll ? '' : '+'}`;
    const left = secondsLeft();
    return [
      `${count(state.done)}${total} ${noun}`,
      `${count(state.files)} files`,
      ...(state.files > 0 && seconds > 1 ? [`${(state.files / seconds).toFixed(1)} a second`] : []),
      `${count(state.failures)} failed`,
      ...(left === null ? [] : [`${duration(left)} left`]),
    ].join(', ');
  };
  const bar = (width: number): string => {
    const share = state.isAll && state.total > 0 ? Math.min(1, state.done / state.total) : 0;
    const cells = 20;
    const filled = Math.round(share * cells);
    const text = `[${'#'.repeat(filled)}${'-'.repeat(cells - filled)}] ${line()}`;
    return text.length < width ? text : line().slice(0, Math.max(0, width - 1));
  };
  const event = (kind: 'file' | 'question', details: Record<string, unknown>): void =>
    messages.progress(
      {
        event: kind,
        done: state.done,
        total: state.total === 0 ? null : state.total,
        files: state.files,
        failures: state.failures,
        secondsLeft: secondsLeft(),
        ...details,
      },
      bar,
    );
  const timer = setInterval(() => messages.tick(line()), LINE_EVERY_MS);
  timer.unref();
  return {
    found(total, isAll) {
      state.total = total;
      state.isAll = isAll;
      if (isAll) messages.progress({event: 'found', done: state.done, total});
    },
    file(details) {
      if (details.from === 'network') state.files += 1;
      event('file', details);
    },
    question(details, isWork, failures) {
      state.done += 1;
      if (isWork) state.worked += 1;
      state.failures += failures;
      event('question', details);
    },
    end() {
      clearInterval(timer);
      messages.end();
    },
  };
}

/** A number as people read it: `1,204`. */
export function count(number: number): string {
  return number.toLocaleString('en');
}

/** So many of a thing: `1 question`, `1,204 questions`. */
export function counted(number: number, thing: string): string {
  return `${count(number)} ${thing}${number === 1 ? '' : 's'}`;
}

/** Says that a year's list is empty, and of which kinds: `the open data lists no question of 2022 of type H`. */
export function nothingListed(year: number, letters: readonly string[] | null): string {
  const kinds = letters === null ? '' : ` of type ${letters.join(',')}`;
  return `the open data lists no question of ${year}${kinds}`;
}

/** A length of time as people read it: `12 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} days`;
}
