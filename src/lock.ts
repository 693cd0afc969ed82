import {randomBytes} from 'node:crypto';
import {link, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {dirname, join} from 'node:path';
import {EpqError} from './errors.ts';
import {guardInside} from './guard-inside.ts';
import {isAlive} from './process-alive.ts';
import {makeDirectory, TEMPORARY} from './write-file.ts';

/** Who holds a store. */
interface Holder {
  pid: number;
  host: string;
  /** when the process began, in the system's own count: tells it from a later one of the same number; `null` unknown */
  began: string | null;
}

/**
 * Takes a store for one run that writes much of it; a lock that a dead process left is taken over.
 *
 * @param directory the store; created where it is missing
 * @returns gives the store back
 * @throws EpqError `store`, with the other's process id, while another run holds it
 */
export async function lockStore(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'epq.lock');
  const own = `${JSON.stringify({pid: process.pid, host: hostname(), began: await beginOf(process.pid)})}\n`;
  const draft = join(directory, TEMPORARY, `${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    guardInside(directory)(draft);
    await makeDirectory(dirname(draft));
    await writeFile(draft, own, {flag: 'wx'});
    // A link appears whole or not at all, and never over another's.
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        await link(draft, path);
        return async () => {
          if ((await readFile(path, 'utf8').catch(() => '')) === own) await rm(path, {force: true});
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      await takeAway(path, draft);
    }
    throw new EpqError('store', `cannot take ${path}: others come and go`, {hint: 'try again'});
  } catch (error) {
    if (error instanceof EpqError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new EpqError('store', `cannot write ${path}: ${reason}`, {
      cause: error,
      hint: 'make room, or choose another store with --out',
    });
  } finally {
    await rm(draft, {force: true}).catch(() => {});
  }
}

// Removes the lock of a process that is no more; what somebody else has meanwhile taken over is put back.
async function takeAway(path: string, draft: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return;
  const holder = readHolder(text);
  if (holder !== null && (await holds(holder))) {
    throw new EpqError('store', `another run writes this store: process ${holder.pid} on ${holder.host}`, {
      hint: `wait for it or stop it; if it is no run of epq, remove ${path}`,
    });
  }
  const aside = `${draft}-old`;
  await rename(path, aside).catch(() => {});
  if ((await readFile(aside, 'utf8').catch(() => text)) !== text) await link(aside, path).catch(() => {});
  await rm(aside, {force: true});
}

async function holds({pid, host, began}: Holder): Promise<boolean> {
  if (host !== hostname()) return true; // another machine's process cannot be looked at
  if (pid === process.pid || !isAlive(pid)) return false;
  const now = await beginOf(pid);
  return began === null || now === null || began === now;
}

function readHolder(text: string): Holder | null {
  try {
    const {pid, host, began} = JSON.parse(text) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string' ? {pid, host, began: began ?? null} : null;
  } catch {
    return null; // half a lock: its writer is dead
  }
}

// Linux tells when a process began (field 22 of its stat); elsewhere its number alone must do.
async function beginOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
