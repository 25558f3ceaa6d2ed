import type { Kysely } from 'kysely';

/** Who posts: accounts with their budgets, and pauses. */
export async function createAccountTables(db: Kysely<unknown>): Promise<void> {
  await createAccounts(db);
  await createPauses(db);
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('session', 'text')
    .addColumn('locked_out_since', 'bigint')
    .addColumn('locked_out_failure', 'text')
    .addColumn('check_at', 'bigint')
    .addColumn('last_stamp', 'bigint')
    .addColumn('login_until', 'bigint')
    .addColumn('promised_to', 'text')
    .addColumn('promised_until', 'bigint')
    .execute();
  await db.schema
    .createTable('budgets')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('capacity', 'integer', (column) => column.notNull())
    .addColumn('spent', 'integer', (column) => column.notNull())
    .addColumn('renews_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('budgets_key', ['account_id', 'name'])
    .execute();
}

async function createPauses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pauses')
    .addColumn('scope', 'text', (column) => column.primaryKey().notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .execute();
}
