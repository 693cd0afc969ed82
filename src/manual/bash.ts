import type {
  CommandDescription,
  OptionDescription,
  ProgramDescription,
  ValueDescription,
} from './description.ts';
import {wordOf} from './words.ts';

/**
 * Writes the completion of a program for bash (3.2 or later; nothing else needs to be installed).
 *
 * @returns a script to be sourced: commands, options, and the values that may be given; the words are in it, so that the
 *   program is not started while somebody types
 */
export function bashCompletion(program: ProgramDescription): string {
  const name = program.name;
  return `# bash completion of ${name} ${program.version}: source <(${name} completion bash)
_${name}_offer() { # the words given, one a line, that begin as what is typed does
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$@")
}
_${name}_list() { # one more of several words with commas between them
  local before= last=$cur word rest=
  if [[ $cur == *,* ]]; then before=\${cur%,*}, last=\${cur##*,}; fi
  for word in $1; do [[ ,$before == *,$word,* ]] || rest+=" $word"; done
  _${name}_offer -P "$before" -W "$rest" -- "$last"
  compopt -o nospace 2>/dev/null
}
_${name}_places() { # files (-f) or directories (-d)
  compopt -o filenames 2>/dev/null
  _${name}_offer "$1" -- "$cur"
}
_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= word index
  COMPREPLY=()
  # Bash takes --lang=en apart at the sign.
  if [[ $cur == '=' ]]; then cur=
  elif [[ $previous == '=' ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ $word != -* ]]; then command=$word; break; fi
  done
  case $command in
    '')
      _${name}_offer -W '${[...program.commands.map(command => command.name), ...flagsOf(program.options)].map(wordOf).join(' ')}' -- "$cur"
      ;;
${program.commands.map(command => caseOf(command, name)).join('\n')}
  esac
}
complete -F _${name} ${name}
`;
}

function caseOf(command: CommandDescription, name: string): string {
  const lines = command.options.flatMap(option => {
    const offer = option.value === null || option.value.isOptional ? null : offerOf(option.value, name);
    return offer === null ? [] : [`        ${flagsOf([option]).join('|')}) ${offer}; return ;;`];
  });
  // An optional value may stand behind the option; what begins with a dash is another option.
  const optional = command.options.flatMap(option => {
    const offer = option.value?.isOptional ? offerOf(option.value, name) : null;
    return offer === null
      ? []
      : [`        ${flagsOf([option]).join('|')}) if [[ $cur != -* ]]; then ${offer}; return; fi ;;`];
  });
  const places = command.arguments.flatMap(({value}) => {
    const offer = offerOf(value, name);
    return offer === ':' ? [] : [`      ${offer}`];
  });
  const values = [...lines, ...optional];
  return [
    `    ${command.name})`,
    ...(values.length === 0 ? [] : ['      case $previous in', ...values, '      esac']),
    `      if [[ $cur == -* ]]; then _${name}_offer -W '${flagsOf(command.options).map(wordOf).join(' ')}' -- "$cur"; return; fi`,
    ...places,
    '      ;;',
  ].join('\n');
}

function flagsOf(options: readonly OptionDescription[]): string[] {
  return options.flatMap(({short, long}) => [`--${long}`, ...(short === null ? [] : [`-${short}`])]);
}

function offerOf({kind, words}: ValueDescription, name: string): string {
  if (kind === 'list') return `_${name}_list '${words.map(wordOf).join(' ')}'`;
  if (kind === 'word') return `_${name}_offer -W '${words.map(wordOf).join(' ')}' -- "$cur"`;
  if (kind === 'directory') return `_${name}_places -d`;
  return kind === 'file' ? `_${name}_places -f` : ':';
}
