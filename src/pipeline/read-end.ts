import type { Connection } from '../networks/network.ts';
import { asProven, type Delivery, unprovenOf } from '../outbox/delivery.ts';
import { type Settlement, settle, withProven } from '../outbox/settle.ts';
import type { PipelineDeps } from './deps.ts';

/**
 * The settlement of a run of posts whose last one, if it stands on its server's word alone, is read back before. Where that
 * server lets nobody read, its word counts as soon as nothing more goes out that would show the post.
 */
export async function withItsEndRead(
  deps: PipelineDeps,
  {
    connection,
    delivery,
    settlement,
  }: { connection: Connection; delivery: Delivery; settlement: Settlement },
): Promise<Settlement> {
  const last = settlement.receipts.at(-1) ?? unprovenOf(delivery);
  if (!last?.isUnproven || settlement.lostPart !== undefined || isInTrouble(settlement)) return settlement;
  const found = await connection.readBack(last);
  if (!found.ok) {
    const lost = { state: 'refused', failure: found.failure, lostPart: last.partIndex } as const;
    return settle(delivery, lost, { now: deps.clock.now(), chance: deps.chance });
  }
  const goesOn = settlement.standing.state === 'ready';
  return goesOn && !found.value ? settlement : withProven(settlement, asProven(last));
}

/** A server that has just refused an answer is not asked the next thing. The post waits on its word, and the next shows it. */
function isInTrouble({ standing, lockOut, lastFailure }: Settlement): boolean {
  if (lockOut || standing.state === 'uncertain') return true;
  return standing.state === 'ready' && lastFailure !== null && lastFailure.code !== 'budget-spent';
}
