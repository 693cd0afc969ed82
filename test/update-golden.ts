import {writeFile} from 'node:fs/promises';
import {expectationPath, listCases, runCase} from './golden.ts';
import {MISSING_LINES, readMissingLines} from './missing-lines.ts';

/** `npm run golden:update [-- part of a name]`: writes expectations anew. Read the diff: it is the review. */
const part = process.argv[2] ?? '';
for (const name of await listCases()) {
  if (!name.includes(part)) continue;
  await writeFile(expectationPath(name), await runCase(name));
  console.log(name);
}
await writeFile(MISSING_LINES, `${JSON.stringify(await readMissingLines(), null, 2)}\n`);
