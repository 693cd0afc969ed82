import assert from 'node:assert/strict';
import {cp, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {type Misbehaviour, startFaultPortal} from './fault-portal.ts';
import {type Parliament, smallParliament} from './parliament.ts';
import type {Portal} from './portal.ts';
import {epq, type Run} from './run-epq.ts';
import {emptyDirectory} from './temporary.ts';

/** The year of most of the questions of the small Parliament. */
export const YEAR = ['harvest', '--from', '2022-01-01', '--to', '2022-12-31'];

/** A run that writes a store. */
export interface Harvest extends Run {
  out: string;
}

/** Runs a command on a portal, at any rate, into an empty store unless one is given. */
export async function harvest(
  portal: Portal,
  args: string[] = YEAR,
  {out, env = {}}: {out?: string; env?: Record<string, string>} = {},
): Promise<Harvest> {
  const store = out ?? join(await emptyDirectory(), 'store');
  const run = await epq(
    [...args, '--portal', portal.origin, '--out', store, '--rate', '0', '--format', 'none'],
    {env},
  );
  return {...run, out: store};
}

/** Does something while a portal runs. */
export async function withPortal<T>(
  parliament: Parliament,
  misbehaviour: Misbehaviour,
  work: (portal: Awaited<ReturnType<typeof startFaultPortal>>) => Promise<T>,
): Promise<T> {
  const portal = await startFaultPortal(parliament, misbehaviour);
  try {
    return await work(portal);
  } finally {
    await portal.close();
  }
}

const stores = new Map<string, Promise<string>>();
const kept = await emptyDirectory(); // here, for what a test makes goes with the test

/** A store of one's own, as a harvest of the small Parliament leaves it where nothing goes wrong. */
export async function storeOf(args: string[] = YEAR): Promise<string> {
  const key = args.join(' ');
  const made = stores.get(key) ?? makeStore(args, join(kept, `${stores.size}`));
  stores.set(key, made);
  const out = join(await emptyDirectory(), 'store');
  await cp(await made, out, {recursive: true});
  return out;
}

async function makeStore(args: string[], out: string): Promise<string> {
  return withPortal(await smallParliament(), {}, async portal => {
    const {status, stderr} = await harvest(portal, args, {out});
    assert.equal(status, 0, stderr);
    return out;
  });
}

/** What a portal was asked for, in order. */
export function pathsOf(portal: Portal): string[] {
  return portal.requests.map(({path}) => path);
}

/** Ids of the records in a store, ascending. */
export async function idsIn(out: string): Promise<string[]> {
  const names = await readdir(join(out, 'questions'), {recursive: true}).catch(() => [] as string[]);
  return names
    .filter(name => name.endsWith('.json'))
    .map(name => name.slice(5, -5))
    .sort();
}
