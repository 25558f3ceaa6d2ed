import { drawId } from '../base/ids.ts';
import type { Instant } from '../base/instant.ts';
import { documentedLimits } from '../networks/documented-limits.ts';
import type { Connection } from '../networks/network.ts';
import type { Part } from '../outbox/delivery.ts';
import type { DeliveryToStore } from '../store/records/deliveries.ts';
import type { Limits } from '../thread/limits.ts';
import type { NewsroomDeps } from './deps.ts';

/** A server that can't be asked must not keep a thread from the other accounts: its documented limits hold then. */
export async function limitsFor(connection: Connection): Promise<Limits> {
  const limits = await connection.readLimits();
  return limits.ok ? limits.value : documentedLimits(connection.network);
}

/** A frozen thread bound for the account of a connection. */
export function draftDelivery(
  { chance }: Pick<NewsroomDeps, 'chance'>,
  { connection, parts, dueAt }: { connection: Connection; parts: readonly Part[]; dueAt: Instant },
): DeliveryToStore {
  const { accountId, network } = connection;
  return { id: drawId(chance), accountId, network, dueAt, parts };
}
