import type {
  CommandDescription,
  OptionDescription,
  ProgramDescription,
  ValueDescription,
} from './description.ts';
import {wordOf} from './words.ts';

/**
 * Writes the completion of a program for fish.
 *
 * @returns a script to be sourced, or put as `epq.fish` into `~/.config/fish/completions`
 */
export function fishCompletion(program: ProgramDescription): string {
  const {name, version, commands} = program;
  const lines = [
    `# fish completion of ${name} ${version}: ${name} completion fish | source`,
    `function __${name}_list --description 'one more of several words with commas between them'`,
    "    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')",
    "    set -l before (string match -r '^.*,' -- $typed; or echo)",
    '    for word in $argv',
    '        string match -q "*,$word,*" ",$before"; or echo $before$word',
    '    end',
    'end',
    `complete -c ${name} -f`,
    ...program.options.map(
      option => `complete -c ${name} -n __fish_use_subcommand ${optionOf(option, name)}`,
    ),
    ...commands.map(
      command =>
        `complete -c ${name} -n __fish_use_subcommand -a ${wordOf(command.name)} -d ${fishQuoted(command.description)}`,
    ),
    ...commands.flatMap(command => linesOf(command, name)),
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf(command: CommandDescription, name: string): string[] {
  const start = `complete -c ${name} -n '__fish_seen_subcommand_from ${wordOf(command.name)}'`;
  const places = command.arguments.flatMap(({value}) =>
    value.kind === 'text' ? [] : [offerOf(value, name)],
  );
  return [
    ...command.options.map(option => `${start} ${optionOf(option, name)}`),
    ...places.map(offer => `${start} ${offer}`),
  ];
}

function optionOf({short, long, description, value}: OptionDescription, name: string): string {
  const parts = [
    ...(short === null ? [] : [`-s ${short}`]),
    `-l ${wordOf(long)}`,
    ...(value === null ? [] : ['-r', offerOf(value, name)]),
    `-d ${fishQuoted(description)}`,
  ];
  return parts.join(' ');
}

function offerOf({kind, words}: ValueDescription, name: string): string {
  if (kind === 'list') return `-f -a '(__${name}_list ${words.map(wordOf).join(' ')})'`;
  if (kind === 'word') return `-f -a '${words.map(wordOf).join(' ')}'`;
  if (kind === 'directory') return "-f -a '(__fish_complete_directories)'";
  return kind === 'file' ? '-F' : '-f';
}

function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
