import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createAccountTables } from './migrations/first-account-tables.ts';
import { createDeliveryTables } from './migrations/first-delivery-tables.ts';
import { createSourceTables } from './migrations/first-source-tables.ts';

/**
 * Forward only: a released migration never changes, a new one is added below with the next number. Each works alone, on
 * the tables as they were then, and on both engines. Type names are PostgreSQL's; SQLite takes any: `bigint` holds
 * integers there, and `bytea` leaves bytes as they are.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': { up: createFirstTables },
};

async function createFirstTables(db: Kysely<unknown>): Promise<void> {
  await createSourceTables(db);
  await createDeliveryTables(db);
  await createAccountTables(db);
}
