import {once} from 'node:events';
import type {Writable} from 'node:stream';
import {pickFields} from '../fields.ts';
import type {QuestionRecord} from '../question.ts';
import type {CommonOptions} from './options.ts';
import {visibleJson, visibleLines} from './visible.ts';

/** Writes records, and what else a command is asked for, to stdout. */
export interface Output {
  /** whether a person looks at it, and no format was asked for */
  isForPeople: boolean;
  /** whether anything is to be written at all: not with `--format none` */
  isWanted: boolean;
  /** Writes one record, waiting for a slow reader; does nothing once the reader has gone. */
  record(record: QuestionRecord): Promise<void>;
  /** Writes anything that is no record: a line for people, JSON otherwise; its id alone with `--format id`. */
  item(item: object, line: string): Promise<void>;
  /** Writes text of a form of its own, as it is: harmless to a terminal only where one looks at it. */
  text(text: string): Promise<void>;
  /** aborted once the reader has closed the pipe (`| head -1`) */
  closed: AbortSignal;
}

/**
 * Opens stdout for records: pretty JSON on a terminal, NDJSON in a pipe, unless a format was asked for.
 *
 * @param stream stdout
 * @param options `format` and `fields`
 */
export function openOutput(
  stream: Writable & {isTTY?: boolean},
  {format, fields}: Pick<CommonOptions, 'format' | 'fields'>,
): Output {
  const kind = format ?? (stream.isTTY ? 'json' : 'ndjson');
  const closing = new AbortController();
  stream.on('error', () => closing.abort());
  const isForPeople = stream.isTTY === true && format === null;
  const write = async (text: string): Promise<void> => {
    if (kind === 'none' || closing.signal.aborted || stream.write(text)) return;
    // A slow reader is waited for; one that has gone ends the wait with an error.
    await once(stream, 'drain').catch(() => closing.abort());
  };
  const asJson = (item: object): string =>
    kind === 'id' && 'id' in item
      ? String(item.id)
      : JSON.stringify(
          fields === null ? item : pickFields(item, fields),
          null,
          kind === 'json' ? 2 : undefined,
        );
  const writeJson = (item: object): Promise<void> => write(`${visibleJson(asJson(item))}\n`);
  return {
    isForPeople,
    isWanted: kind !== 'none',
    record: writeJson,
    item: (item, line) => (isForPeople ? write(`${visibleLines(line)}\n`) : writeJson(item)),
    text: text => write(stream.isTTY ? visibleLines(text) : text),
    closed: closing.signal,
  };
}
