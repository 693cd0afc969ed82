import {pickFields} from '../fields.ts';
import {openTextFile} from './draft.ts';
import type {Exporter, ExportOptions} from './exporter.ts';

/** Opens an export of records, or of some of their fields, one JSON line each. */
export async function openNdjson(
  path: string,
  {fields = null}: Pick<ExportOptions, 'fields'>,
): Promise<Exporter> {
  const file = await openTextFile(path);
  let count = 0;
  return {
    async record(record) {
      count += 1;
      await file.write(`${JSON.stringify(fields === null ? record : pickFields(record, fields))}\n`);
    },
    async end() {
      await file.close();
      return {question: count};
    },
  };
}
