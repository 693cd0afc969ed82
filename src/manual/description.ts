/** A program as its commands, options and notes describe it: what manual and completions are made of. */
export interface ProgramDescription {
  name: string;
  version: string;
  description: string;
  /** those of the program itself: `--version` */
  options: readonly OptionDescription[];
  commands: readonly CommandDescription[];
  /** printed after the help of the program */
  notes: string;
  /** status and meaning */
  exits: readonly (readonly [status: number, meaning: string])[];
}

/** One command. */
export interface CommandDescription {
  name: string;
  description: string;
  arguments: readonly ArgumentDescription[];
  options: readonly OptionDescription[];
  /** printed after its help: explanations, then examples, `  $ epq …` */
  notes: string;
}

/** One argument of a command. */
export interface ArgumentDescription {
  /** as in its usage: `[file...]` */
  usage: string;
  description: string;
  value: ValueDescription;
}

/** One option. */
export interface OptionDescription {
  /** `-q, --quiet`, `--out <dir>` */
  flags: string;
  /** `q`, or `null` */
  short: string | null;
  /** `quiet` */
  long: string;
  description: string;
  /** `null` for a switch */
  value: ValueDescription | null;
  /** what holds where it is not given, as help shows it; `null` where help shows nothing */
  defaultText: string | null;
  /** `EPQ_OUT`, or `null` */
  environment: string | null;
}

/** What may be given to an option or argument. */
export interface ValueDescription {
  /** `dir` */
  name: string;
  kind: 'word' | 'list' | 'directory' | 'file' | 'text';
  /** of a word or list: those that may be given */
  words: readonly string[];
  /** whether the option may stand without it */
  isOptional: boolean;
}
