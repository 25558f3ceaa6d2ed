import type { Kysely, Transaction } from 'kysely';
import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import { followsHub, type Moment } from '../coverage/moments/moment.ts';
import type { ToldSession } from '../coverage/moments/told-session.ts';
import type { DeliveryState } from '../outbox/delivery.ts';
import { endDelivery } from './end-delivery.ts';
import { isStillNewest, newestHub, overtakenHubs } from './hubs.ts';
import { fromJson, type JsonText, toJson } from './json-text.ts';
import { ofMoment } from './of-moment.ts';
import { addDelivery, addPictures } from './plan.ts';
import type { MomentPlan, MomentRecord, MomentRecords, MomentStanding } from './records/moments.ts';
import type { Tables } from './tables.ts';

/** What became of each moment for each account. */
export function keepMoments(db: Kysely<Tables>): MomentRecords {
  return {
    plan: (plan) => planMoment(db, plan),
    drop: ({ eventId, droppedAt, moments }) =>
      db.transaction().execute(async (transaction) => {
        const noted: { accountId: string; key: string }[] = [];
        for (const { accountId, moment, because } of moments) {
          const dropped = await addMoment(transaction, {
            eventId,
            accountId,
            moment,
            settledAt: droppedAt,
            because,
          });
          if (dropped) noted.push({ accountId, key: moment.key });
        }
        return noted;
      }),
    newestHub: (of) => newestHub(db, of),
    list: ({ eventId }) => listMoments(db, eventId),
  };
}

/** The row comes first: of two replicas the slower one waits for it, sees it taken, and stores nothing. */
function planMoment(db: Kysely<Tables>, plan: MomentPlan): Promise<boolean> {
  const { eventId, moment, about, plannedAt, told, delivery, pictures } = plan;
  return db.transaction().execute(async (transaction) => {
    const { accountId } = delivery;
    const { parts } = delivery;
    const overtaken = followsHub(moment)
      ? await overtakenHubs(transaction, { eventId, accountId, parts })
      : [];
    if (about && !(await isStillNewest(transaction, { eventId, accountId, key: about }))) return false;
    const row = { eventId, accountId, moment, settledAt: plannedAt, told };
    if (!((await addMoment(transaction, row)) || (await revive(transaction, row)))) return false;
    for (const deliveryId of overtaken) await endDelivery(transaction, { deliveryId, because: 'overtaken' });
    await addPictures(transaction, pictures);
    const of = { kind: 'moment', key: moment.key } as const;
    await addDelivery(transaction, { delivery, of, eventId, plannedAt });
    return true;
  });
}

interface MomentToStore {
  readonly eventId: string;
  readonly accountId: string;
  readonly moment: Moment;
  readonly settledAt: Instant;
  readonly told?: readonly ToldSession[];
  /** Of one that is dropped. */
  readonly because?: Failure;
}

async function addMoment(db: Transaction<Tables>, row: MomentToStore): Promise<boolean> {
  const { eventId, accountId, moment, because } = row;
  const added = await db
    .insertInto('moments')
    .values({
      event_id: eventId,
      key: moment.key,
      account_id: accountId,
      kind: moment.kind,
      ...momentColumns(row),
      because: because ? toJson(because) : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  return added !== undefined;
}

async function revive(db: Transaction<Tables>, row: MomentToStore): Promise<boolean> {
  const revived = await db
    .updateTable('moments')
    .set({ ...momentColumns(row), because: null })
    .where('event_id', '=', row.eventId)
    .where('key', '=', row.moment.key)
    .where('account_id', '=', row.accountId)
    .where('state', '=', 'dropped')
    .returning('key')
    .executeTakeFirst();
  return revived !== undefined;
}

function momentColumns({ moment, settledAt, told = [], because }: MomentToStore) {
  return {
    due_at: moment.dueAt,
    fresh_until: moment.freshUntil,
    state: because ? ('dropped' as const) : ('planned' as const),
    settled_at: settledAt,
    told: toJson(told),
  };
}

async function listMoments(db: Kysely<Tables>, eventId: string): Promise<readonly MomentRecord[]> {
  const rows = await db
    .selectFrom('moments')
    .leftJoin('deliveries', ofMoment)
    .selectAll('moments')
    .select((row) => [
      'deliveries.state as delivery_state',
      'deliveries.because as delivery_because',
      row
        .exists(
          row
            .selectFrom('parts')
            .select('parts.delivery_id')
            .whereRef('parts.delivery_id', '=', 'deliveries.id')
            .where('parts.remote_id', 'is not', null),
        )
        .as('is_public'),
    ])
    .where('moments.event_id', '=', eventId)
    .orderBy('due_at')
    .orderBy('moments.key')
    .orderBy('moments.account_id')
    .execute();
  return rows.map((row) => ({
    key: row.key,
    kind: row.kind,
    accountId: row.account_id,
    dueAt: row.due_at,
    freshUntil: row.fresh_until,
    settledAt: row.settled_at,
    standing: readStanding(row),
    told: fromJson(row.told),
  }));
}

/** A moment's own row says why it was not planned; what became of it after that, its delivery does. */
function readStanding(row: {
  readonly because: JsonText<Failure> | null;
  readonly delivery_state: DeliveryState | null;
  readonly delivery_because: JsonText<Failure | string> | null;
  readonly is_public: unknown;
}): MomentStanding {
  if (row.because !== null) return { state: 'dropped', because: fromJson(row.because) };
  const isOver = row.delivery_state === 'cancelled' || row.delivery_state === 'refused';
  if (!isOver || row.is_public || row.delivery_because === null) return { state: 'planned' };
  const because = fromJson(row.delivery_because);
  return { state: 'ended', because: typeof because === 'string' ? because : because.code };
}
