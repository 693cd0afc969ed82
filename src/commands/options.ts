import {type Command, InvalidArgumentError, Option} from 'commander';
import {CITATION_STYLES, type CitationStyleName} from '../cite/style.ts';
import {type DateRange, dayInBrussels, parseRange, parseSince} from '../date-range.ts';
import {EpqError} from '../errors.ts';
import {
  DEFAULT_MIN_SCORE,
  EXPORT_FORMATS,
  type ExportFormatName,
  type ExportOptions,
} from '../export/exporter.ts';
import {LANGUAGE_CODES, type Language} from '../language.ts';
import {QUESTION_LETTERS, type QuestionLetter} from '../reference.ts';
import type {CiteFlags} from './cite.ts';

/** Formats in which records go to stdout. */
export const OUTPUT_FORMATS = ['json', 'ndjson', 'id', 'none'] as const;

const DOCUMENTS = ['html', 'pdf', 'docx', 'xhtml'] as const;

/** The flags that every command shares, complete: flags over environment, environment over defaults. */
export interface CommonOptions {
  out: string;
  /** the archive's directory */
  archive: string;
  offline: boolean;
  /** origin: `http://127.0.0.1:8080`, or `null` for Parliament's own hosts */
  portal: string | null;
  languages: readonly Language[] | 'all';
  documents: readonly (typeof DOCUMENTS)[number][];
  answers: boolean;
  source: 'auto' | 'opendata' | 'doceo';
  save: boolean;
  refresh: boolean;
  /** `null`: pretty on a terminal, NDJSON in a pipe */
  format: (typeof OUTPUT_FORMATS)[number] | null;
  /** `null`: all fields; empty: list them */
  fields: readonly string[] | null;
  /** requests a second over all hosts together; 0 is unlimited */
  rate: number;
  concurrency: number;
  timeoutMs: number;
  retries: number;
  progress: 'auto' | 'json' | 'none';
  errors: 'text' | 'json';
  quiet: boolean;
  verbose: boolean;
  color: boolean;
  /** whether `--out` or EPQ_OUT was given: `parse` saves only then */
  outGiven: boolean;
}

const FORMAT_NAMES = Object.keys(EXPORT_FORMATS) as ExportFormatName[];

/** What may be given to an option, for shells to offer. */
export interface Suggestions {
  words: readonly string[];
  /** whether several may be given, with commas between them */
  isList: boolean;
}

const SUGGESTIONS = new WeakMap<object, Suggestions>();

/** What may be given to an option, beside the choices that commander knows; `null` where nobody says. */
export function suggestionsFor({parseArg}: Option): Suggestions | null {
  return (parseArg === undefined ? undefined : SUGGESTIONS.get(parseArg)) ?? null;
}

// The words that a parser takes are told once, where it is made.
function suggesting<Parser extends (text: string, before?: never) => unknown>(
  words: readonly string[],
  isList: boolean,
  parser: Parser,
): Parser {
  SUGGESTIONS.set(parser, {words, isList});
  return parser;
}

const LANGUAGES_PARSER = suggesting(['all', ...LANGUAGE_CODES], true, parseLanguages);

/** The published limit is 500 requests in 5 minutes (1.67 a second); slower clients met no refusal. */
const DEFAULT_RATE = 1.4;

/**
 * Adds the common flags to a command.
 *
 * @param command a command that reads, fetches or prints records
 * @returns the same command
 */
export function addCommonOptions(command: Command): Command {
  return command
    .addOption(new Option('--out <dir>', 'the store').env('EPQ_OUT').default('epq-data'))
    .addOption(
      new Option('--archive <dir>', 'where bytes are kept as received (default: <out>/archive)').env(
        'EPQ_ARCHIVE',
      ),
    )
    .option('--offline', 'answer every request from the archive alone')
    .addOption(
      new Option(
        '--portal <url>',
        "send every request to this origin instead of Parliament's hosts, paths unchanged",
      )
        .env('EPQ_PORTAL')
        .argParser(parseOrigin),
    )
    .option('--lang <codes>', 'language versions wanted: en,it or all', LANGUAGES_PARSER, 'all')
    .addOption(
      new Option(
        '--documents <kinds>',
        'files wanted of each version: html, pdf, docx, xhtml; one of the last two also where a page is blocked',
      )
        .argParser(suggesting([...DOCUMENTS], true, text => parseChoices(text, DOCUMENTS, 'html,pdf')))
        .default(['html', 'pdf'], 'html,pdf'),
    )
    .option('--no-answers', 'leave answers out')
    .addOption(
      new Option('--source <where>', 'where to ask').choices(['auto', 'opendata', 'doceo']).default('auto'),
    )
    .option('--no-save', 'print only')
    .option('--refresh', 'revalidate what the archive holds')
    .addOption(
      new Option(
        '--format <format>',
        'what goes to stdout (default: json on a terminal, ndjson in a pipe)',
      ).choices([...OUTPUT_FORMATS]),
    )
    .option(
      '--fields [list]',
      'keep only these fields: id,versions.en.subject; alone: list them',
      parseFields,
    )
    .option(
      '--rate <n>',
      'requests a second over all hosts; 0 (unlimited) only with --portal',
      parseRate,
      DEFAULT_RATE,
    )
    .option('--concurrency <n>', 'requests under way at once', parseCount(1, 64), 2)
    .option('--timeout <s>', 'seconds a request may take', parseSeconds, 60)
    .option('--retries <n>', 'further tries of a request', parseCount(0, 20), 4)
    .addOption(
      new Option('--progress <how>', 'a bar on a terminal; json: events on stderr')
        .choices(['auto', 'json', 'none'])
        .default('auto'),
    )
    .addOption(
      new Option('--errors <how>', 'how errors are written to stderr')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('-q, --quiet', 'say nothing but errors')
    .option('-v, --verbose', 'say a line for every file')
    .option('--no-color', 'no colours');
}

/**
 * Makes the common flags of a command complete.
 *
 * @param command after commander has read its arguments
 * @returns every option with its value
 * @throws InvalidArgumentError for flags that contradict each other
 */
export function readCommonOptions(command: Command): CommonOptions {
  const given = command.opts();
  const portal: string | null = given.portal ?? null;
  if (given.rate === 0 && portal === null) {
    throw new InvalidArgumentError(
      '--rate 0 (unlimited) is accepted only with --portal; give a rate, such as --rate 1.4',
    );
  }
  return {
    out: given.out,
    archive: given.archive ?? `${given.out}/archive`,
    offline: given.offline === true,
    portal,
    languages: given.lang,
    documents: given.documents,
    answers: given.answers,
    source: given.source,
    save: given.save,
    refresh: given.refresh === true,
    format: given.format ?? null,
    fields: readFields(command),
    rate: given.rate,
    concurrency: given.concurrency,
    timeoutMs: given.timeout * 1000,
    retries: given.retries,
    progress: given.progress,
    errors: given.errors,
    quiet: given.quiet === true,
    verbose: given.verbose === true,
    color: given.color,
    outGiven: command.getOptionValueSource('out') !== 'default',
  };
}

/** Whether a flag says what is wanted of questions, for commands that otherwise want what their harvests wanted. */
export function isWantedGiven(command: Command): boolean {
  return ['lang', 'documents', 'answers', 'source'].some(
    name => command.getOptionValueSource(name) === 'cli',
  );
}

/** Which questions `list`, `harvest` and `update` are for. */
export interface RangeOptions {
  /** `null` where no range was given */
  range: DateRange | null;
  /** whether the range ends on the day of the run, whatever day that is */
  isOpen: boolean;
  /** `null`: all */
  letters: readonly QuestionLetter[] | null;
  /** ISO, in Brussels */
  today: string;
}

/**
 * Adds the flags of a range of dates to a command.
 *
 * @param command a command that looks for questions by the day they were tabled
 */
export function addRangeOptions(command: Command): Command {
  return command
    .option('--from <date>', 'tabled on this day or later: 2019-10-01')
    .option('--to <date>', 'tabled on this day or earlier (default: today)')
    .addOption(typeOption());
}

/** The flag for kinds of questions. */
export function typeOption(): Option {
  return new Option('--type <letters>', 'kinds of questions: E,P,O,G,K,H (default: all)').argParser(
    suggesting(QUESTION_LETTERS, true, text => parseChoices(text, QUESTION_LETTERS, 'E,P')),
  );
}

/**
 * Reads the flags of a range of dates.
 *
 * @param now the moment of the run
 * @throws EpqError `usage` for a range that is none, and one without a beginning
 */
export function readRangeOptions(command: Command, now: Date): RangeOptions {
  return readRange(command.opts<{from?: string; to?: string}>(), command, now);
}

function readRange(
  {from, to}: {from?: string | undefined; to?: string | undefined},
  command: Command,
  now: Date,
): RangeOptions {
  const {type} = command.opts<{type?: QuestionLetter[]}>();
  const today = dayInBrussels(now);
  if (from === undefined && to !== undefined) {
    throw new EpqError('usage', `--to ${to} without --from: where does the range begin?`, {
      hint: 'expected e.g. --from 2019-10-01 --to 2019-10-31',
    });
  }
  return {
    range: from === undefined ? null : parseRange({from, to: to ?? null}, today),
    isOpen: to === undefined,
    letters: type ?? null,
    today,
  };
}

/** What `export` is asked for beside which questions. */
export interface ExportFlags extends ExportOptions {
  to: ExportFormatName;
  /** `null`: where the format goes by itself */
  into: string | null;
  replace: boolean;
}

/**
 * Adds the flags of an export; `--to` names the format, and once more, as everywhere, the last day of a range.
 *
 * @param command `export`
 */
export function addExportOptions(command: Command): Command {
  return command
    .option(
      '--to <format or date>',
      `the format: ${FORMAT_NAMES.join(', ')}; and, once more, tabled on this day or earlier`,
      suggesting(FORMAT_NAMES, false, (text: string, before: string[] = []) => [...before, text]),
    )
    .option('--from <date>', 'tabled on this day or later: 2019-10-01')
    .addOption(typeOption())
    .option('--into <path>', 'where it goes: a file or folder that is not there yet')
    .option('--replace', 'put it in the place of what is there')
    .option('--bom', 'csv: begin with a byte order mark, for spreadsheets')
    .option(
      '--min-score <n>',
      'tmx, moses: leave pairs out that score less, 0 to 1',
      parseShare,
      DEFAULT_MIN_SCORE,
    );
}

/**
 * Reads the flags of an export.
 *
 * @param now the moment of the run
 * @throws EpqError `usage` without a format, and for whatever `--to` is neither a format nor a day
 */
export function readExportOptions(command: Command, now: Date): {flags: ExportFlags; range: RangeOptions} {
  const {
    from,
    to = [],
    into,
    replace,
    bom,
    minScore,
  } = command.opts<{
    from?: string;
    to?: string[];
    into?: string;
    replace?: boolean;
    bom?: boolean;
    minScore: number;
  }>();
  const isFormat = (text: string): text is ExportFormatName =>
    FORMAT_NAMES.includes(text as ExportFormatName);
  const [format, ...others] = to.filter(isFormat);
  const days = to.filter(text => !isFormat(text));
  if (format === undefined || others.length > 0 || days.length > 1) {
    throw new EpqError(
      'usage',
      `--to: expected one format${to.length === 0 ? '' : `, got ${to.join(' ')}`}`,
      {
        hint: `one of ${FORMAT_NAMES.join(', ')}; once more for the last day: --to csv --from 2019-10-01 --to 2019-10-31`,
      },
    );
  }
  return {
    flags: {
      to: format,
      into: into ?? null,
      replace: replace === true,
      bom: bom === true,
      minScore,
      fields: readFields(command),
    },
    range: readRange({from, to: days[0]}, command, now),
  };
}

/** What `report` is asked for beside which questions. */
export interface ReportFlags {
  into: string;
  replace: boolean;
}

/**
 * Adds the flags of a report.
 *
 * @param command `report`
 */
export function addReportOptions(command: Command): Command {
  return addRangeOptions(command)
    .option('--into <file>', 'where it goes: a file that is not there yet', 'epq-report.html')
    .option('--replace', 'put it in the place of what is there');
}

/** Reads the flags of a report. */
export function readReportFlags(command: Command): ReportFlags {
  const {into, replace} = command.opts<{into: string; replace?: boolean}>();
  return {into, replace: replace === true};
}

/**
 * Adds the flags of a citation.
 *
 * @param command `cite`
 */
export function addCiteOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--style <style>', 'how a citation is written')
        .choices(Object.keys(CITATION_STYLES))
        .default('plain'),
    )
    .option('--answer', 'cite the answers, and not the questions');
}

/**
 * Reads the flags of a citation.
 *
 * @throws EpqError `usage` for a form of records
 */
export function readCiteFlags(command: Command, {languages, format}: CommonOptions): CiteFlags {
  const {style, answer} = command.opts<{style: CitationStyleName; answer?: boolean}>();
  if (format !== null && format !== 'none') {
    throw new EpqError('usage', `epq cite prints citations, and --format ${format} is a form of records`, {
      hint: `expected --style ${Object.keys(CITATION_STYLES).join(', ')}`,
    });
  }
  const isLanguageGiven = command.getOptionValueSource('lang') === 'cli';
  return {style, answer: answer === true, languages: isLanguageGiven ? languages : null};
}

/**
 * Reads `--since`.
 *
 * @returns the day; `null` where it was not given
 */
export function readSince(command: Command, today: string): string | null {
  const {since} = command.opts<{since?: string}>();
  return since === undefined ? null : parseSince(since, today);
}

function readFields(command: Command): readonly string[] | null {
  const {fields = null} = command.opts<{fields?: string[] | true}>();
  return fields === true ? [] : fields;
}

function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new InvalidArgumentError(`expected an origin, such as http://127.0.0.1:8080`);
  }
  return url.origin;
}

function parseLanguages(text: string): readonly Language[] | 'all' {
  return text.trim().toLowerCase() === 'all' ? 'all' : parseChoices(text, LANGUAGE_CODES, 'en,it, or all');
}

/**
 * Reads values separated by commas, in whatever case.
 *
 * @param choices the values there are, in the order in which they are given back
 * @param example what was expected, for the message
 */
function parseChoices<Choice extends string>(
  text: string,
  choices: readonly Choice[],
  example: string,
): Choice[] {
  const given = text
    .split(',')
    .map(word => word.trim().toLowerCase())
    .filter(word => word !== '');
  const chosen = choices.filter(choice => given.includes(choice.toLowerCase()));
  const wrong = given.find(word => !choices.some(choice => choice.toLowerCase() === word));
  if (wrong === undefined && given.length > 0) return chosen;
  throw new InvalidArgumentError(
    `${JSON.stringify(wrong ?? '')} is not one of ${choices.join(', ')}; expected e.g. ${example}`,
  );
}

function parseFields(text: string): string[] {
  return text
    .split(',')
    .map(field => field.trim())
    .filter(field => field !== '');
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (text.trim() === '' || !Number.isFinite(rate) || rate < 0) {
    throw new InvalidArgumentError('expected requests a second, such as 1.4');
  }
  return rate;
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds <= 0 || seconds > 3600) {
    throw new InvalidArgumentError('expected seconds, more than 0 and up to 3600, such as 60');
  }
  return seconds;
}

function parseShare(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !Number.isFinite(share) || share < 0 || share > 1) {
    throw new InvalidArgumentError('expected a number from 0 to 1, such as 0.5');
  }
  return share;
}

function parseCount(least: number, most: number): (text: string) => number {
  return text => {
    const count = Number(text);
    if (!/^\d+$/.test(text.trim()) || count < least || count > most) {
      throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
    }
    return count;
  };
}
