import type { Kysely, Transaction } from 'kysely';
import type { Instant } from '../base/instant.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { beyondWords, type Heeded, heed, type OperatorWord } from '../outbox/operator-word.ts';
import { type DeliveryFilter, deliveryStandingColumns, loadDeliveries } from './delivery-rows.ts';
import { forgetNeeds } from './media.ts';
import type { DeliverySelection, HeededDelivery } from './records/deliveries.ts';
import { storyStandingColumns } from './story-rows.ts';
import type { Tables } from './tables.ts';

/** A person's word about deliveries, heeded by the table in outbox/operator-word.ts, all in one transaction. */
export function heedWord(
  db: Kysely<Tables>,
  said: { word: OperatorWord; about: DeliverySelection; vouched: boolean; now: Instant },
): Promise<readonly HeededDelivery[]> {
  const { word, about, vouched, now } = said;
  return db.transaction().execute(async (transaction) => {
    const filter = filterFor(about);
    // Whoever claims or settles one of them meanwhile is waited for, and then seen as it stands.
    await transaction.selectFrom('deliveries').select('id').where(filter).orderBy('id').forUpdate().execute();
    const heeded: HeededDelivery[] = [];
    for (const delivery of await loadDeliveries(transaction, filter)) {
      const became = heed(delivery, word, { now, vouched });
      if (became) await write(transaction, { delivery, became, now });
      heeded.push({ delivery, became });
    }
    if (word === 'cancel' && about.ids) await planNoMore(transaction, about.ids);
    return heeded;
  });
}

function filterFor({ ids, accountId, feedUrl }: DeliverySelection): DeliveryFilter {
  return (delivery) =>
    delivery.and([
      ...(ids === undefined
        ? // Whoever means a whole account means nothing of what it has sent in years, which would be much to read.
          [delivery('state', 'not in', beyondWords)]
        : [
            delivery.or([
              delivery('id', 'in', ids),
              delivery('story_id', 'in', ids),
              delivery('moment_key', 'in', ids),
            ]),
          ]),
      ...(accountId === undefined ? [] : [delivery('account_id', '=', accountId)]),
      ...(feedUrl === undefined
        ? []
        : [
            delivery(
              'story_id',
              'in',
              delivery.selectFrom('stories').select('stories.id').where('stories.feed_url', '=', feedUrl),
            ),
          ]),
    ]);
}

async function write(
  db: Transaction<Tables>,
  { delivery, became, now }: { delivery: Delivery; became: Heeded; now: Instant },
): Promise<void> {
  const row = db.updateTable('deliveries').where('id', '=', delivery.id);
  if (became.kind === 'noted') {
    await row.set({ noted_word: became.word }).execute();
    return;
  }
  const { standing, isVouched } = became;
  await row
    .set({
      ...deliveryStandingColumns(standing),
      noted_word: null,
      attempts: 0,
      ...(isVouched && { vouched_at: now }),
      ...(delivery.standing.state === 'held' && { kept_back_at: now }),
    })
    .execute();
  if (standing.state === 'cancelled') await forgetNeeds(db, delivery.id);
}

/** A story that is cancelled must not be given later to an account that is still owed it. */
async function planNoMore(db: Transaction<Tables>, storyIds: readonly string[]): Promise<void> {
  await db
    .updateTable('stories')
    .set(storyStandingColumns({ state: 'planned' }))
    .where('id', 'in', storyIds)
    .where('state', '=', 'owing')
    .execute();
}
