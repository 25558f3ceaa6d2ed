import { type Kysely, sql } from 'kysely';
import { type Instant, longAgo, second } from '../base/instant.ts';
import type { Subscription } from '../feed/websub/subscription.ts';
import { fromJson, toJson } from './json-text.ts';
import type { SubscriptionRecords } from './records/feeds.ts';
import type { SubscriptionRow } from './rows/sources.ts';
import type { Tables } from './tables.ts';

/** The feeds that offer pushes, and how we stand with their hubs. */
export function keepSubscriptions(db: Kysely<Tables>): SubscriptionRecords {
  const rows = () => db.selectFrom('subscriptions').selectAll();
  return {
    keep: async (feedUrl, wanted) => {
      if (wanted) await insertOrReplace(db, writeSubscription(wanted));
      else await db.deleteFrom('subscriptions').where('feed_url', '=', feedUrl).execute();
    },
    find: async (callbackKey) => {
      const row = await rows().where('callback_key', '=', callbackKey).executeTakeFirst();
      return row ? readSubscription(row) : null;
    },
    due: async (now) => {
      const due = rows().where('wakes_at', '<=', now).orderBy('wakes_at').orderBy('feed_url');
      return (await due.execute()).map(readSubscription);
    },
    list: async () => (await rows().orderBy('feed_url').execute()).map(readSubscription),
    nextWakeAt: async (after = longAgo) => {
      const later = db.selectFrom('subscriptions').select('wakes_at').where('wakes_at', '>', after);
      const soonest = later.orderBy('wakes_at').limit(1);
      return (await soonest.executeTakeFirst())?.wakes_at ?? null;
    },
    change: async (from, to) => {
      const { numUpdatedRows } = await db
        .updateTable('subscriptions')
        .set(writeSubscription(to))
        .where('callback_key', '=', from.callbackKey)
        .where('state', '=', from.state)
        .where('wakes_at', '=', from.wakesAt)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    moveTo: async (callbackBase, now) => {
      await db
        .updateTable('subscriptions')
        .set({ state: 'wanted', wakes_at: now, lease_ends_at: null, failures_in_row: 0, last_failure: null })
        .where('callback_base', '!=', callbackBase)
        .execute();
    },
    push: (feedUrl, now) => hasten(db, { feedUrl, now }),
  };
}

async function insertOrReplace(db: Kysely<Tables>, row: SubscriptionRow): Promise<void> {
  await db
    .insertInto('subscriptions')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('feed_url')
        .doUpdateSet(row)
        .where((known) =>
          known.or([
            known('subscriptions.hubs', '!=', row.hubs),
            known('subscriptions.topic', '!=', row.topic),
          ]),
        ),
    )
    .execute();
}

/** A hub that pushes without end must not make us a nuisance to the publisher, nor must a push overrule its back-off. */
async function hasten(
  db: Kysely<Tables>,
  { feedUrl, now }: { feedUrl: string; now: Instant },
): Promise<boolean> {
  const soonest = sql<Instant>`case when last_poll_at > ${now - second} then last_poll_at + ${second} else ${now} end`;
  const { numUpdatedRows } = await db
    .updateTable('feeds')
    .set({ next_poll_at: soonest })
    .where('url', '=', feedUrl)
    .where('state', 'in', ['followed', 'accepted'])
    .where('failures_in_row', '=', 0)
    .where('next_poll_at', '!=', soonest)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function writeSubscription(subscription: Subscription): SubscriptionRow {
  return {
    feed_url: subscription.feedUrl,
    hub: subscription.hub,
    hubs: toJson(subscription.hubs),
    topic: subscription.topic,
    callback_key: subscription.callbackKey,
    callback_base: subscription.callbackBase,
    secret: subscription.secret,
    state: subscription.state,
    wakes_at: subscription.wakesAt,
    lease_ends_at: subscription.leaseEndsAt,
    failures_in_row: subscription.failuresInRow,
    last_failure: subscription.lastFailure && toJson(subscription.lastFailure),
  };
}

function readSubscription(row: SubscriptionRow): Subscription {
  return {
    feedUrl: row.feed_url,
    hub: row.hub,
    hubs: fromJson(row.hubs),
    topic: row.topic,
    callbackKey: row.callback_key,
    callbackBase: row.callback_base,
    secret: row.secret,
    state: row.state,
    wakesAt: row.wakes_at,
    leaseEndsAt: row.lease_ends_at,
    failuresInRow: row.failures_in_row,
    lastFailure: row.last_failure === null ? null : fromJson(row.last_failure),
  };
}
