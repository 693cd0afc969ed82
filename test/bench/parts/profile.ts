import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {run} from '../alternate.ts';
import {makeDocuments} from '../made-documents.ts';
import {NODE} from '../programs.ts';
import {startServer} from '../server.ts';
import {harvestArguments} from './harvest.ts';

/** Where time went, within one thread. */
export interface ThreadProfile {
  /** `main`, `reader 1`, … */
  thread: string;
  /** what was at work, milliseconds of each, most first; waiting is left out */
  milliseconds: Record<string, number>;
}

interface CpuProfile {
  nodes: {id: number; callFrame: {functionName: string; url: string}}[];
  samples: number[];
  timeDeltas: number[];
}

const WAITING = /^\((?:idle|program)\)$|^atomicsWaitLoop$/;

/**
 * Where the time of a harvest of pages and PDFs goes, by file of epq's or package.
 *
 * @param folder an empty one
 */
export async function profile(folder: string): Promise<ThreadProfile[]> {
  await makeDocuments(folder, {questions: 10, languages: 24, kinds: ['html', 'pdf']});
  const server = await startServer(folder);
  const profiles = join(folder, 'profiles');
  try {
    await run({
      name: 'profile',
      command: NODE,
      args: [
        ...['--cpu-prof', '--cpu-prof-dir', profiles],
        ...harvestArguments(server.origin, join(folder, 'out'), 'html,pdf'),
      ],
    });
  } finally {
    server.stop();
  }
  // A name's last part but one is the thread's number, 0 the main thread's.
  const names = (await readdir(profiles)).sort((a, b) => threadOf(a) - threadOf(b));
  return Promise.all(
    names.map(async name => ({
      thread: threadOf(name) === 0 ? 'main' : `reader ${threadOf(name)}`,
      milliseconds: sumUp(JSON.parse(await readFile(join(profiles, name), 'utf8')) as CpuProfile),
    })),
  );
}

function threadOf(name: string): number {
  return Number(name.split('.').at(-3));
}

function sumUp({nodes, samples, timeDeltas}: CpuProfile): Record<string, number> {
  const names = new Map(nodes.map(({id, callFrame}) => [id, ownerOf(callFrame)]));
  const sums = new Map<string, number>();
  for (const [at, id] of samples.entries()) {
    const name = names.get(id) ?? '';
    if (!WAITING.test(name)) sums.set(name, (sums.get(name) ?? 0) + (timeDeltas[at] ?? 0) / 1000);
  }
  const most = [...sums].sort((a, b) => b[1] - a[1]).slice(0, 15);
  return Object.fromEntries(most.map(([name, milliseconds]) => [name, Math.round(milliseconds)]));
}

/** `src/parse/html.js`, `pdfjs-dist`, `node:fs`, `(garbage collector)`. */
function ownerOf({functionName, url}: CpuProfile['nodes'][number]['callFrame']): string {
  const file = url.split('/node_modules/').at(-1) ?? '';
  if (functionName === 'atomicsWaitLoop') return functionName;
  if (file !== url) return /^(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file;
  if (url.startsWith('node:')) return /^node:(?:internal\/)?[^/]+/.exec(url)?.[0] ?? url;
  return (
    /\/dist\/(src\/.*)$/.exec(url)?.[1] ??
    (url === '' ? functionName.replace(/^RegExp: .*$/s, '(regular expressions)') : url)
  );
}
