import {z} from 'zod';
import {questionRecord} from './question.ts';

/**
 * The JSON Schema of the record, draft 2020-12, made from the one definition that the types come from.
 *
 * @returns a plain object, ready to be printed
 */
export function questionSchema(): Record<string, unknown> {
  return z.toJSONSchema(questionRecord, {target: 'draft-2020-12'}) as Record<string, unknown>;
}
