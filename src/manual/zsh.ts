import type {
  CommandDescription,
  OptionDescription,
  ProgramDescription,
  ValueDescription,
} from './description.ts';
import {quoted, wordOf} from './words.ts';

/**
 * Writes the completion of a program for zsh, by its own `_arguments`.
 *
 * @returns a script to be sourced after `compinit`, or put as `_epq` into a folder of `$fpath`
 */
export function zshCompletion(program: ProgramDescription): string {
  const {name, version} = program;
  const commands = program.commands.map(command =>
    quoted(`${wordOf(command.name)}:${command.description.replaceAll(':', '\\:')}`),
  );
  return `#compdef ${name}
# zsh completion of ${name} ${version}: source <(${name} completion zsh)
_${name}() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  local -a commands=(
    ${commands.join('\n    ')}
  )
  _arguments -C \\
    ${program.options.map(option => specOf(option)).join(' \\\n    ')} \\
    '1: :->command' '*:: :->rest'
  case $state in
    command) _describe -t commands 'command' commands ;;
    rest)
      case $words[1] in
${program.commands.map(caseOf).join('\n')}
      esac
      ;;
  esac
}
if [[ $funcstack[1] == _${name} ]]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;
}

function caseOf(command: CommandDescription): string {
  const specs = [
    ...command.options.map(specOf),
    ...command.arguments.map(({value, usage}) =>
      quoted(`${usage.includes('...') ? '*' : ''}:${value.name}:${actionOf(value)}`),
    ),
  ];
  return `        ${wordOf(command.name)})\n          _arguments -s \\\n            ${specs.join(' \\\n            ')}\n          ;;`;
}

// '(-q --quiet)'{-q,--quiet}'[say nothing but errors]'
function specOf({short, long, description, value}: OptionDescription): string {
  const names = [...(short === null ? [] : [`-${short}`]), `--${wordOf(long)}`];
  const text = `[${description.replace(/[\\[\]:]/g, '\\$&')}]`;
  const colon = value?.isOptional ? '::' : ':';
  const rest = value === null ? text : `=${text}${colon}${value.name}:${actionOf(value)}`;
  if (names.length === 1) return quoted(`${names[0]}${rest}`);
  return `'(${names.join(' ')})'{${names.join(',')}}${quoted(rest)}`;
}

function actionOf({kind, words, name}: ValueDescription): string {
  if (kind === 'list') return `{_values -s , "${name}" ${words.map(wordOf).join(' ')}}`;
  if (kind === 'word') return `(${words.map(wordOf).join(' ')})`;
  if (kind === 'directory') return '_files -/';
  return kind === 'file' ? '_files' : ' ';
}
