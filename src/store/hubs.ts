import { type Kysely, sql, type Transaction } from 'kysely';
import type { Part } from '../outbox/delivery.ts';
import { loadDeliveries } from './delivery-rows.ts';
import { ofMoment } from './of-moment.ts';
import type { NewestHub } from './records/moments.ts';
import type { Tables } from './tables.ts';

/** The newest of an account's pinned posts that is public, or may still become so by itself. */
export async function newestHub(
  db: Kysely<Tables>,
  { eventId, accountId }: { eventId: string; accountId: string },
): Promise<NewestHub | null> {
  const newest = await db
    .selectFrom('moments')
    .innerJoin('deliveries', ofMoment)
    .select(['moments.key', 'deliveries.state'])
    .where('moments.event_id', '=', eventId)
    .where('moments.account_id', '=', accountId)
    .where('moments.kind', 'in', ['opening', 'hub-update'])
    .where('deliveries.state', 'not in', ['refused', 'cancelled', 'held'])
    .orderBy('deliveries.sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest ? { key: newest.key, isPublic: newest.state === 'sent' } : null;
}

/**
 * The pinned posts of an account that wait for a person, or were refused, and that would bring back what is out of date
 * if they went on once `parts` are public: beside them, or in their place. What only pins a post that these parts edit
 * may still do so. Until the transaction ends nobody can let them go on.
 */
export async function overtakenHubs(
  db: Transaction<Tables>,
  {
    eventId,
    accountId,
    parts,
  }: { eventId: string; accountId: string; parts: readonly Pick<Part, 'intent'>[] },
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('id')
    .where('event_id', '=', eventId)
    .where('account_id', '=', accountId)
    .where((delivery) =>
      delivery.or([delivery('moment_key', '=', 'opening'), delivery('moment_key', 'like', 'hub-update:%')]),
    )
    .where('state', 'in', ['held', 'refused'])
    .orderBy('id')
    .forUpdate()
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const idle = await loadDeliveries(db, (delivery) => delivery('id', 'in', ids));
  const isEdit = parts.every(({ intent }) => intent === 'edit');
  return idle.filter(({ parts: [first] }) => !isEdit || first?.receipt === null).map(({ id }) => id);
}

/** Whether that is still the one with this key. Until the transaction ends nobody can plan another. */
export async function isStillNewest(
  db: Transaction<Tables>,
  { eventId, accountId, key }: { eventId: string; accountId: string; key: string },
): Promise<boolean> {
  // Every account has one opening, whose row stands for all that follows it.
  await db
    .selectFrom('moments')
    .select(sql`1`.as('locked'))
    .where('event_id', '=', eventId)
    .where('account_id', '=', accountId)
    .where('key', '=', 'opening')
    .forUpdate()
    .execute();
  const newest = await newestHub(db, { eventId, accountId });
  return newest?.key === key && newest.isPublic;
}
