import {mkdir, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {parseArgs} from 'node:util';
import {ROOT} from '../corpus.ts';
import {fuzz} from './fuzz.ts';
import {KINDS} from './kinds.ts';

/** `npm run fuzz [-- --kind pdf --minutes 30 --seed 7]`; `--seed N --cases 1` makes a case that was found again. */
const {values} = parseArgs({
  options: {
    kind: {type: 'string', default: 'all'},
    minutes: {type: 'string', default: '1'},
    seed: {type: 'string', default: String(Date.now() % 1e9)},
    cases: {type: 'string', default: 'Infinity'},
  },
});
const folder = join(ROOT, 'fuzz-findings');
const kinds = Object.entries(KINDS).filter(([name]) => values.kind === 'all' || values.kind === name);
if (kinds.length === 0)
  throw new TypeError(`--kind ${values.kind}: expected all or ${Object.keys(KINDS).join(', ')}`);
let found = 0;
for (const [name, open] of kinds) {
  const end = performance.now() + Number(values.minutes) * 60_000;
  const isOver = (cases: number): boolean => performance.now() > end || cases >= Number(values.cases);
  const {cases, findings} = await fuzz(await open(), Number(values.seed), isOver);
  console.log(`${name}: ${cases} cases from seed ${values.seed}, ${findings.length} findings`);
  found += findings.length;
  for (const {seed, name: what, body, finding} of findings) {
    console.log(`  --kind ${name} --seed ${seed} --cases 1: ${what}: ${finding}`);
    await mkdir(folder, {recursive: true});
    await writeFile(
      join(folder, `${name}-${seed}-${basename(what.split('\n')[0] ?? '').slice(0, 80)}`),
      body ?? what,
    );
  }
}
process.exit(found === 0 ? 0 : 1);
