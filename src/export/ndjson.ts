import {openTextFile} from './draft.ts';
import type {Exporter} from './exporter.ts';

/** Opens an export of whole records, one JSON line each. */
export async function openNdjson(path: string): Promise<Exporter> {
  const file = await openTextFile(path);
  let count = 0;
  return {
    async record(record) {
      count += 1;
      await file.write(`${JSON.stringify(record)}\n`);
    },
    async end() {
      await file.close();
      return {question: count};
    },
  };
}
