import type {CommandDescription, OptionDescription, ProgramDescription} from './description.ts';

/** Variables that are no option's: what else the program looks at. */
const OTHER_VARIABLES: readonly (readonly [name: string, meaning: string])[] = [
  ['HTTP_PROXY, HTTPS_PROXY, NO_PROXY', 'the proxy that requests go through, in small letters too'],
  ['NO_COLOR', 'not empty: no colours'],
];

/**
 * Writes the manual page of a program.
 *
 * @returns roff with the macros of man(7): commands with their arguments, options and notes; options that most commands
 *   share, once; variables, exit statuses
 */
export function manPage(program: ProgramDescription): string {
  const {name, version, description, options, commands, exits} = program;
  const shared = sharedOptions(commands);
  const variables = [...shared, ...commands.flatMap(command => command.options), ...options].flatMap(
    ({environment, long}) => (environment === null ? [] : [[environment, `as --${long}`] as const]),
  );
  return [
    // Without a date: the same version gives the same page.
    `.TH ${name.toUpperCase()} 1 "" "${name} ${version}" "User commands"`,
    '.SH NAME',
    `${name} \\- ${roff(description)}`,
    '.SH SYNOPSIS',
    ...commands.flatMap((command, index) => [
      ...(index === 0 ? [] : ['.br']),
      `\\fB${name} ${roff(command.name)}\\fR ${roff(usageOf(command))}`.trimEnd(),
    ]),
    '.SH COMMANDS',
    ...commands.flatMap(command => sectionOf(command, shared, name)),
    '.SH COMMON OPTIONS',
    'Flags go before environment variables, and these before what holds by itself.',
    ...shared.flatMap(linesOf),
    '.SH OPTIONS OF THE PROGRAM',
    ...options.flatMap(linesOf),
    '.SH ENVIRONMENT',
    ...[...new Map(variables), ...OTHER_VARIABLES].flatMap(([variable, meaning]) =>
      tagged(variable, meaning),
    ),
    '.SH EXIT STATUS',
    'One bit for each kind of failure; they add up over a run.',
    ...exits.flatMap(([status, meaning]) => tagged(String(status), meaning)),
    '',
  ].join('\n');
}

function usageOf({options, arguments: given}: CommandDescription): string {
  const hasOptions = options.some(({long}) => long !== 'help');
  return [...(hasOptions ? ['[options]'] : []), ...given.map(({usage}) => usage)].join(' ');
}

// Those that more than half of the commands have, with the same words.
function sharedOptions(commands: readonly CommandDescription[]): OptionDescription[] {
  const known = new Map(commands.flatMap(({options}) => options.map(option => [keyOf(option), option])));
  const count = (key: string): number =>
    commands.filter(({options}) => options.some(option => keyOf(option) === key)).length;
  return [...known].filter(([key]) => count(key) > commands.length / 2).map(([, option]) => option);
}

function keyOf({flags, description, defaultText}: OptionDescription): string {
  return [flags, description, defaultText].join('\n');
}

function sectionOf(
  command: CommandDescription,
  shared: readonly OptionDescription[],
  program: string,
): string[] {
  const keys = new Set(shared.map(keyOf));
  const own = command.options.filter(option => !keys.has(keyOf(option)));
  const takesShared = own.length + shared.length === command.options.length;
  return [
    `.SS "${roff(`${program} ${command.name} ${usageOf(command)}`.trim()).replaceAll('"', '\\(dq')}"`,
    ...folded(command.description),
    ...command.arguments.flatMap(({usage, description, value}) =>
      tagged(usage, [description, value.words.join(', ')].filter(text => text !== '').join(': ')),
    ),
    ...own.flatMap(linesOf),
    ...(takesShared ? ['.PP', 'The common options are below.'] : []),
    ...notesOf(command.notes),
  ];
}

function linesOf({flags, description, value, defaultText, environment}: OptionDescription): string[] {
  const isShort = value !== null && value.kind === 'word' && value.words.length > 0;
  const more = [
    ...(isShort ? [`one of ${value.words.join(', ')}`] : []),
    ...(defaultText === null ? [] : [`default: ${defaultText}`]),
    ...(environment === null ? [] : [`also ${environment}`]),
  ];
  return tagged(flags, description + (more.length === 0 ? '' : ` (${more.join('; ')})`));
}

function tagged(tag: string, text: string): string[] {
  return ['.TP', `.B ${roff(tag)}`, ...folded(text)];
}

// Lines that are set in, such as examples, stay as they are.
function notesOf(notes: string): string[] {
  const lines: string[] = [];
  let isVerbatim = false;
  for (const line of notes === '' ? [] : ['', ...notes.split('\n')]) {
    const isSetIn = line.startsWith('  ');
    if (isSetIn !== isVerbatim) lines.push(...(isSetIn ? ['.PP', '.nf', '.RS 2'] : ['.RE', '.fi']));
    isVerbatim = isSetIn;
    lines.push(...(line === '' ? ['.PP'] : isSetIn ? [roff(line.trim())] : folded(line)));
  }
  return isVerbatim ? [...lines, '.RE', '.fi'] : lines;
}

// Lines of the source stay under 80 characters where they are filled anyway.
function folded(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ').map(roff)) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + word.length < 79) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

// Text that no macro and no escape is read in; other letters than ASCII by their numbers, which every reader knows.
function roff(text: string): string {
  const [first = '', ...others] = text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/[^\u0000-\u007f]/gu, letter => `\\[u${hexOf(letter)}]`);
  return (first === '.' || first === "'" ? '\\&' : '') + first + others.join('');
}

function hexOf(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
