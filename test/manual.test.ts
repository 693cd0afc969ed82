import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {before, test} from 'node:test';
import {epq} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';
import {withoutProgram} from './without-program.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

const man = (await epq(['man'])).stdout;
const help = (await epq(['--help'])).stdout;
const commands = [...help.matchAll(/^ {2}([a-z]+)(?= )/gm)].map(match => match[1] ?? '');
const folder = await emptyDirectory();
const scripts = new Map<string, string>();

before(async () => {
  await mkdir(join(folder, 'sub'));
  await writeFile(join(folder, 'sub/page one.html'), '');
  await writeFile(join(folder, 'sub/page-two.pdf'), '');
  for (const shell of SHELLS) {
    const {stdout, status, stderr} = await epq(['completion', shell]);
    assert.equal(status, 0, stderr);
    scripts.set(shell, join(folder, shell));
    await writeFile(join(folder, shell), stdout);
  }
});

function run(
  program: string,
  args: readonly string[],
  input = '',
): Promise<{status: number; stdout: string; stderr: string}> {
  return new Promise(resolve => {
    const child = execFile(program, args, {cwd: folder, timeout: 30_000}, (error, stdout, stderr) =>
      resolve({status: error === null ? 0 : Number(error.code ?? 1), stdout, stderr}),
    );
    child.stdin?.end(input);
  });
}

/* ---- nothing is left out ---- */

test('every command and flag of the help stands in the manual and in each completion', async () => {
  assert.ok(commands.length >= 13 && commands.includes('completion'), commands.join(' '));
  const {readFile} = await import('node:fs/promises');
  for (const command of commands.filter(name => name !== 'help')) {
    const own = (await epq([command, '--help'])).stdout;
    const flags = [...own.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(match => match[1] ?? '');
    assert.ok(flags.includes('help'), command);
    assert.match(man, new RegExp(`^\\.SS "epq ${command}[" ]`, 'm'));
    for (const shell of SHELLS) {
      const script = await readFile(scripts.get(shell) ?? '', 'utf8');
      for (const flag of flags) {
        // The name behind the options is fish's own: `-l out`.
        const written = shell === 'fish' ? `from ${command}' (?:-s \\w )?-l ${flag} ` : `--${flag}\\b`;
        assert.match(
          sectionOf(script, shell, command),
          new RegExp(written),
          `${shell}: ${command} --${flag}`,
        );
      }
    }
    for (const flag of flags) assert.ok(man.includes(`\\-\\-${flag.replaceAll('-', '\\-')}`), flag);
  }
});

// The part of a script that is about one command.
function sectionOf(script: string, shell: string, command: string): string {
  if (shell === 'fish') return script;
  const start = script.indexOf(`\n    ${shell === 'zsh' ? '    ' : ''}${command})\n`);
  assert.ok(start > 0, `${shell}: ${command}`);
  return script.slice(
    start,
    script.indexOf('\n      ;;', start) + 1 || script.indexOf('\n          ;;', start),
  );
}

test('the manual has variables, exit statuses and examples', () => {
  for (const part of ['EPQ_OUT', 'EPQ_ARCHIVE', 'EPQ_PORTAL', 'NO_COLOR', '.B 64', '.B 130', '.B 143'])
    assert.ok(man.includes(part), part);
  assert.match(man, /^\$ epq list \\-\\-from 2019\\-10\\-01 .* \| epq fetch \\-$/m);
  assert.doesNotMatch(man, /[^\n -~]/, 'ASCII, so that any reader of roff shows it');
});

test('mandoc reads the manual without a complaint', {skip: withoutProgram('mandoc')}, async () => {
  const {stdout, stderr} = await run('mandoc', ['-Tlint'], man);
  // The page has no date: the same version gives the same page.
  const complaints = (stdout + stderr)
    .split('\n')
    .filter(line => line !== '' && !line.includes('missing date'));
  assert.deepEqual(complaints, []);
  const shown = await run('mandoc', ['-Tascii'], man);
  assert.match(shown.stdout.replace(/.\u0008/g, ''), /-q, --quiet\n\s+say nothing but errors/);
});

/* ---- in the shells themselves ---- */

const CASES: [typed: string, offered: RegExp | string[]][] = [
  ['epq har', ['harvest']],
  ['epq fetch --la', ['--lang']],
  ['epq fetch --lang m', ['mt']],
  ['epq fetch --lang en,e', ['en,el', 'en,es', 'en,et']],
  ['epq fetch --source o', ['opendata']],
  ['epq fetch E-003068-19 --format nd', ['ndjson']],
  ['epq cite --style b', ['bibtex']],
  ['epq export --to nd', ['ndjson']],
  ['epq list --type ', ['E', 'G', 'H', 'K', 'O', 'P']],
  ['epq list --fields id,su', ['id,subject']],
  ['epq fetch --fields id,versions.en.subj', ['id,versions.en.subject']],
  ['epq fetch --out s', /^sub\/?$/],
  ['epq parse sub/page-', /^(?:sub\/)?page-two\.pdf$/],
  ['epq parse sub/page\\ ', /^(?:sub\/)?page\\? one\.html$/],
  ['epq fetch sub/', []],
  ['epq help compl', ['completion']],
  ['epq completion f', ['fish']],
];

/** Types each line, presses Tab, and says what is offered. */
const PRESS_TAB: Readonly<
  Record<(typeof SHELLS)[number], (script: string, lines: string[]) => Promise<string[]>>
> = {
  async bash(script, lines) {
    // As readline does: the words, the last of them being typed.
    const press = `source "$1"; shift; compopt() { :; }
      for line; do
        eval "words=($line)"; [[ $line == *' ' && $line != *'\\ ' ]] && words+=('')
        COMP_WORDS=("\${words[@]}") COMP_CWORD=$((\${#words[@]} - 1)); _epq
        printf '%s\\1' "\${COMPREPLY[@]}"; echo
      done`;
    return (await run('bash', ['--norc', '-c', press, 'bash', script, ...lines])).stdout.split('\n');
  },
  async zsh(script, lines) {
    const hook = join(folder, 'hook.zsh');
    await writeFile(hook, ZSH_HOOK.replace('SCRIPT', script));
    const {stdout} = await run('zsh', ['-f', '-c', ZSH_DRIVER, 'zsh', hook, ...lines]);
    return stdout.replaceAll('\r', '').split('\n');
  },
  async fish(script, lines) {
    const press =
      "source $argv[1]; for line in $argv[2..]; echo (complete -C $line | string replace -r '\\t.*' '' | string join \\x01); end";
    return (await run('fish', ['--no-config', '-c', press, script, ...lines])).stdout.split('\n');
  },
};

// A second zsh on a terminal of its own; what its completion is about to add is told between two marks.
const ZSH_DRIVER = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "source $1"
zpty -r -m shell seen '*hook-2*'
for line in "$@[2,-1]"; do
  zpty -w -n shell $'\\x15'"$line"$'\\t'
  zpty -r -m shell seen '*<<*>>*'
  print -r -- \${\${seen##*<<}%%>>*}
done
zpty -d shell`;
const ZSH_HOOK = `
PS1= PROMPT_EOL_MARK=
autoload -Uz compinit; compinit -D -u
source SCRIPT
bindkey '^I' complete-word
unset zle_bracketed_paste
compprefuncs=(_say_begin) comppostfuncs=(_say_end)
_say_begin() { compprefuncs=(_say_begin); print -rn -- '<<' }
_say_end() { comppostfuncs=(_say_end); print -rn -- '>>' }
compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return $?; fi
  local -a hits; builtin compadd -A hits "$@"
  local hit; for hit in $hits; do print -rn -- $'\\x01'"$IPREFIX$hit"; done
  builtin compadd "$@"
}
print hook-$((1+1))`;

for (const shell of SHELLS) {
  test(`${shell} completes`, {skip: withoutProgram(shell)}, async () => {
    const offers = await PRESS_TAB[shell](
      scripts.get(shell) ?? '',
      CASES.map(([typed]) => typed),
    );
    for (const [index, [typed, expected]] of CASES.entries()) {
      const words = (offers[index] ?? '').split('\u0001').map(word => word.trim());
      const offered = [...new Set(words.filter(word => word !== ''))].sort();
      if (Array.isArray(expected)) assert.deepEqual(offered, expected, typed);
      else assert.match(offered.join('\n'), expected, typed);
    }
  });
}

test('a shell that there is no completion for', async () => {
  const {status, stderr} = await epq(['completion', 'csh']);
  assert.equal(status, 2);
  assert.match(stderr, /^usage: .*'csh' is invalid.*Allowed choices are bash, zsh, fish/);
  assert.equal((await epq(['completion'])).status, 2);
});
