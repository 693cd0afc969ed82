import {Piscina} from 'piscina';
import type {ReaderTask} from '../src/reader-thread.ts';

/**
 * `node --import ./dist/test/read-in-this-thread.js`: documents are read where a test runs, and not in threads of their own,
 * whose lines no measure of mutants sees.
 */
Piscina.prototype.run = async function (this: Piscina, task: ReaderTask) {
  const {other: read} = await import(this.options.filename ?? '');
  return await read(task);
};
