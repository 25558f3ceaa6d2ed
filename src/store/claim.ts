import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { type Instant, longAgo, type Milliseconds } from '../base/instant.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { turns } from '../outbox/turn.ts';
import { attemptOf, loadClaimed } from './delivery-rows.ts';
import { isNotPaused } from './pause-records.ts';
import type { UncertainDelivery } from './records/deliveries.ts';
import type { DeliveryRow } from './rows/deliveries.ts';
import type { Tables } from './tables.ts';

/** Who wants work, for which accounts, and for how long the right to it lasts. */
export interface WantedWork {
  readonly accountIds: readonly string[];
  readonly worker: string;
  readonly now: Instant;
  readonly lease: Milliseconds;
}

/** Transaction C: one conditional update claims the delivery that was due first, if its account is free. */
export async function claimDue(db: Kysely<Tables>, wanted: WantedWork): Promise<Delivery | null> {
  if (wanted.accountIds.length === 0) return null;
  const row = await claimUncontested(db, wanted);
  return row ? loadClaimed(db, row) : null;
}

/** Claims the uncertain delivery whose look is due longest. What it is uncertain about stays in its row. */
export async function claimLook(db: Kysely<Tables>, wanted: WantedWork): Promise<UncertainDelivery | null> {
  if (wanted.accountIds.length === 0) return null;
  const next = db
    .selectFrom('deliveries as next')
    .select('next.id')
    .where('next.state', 'in', inFlight)
    .where('next.state', '=', 'uncertain')
    .where('next.account_id', 'in', wanted.accountIds)
    .where('next.wakes_at', '<=', wanted.now)
    .where(isOpen)
    .orderBy('next.wakes_at')
    .orderBy('next.sequence')
    .limit(1)
    .forUpdate('next')
    .skipLocked();
  const row = await db
    .updateTable('deliveries')
    .set(claimColumns(wanted))
    .where('id', '=', next)
    .where('state', '=', 'uncertain')
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  return { delivery: await loadClaimed(db, row), since: attemptOf(row), looks: row.looks };
}

/**
 * When, after that, something that waits can be worked on; null when nothing can. What waits behind a delivery in flight or a locked
 * account counts only when that is settled.
 */
export async function nextDueAt(db: Kysely<Tables>, after: Instant = longAgo): Promise<Instant | null> {
  const waiting = db
    .selectFrom('deliveries as next')
    .select('next.wakes_at')
    .where('next.state', '=', ready)
    .where(isOpen)
    .where(isNotPaused)
    .where(isFree);
  const uncertain = db
    .selectFrom('deliveries as next')
    .select('next.wakes_at')
    .where('next.state', 'in', inFlight)
    .where('next.state', '=', 'uncertain')
    .where(isOpen);
  const soonest = await db
    .selectFrom(waiting.unionAll(uncertain).as('work'))
    .select((row) => row.fn.min('wakes_at').as('at'))
    .where('wakes_at', '>', after)
    .executeTakeFirst();
  return soonest?.at ?? null;
}

/**
 * Two replicas may reach for two deliveries of one account at the same instant. The index that allows one in flight turns
 * the slower one down, which then sees the account taken and looks for another.
 */
async function claimUncontested(db: Kysely<Tables>, wanted: WantedWork): Promise<DeliveryRow | undefined> {
  for (;;) {
    try {
      return await claimFirst(db, wanted);
    } catch (thrown) {
      if (!isInFlightConflict(thrown)) throw thrown;
    }
  }
}

function claimFirst(db: Kysely<Tables>, wanted: WantedWork): Promise<DeliveryRow | undefined> {
  const next = db
    .selectFrom('deliveries as next')
    .select('next.id')
    .where('next.state', '=', ready)
    .where('next.account_id', 'in', wanted.accountIds)
    .where('next.wakes_at', '<=', wanted.now)
    .where(isOpen)
    .where(isNotPaused)
    .where(isFreshAt(wanted.now))
    .where(isFree)
    .orderBy('next.turn')
    .orderBy('next.weight', 'desc')
    .orderBy('next.first_due_at')
    .orderBy('next.sequence')
    .limit(1)
    .forUpdate('next')
    .skipLocked();
  return db
    .updateTable('deliveries')
    .set(claimColumns(wanted))
    .set({ since: wanted.now, looks: 0 })
    .where('id', '=', next)
    .where('state', '=', 'ready')
    .returningAll()
    .executeTakeFirst();
}

function claimColumns(wanted: WantedWork) {
  return { state: 'claimed' as const, ...leaseColumns(wanted) };
}

/** A new fence, so that whoever held the delivery before can no longer settle it. */
export function leaseColumns({ worker, now, lease }: Omit<WantedWork, 'accountIds'>) {
  return { worker, fence: sql<number>`fence + 1`, wakes_at: now + lease };
}

type NextDelivery = ExpressionBuilder<Tables & { next: DeliveryRow }, 'next'>;

/** Its account is not locked out. */
export function isOpen(next: NextDelivery) {
  const lockedOut = next
    .selectFrom('accounts')
    .select('accounts.id')
    .whereRef('accounts.id', '=', 'next.account_id')
    .where('accounts.locked_out_since', 'is not', null);
  return next.not(next.exists(lockedOut));
}

/** What has grown stale before it was begun is folded or dropped, and not claimed. */
function isFreshAt(now: Instant) {
  return (next: NextDelivery) =>
    next.or([
      next('next.turn', '=', turns.underWay),
      next('next.stale_at', 'is', null),
      next('next.stale_at', '>', now),
    ]);
}

/** Nothing of its account is in flight. */
function isFree(next: NextDelivery) {
  const busy = next
    .selectFrom('deliveries as busy')
    .select('busy.id')
    .whereRef('busy.account_id', '=', 'next.account_id')
    .where('busy.state', 'in', inFlight);
  return next.not(next.exists(busy));
}

function isInFlightConflict(thrown: unknown): boolean {
  return thrown instanceof Error && 'constraint' in thrown && thrown.constraint === 'deliveries_in_flight';
}

// Spelled out, not bound: SQLite uses an index over some of the rows only when it sees the words it was made with.

/** The state of what waits for its turn. */
export const ready = sql<'ready'>`'ready'`;

/** The states of which an account has one delivery at most. */
export const inFlight = sql<'claimed' | 'uncertain'>`('claimed', 'uncertain')`;
