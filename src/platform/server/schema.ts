import type { Generated } from 'kysely'

/** One row per migration file that ran; kept by migrate.ts. */
export interface SchemaMigrationTable {
  name: string
  sha256: string
  applied_at: Generated<Date>
}

/**
 * All tables of the database, for Kysely. Open: a slice adds its own tables beside its queries with
 *
 *     declare module '#platform/server/schema.ts' {
 *       interface Database { place: PlaceTable }
 *     }
 *
 * so that `platform` needs to know no slice.
 */
export interface Database {
  schema_migration: SchemaMigrationTable
}
