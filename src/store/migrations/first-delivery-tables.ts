import { type Kysely, sql } from 'kysely';

/** What is posted: deliveries with their parts and media, and moments. */
export async function createDeliveryTables(db: Kysely<unknown>): Promise<void> {
  await createDeliveries(db);
  await createParts(db);
  await createMoments(db);
  await createMedia(db);
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('story_id', 'text', (column) => column.references('stories.id'))
    .addColumn('moment_key', 'text')
    .addColumn('thread_key', 'text')
    .addColumn('thread_volume', 'integer')
    .addColumn('thread_way', 'text')
    .addColumn('thread_because', 'text')
    .addColumn('placed_at', 'bigint')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('network', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('first_due_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('wakes_at', 'bigint')
    .addColumn('worker', 'text')
    .addColumn('fence', 'bigint', (column) => column.notNull())
    .addColumn('since', 'bigint')
    .addColumn('looks', 'integer', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('because', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('last_failure', 'text')
    .addColumn('noted_word', 'text')
    .addColumn('vouched_at', 'bigint')
    .addColumn('unproven_part', 'integer')
    .addColumn('kept_back_at', 'bigint')
    .addColumn('turn', 'integer', (column) => column.notNull())
    .addColumn('weight', 'integer', (column) => column.notNull())
    .addColumn('stale_at', 'bigint')
    .addColumn('when_stale', 'text', (column) => column.notNull())
    .execute();
  // The promise of one claim per account is the database's own, whoever claims; what is in doubt lets others pass.
  await sql`create unique index deliveries_in_flight on deliveries
    (account_id, (case when state = 'claimed' then '' else id end))
    where state in ('claimed', 'uncertain')`.execute(db);
  // Only what still wants work stands in this index, so that it stays small however much was sent.
  await sql`create index deliveries_ready on deliveries
    (account_id, turn, weight desc, first_due_at, sequence) where state = 'ready'`.execute(db);
  await db.schema.createIndex('deliveries_by_sequence').on('deliveries').column('sequence').execute();
  // What waits for a person, or was given up: `status` shows it, whatever its age.
  await sql`create index deliveries_stopped on deliveries (sequence)
    where state in ('held', 'refused')`.execute(db);
  // That an account gets a story once is the database's own promise, whoever plans.
  await db.schema
    .createIndex('deliveries_by_story')
    .on('deliveries')
    .columns(['story_id', 'account_id'])
    .unique()
    .execute();
  await sql`create unique index deliveries_by_moment on deliveries (event_id, moment_key, account_id)
    where moment_key is not null`.execute(db);
  await sql`create index deliveries_by_thread on deliveries (event_id, account_id, thread_key, thread_volume)
    where thread_way = 'answers'`.execute(db);
}

async function createParts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('parts')
    .addColumn('delivery_id', 'text', (column) => column.notNull().references('deliveries.id'))
    .addColumn('part_index', 'integer', (column) => column.notNull())
    .addColumn('intent', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('media', 'text', (column) => column.notNull())
    .addColumn('remote_id', 'text')
    .addColumn('url', 'text')
    .addColumn('content_hash', 'text')
    .addColumn('published_at', 'bigint')
    .addPrimaryKeyConstraint('parts_key', ['delivery_id', 'part_index'])
    .execute();
  await sql`create index parts_openers on parts (published_at)
    where part_index = 0 and intent = 'create'`.execute(db);
  await sql`create index parts_known on parts (remote_id) where remote_id is not null`.execute(db);
}

async function createMoments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('moments')
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('fresh_until', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('settled_at', 'bigint', (column) => column.notNull())
    .addColumn('because', 'text')
    .addColumn('told', 'text', (column) => column.notNull())
    // That a moment is due once for an account is the database's own promise, whoever plans.
    .addPrimaryKeyConstraint('moments_key', ['event_id', 'account_id', 'key'])
    .execute();
}

async function createMedia(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('media')
    .addColumn('hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('media_type', 'text', (column) => column.notNull())
    .addColumn('byte_length', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'bytea', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('media_needs')
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('delivery_id', 'text', (column) => column.notNull())
    .addColumn('part_index', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('media_needs_key', ['delivery_id', 'part_index', 'hash'])
    .addForeignKeyConstraint('media_needs_part', ['delivery_id', 'part_index'], 'parts', [
      'delivery_id',
      'part_index',
    ])
    .execute();
  await db.schema.createIndex('media_needs_by_hash').on('media_needs').column('hash').execute();
}
