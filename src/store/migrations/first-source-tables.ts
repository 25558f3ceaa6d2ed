import { type Kysely, sql } from 'kysely';

/** What is read: events, feeds, agendas, and the stories they gave. */
export async function createSourceTables(db: Kysely<unknown>): Promise<void> {
  await createFeeds(db);
  await createSubscriptions(db);
  await createAgendas(db);
  await createStories(db);
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
    .addColumn('resumed_at', 'bigint')
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
    .addColumn('hubs', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('callback_key', 'text', (column) => column.notNull().unique())
    .addColumn('callback_base', 'text')
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
    .addColumn('kept_back_at', 'bigint')
    .execute();
  await sql`create index stories_waiting on stories (first_seen_at, position)
    where state in ('new', 'settling', 'owing')`.execute(db);
  await sql`create index stories_held on stories (first_seen_at, position) where state = 'held'`.execute(db);
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
