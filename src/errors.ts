/**
 * Exit statuses of `epq`, one bit per kind of failure, so that one run can report several.
 *
 * @example
 * EXIT.network | EXIT.notFound
 * //=> 20
 */
export const EXIT = {
  ok: 0,
  internal: 1,
  usage: 2,
  network: 4,
  blocked: 8,
  notFound: 16,
  parse: 32,
  store: 64,
} as const;

/** What each exit status means: in a word or two for help, in a line for the manual. */
export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, readonly [short: string, long: string]>> = {
  ok: ['all was got', 'all was got; absences that the source states are no failures'],
  internal: ['a bug of epq', 'a bug of epq'],
  usage: ['usage', 'a bad reference, language or flag'],
  network: ['network', 'a host that could not be reached or did not answer as it should'],
  blocked: ['blocked', 'a host that refused: a challenge or a 403'],
  notFound: ['not found', 'no such question, answer or language, or none that is stored'],
  parse: ['unreadable', 'a document that cannot be read, or is not the one asked for'],
  store: ['store', 'a store, archive or output that cannot be read or written'],
};

/** What went wrong, named by what to do next; `internal` is anything that is not an `EpqError`. */
export type FailureKind = Exclude<keyof typeof EXIT, 'ok'>;

/** One failure as it is told to people, written to `failures.ndjson` and printed by `--errors json`. */
export interface Failure {
  kind: FailureKind;
  /** `E-9-2019-003068`, or `null` where no question is concerned */
  id: string | null;
  /** ISO 639-1, or `null` where no language version is concerned */
  language: string | null;
  url: string | null;
  /** what failed and why, on one line */
  message: string;
  /** what to do next, on one line */
  hint: string | null;
}

/**
 * The one error that epq throws on purpose.
 *
 * It carries what the caller acts on (`kind`, `url`) and never logs. Anything else that is thrown is a bug of ours.
 *
 * @example
 * throw new EpqError('usage', '"E-12" is no question number', {hint: 'expected something like E-003068/2019'})
 */
export class EpqError extends Error {
  override name = 'EpqError' as const;
  readonly kind: FailureKind;
  readonly url: string | null;
  readonly hint: string | null;

  constructor(
    kind: FailureKind,
    message: string,
    details: {url?: string | null; hint?: string; cause?: unknown} = {},
  ) {
    super(message, details.cause === undefined ? undefined : {cause: details.cause});
    this.kind = kind;
    this.url = details.url ?? null;
    this.hint = details.hint ?? null;
  }
}

/**
 * Describes anything thrown as a failure.
 *
 * @param thrown what was caught: an `EpqError`, or anything else, which becomes `internal`
 * @param about the question, language and address it happened at, where known
 * @returns one `Failure`, its message on one line
 */
export function failureOf(
  thrown: unknown,
  about: {id?: string | null; language?: string | null; url?: string | null} = {},
): Failure {
  const known = thrown instanceof EpqError ? thrown : null;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    kind: known?.kind ?? 'internal',
    id: about.id ?? null,
    language: about.language ?? null,
    url: known?.url ?? about.url ?? null,
    message: message.replace(/\s+/g, ' ').trim(),
    hint: known === null ? 'this is a bug of epq: please report it with this line' : known.hint,
  };
}
