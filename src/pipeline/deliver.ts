import { unexpectedFailure } from '../base/failure.ts';
import { minute } from '../base/instant.ts';
import type { Connection } from '../networks/network.ts';
import type { Recognition } from '../networks/recognise.ts';
import { asProven, type Claim, claimOf, type Delivery, type Part } from '../outbox/delivery.ts';
import { alreadyShown } from '../outbox/operator-word.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { owesMore, type Settlement, settle, settleSighting } from '../outbox/settle.ts';
import type { PipelineDeps } from './deps.ts';
import { type Leases, lease, unrenewed } from './leases.ts';
import { placeDelivery } from './place-delivery.ts';
import { withItsEndRead } from './read-end.ts';
import type { Recall, Unread } from './recall.ts';
import { settleClaim, tellClaimLost, tellSettled } from './settle-claim.ts';
import { tellWhereItGoesOn } from './tell-continuations.ts';
import { type BeginsAt, turnOf } from './turn.ts';

/**
 * Claims one account's due delivery, publishes what it still owes and settles, until nothing is due now or we stop. True
 * where that takes so long that looks have come due meanwhile: then there may be more.
 */
export async function deliverDue(
  deps: PipelineDeps,
  { connection, recall, leases = unrenewed }: { connection: Connection; recall: Recall; leases?: Leases },
): Promise<boolean> {
  const endsAt = deps.clock.now() + betweenLooks;
  while (!deps.stop?.aborted) {
    const delivery = await deps.store.deliveries.claim({
      accountId: connection.accountId,
      worker: deps.worker,
      now: deps.clock.now(),
      lease,
    });
    if (!delivery) return false;
    if (!(await deliver(deps, { connection, recall, leases, delivery }))) return false;
    if (deps.clock.now() >= endsAt) return true;
  }
  return false;
}

const betweenLooks = minute / 2;

/** A claimed delivery, and what working on it takes. */
interface Work {
  readonly connection: Connection;
  readonly recall: Recall;
  readonly leases: Leases;
  readonly delivery: Delivery;
}

/** What the pace lets go takes its place in its thread, if it has one, and is published; false when the claim was lost. */
async function deliver(deps: PipelineDeps, { connection, recall, leases, delivery }: Work): Promise<boolean> {
  const turn = await turnOf(deps, delivery);
  if (turn.at > deps.clock.now()) {
    const isSettled = await settleClaim(deps, { delivery, settlement: postponed(delivery, turn) });
    // A limit may well carry another thread: one without pictures, or a shorter one. At its renewal this one is first.
    if (isSettled && turn.because === null) await postponeOthers(deps, { delivery, until: turn.at });
    return isSettled;
  }
  const { fence } = claimOf(delivery);
  const placed = await leases.during(delivery, (held) =>
    placeDelivery(deps, { connection, delivery: held, fence }),
  );
  if (!placed) {
    tellClaimLost(deps, delivery);
    return false;
  }
  return publishOwed(deps, { connection, recall, leases, delivery: placed });
}

/** Post by post, each settled before the next begins, as long as the thread may go on; false when the claim was lost. */
async function publishOwed(
  deps: PipelineDeps,
  { connection, recall, leases, delivery }: Work,
): Promise<boolean> {
  const settlement =
    (delivery.isVouched ? null : recalled(deps, await recall.find(delivery), delivery)) ??
    (await leases.during(delivery, (held) => attempt(deps, { connection, delivery: held })));
  const next = await goOn(deps, { delivery, settlement });
  const settled = next !== null || (await settleRun(deps, { connection, leases, delivery, settlement }));
  if (settled && settlement.receipts.length > 0) await tellWhereItGoesOn(deps, { connection, delivery });
  return next ? publishOwed(deps, { connection, recall, leases, delivery: next }) : settled;
}

/**
 * The delivery with what is public of it, claimed anew for what it owes; null where it is done, or has to wait. Its turn
 * comes next in any case, and a claim of its own would cost every post a search and a commit.
 */
async function goOn(
  deps: PipelineDeps,
  { delivery, settlement }: { delivery: Delivery; settlement: Settlement },
): Promise<Delivery | null> {
  if (deps.stop?.aborted || !owesMore(settlement, deps.clock.now())) return null;
  const claim = await deps.store.deliveries.goOn({
    deliveryId: delivery.id,
    fence: claimOf(delivery).fence,
    settlement,
    worker: deps.worker,
    now: deps.clock.now(),
    lease,
  });
  if (!claim) return null;
  await tellSettled(deps, { delivery, settlement });
  return claimedAnew(delivery, { settlement, claim });
}

/** Ends a run of posts, once what its last one stands on is known. */
async function settleRun(
  deps: PipelineDeps,
  { leases, ...run }: Omit<Work, 'recall'> & { settlement: Settlement },
): Promise<boolean> {
  const { delivery } = run;
  const settlement = await leases.during(delivery, () => withItsEndRead(deps, run));
  return settleClaim(deps, { delivery, settlement });
}

function claimedAnew(
  delivery: Delivery,
  { settlement, claim }: { settlement: Settlement; claim: Claim },
): Delivery {
  const { receipts, attempts, lastFailure } = settlement;
  const receiptOf = ({ index, receipt }: Part) =>
    receipt ? asProven(receipt) : (receipts.find(({ partIndex }) => partIndex === index) ?? null);
  return {
    ...delivery,
    parts: delivery.parts.map((part) => ({ ...part, receipt: receiptOf(part) })),
    standing: { state: 'claimed', claim },
    attempts,
    lastFailure,
    attemptedAt: claim.since,
  };
}

/** Each of them would be claimed only to be told the same; at the slot the one that weighs most goes first. */
async function postponeOthers(
  deps: PipelineDeps,
  { delivery, until }: { delivery: Delivery; until: number },
): Promise<void> {
  const { accountId, eventId, of } = delivery;
  if (of.kind === 'story') await deps.store.deliveries.postponeStories({ accountId, eventId, until });
}

/** How a delivery settles that its account shows already; null when it is news there. */
function recalled(
  deps: PipelineDeps,
  recognition: Recognition | Unread,
  delivery: Delivery,
): Settlement | null {
  const now = { now: deps.clock.now(), chance: deps.chance };
  switch (recognition.state) {
    case 'news':
      return null;
    case 'unread':
      return postponed(delivery, { at: recognition.until, because: recognition.failure });
    case 'shown':
      return settle(delivery, { state: 'published', receipts: recognition.receipts }, now);
    case 'shown-otherwise': {
      const { url, text } = recognition.post;
      const detail = `${url}: ${text.split('\n', 1)[0] ?? ''}`;
      const because = { code: alreadyShown, subject: delivery.accountId, detail };
      return settleSighting(
        delivery,
        { state: 'contradicted', failure: because },
        { ...now, since: 0, looks: 0 },
      );
    }
  }
}

async function attempt(
  deps: PipelineDeps,
  { connection, delivery }: { connection: Connection; delivery: Delivery },
): Promise<Settlement> {
  const outcome = await publishSafely(connection, delivery);
  return settle(delivery, outcome, { now: deps.clock.now(), chance: deps.chance });
}

/** An adapter that throws is a bug, but the bytes may have left: unknown, so that we look before we post again. */
async function publishSafely(connection: Connection, delivery: Delivery): Promise<Outcome> {
  try {
    return await connection.publish(delivery);
  } catch (thrown) {
    return { state: 'unknown', failure: unexpectedFailure(delivery.accountId, thrown) };
  }
}

function postponed(delivery: Delivery, { at, because }: BeginsAt): Settlement {
  return {
    standing: { state: 'ready', dueAt: at },
    receipts: [],
    attempts: delivery.attempts,
    lastFailure: because ?? delivery.lastFailure,
    lockOut: null,
  };
}
