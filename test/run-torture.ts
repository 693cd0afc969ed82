import {parseArgs} from 'node:util';
import {findCorpus} from './corpus.ts';
import {startFaultPortal} from './fault-portal.ts';
import {addRecordsOf, emptyParliament, smallParliament} from './parliament.ts';
import {torture} from './torture.ts';

/** `npm run torture -- --kills 100 --seed 1`: a harvest that is killed again and again ends with the same tree. */
const {values} = parseArgs({
  options: {kills: {type: 'string', default: '100'}, seed: {type: 'string', default: '1'}},
});
const corpus = findCorpus('torture on 200 real records; the small synthetic Parliament is used instead');
const parliament = corpus === null ? await smallParliament() : emptyParliament();
if (corpus !== null) await addRecordsOf(parliament, `${corpus}opendata/v2`);
for (const {body} of parliament.files.values()) await body(); // made before anything is timed
const portal = await startFaultPortal(parliament, {});
const range =
  corpus === null
    ? ['--from', '2022-01-01', '--to', '2022-12-31']
    : ['--from', '2022-01-01', '--to', '2022-01-31'];
const found = await torture(portal, range, {
  kills: Number(values.kills),
  seed: Number(values.seed),
  concurrency: 4,
});
await portal.close();
const isSound = found.differences.length === 0 && found.repeated === 0;
console.log(JSON.stringify(found, null, 2));
console.log(isSound ? 'the tree is the same as without a kill' : 'NOT the same tree');
process.exitCode = isSound ? 0 : 1;
