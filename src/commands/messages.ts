import type {Writable} from 'node:stream';
import {EXIT, type Failure} from '../errors.ts';
import type {CommonOptions} from './options.ts';
import {visible, visibleJson, withoutCredentials} from './visible.ts';

/** Speaks to people, and to programs that read events, on stderr. */
export interface Messages {
  /** something worth a line, unless `--quiet` */
  say(line: string): void;
  /** a line for those who asked with `--verbose` */
  detail(line: string): void;
  warn(line: string): void;
  /** one failure, as text or JSON; its bit enters the exit status */
  fail(failure: Failure): void;
  /**
   * Where a run stands: a line that is written over on a terminal, an event with `--progress json`.
   *
   * @param bar makes the line, given the terminal's width; without it, questions done of those there are
   */
  progress(event: ProgressEvent, bar?: (width: number) => string): void;
  /** where a run stands, for those who have no terminal to be written over */
  tick(line: string): void;
  /** takes the progress line away */
  end(): void;
  /** the bits of everything that failed */
  status(): number;
}

/** Where a run stands: how many questions there are, and each file and question that is done. */
interface ProgressEvent {
  event: 'found' | 'file' | 'question';
  done: number;
  total: number | null;
  [detail: string]: unknown;
}

/**
 * Opens stderr for people.
 *
 * @param stream stderr
 * @param options how much to say, and in what form; with `--progress json` what is said is an event, too; failures are as
 *   `--errors` says
 */
export function openMessages(
  stream: Writable & {isTTY?: boolean; columns?: number},
  options: Pick<CommonOptions, 'quiet' | 'verbose' | 'errors' | 'progress' | 'color'>,
): Messages {
  let bits = 0;
  let bar = '';
  const isTerminal = stream.isTTY === true;
  const isColoured = isTerminal && options.color && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  const showsBar = isTerminal && options.progress === 'auto' && !options.quiet && process.env.TERM !== 'dumb';
  const clear = (): void => {
    if (bar !== '') stream.write('\r\u001b[K');
  };
  const write = (line: string): void => {
    clear();
    stream.write(`${line}\n`);
    if (bar !== '') stream.write(bar);
  };
  const hasEvents = options.progress === 'json';
  const event = (details: object): void => write(describeAsJson(details));
  const say = (line: string): void => {
    if (hasEvents) event({event: 'message', message: line});
    else write(visible(line));
  };
  return {
    say: line => {
      if (!options.quiet) say(line);
    },
    detail: line => {
      if (options.verbose && !options.quiet) say(line);
    },
    warn: line => {
      if (options.quiet) return;
      if (hasEvents) event({event: 'warning', message: line});
      else write(`${isColoured ? '\u001b[33mwarning\u001b[39m' : 'warning'}: ${visible(line)}`);
    },
    fail(failure) {
      bits |= EXIT[failure.kind];
      if (options.errors === 'json') event(failure);
      else write(describe(failure, isColoured));
    },
    progress(where, line) {
      if (hasEvents) event(where);
      else if (showsBar && (line !== undefined || where.event === 'question')) {
        const plain =
          where.total === null ? `${where.done} done` : `${where.done} of ${where.total} questions`;
        clear();
        bar = line?.(stream.columns ?? 80) ?? plain;
        stream.write(bar);
      }
    },
    tick(line) {
      if (options.progress === 'auto' && !showsBar && !options.quiet) write(visible(line));
    },
    end() {
      clear();
      bar = '';
    },
    status: () => bits,
  };
}

/**
 * Describes a failure on one line: what, where, why, and what to do next.
 *
 * @param isColoured whether the kind is written in red
 */
export function describe({kind, id, language, url, message, hint}: Failure, isColoured = false): string {
  const where = [id, language].filter(part => part !== null).join(' ');
  const title = kind === 'notFound' ? 'not found' : kind;
  const address = url === null || message.includes(url) ? '' : ` [${url}]`;
  const line = `${where === '' ? '' : `${where}: `}${message}${address}${hint === null ? '' : `; ${hint}`}`;
  return `${isColoured ? `\u001b[31m${title}\u001b[39m` : title}: ${visible(line)}`;
}

/** A failure or an event as a line of JSON, without names and passwords of addresses. */
export function describeAsJson(details: object): string {
  return withoutCredentials(visibleJson(JSON.stringify(details)));
}
