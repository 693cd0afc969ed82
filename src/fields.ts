import {LANGUAGE_CODES} from './language.ts';
import {nearestWord} from './nearest-word.ts';

/** One field of the record, as `--fields` lists it. */
export interface FieldDescription {
  /** `versions.en.subject`, with `<language>` where a language stands: `versions.<language>.subject` */
  path: string;
  /** one line; empty where the schema says nothing */
  description: string;
}

interface Schema {
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
}

/**
 * Lists the fields of a record.
 *
 * @param schema the record's JSON Schema
 * @returns every field in the record's order, those of lists and of language versions included
 */
export function listFields(schema: object): FieldDescription[] {
  const list = (node: Schema, path: string): FieldDescription[] => {
    const own = path === '' ? [] : [{path, description: node.description ?? ''}];
    const inside = node.items ?? node.anyOf?.find(option => option.properties !== undefined) ?? node;
    const named = Object.entries(inside.properties ?? {}).flatMap(([name, child]) =>
      list(child, path === '' ? name : `${path}.${name}`),
    );
    const more = inside.additionalProperties;
    const byLanguage = typeof more === 'object' && more.properties ? list(more, `${path}.<language>`) : [];
    return [...own, ...named, ...byLanguage];
  };
  return list(schema as Schema, '');
}

// Where a language stands in a path: a code, or one of these for every language.
const EVERY_LANGUAGE = ['*', '<language>'];

/**
 * Finds the first field that is none.
 *
 * @param paths as `--fields` has them: `id`, `versions.en.subject`, `versions.*.subject`
 * @param fields those there are, as `listFields` gives them
 * @returns the path and the nearest that would do, `null` where none is near; `null` where all are fields
 */
export function findUnknownField(
  paths: readonly string[],
  fields: readonly Pick<FieldDescription, 'path'>[],
): {path: string; nearest: string | null} | null {
  const known = new Set(fields.map(({path}) => path));
  const unknown = paths.find(path => !known.has(generalised(path)));
  if (unknown === undefined) return null;
  const language = unknown.split('.').find(part => isOfLanguage(part)) ?? 'en';
  // People leave the language out: versions.subject.
  const spellings = new Map(
    [...known].flatMap(path => [
      [path.replace('<language>.', ''), path],
      [path.replace('<language>', language), path],
    ]),
  );
  const nearest = spellings.get(nearestWord(unknown, [...spellings.keys()]) ?? '');
  return {path: unknown, nearest: nearest?.replace('<language>', language) ?? null};
}

function isOfLanguage(part: string): boolean {
  return EVERY_LANGUAGE.includes(part) || (LANGUAGE_CODES as string[]).includes(part);
}

function generalised(path: string): string {
  return path
    .split('.')
    .map((part, index, parts) =>
      parts[index - 1] === 'versions' && isOfLanguage(part) ? '<language>' : part,
    )
    .join('.');
}

/**
 * Keeps only some fields of a record.
 *
 * @param record any JSON object
 * @param paths `id`, `versions.en.subject`, `versions.*.subject` (of every language), `answers.date` (of every answer); a
 *   path that leads nowhere gives nothing
 * @returns a new object of the same shape with these fields, in the record's order
 */
export function pickFields(record: object, paths: readonly string[]): object {
  return pick(
    record,
    paths.map(path => path.split('.')),
  ) as object;
}

function pick(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some(path => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map(item => pick(item, paths));
  if (typeof value !== 'object' || value === null) return undefined;
  const picked = Object.entries(value).flatMap(([key, child]) => {
    const below = paths
      .filter(([first = '']) => first === key || EVERY_LANGUAGE.includes(first))
      .map(path => path.slice(1));
    const kept = below.length === 0 ? undefined : pick(child, below);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return Object.fromEntries(picked);
}
