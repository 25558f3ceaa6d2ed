import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Forward only: a released migration never changes, a new one is added below with the next number. Each works alone, on
 * the tables as they were then, and on both engines. Type names are PostgreSQL's; SQLite takes any: `bigint` holds
 * integers there, and `bytea` leaves bytes as they are.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': { up: createFirstTables },
};

async function createFirstTables(db: Kysely<unknown>): Promise<void> {
  await createFeeds(db);
  await createSubscriptions(db);
  await createAgendas(db);
  await createStories(db);
  await createDeliveries(db);
  await createParts(db);
  await createMoments(db);
  await createMedia(db);
  await createAccounts(db);
  await createPauses(db);
  await createEvents(db);
}

async function createFeeds(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('feeds')
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('move', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('standing', 'text', (column) => column.notNull())
    .addColumn('dates', 'text', (column) => column.notNull())
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('body_hash', 'text')
    .addColumn('wishes', 'text', (column) => column.notNull())
    .addColumn('next_poll_at', 'bigint', (column) => column.notNull())
    .addColumn('first_read_at', 'bigint')
    .addColumn('last_poll_at', 'bigint')
    .addColumn('failures_in_row', 'integer', (column) => column.notNull())
    .addColumn('refusals_in_row', 'integer', (column) => column.notNull())
    .addColumn('last_failure', 'text')
    .addPrimaryKeyConstraint('feeds_key', ['event_id', 'url'])
    .execute();
  await sql`create index feeds_due on feeds (next_poll_at) where state in ('followed', 'accepted')`.execute(
    db,
  );
}

async function createSubscriptions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscriptions')
    .addColumn('feed_url', 'text', (column) => column.primaryKey().notNull())
    .addColumn('hub', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('callback_key', 'text', (column) => column.notNull().unique())
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('wakes_at', 'bigint', (column) => column.notNull())
    .addColumn('lease_ends_at', 'bigint')
    .addColumn('failures_in_row', 'integer', (column) => column.notNull())
    .addColumn('last_failure', 'text')
    .execute();
  await db.schema.createIndex('subscriptions_due').on('subscriptions').column('wakes_at').execute();
}

async function createAgendas(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agendas')
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('agenda', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('body_hash', 'text')
    .addColumn('next_read_at', 'bigint', (column) => column.notNull())
    .addColumn('last_read_at', 'bigint')
    .addColumn('failures_in_row', 'integer', (column) => column.notNull())
    .addColumn('last_failure', 'text')
    .addPrimaryKeyConstraint('agendas_key', ['event_id', 'place'])
    .execute();
  await db.schema.createIndex('agendas_due').on('agendas').column('next_read_at').execute();
}

async function createStories(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('stories')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('feed_url', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('item', 'text', (column) => column.notNull())
    .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('article', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('standing', 'text', (column) => column.notNull())
    .addColumn('retry_at', 'bigint')
    .addColumn('approved_words', 'text')
    .execute();
  await sql`create index stories_waiting on stories (first_seen_at, position)
    where state in ('new', 'settling', 'owing')`.execute(db);
  await db.schema
    .createIndex('stories_by_event')
    .on('stories')
    .columns(['event_id', 'first_seen_at', 'position'])
    .execute();
  await db.schema
    .createTable('aliases')
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
    .addPrimaryKeyConstraint('aliases_key', ['event_id', 'digest'])
    .execute();
  await db.schema.createIndex('aliases_by_story').on('aliases').column('story_id').execute();
  await db.schema
    .createTable('revisions')
    .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('weight', 'text', (column) => column.notNull())
    .addColumn('changes', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('revisions_key', ['story_id', 'revision'])
    .execute();
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
    .addColumn('turn', 'integer', (column) => column.notNull())
    .addColumn('weight', 'integer', (column) => column.notNull())
    .addColumn('stale_at', 'bigint')
    .addColumn('when_stale', 'text', (column) => column.notNull())
    .execute();
  // The promise of one delivery in flight per account is the database's own, whoever claims.
  await sql`create unique index deliveries_in_flight on deliveries (account_id)
    where state in ('claimed', 'uncertain')`.execute(db);
  // Only what still wants work stands in this index, so that it stays small however much was sent.
  await sql`create index deliveries_ready on deliveries
    (account_id, turn, weight desc, first_due_at, sequence) where state = 'ready'`.execute(db);
  await db.schema.createIndex('deliveries_by_sequence').on('deliveries').column('sequence').execute();
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

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('session', 'text')
    .addColumn('locked_out_since', 'bigint')
    .addColumn('locked_out_failure', 'text')
    .addColumn('check_at', 'bigint')
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

async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('definition', 'text', (column) => column.notNull())
    .addColumn('in_force_since', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('refused_edits')
    .addColumn('file', 'text', (column) => column.primaryKey().notNull())
    .addColumn('refused_at', 'bigint', (column) => column.notNull())
    .addColumn('problems', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('approved_edits')
    .addColumn('event_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .execute();
}
