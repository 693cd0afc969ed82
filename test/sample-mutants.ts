import {spawnSync} from 'node:child_process';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {ROOT} from './corpus.ts';
import {seededRandom} from './fault-portal.ts';

/**
 * `npm run mutation:sample -- --places 30 --seed 1`: mutates so many places of twelve lines, anywhere in the code that
 * reads documents and makes a record of them; all of it would take a day.
 */
const {values} = parseArgs({
  options: {places: {type: 'string', default: '30'}, seed: {type: 'string', default: '1'}},
});
const LINES = 12;

/** Tables of words and known questions, whose every row is a fact, and what asks others for documents; what commands alone show. */
const LEFT_OUT =
  /^(?:lexicon|act-words|canaries|question|errors|index|cli|version|archive|store|checkpoint|lock|guard-inside|process-alive|verify-archive|write-file|transport|readers|reader-thread|fetch-question|harvest.*|obtain|discover|probe|robots|check-canary|printed-fields|findings|json-schema|record-files|stored-records|year-list|question-records|paged-list|narrow-by-number|member-directory|reidentify|parse-documents|at-most|agreement-summary|fields)\.js$/;

const random = seededRandom(Number(values.seed));
const source = join(ROOT, 'dist/src');
const names = [
  ...(await readdir(source)),
  ...(await readdir(join(source, 'parse'))).map(name => `parse/${name}`),
];
const places: string[] = [];
for (const name of names.filter(name => name.endsWith('.js') && !LEFT_OUT.test(name)).sort()) {
  const lines = (await readFile(join(source, name), 'utf8')).split('\n').length;
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
