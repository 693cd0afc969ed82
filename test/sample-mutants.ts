import {spawnSync} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {ROOT} from './corpus.ts';
import {seededRandom} from './fault-portal.ts';

/**
 * `npm run mutation:sample -- --places 30 --seed 1`: mutates so many places of twelve lines, anywhere in the code that
 * reads documents and makes a record of them; all of it would take many hours.
 */
const {values} = parseArgs({
  options: {places: {type: 'string', default: '30'}, seed: {type: 'string', default: '1'}},
});
const LINES = 12;

/** Where reading a document, and making a record of what was read, begins. */
const ENTRANCES = ['read-document.js', 'manifest.js', 'merge.js', 'references.js', 'identify-members.js'];

/** Tables, whose every row is a fact, and the record's definition. */
const TABLES = /^(?:lexicon|act-words|members|question|errors)\.js$/;

const random = seededRandom(Number(values.seed));
const source = join(ROOT, 'dist/src');
const texts = new Map<string, string>();
const visit = async (name: string): Promise<void> => {
  if (texts.has(name)) return;
  const text = await readFile(join(source, name), 'utf8');
  texts.set(name, text);
  for (const [, path = ''] of text.matchAll(/(?:^(?:import|export) [^;]*?from |\bimport\()'(\.[^']+)'/gm))
    await visit(join(name, '..', path));
};
for (const name of ENTRANCES) await visit(name);
const places: string[] = [];
for (const [name, text] of [...texts].sort()) {
  if (TABLES.test(name)) continue;
  const lines = text.split('\n').length;
  for (let line = 1; line < lines; line += LINES)
    places.push(`dist/src/${name}:${line}-${Math.min(lines, line + LINES - 1)}`);
}
const mutate = Array.from(
  {length: Number(values.places)},
  () => places.splice(Math.floor(random() * places.length), 1)[0],
);
const config = JSON.parse(await readFile(join(ROOT, 'stryker.config.json'), 'utf8'));
await writeFile(join(ROOT, '.stryker-sample.json'), JSON.stringify({...config, mutate}, null, 2));
console.log(`${mutate.length} of ${mutate.length + places.length} places`);
const packages = ['core', 'tap-runner'].flatMap(name => ['-p', `@stryker-mutator/${name}@9.0.1`]);
const {status} = spawnSync('npx', ['--yes', ...packages, 'stryker', 'run', '.stryker-sample.json'], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
