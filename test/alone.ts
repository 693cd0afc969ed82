import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {startFaultPortal} from './fault-portal.ts';
import {smallParliament} from './parliament.ts';
import {epq} from './run-epq.ts';

/** Harvests, updates, verifies and fetches from a portal of its own, and writes what a capture of the packets is held against. */
const out = process.argv[2] ?? '';
const portal = await startFaultPortal(await smallParliament(), {
  // Redirects that lead elsewhere, and names of hosts in whatever is served, are followed by nobody.
  instead: path =>
    path.endsWith('E-9-2022-000003_EN.html')
      ? {status: 302, headers: {location: 'http://127.0.0.1:9/doceo/document/E-9-2022-000003_EN.html'}}
      : null,
});
const statuses: (number | null)[] = [];
for (const args of [
  ['harvest', '--from', '2022-10-04', '--to', '2022-10-08', '--documents', 'pdf'],
  ['update'],
  ['verify', '--fix'],
  ['fetch', 'E-000002/2022', '--documents', 'pdf', '--refresh'],
]) {
  const run = await epq([
    ...[...args, '--out', join(out, 'store'), '--format', 'none'],
    ...['--portal', portal.origin, '--rate', '0'],
  ]);
  console.error(run.stderr);
  statuses.push(run.status);
}
const {port} = new URL(portal.origin);
await portal.close();
const result = {port: Number(port), requests: portal.requests.length, statuses};
await writeFile(join(out, 'result.json'), JSON.stringify(result));
