import {Argument, Command, CommanderError, InvalidArgumentError} from 'commander';
import type {CommonOptions} from './commands/options.ts';
import type {CommandWays} from './commands/ways.ts';
import {EpqError, EXIT, EXIT_MEANINGS, failureOf} from './errors.ts';
import type {FieldDescription} from './fields.ts';
import type {ProgramDescription} from './manual/description.ts';
import {VERSION} from './version.ts';

const REFERENCES = `
References, in every notation that people use:
  E-003068-19   E-003068/2019   E-3068/2019   E-9-2019-003068   E-014649/2015/rev.1   P-000246/2021(ASW)
  addresses of Parliament's pages and files; "-" reads references, or JSON lines with an id, from stdin

Examples:
  $ epq fetch E-003068-19
  $ epq fetch E-003068/2019 --lang en,it --documents pdf --out questions
  $ epq fetch - --format ndjson < references.txt | jq .subject`;

const STATUSES = `
Exit status, bits added up over a run:
  ${Object.entries(EXIT)
    .map(([kind, bit]) => `${bit} ${EXIT_MEANINGS[kind as keyof typeof EXIT][0]}`)
    .join('   ')}
  130 and 143: stopped by SIGINT and SIGTERM, after finishing what was being written`;

/**
 * Runs `epq`.
 *
 * @param argv as Node gives it
 * @returns the exit status; the process is never ended from within
 */
export async function main(argv: readonly string[]): Promise<number> {
  let status: number = EXIT.ok;
  let unwritten: number = EXIT.ok;
  // A reader that has gone (`| head -1`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    // A full disk may be told of after the last line.
    unwritten = process.exitCode = EXIT.store;
    process.stderr.write(`store: cannot write to stdout: ${error.code ?? error.message}\n`);
  });
  try {
    const program = await buildProgram(argv, run => {
      status = run;
    });
    await program.parseAsync([...argv]);
  } catch (error) {
    return failed(error);
  }
  return status > 128 ? status : status | unwritten;
}

// The flags of a command are loaded when it is named: `epq --help` starts with the least.
async function buildProgram(argv: readonly string[], finish: (status: number) => void): Promise<Command> {
  const isNamed = argv.slice(2).some(word => !word.startsWith('-'));
  const options = isNamed ? await import('./commands/options.ts') : null;
  const addCommonOptions = (command: Command): Command => options?.addCommonOptions(command) ?? command;
  const addRangeOptions = (command: Command): Command => options?.addRangeOptions(command) ?? command;
  const program = new Command('epq')
    .description('collects the parliamentary questions of the European Parliament')
    .version(VERSION, '-V, --version')
    .exitOverride()
    .configureOutput({outputError: () => {}})
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .helpCommand(false)
    .addHelpText('after', STATUSES);
  addCommonOptions(
    program
      .command('fetch')
      .description('fetch these questions in every language version, save and print them')
      .argument('[reference...]', 'numbers, ids or addresses: E-003068-19'),
  )
    .addHelpText('after', REFERENCES)
    .action(async (references: string[], _flags, command: Command) => {
      finish(
        await run(
          command,
          references,
          'a reference, such as epq fetch E-003068-19',
          async (options, ways) => {
            if (options.documents.includes('pdf')) await beginReading('PDFs');
            const {runFetch} = await import('./commands/fetch.ts');
            await runFetch(references, options, ways);
          },
        ),
      );
    });

  addCommonOptions(
    addRangeOptions(
      program
        .command('list')
        .description('list the questions of a range of dates, one line each; fetches no documents'),
    ),
  )
    .addHelpText('after', LIST_EXAMPLES)
    .action(async (_flags, command: Command) => {
      finish(
        await run(command, null, '', async (options, ways) => {
          const [{readRangeOptions}, {runList}] = await Promise.all([
            import('./commands/options.ts'),
            import('./commands/list.ts'),
          ]);
          await runList(options, readRangeOptions(command, new Date()), ways);
        }),
      );
    });

  addCommonOptions(
    addRangeOptions(
      program
        .command('harvest')
        .description('fetch every question of a range of dates; the same command continues where it stopped'),
    )
      .option('--dry-run', 'say how many questions, requests and minutes it will take; fetch no document')
      .option('--failed', 'try again what failed, of the range or of the whole store')
      .option('--restart', 'forget where this harvest stands, and list anew'),
  )
    .addHelpText('after', HARVEST_EXAMPLES)
    .action(async ({dryRun, failed, restart}, command: Command) => {
      finish(
        await run(command, null, '', async (options, ways) => {
          const [{isWantedGiven, readRangeOptions}, {runHarvest}] = await Promise.all([
            import('./commands/options.ts'),
            import('./commands/harvest.ts'),
          ]);
          const flags = {
            dryRun: dryRun === true,
            failed: failed === true,
            restart: restart === true,
            isWantedGiven: isWantedGiven(command),
          };
          await runHarvest(options, readRangeOptions(command, new Date()), flags, ways);
        }),
      );
    });

  const update = program
    .command('update')
    .description('look again at what is stored: answers, new versions, corrections, late publications');
  if (options !== null) update.addOption(options.typeOption());
  addCommonOptions(update.option('--since <when>', 'only questions tabled since: 30d, 6w or a day'))
    .addHelpText('after', UPDATE_EXAMPLES)
    .action(async (_flags, command: Command) => {
      finish(
        await run(command, null, '', async (options, ways) => {
          const [{isWantedGiven, readRangeOptions, readSince}, {runUpdate}] = await Promise.all([
            import('./commands/options.ts'),
            import('./commands/update.ts'),
          ]);
          const range = readRangeOptions(command, new Date());
          const flags = {
            since: readSince(command, range.today),
            isWantedGiven: isWantedGiven(command),
          };
          await runUpdate(options, range, flags, ways);
        }),
      );
    });

  addCommonOptions(
    program
      .command('parse')
      .description('make records of saved pages, files (PDF, DOCX, XHTML) or API records; no network')
      .argument(
        '[file...]',
        'files, recognised by content, or directories, of which .html, .xhtml, .pdf, .doc, .docx and .json are read; - reads stdin',
      ),
  )
    .addHelpText('after', PARSE_EXAMPLES)
    .action(async (files: string[], _flags, command: Command) => {
      finish(
        await run(
          command,
          files,
          'a file, such as epq parse E-2015-014649-rev1_EN.pdf',
          async (options, ways) => {
            await beginReading('all');
            const {runParse} = await import('./commands/parse.ts');
            await runParse(files, options, ways);
          },
        ),
      );
    });

  addCommonOptions(
    program.command('rebuild').description('make every stored record anew from the archive; no network'),
  ).action(async (_flags, command: Command) => {
    finish(
      await run(command, null, '', async (options, ways) => {
        await beginReading('all');
        const {runRebuild} = await import('./commands/rebuild.ts');
        await runRebuild(options, ways);
      }),
    );
  });

  addCommonOptions(
    program
      .command('verify')
      .description('hold every archived file and record to what it must be; repairs nothing unless told to')
      .option('--fix', 'fetch or make again what is broken, and nothing else'),
  )
    .addHelpText('after', VERIFY_NOTES)
    .action(async ({fix}, command: Command) => {
      finish(
        await run(command, null, '', async (options, ways) => {
          const {runVerify} = await import('./commands/verify.ts');
          await runVerify(options, fix === true, ways);
        }),
      );
    });

  addCommonOptions(
    program
      .command('doctor')
      .description('look at questions whose facts are known, and say what of the site has changed')
      .argument('[file...]', 'saved pages and PDFs: say which marks, labels and fields they show'),
  )
    .addHelpText('after', DOCTOR_NOTES)
    .action(async (files: string[], _flags, command: Command) => {
      finish(
        await run(command, null, '', async (options, ways) => {
          const {runDoctor} = await import('./commands/doctor.ts');
          await runDoctor(files, options, ways);
        }),
      );
    });

  const exporting = program
    .command('export')
    .description('write what is stored as NDJSON, CSV, Parquet, SQLite, TMX or Moses; no network');
  addCommonOptions(options?.addExportOptions(exporting) ?? exporting)
    .addHelpText('after', EXPORT_NOTES)
    .action(async (_flags, command: Command) => {
      finish(
        await run(command, null, '', async (options, ways) => {
          const [{readExportOptions}, {runExport}] = await Promise.all([
            import('./commands/options.ts'),
            import('./commands/export.ts'),
          ]);
          const {flags, range} = readExportOptions(command, new Date());
          await runExport(options, range, flags, ways);
        }),
      );
    });

  const citing = program
    .command('cite')
    .description(
      'cite questions or answers: BibTeX, RIS, CSL-JSON or plain; from the store or archive, no network',
    )
    .argument('[reference...]', 'numbers, ids or addresses: E-003068-19; - reads stdin');
  addCommonOptions(options?.addCiteOptions(citing) ?? citing)
    .addHelpText('after', CITE_NOTES)
    .action(async (references: string[], _flags, command: Command) => {
      finish(
        await run(command, references, 'a reference, such as epq cite E-003068-19', async (options, ways) => {
          const [{readCiteFlags}, {runCite}] = await Promise.all([
            import('./commands/options.ts'),
            import('./commands/cite.ts'),
          ]);
          await runCite(references, options, readCiteFlags(command, options), ways);
        }),
      );
    });

  const reporting = program
    .command('report')
    .description('make a web page of what is stored: figures, table, reader; one file, no network');
  addCommonOptions(options?.addReportOptions(reporting) ?? reporting)
    .addHelpText('after', REPORT_NOTES)
    .action(async (_flags, command: Command) => {
      finish(
        await run(command, null, '', async (options, ways) => {
          const [{readRangeOptions, readReportFlags}, {runReport}] = await Promise.all([
            import('./commands/options.ts'),
            import('./commands/report.ts'),
          ]);
          await runReport(options, readRangeOptions(command, new Date()), readReportFlags(command), ways);
        }),
      );
    });

  program
    .command('schema')
    .description('print the JSON Schema of the record')
    .action(async () => {
      const {questionSchema} = await import('./json-schema.ts');
      process.stdout.write(`${JSON.stringify(questionSchema(), null, 2)}\n`);
    });

  program
    .command('completion')
    .description('print a script that completes commands, options and their values in a shell')
    .addArgument(new Argument('<shell>', 'for which shell').choices(Object.keys(COMPLETIONS)))
    .addHelpText('after', COMPLETION_NOTES)
    .action(async (shell: keyof typeof COMPLETIONS) => {
      const complete = await COMPLETIONS[shell]();
      process.stdout.write(complete(await describeWhole(program)));
    });

  program
    .command('man')
    .description('print the manual page: epq man | man -l -')
    .action(async () => {
      const {manPage} = await import('./manual/man-page.ts');
      process.stdout.write(manPage(await describeWhole(program)));
    });

  program
    .command('help')
    .description('print the help of a command, or a page: epq help record')
    .argument('[command-or-page]', 'a command, or one of the pages that epq help lists')
    .action(async (name?: string) => {
      const {helpPages, listHelpPages, readHelpPage} = await import('./commands/help.ts');
      const command = program.commands.find(one => one.name() === name);
      if (command !== undefined) command.outputHelp();
      else if (name !== undefined)
        process.stdout.write(
          await readHelpPage(
            name,
            program.commands.map(one => one.name()),
          ),
        );
      else {
        program.outputHelp();
        process.stdout.write(`\n${listHelpPages(await helpPages())}`);
      }
    });
  return program;
}

/** What the program is made of, for manual and completions. */
async function describeWhole(program: Command): Promise<ProgramDescription> {
  const {describeProgram} = await import('./commands/describe-program.ts');
  const names = new Map<string, string[]>();
  for (const command of program.commands) {
    const name = command.name();
    const fields = await printedFields(name);
    names.set(name, fields?.map(({path}) => path.replace('<language>', 'en')) ?? []);
  }
  const {helpPages} = await import('./commands/help.ts');
  const pages = (await helpPages()).map(({name}) => name);
  return describeProgram(program, name => names.get(name) ?? [], pages);
}

const COMPLETIONS = {
  bash: async () => (await import('./manual/bash.ts')).bashCompletion,
  zsh: async () => (await import('./manual/zsh.ts')).zshCompletion,
  fish: async () => (await import('./manual/fish.ts')).fishCompletion,
} as const;

const COMPLETION_NOTES = `
Examples:
  $ source <(epq completion bash)                                  # in ~/.bashrc
  $ source <(epq completion zsh)                                   # in ~/.zshrc, after compinit
  $ epq completion fish > ~/.config/fish/completions/epq.fish`;

const LIST_EXAMPLES = `
A table on a terminal, one JSON line a question in a pipe; --format id gives ids alone.

Examples:
  $ epq list --from 2019-10-01 --to 2019-10-31
  $ epq list --from 2019-10-01 --to 2019-10-31 --type O --format id | epq fetch -`;

const HARVEST_EXAMPLES = `
Dates are those on which questions were tabled, both included. What is saved is not fetched again; what failed for a
reason that may pass is tried again by the same command. --from alone means until today, whatever day that is.

Examples:
  $ epq harvest --from 2019-10-01 --to 2019-10-31 --dry-run
  $ epq harvest --from 2019-10-01 --to 2019-10-31
  $ epq harvest --from 2024-07-16 --type E,P --lang en --documents pdf
  $ epq harvest --failed`;

const UPDATE_EXAMPLES = `
Unanswered questions first, then those that appeared late in the ranges harvested here, then the rest, the longest
unchecked first. The open data's records are asked for 30 at once, every file by a conditional request. In a pipe each
change is a JSON line: {"event": "added" | "answered" | "revised" | "version-added", "id", "fields", …}. Records that are
replaced are kept under history/. An update that is stopped goes on where it was, the next time.

Examples:
  $ epq update
  $ epq update --since 130d | jq -r 'select(.event == "answered") | .id'`;

const VERIFY_NOTES = `
Problems go to stdout, one a line: damaged, lost, note (archived files); invalid, misplaced, differs, orphan (records);
gap (a question without a record); temporary; state. Exit status 64 when there is one that is not mended.
On which fields the sources of the records disagree is no problem, and said on stderr; --verbose names each record. In a
pipe it is one more JSON line, {"agreement": …}, where any do.`;

const DOCTOR_NOTES = `
Without files: fetches a set of questions whose facts are known, at the common rate, apart from the store, and compares
what each page, PDF and record shows. A line a question; a JSON line in a pipe. Exit status 32 when something is not where
it was, 8 for refused, 4 for unreachable, 16 for missing documents, 0 when all is as it was. With --offline the archive is
looked at, as far as it holds these questions.

Examples:
  $ epq doctor
  $ epq doctor --source opendata
  $ epq doctor --offline --archive fixtures/archive
  $ epq doctor saved-page.html E-9-2019-003068_en.pdf`;

const EXPORT_NOTES = `
CSV is a folder of a file a table (epq-csv), Parquet a folder of tables divided by year (epq-parquet), SQLite one database
(epq.sqlite): questions, authors, answers, texts, paragraphs, references, each with a data dictionary. CSV cells that a
spreadsheet would run as formulas begin with one apostrophe more.

TMX 1.4b (epq.tmx) and Moses (epq-moses) pair subjects, paragraphs, items and footnotes of two languages: the one in which a
question was tabled, where that is known and there, else English, with every other. Each pair has a score; the last line
counts the pairs that score less than --min-score, texts that were not translated, and what has no counterpart.

Examples:
  $ epq export --to ndjson --type E,P | jq -r .subject
  $ epq export --to csv --from 2019-10-01 --to 2019-10-31 --into october
  $ epq export --to parquet && duckdb -c "SELECT year, count(*) FROM 'epq-parquet/questions/*/*.parquet' GROUP BY year"
  $ epq export --to sqlite && sqlite3 epq.sqlite "SELECT * FROM overdue_questions"
  $ epq export --to moses --lang en,it && paste epq-moses/epq.en-it.en epq-moses/epq.en-it.it`;

const CITE_NOTES = `
One citation a question, in English where it exists, else in the original language; --lang it in that language; several
languages, or all, one citation each. The question must be stored, or archived: --archive is looked into for what is not.

Examples:
  $ epq cite E-003068-19
  $ epq cite E-003068-19 --answer --style bibtex >> questions.bib
  $ epq export --to ndjson --type O | epq cite - --style csl-json > oral.json`;

const REPORT_NOTES = `
One HTML file, to be opened in a browser from wherever it lies; it loads nothing. An open question is overdue as of the day
the report was made. #E-9-2019-003068/en-it after its address opens a question in two languages.

Examples:
  $ epq report
  $ epq report --from 2019-10-01 --to 2019-10-31 --type E,P --into october.html`;

const PARSE_EXAMPLES = `
Files that belong together make one record. Records are printed; they are saved only with --out.

Examples:
  $ epq parse --format ndjson downloads/*.pdf
  $ epq parse saved-page.html E-9-2019-003068_en.pdf record.json
  $ curl -s http://127.0.0.1:8080/page.html | epq parse -`;

// A thread takes longer to begin than a command to load: it begins first, and goes on meanwhile.
async function beginReading(what: 'PDFs' | 'all'): Promise<void> {
  const {readers} = await import('./readers.ts');
  await readers.begin(what === 'all');
}

/**
 * Runs one command with complete options, stopping it on SIGINT and SIGTERM.
 *
 * @param given its arguments, `null` where it takes none
 * @param expected what is missing when there are none
 */
async function run(
  command: Command,
  given: readonly string[] | null,
  expected: string,
  work: (options: CommonOptions, ways: CommandWays) => Promise<void>,
): Promise<number> {
  const {readCommonOptions} = await import('./commands/options.ts');
  const options = readCommonOptions(command);
  if (options.fields !== null) {
    const fields = await printedFields(command.name());
    if (fields === null) {
      throw new EpqError(
        'usage',
        `epq ${command.name()} prints no records, and --fields chooses among their fields`,
        {
          hint: 'it is for fetch, harvest, parse, rebuild, export, list and update',
        },
      );
    }
    if (options.fields.length === 0) return listFields(fields);
    await requireFields(options.fields, fields);
  }
  if (given?.length === 0) {
    throw new EpqError('usage', `epq ${command.name()}: nothing was given`, {hint: `expected ${expected}`});
  }
  const [{openOutput}, {openMessages}] = await Promise.all([
    import('./commands/output.ts'),
    import('./commands/messages.ts'),
  ]);
  const messages = openMessages(process.stderr, options);
  const stop = new AbortController();
  let stoppedBy = 0;
  const onSignal = (signal: NodeJS.Signals): void => {
    stoppedBy = signal === 'SIGINT' ? 130 : 143;
    messages.say('stopping after what is being written; once more to leave at once …');
    stop.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const output = openOutput(process.stdout, options);
    await work(options, {input: process.stdin, output, messages, signal: stop.signal});
  } catch (error) {
    messages.fail(failureOf(error));
    if (!(error instanceof EpqError) && options.verbose && error instanceof Error)
      messages.detail(error.stack ?? '');
  } finally {
    process.removeListener('SIGINT', onSignal).removeListener('SIGTERM', onSignal);
    process.stdin.unref?.(); // whoever writes to it may not end
    const {sweepTemporaryFiles} = await import('./write-file.ts');
    for (const root of [options.out, options.archive]) await sweepTemporaryFiles(root, 'own');
  }
  return stoppedBy || messages.status();
}

/** The fields of what a command prints; `null` where it prints neither records nor lines of its own. */
async function printedFields(command: string): Promise<readonly FieldDescription[] | null> {
  const {PRINTED_FIELDS, RECORD_COMMANDS} = await import('./printed-fields.ts');
  if (command === 'list' || command === 'update') return PRINTED_FIELDS[command];
  if (!(RECORD_COMMANDS as readonly string[]).includes(command)) return null;
  const [fields, schema] = await Promise.all([import('./fields.ts'), import('./json-schema.ts')]);
  return fields.listFields(schema.questionSchema());
}

async function requireFields(paths: readonly string[], fields: readonly FieldDescription[]): Promise<void> {
  const {findUnknownField} = await import('./fields.ts');
  const unknown = findUnknownField(paths, fields);
  if (unknown === null) return;
  const {path, nearest} = unknown;
  const meant = nearest === null ? '' : `did you mean ${nearest}? `;
  throw new EpqError('usage', `--fields: there is no field ${JSON.stringify(path)}`, {
    hint: `${meant}--fields alone lists them`,
  });
}

function listFields(fields: readonly FieldDescription[]): number {
  const width = Math.max(...fields.map(({path}) => path.length));
  const lines = fields.map(({path, description}) => `${path.padEnd(width)}  ${description}\n`);
  process.stdout.write(lines.join(''));
  return EXIT.ok;
}

// Commander's own errors are usage errors, but help and version, which it also throws.
async function failed(error: unknown): Promise<number> {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
  if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage; // bare `epq`: help is out
  const {describe, describeAsJson} = await import('./commands/messages.ts');
  const asJson = process.argv.some(
    (word, index, words) => word === '--errors=json' || (word === '--errors' && words[index + 1] === 'json'),
  );
  const known =
    error instanceof CommanderError || error instanceof InvalidArgumentError
      ? new EpqError('usage', error.message.replace(/^error: /, '').replace(/\s+/g, ' '), {
          hint: 'see epq --help',
        })
      : error;
  const failure = failureOf(known);
  process.stderr.write(`${asJson ? describeAsJson(failure) : describe(failure)}\n`);
  return EXIT[failure.kind];
}
