import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {NODE} from './programs.ts';

/** A loopback server in a process of its own. */
export interface Server {
  origin: string;
  /** how often it was asked so far */
  requests(): Promise<number>;
  stop(): void;
}

/** Starts to serve a folder of made documents. */
export async function startServer(folder: string): Promise<Server> {
  const child = spawn(NODE, [fileURLToPath(new URL('./serve.js', import.meta.url)), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', data => resolve(String(data).trim()));
    child.once('exit', status => reject(new Error(`the server ended with ${status}`)));
  });
  return {
    origin,
    requests: async () => Number(await (await fetch(`${origin}/requests`)).text()),
    stop: () => child.kill(),
  };
}
