import {EpqError} from './errors.ts';
import {SCHEMA_VERSION} from './record-words.ts';

/** Carries a record, as read from disk, one schema version further; gives a new object. */
export type MigrationStep = (record: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/**
 * The steps between the schema's versions: the row of 1 carries a record of version 1 to version 2.
 *
 * None yet, for version 1 is the first. A worked example is in `test/migrate-record.test.ts`.
 */
const MIGRATION_STEPS: Readonly<Record<number, MigrationStep>> = {};

/**
 * Carries a record of an earlier schema version to the one of this epq, step by step; it is not yet checked.
 *
 * @param record what a record's file holds, `{"schemaVersion": 1, "id": "E-9-2019-003068", …}`
 * @returns the same object where it has the current version, or none that could be told
 * @throws EpqError `store` for a version later than this epq's, and for an earlier one to which no step is known
 */
export function migrateRecord(record: unknown, steps = MIGRATION_STEPS, current = SCHEMA_VERSION): unknown {
  let migrated = record;
  for (;;) {
    const version = schemaVersionOf(migrated);
    if (version === null || version === current) return migrated;
    if (version > current) throw laterVersion('a record', version, current);
    const step = steps[version];
    if (step === undefined)
      throw new EpqError('store', `schema version ${version} is unknown to this epq`, {
        hint: 'epq rebuild makes the record anew from the archive',
      });
    migrated = {...step(migrated as Record<string, unknown>), schemaVersion: version + 1};
  }
}

/** The schema version that a parsed file says it has; `null` where it says none. */
export function schemaVersionOf(value: unknown): number | null {
  const version = (value as {schemaVersion?: unknown} | null)?.schemaVersion;
  return Number.isInteger(version) ? (version as number) : null;
}

/** What to say of a file that a later epq wrote: it is neither read nor replaced. */
export function laterVersion(what: string, version: number, current = SCHEMA_VERSION): EpqError {
  return new EpqError(
    'store',
    `${what} of a later epq, of schema version ${version} where this one knows ${current}`,
    {hint: 'update epq: what a later one wrote is left as it is'},
  );
}
