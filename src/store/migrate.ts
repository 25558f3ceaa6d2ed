import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

/** How a store's tables stand to this program's; `newer` names a migration of a later release. */
export type SchemaAge =
  | { readonly state: 'empty' }
  | { readonly state: 'current' }
  | { readonly state: 'behind' }
  | { readonly state: 'newer'; readonly migration: string };

/** Reads how old the tables are; changes nothing. */
export async function readSchemaAge(db: Kysely<Tables>): Promise<SchemaAge> {
  const applied = await appliedMigrations(db);
  const unknown = applied.filter((name) => !(name in migrations)).sort();
  const newest = unknown.at(-1);
  if (newest) return { state: 'newer', migration: newest };
  if (applied.length === 0) return { state: 'empty' };
  return { state: applied.length === Object.keys(migrations).length ? 'current' : 'behind' };
}

/** Brings the tables up to this program, in one transaction: all of it or nothing. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: bookkeeping,
    migrationLockTableName: `${bookkeeping}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function appliedMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === bookkeeping)) return [];
  const rows = await db.withTables<Bookkeeping>().selectFrom(bookkeeping).select('name').execute();
  return rows.map(({ name }) => name);
}

/** Our own name, since another program on the same database may use Kysely's. */
const bookkeeping = 'rapporteur_migrations';

interface Bookkeeping extends Record<string, Record<string, unknown>> {
  readonly [bookkeeping]: { readonly name: string };
}
