import type { Kysely } from 'kysely';
import type { Instant } from '../base/instant.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { turns } from '../outbox/turn.ts';
import { ready } from './claim.ts';
import { partsOf, readWithParts } from './delivery-rows.ts';
import { endDelivery } from './end-delivery.ts';
import { isNotPaused } from './pause-records.ts';
import { addDelivery } from './plan.ts';
import type { FoldedDeliveries } from './records/deliveries.ts';
import type { Tables } from './tables.ts';

/** What an account was to begin and can't any more, heaviest and newest first; nothing that is paused. */
export async function staleDeliveries(
  db: Kysely<Tables>,
  { accountId, now }: { accountId: string; now: Instant },
): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom('deliveries as next')
    .selectAll()
    .select(partsOf(db, 'next'))
    .where('next.account_id', '=', accountId)
    .where('next.state', '=', ready)
    .where('next.turn', '<>', turns.underWay)
    .where('next.wakes_at', '<=', now)
    .where('next.stale_at', '<=', now)
    .where(isNotPaused)
    .orderBy('next.weight', 'desc')
    .orderBy('next.sequence', 'desc')
    .execute();
  return rows.map(readWithParts);
}

/** The digest is stored with the end of what it tells; all of it or nothing, when one of them was taken meanwhile. */
export function foldDeliveries(db: Kysely<Tables>, fold: FoldedDeliveries): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const ids = fold.ended.map(({ deliveryId }) => deliveryId);
    const open = await transaction
      .selectFrom('deliveries')
      .select('id')
      .where('id', 'in', ids)
      .where('state', '=', ready)
      .where('turn', '<>', turns.underWay)
      .orderBy('id')
      .forUpdate()
      .execute();
    if (open.length < ids.length) return false;
    for (const { deliveryId, because } of fold.ended) await endDelivery(transaction, { deliveryId, because });
    const { digest, eventId, foldedAt: plannedAt } = fold;
    if (digest)
      await addDelivery(transaction, {
        delivery: digest.delivery,
        of: { kind: 'moment', key: digest.key },
        eventId,
        plannedAt,
      });
    return true;
  });
}

/** Lets all stories' threads of an event wait that an account has not begun: they have the same next turn. */
export async function postponeStories(
  db: Kysely<Tables>,
  { accountId, eventId, until }: { accountId: string; eventId: string; until: Instant },
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ wakes_at: until })
    .where('account_id', '=', accountId)
    .where('state', '=', ready)
    .where('turn', '=', turns.story)
    .where('event_id', '=', eventId)
    .where('wakes_at', '<', until)
    .execute();
}
