import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {test} from 'node:test';
import {ROOT} from './corpus.ts';
import {emptyDirectory} from './temporary.ts';
import {withoutProgram} from './without-program.ts';

const folder = await emptyDirectory();
const bin = join(folder, 'bin');

/** One command of a recipe, and what it prints. */
interface Step {
  command: string;
  output: string;
}

const section = await readFile(join(ROOT, 'src/help/recipes.md'), 'utf8');
const store = /`(epq fetch [^`]+)`/.exec(section)?.[1] ?? '';
const recipes = [...section.matchAll(/^```console\n(.*?)^```/gms)].map(([, text = '']) => stepsOf(text));

// "$ " begins a command; lines that are set in by four spaces, while its quotes are open, go on with it.
function stepsOf(text: string): Step[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map(step => {
      const lines = step.split('\n');
      let end = 1;
      while (hasOpenQuote(lines.slice(0, end).join('\n'))) end += 1;
      return {command: lines.slice(0, end).join('\n'), output: lines.slice(end).join('\n')};
    });
}

function hasOpenQuote(command: string): boolean {
  const quotes = command.match(/'[^']*'|"[^"]*"|['"]/g) ?? [];
  return quotes.some(quote => quote.length === 1);
}

function run(command: string): Promise<{status: number; stdout: string; stderr: string}> {
  const env = {...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, LC_ALL: 'C.UTF-8'};
  return new Promise(resolve => {
    execFile(
      'bash',
      ['-o', 'pipefail', '-c', command],
      {cwd: folder, env, timeout: 60_000},
      (error, stdout, stderr) =>
        resolve({status: error === null ? 0 : Number(error.code ?? -1), stdout, stderr}),
    );
  });
}

async function addProgram(name: string, script: string): Promise<void> {
  await writeFile(join(bin, name), `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, script)}" "$@"\n`);
  await chmod(join(bin, name), 0o755);
}

test('there are recipes, and the store they are run on', async () => {
  assert.ok(recipes.length >= 4, `${recipes.length} recipes`);
  await mkdir(bin);
  await addProgram('epq', 'bin/epq.js');
  if ((await run('command -v duckdb')).status !== 0) await addProgram('duckdb', 'dist/test/duckdb.js');
  const made = await run(store.replace('fixtures/archive', `"${join(ROOT, 'fixtures/archive')}"`));
  assert.deepEqual([made.status, made.stdout.split('\n').length], [0, 5], made.stderr);
});

for (const steps of recipes) {
  const commands = steps.map(({command}) => command).join('\n');
  const needed = ['jq', 'sqlite-utils'].filter(program => commands.includes(`${program} `));
  test(`recipe: ${commands.slice(0, 60).replaceAll('\n', ' ')}`, {
    skip: withoutProgram(...needed),
  }, async () => {
    for (const {command, output} of steps) {
      const {status, stdout, stderr} = await run(command);
      // Python ends the lines of CSV with CR and LF.
      assert.equal(stdout.replaceAll('\r\n', '\n'), output, `${command}\n${stderr}`);
      assert.equal(status, 0, command);
    }
  });
}
