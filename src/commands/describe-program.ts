import type {Argument, Command, Option} from 'commander';
import {EXIT, EXIT_MEANINGS} from '../errors.ts';
import type {
  ArgumentDescription,
  CommandDescription,
  OptionDescription,
  ProgramDescription,
  ValueDescription,
} from '../manual/description.ts';
import {VERSION} from '../version.ts';
import {suggestionsFor} from './options.ts';

/**
 * Describes the program by what commander knows of it, so that manual and completions cannot drift from the commands.
 *
 * @param program with all commands and their options
 * @param fieldsOf the fields that `--fields` takes, by command; empty where it takes none
 * @param pages names of the pages of help
 */
export function describeProgram(
  program: Command,
  fieldsOf: (command: string) => readonly string[],
  pages: readonly string[],
): ProgramDescription {
  const help = program.createHelp();
  const names = help.visibleCommands(program).map(command => command.name());
  return {
    name: program.name(),
    version: VERSION,
    description: program.description(),
    options: help.visibleOptions(program).map(option => describeOption(option, [])),
    commands: help.visibleCommands(program).map(
      (command): CommandDescription => ({
        name: command.name(),
        description: command.description(),
        arguments: command.registeredArguments.map(argument =>
          describeArgument(argument, command.name() === 'help' ? [...names, ...pages] : []),
        ),
        options:
          command.name() === 'help'
            ? []
            : help.visibleOptions(command).map(option => describeOption(option, fieldsOf(command.name()))),
        notes: notesOf(command),
      }),
    ),
    notes: notesOf(program),
    exits: [
      ...Object.entries(EXIT).map(
        ([kind, status]) => [status, EXIT_MEANINGS[kind as keyof typeof EXIT][1]] as const,
      ),
      [130, 'stopped by SIGINT, after finishing what was being written'],
      [143, 'stopped by SIGTERM, after finishing what was being written'],
    ],
  };
}

function describeArgument(argument: Argument, commands: readonly string[]): ArgumentDescription {
  const name = argument.name();
  const words = argument.argChoices ?? commands;
  const dots = argument.variadic ? '...' : '';
  return {
    usage: argument.required ? `<${name}${dots}>` : `[${name}${dots}]`,
    description: argument.description,
    value: {name, kind: kindOf(name, words, false), words, isOptional: !argument.required},
  };
}

function describeOption(option: Option, fields: readonly string[]): OptionDescription {
  const {flags, description, defaultValue, defaultValueDescription, envVar = null} = option;
  const isShown = defaultValue !== undefined && !option.negate;
  return {
    flags,
    short: option.short?.slice(1) ?? null,
    long: option.long?.slice(2) ?? option.name(),
    description,
    value: option.required || option.optional ? describeValue(option, fields) : null,
    defaultText: isShown ? (defaultValueDescription ?? String(defaultValue)) : null,
    environment: envVar,
  };
}

function describeValue(option: Option, fields: readonly string[]): ValueDescription {
  const name = /[<[](.+)[>\]]/.exec(option.flags)?.[1] ?? 'value';
  const suggested =
    option.long === '--fields' ? {words: fields, isList: true} : (suggestionsFor(option) ?? null);
  const words = suggested?.words ?? option.argChoices ?? [];
  return {
    name,
    kind: kindOf(name, words, suggested?.isList ?? false),
    words,
    isOptional: option.optional,
  };
}

// A place in the file system is told by the name that its value has in help: <dir>, <path>, [file...].
function kindOf(name: string, words: readonly string[], isList: boolean): ValueDescription['kind'] {
  if (words.length > 0) return isList ? 'list' : 'word';
  if (name === 'dir') return 'directory';
  return name === 'path' || name === 'file' ? 'file' : 'text';
}

// What addHelpText adds is known only once help is written.
function notesOf(command: Command): string {
  let text = '';
  const before = command.configureOutput();
  command.configureOutput({
    writeOut: part => {
      text += part;
    },
    getOutHelpWidth: () => 80,
  });
  command.outputHelp();
  command.configureOutput(before);
  return text.slice(command.helpInformation().length).replace(/^\n+|\s+$/g, '');
}
