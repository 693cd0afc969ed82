import {once} from 'node:events';
import type {Writable} from 'node:stream';
import {pickFields} from '../fields.ts';
import type {QuestionRecord} from '../question.ts';
import type {CommonOptions} from './options.ts';

/** Writes records to stdout. */
export interface Output {
  /** Writes one record, waiting for a slow reader; does nothing once the reader has gone. */
  record(record: QuestionRecord): Promise<void>;
  /** whether the reader has closed the pipe (`| head -1`) */
  isClosed(): boolean;
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
  let closed = false;
  stream.on('error', () => {
    closed = true;
  });
  return {
    async record(record) {
      if (kind === 'none' || closed) return;
      const shown = fields === null ? record : pickFields(record, fields);
      const text = kind === 'id' ? record.id : JSON.stringify(shown, null, kind === 'json' ? 2 : undefined);
      if (stream.write(`${escapeControls(text)}\n`)) return;
      // A slow reader is waited for; one that has gone ends the wait with an error.
      await once(stream, 'drain').catch(() => {
        closed = true;
      });
    },
    isClosed: () => closed,
  };
}

// JSON escapes the control characters below U+0020 itself; a terminal also obeys those from U+007F to U+009F.
function escapeControls(json: string): string {
  return json.replace(
    /[\u007f-\u009f]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
