import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {ROOT} from '../corpus.ts';

/** Node with a script of ours. */
export const NODE = process.execPath;

export const EPQ = join(ROOT, 'bin/epq.js');

/** A contestant written in TypeScript, as it was compiled: `naive`. */
export function contestant(name: string): string {
  return fileURLToPath(new URL(`./contestants/${name}.js`, import.meta.url));
}

/** A contestant written in Python: `spider`. */
export function pythonContestant(name: string): string {
  return join(ROOT, `test/bench/contestants/${name}.py`);
}

/** Debian's own Python, which Debian's packages are for. */
export const PYTHON = '/usr/bin/python3';

/**
 * Programs that not everybody has.
 *
 * @returns the Debian package that brings one, `null` where it is there
 */
export const missing = {
  scrapy: () => withoutModule('scrapy', 'python3-scrapy'),
  pymupdf: () => withoutModule('fitz', 'python3-fitz'),
  pdftotext: () => (spawnSync('pdftotext', ['-v']).error === undefined ? null : 'poppler-utils'),
};

function withoutModule(name: string, debian: string): string | null {
  return spawnSync(PYTHON, ['-c', `import ${name}`]).status === 0 ? null : debian;
}
