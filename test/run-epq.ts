import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {ROOT} from './corpus.ts';
import {emptyDirectory} from './temporary.ts';

/** What a run of the program left. */
export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `epq` in an empty folder. */
export async function epq(
  args: string[],
  {
    cwd,
    input = '',
    env = {},
    uid,
    onStderr = () => {},
  }: {
    cwd?: string;
    input?: string;
    env?: Record<string, string>;
    /** another user's, where this one may become it */
    uid?: number;
    onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
  } = {},
): Promise<Run> {
  const child = spawn(process.execPath, [join(ROOT, 'bin/epq.js'), ...args], {
    cwd: cwd ?? (await emptyDirectory()),
    env: {...process.env, ...env},
    ...(uid === undefined ? {} : {uid}),
  });
  child.stdin.end(input);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
    onStderr(stderr, signal => child.kill(signal));
  });
  return new Promise(resolve => child.on('close', status => resolve({status, stdout, stderr})));
}
