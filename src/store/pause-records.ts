import { type ExpressionBuilder, type Kysely, sql, type Transaction } from 'kysely';
import type { Instant } from '../base/instant.ts';
import type { AfterPause, Pause, PauseScope } from '../outbox/pause.ts';
import { turns } from '../outbox/turn.ts';
import { endDelivery } from './end-delivery.ts';
import { feedStandingColumns } from './feed-rows.ts';
import type { PauseRecords } from './records/accounts.ts';
import type { DeliveryRow } from './rows/deliveries.ts';
import type { Tables } from './tables.ts';

/** What people have paused. */
export function keepPauses(db: Kysely<Tables>): PauseRecords {
  return {
    pause: async (scope, now) => {
      const paused = await db
        .insertInto('pauses')
        .values({ scope: nameOf(scope), since: now })
        .onConflict((conflict) => conflict.doNothing())
        .returning('scope')
        .executeTakeFirst();
      return paused !== undefined;
    },
    resume: (over) => resume(db, over),
    list: async () => {
      const rows = await db.selectFrom('pauses').selectAll().orderBy('since').orderBy('scope').execute();
      return rows.map(({ scope, since }): Pause => ({ scope: readScope(scope), since }));
    },
  };
}

/** A condition on a delivery that is to be claimed: nothing of it is paused. */
export function isNotPaused(next: ExpressionBuilder<Tables & { next: DeliveryRow }, 'next'>) {
  const pauses = next
    .selectFrom('pauses')
    .select('pauses.scope')
    .where(
      sql<boolean>`pauses.scope in ('all', 'account:' || next.account_id, coalesce(
        (select 'feed:' || stories.feed_url from stories where stories.id = next.story_id), ''))`,
    );
  return next.not(next.exists(pauses));
}

/** The pause ends and what waited for it is settled in one transaction, so that nothing slips out between. */
function resume(
  db: Kysely<Tables>,
  { scope, waiting, now }: { scope: PauseScope; waiting: AfterPause; now: Instant },
): Promise<{ readonly since: Instant; readonly waited: number } | null> {
  return db.transaction().execute(async (transaction) => {
    const over = await transaction
      .deleteFrom('pauses')
      .where('scope', '=', nameOf(scope))
      .returning('since')
      .executeTakeFirst();
    if (!over) return null;
    const waited = await lockWaiting(transaction, scope);
    for (const row of waited)
      await settleWaiting(transaction, { row, waiting, paused: now - over.since, now });
    if (scope.kind === 'feed') await noteResumed(transaction, { scope, now });
    if (waiting !== 'keep' && scope.kind === 'feed') await takeAsBackground(transaction, { scope, now });
    return { since: over.since, waited: waited.length };
  });
}

/** What is ready and not begun, of which a pause kept the first post back. */
function lockWaiting(db: Transaction<Tables>, scope: PauseScope) {
  let waiting = db
    .selectFrom('deliveries')
    .select(['id', 'stale_at', 'when_stale', 'story_id'])
    .where('state', '=', sql<'ready'>`'ready'`)
    .where('turn', '<>', turns.underWay)
    .orderBy('sequence')
    .forUpdate();
  if (scope.kind === 'account') waiting = waiting.where('account_id', '=', scope.accountId);
  if (scope.kind === 'feed')
    waiting = waiting.where('story_id', 'in', (of) =>
      of.selectFrom('stories').select('stories.id').where('feed_url', '=', scope.url),
    );
  return waiting.execute();
}

async function settleWaiting(
  db: Transaction<Tables>,
  settle: {
    row: Pick<DeliveryRow, 'id' | 'stale_at' | 'when_stale' | 'story_id'>;
    waiting: AfterPause;
    paused: number;
    now: Instant;
  },
): Promise<void> {
  const { row, waiting, paused, now } = settle;
  const delivery = db.updateTable('deliveries').where('id', '=', row.id);
  if (waiting === 'keep') {
    const stale_at = row.stale_at === null ? null : row.stale_at + paused;
    await delivery.set({ stale_at, kept_back_at: now }).execute();
    return;
  }
  if (waiting === 'digest' && row.story_id !== null) {
    await delivery.set({ stale_at: now, when_stale: 'fold', wakes_at: now }).execute();
    return;
  }
  await endDelivery(db, { deliveryId: row.id, because: 'dropped-after-pause' });
}

/** What it tells in its next reading is late by the person's word. */
async function noteResumed(
  db: Transaction<Tables>,
  { scope, now }: { scope: Extract<PauseScope, { kind: 'feed' }>; now: Instant },
): Promise<void> {
  await db.updateTable('feeds').set({ resumed_at: now }).where('url', '=', scope.url).execute();
}

/** What the feed has gathered meanwhile waited as well. */
async function takeAsBackground(
  db: Transaction<Tables>,
  { scope, now }: { scope: Extract<PauseScope, { kind: 'feed' }>; now: Instant },
): Promise<void> {
  await db
    .updateTable('feeds')
    .set({ ...feedStandingColumns({ state: 'accepted', as: 'background' }), next_poll_at: now })
    .where('url', '=', scope.url)
    .where('state', '=', 'followed')
    .execute();
}

/** The scope as one word, which the claim statement builds as well. */
function nameOf(scope: PauseScope): string {
  switch (scope.kind) {
    case 'all':
      return 'all';
    case 'account':
      return `account:${scope.accountId}`;
    case 'feed':
      return `feed:${scope.url}`;
  }
}

function readScope(name: string): PauseScope {
  const [kind = '', ...rest] = name.split(':');
  if (kind === 'account') return { kind, accountId: rest.join(':') };
  return kind === 'feed' ? { kind, url: rest.join(':') } : { kind: 'all' };
}
