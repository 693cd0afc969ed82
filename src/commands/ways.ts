import type {Readable} from 'node:stream';
import type {Messages} from './messages.ts';
import type {Output} from './output.ts';

/** What a command gets beside its flags: the ways in and out, and the word to stop. */
export interface CommandWays {
  /** stdin */
  input: Readable;
  /** stdout */
  output: Output;
  /** stderr */
  messages: Messages;
  /** aborted by SIGINT and SIGTERM: finish what is being written */
  signal: AbortSignal;
}
