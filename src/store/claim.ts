import { type Expression, type ExpressionBuilder, expressionBuilder, type Kysely, sql } from 'kysely';
import { type Instant, longAgo, type Milliseconds } from '../base/instant.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { policy } from '../outbox/policy.ts';
import { turns } from '../outbox/turn.ts';
import { attemptOf, partsOf, type RowWithParts, readWithParts } from './delivery-rows.ts';
import { isNotPaused } from './pause-records.ts';
import { readyStatement } from './ready-statement.ts';
import type { UncertainDelivery } from './records/deliveries.ts';
import type { DeliveryRow } from './rows/deliveries.ts';
import type { Tables } from './tables.ts';

/** Who wants work, for which account, and for how long the right to it lasts. */
export interface WantedWork {
  readonly accountId: string;
  readonly worker: string;
  readonly now: Instant;
  readonly lease: Milliseconds;
}

/** A lease as it is placed into a statement (ready-statement.ts). */
export interface Lease extends Pick<WantedWork, 'worker' | 'now'> {
  readonly leaseUntil: Instant;
}

type Values = Lease & Pick<WantedWork, 'accountId'>;

/** Transaction C: one conditional update claims the delivery that was due first, if its account is free. */
export async function claimDue(db: Kysely<Tables>, wanted: WantedWork): Promise<Delivery | null> {
  const [row] = (await uncontested(() => claimFirst(db, valuesOf(wanted)))).rows;
  return row ? readWithParts(row) : null;
}

/** Claims the account's uncertain delivery whose look was due first. What it is uncertain about stays in its row. */
export async function claimLook(db: Kysely<Tables>, wanted: WantedWork): Promise<UncertainDelivery | null> {
  const next = db
    .selectFrom('deliveries as next')
    .select(['next.id', 'next.fence'])
    .where('next.state', 'in', inFlight)
    .where('next.state', '=', inDoubt)
    .where('next.account_id', '=', wanted.accountId)
    .where('next.wakes_at', '<=', wanted.now)
    .where(isOpen(wanted.accountId))
    .where(isUnclaimed(wanted.accountId))
    .orderBy('next.wakes_at')
    .limit(1);
  const claim = claimSeen(db, { next, values: valuesOf(wanted) }).where('state', '=', inDoubt);
  const row = await uncontested(() => claim.executeTakeFirst());
  if (!row) return null;
  return { delivery: readWithParts(row), since: attemptOf(row), looks: row.looks };
}

/**
 * When, after that, something that waits can be worked on; null when nothing can. What waits behind a claim, a doubt or a
 * locked account counts only when that is settled.
 */
export async function nextDueAt(db: Kysely<Tables>, after: Instant = longAgo): Promise<Instant | null> {
  const waiting = db
    .selectFrom('deliveries as next')
    .select('next.wakes_at')
    .where('next.state', '=', ready)
    .where((next) => isOpen(next.ref('next.account_id')))
    .where(isNotPaused)
    .where((next) => isFree(next.ref('next.account_id')))
    .where(followsNoDoubt);
  const uncertain = db
    .selectFrom('deliveries as next')
    .select('next.wakes_at')
    .where('next.state', 'in', inFlight)
    .where('next.state', '=', inDoubt)
    .where((next) => isOpen(next.ref('next.account_id')))
    .where((next) => isUnclaimed(next.ref('next.account_id')));
  const soonest = await db
    .selectFrom(waiting.unionAll(uncertain).as('work'))
    .select((row) => row.fn.min('wakes_at').as('at'))
    .where('wakes_at', '>', after)
    .executeTakeFirst();
  return soonest?.at ?? null;
}

/**
 * Two replicas may reach for two deliveries of one account at the same instant. The index that allows one claim turns the
 * slower one down, which then sees the account taken and looks for another.
 */
async function uncontested<Value>(claim: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await claim();
    } catch (thrown) {
      if (!isInFlightConflict(thrown)) throw thrown;
    }
  }
}

const claimFirst = readyStatement<Values, RowWithParts>((db, values) => {
  const next = db
    .selectFrom('deliveries as next')
    .select(['next.id', 'next.fence'])
    .where('next.state', '=', ready)
    .where('next.account_id', '=', values.accountId)
    .where('next.wakes_at', '<=', values.now)
    .where(isOpen(values.accountId))
    .where(isNotPromised(values))
    .where(isFree(values.accountId))
    .where(followsNoDoubt)
    .where(isNotPaused)
    .where(isFreshAt(values.now))
    .orderBy('next.turn')
    .orderBy('next.weight', 'desc')
    .orderBy('next.first_due_at')
    .orderBy('next.sequence')
    .limit(1);
  return claimSeen(db, { next, values }).set({ since: values.now, looks: noLook }).where('state', '=', ready);
});

/**
 * Claims what `next` finds, with its parts, if it still stands as `next` saw it. On PostgreSQL a statement that waited for
 * another's lock changes the row as that one left it, but reads all else as it stood when it began. Were the fence not
 * compared, a part that another replica published meanwhile would come without its receipt, and go out twice.
 */
function claimSeen(
  db: Kysely<Tables>,
  { next, values }: { next: Expression<Pick<DeliveryRow, 'id' | 'fence'>>; values: Lease },
) {
  return db
    .updateTable('deliveries')
    .set({ state: 'claimed', ...leaseColumns(values) })
    .where(sql<boolean>`(id, fence) = ${next}`)
    .where('wakes_at', '<=', values.now)
    .returningAll()
    .returning(partsOf(db, 'deliveries'));
}

/** A new fence, so that whoever held the delivery before can no longer settle it. */
export function leaseColumns({ worker, leaseUntil }: Lease) {
  return { worker, fence: sql<number>`fence + 1`, wakes_at: leaseUntil };
}

function valuesOf({ accountId, worker, now, lease }: WantedWork): Values {
  return { accountId, worker, now, leaseUntil: now + lease };
}

/** The account is not locked out. Where it is one for the whole statement, it is asked once and not for every row. */
export function isOpen(accountId: string | Expression<string>) {
  const { not, exists, selectFrom } = expressionBuilder<Tables>();
  const lockedOut = selectFrom('accounts')
    .select('accounts.id')
    .where('accounts.id', '=', accountId)
    .where('accounts.locked_out_since', 'is not', null);
  return not(exists(lockedOut));
}

/** No other replica has been promised the account. */
function isNotPromised({ accountId, worker, now }: Values) {
  const { not, exists, selectFrom } = expressionBuilder<Tables>();
  const promised = selectFrom('accounts')
    .select('accounts.id')
    .where('accounts.id', '=', accountId)
    .where('accounts.promised_until', '>', now)
    .where('accounts.promised_to', '<>', worker);
  return not(exists(promised));
}

/** Nobody works for the account. */
function isUnclaimed(accountId: string | Expression<string>) {
  const { not, exists } = expressionBuilder<Tables>();
  return not(exists(flying(accountId).select('flying.id').where('flying.state', '=', claimed)));
}

/** Nobody works for the account, and no more is in doubt there than its server may be trusted with. */
function isFree(accountId: string | Expression<string>) {
  const { and, eb } = expressionBuilder<Tables>();
  const doubts = flying(accountId)
    .select((doubt) => doubt.fn.countAll<number>().as('doubts'))
    .where('flying.state', '=', inDoubt);
  return and([isUnclaimed(accountId), eb(doubts, '<', policy.doubtsAtOnce)]);
}

/**
 * Nothing in doubt has to be known before this one is begun: what stands in the same thread, which would go on at another
 * place, and for what the agenda causes all of that, since one edit of the hub must not overtake another.
 */
function followsNoDoubt(next: ExpressionBuilder<Tables & { next: DeliveryRow }, 'next'>) {
  const doubt = flying(next.ref('next.account_id'))
    .select('flying.id')
    .where('flying.state', '=', inDoubt)
    .where(({ and, eb, or }) =>
      or([
        and([
          eb('flying.thread_key', '=', next.ref('next.thread_key')),
          eb('flying.event_id', '=', next.ref('next.event_id')),
        ]),
        and([eb('flying.moment_key', 'is not', null), next('next.moment_key', 'is not', null)]),
      ]),
    );
  return next.not(next.exists(doubt));
}

function flying(accountId: string | Expression<string>) {
  return expressionBuilder<Tables>()
    .selectFrom('deliveries as flying')
    .where('flying.account_id', '=', accountId)
    .where('flying.state', 'in', inFlight);
}

/** What has grown stale before it was begun is folded or dropped, and not claimed. */
function isFreshAt(now: Instant) {
  return (next: ExpressionBuilder<Tables & { next: DeliveryRow }, 'next'>) =>
    next.or([
      next('next.turn', '=', turns.underWay),
      next('next.stale_at', 'is', null),
      next('next.stale_at', '>', now),
    ]);
}

function isInFlightConflict(thrown: unknown): boolean {
  return thrown instanceof Error && 'constraint' in thrown && thrown.constraint === 'deliveries_in_flight';
}

// Spelled out, not bound: SQLite uses an index over some of the rows only when it sees the words it was made with, and
// plans a statement anew at each use where a bound value might be one of them, which took a claim a millisecond (2026-11).

/** The state of what waits for its turn. */
export const ready = sql<'ready'>`'ready'`;

/** The state of what a worker has. */
export const claimed = sql<'claimed'>`'claimed'`;

/** The state of what nobody knows to be public. */
export const inDoubt = sql<'uncertain'>`'uncertain'`;

/** What was begun and is not settled: of each account one claim at most, and a few that are in doubt. */
export const inFlight = sql<'claimed' | 'uncertain'>`('claimed', 'uncertain')`;

/** What stands for the number of looks while a claim is for an attempt: only then can its loss have made a post public. */
export const noLook = -1;
