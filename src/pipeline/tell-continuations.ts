import { day } from '../base/instant.ts';
import { continuationKey } from '../coverage/moments/moment.ts';
import type { Connection } from '../networks/network.ts';
import type { Delivery, Receipt } from '../outbox/delivery.ts';
import { composeContinuation } from '../thread/moments/compose-continuation.ts';
import type { PipelineDeps } from './deps.ts';
import { draftDelivery, limitsFor } from './draft-delivery.ts';

/**
 * Once a volume has begun, the one before ends with where it goes on. It is told once, however often a delivery joins: what
 * is told already costs one question to the store, and none to the account's server.
 */
export async function tellWhereItGoesOn(
  deps: PipelineDeps,
  { connection, delivery }: { connection: Connection; delivery: Delivery },
): Promise<void> {
  const { place, eventId } = delivery;
  if (place && place.volume > 1 && place.way === 'answers')
    await tellOfUntoldVolumes(deps, { connection, thread: { eventId, key: place.key } });
}

/** The same for all volumes, or those of one thread, that had begun when a program died before it could plan so. */
export async function tellOfUntoldVolumes(
  deps: PipelineDeps,
  of: { connection: Connection; thread?: { readonly eventId: string; readonly key: string } },
): Promise<void> {
  const { connection, thread } = of;
  const untold = await deps.store.deliveries.untoldVolumes(connection.accountId, thread);
  for (const { eventId, key: threadKey, volume } of untold)
    await planContinuation(deps, { connection, eventId, threadKey, volume });
}

/** A volume of an account's thread. */
interface Volume {
  readonly connection: Connection;
  readonly eventId: string;
  readonly threadKey: string;
  readonly volume: number;
}

async function planContinuation(deps: PipelineDeps, of: Volume): Promise<void> {
  const { connection, eventId, threadKey, volume } = of;
  const { accountId } = connection;
  const account = deps.events.get(eventId)?.accounts.find((one) => one.accountId === accountId);
  const begins = account && (await beginningToTell(deps, of));
  if (!account || !begins) return;
  const dueAt = deps.clock.now();
  const key = continuationKey(threadKey, volume);
  const thread = composeContinuation(
    'goes-on',
    { subject: key, title: '', url: begins.url },
    { style: account.style, limits: await limitsFor(connection) },
  );
  const parts = await connection.freezeThread(thread, { createdAt: dueAt, pictures: new Map() });
  if (!parts.ok) return;
  const planned = await deps.store.moments.plan({
    eventId,
    moment: { key, kind: 'continuation', dueAt, freshUntil: dueAt + day, day: null, sessionId: null },
    plannedAt: dueAt,
    told: [],
    delivery: {
      ...draftDelivery(deps, { connection, parts: parts.value, dueAt }),
      priority: 'moment',
      place: { key: threadKey, way: 'answers', volume: volume - 1, because: null },
    },
    pictures: [],
  });
  if (planned) deps.journal({ kind: 'moment-planned', eventId, accountId, key });
}

/** How a volume begins; null where nobody is left to be told, since people have deleted all of the one before. */
async function beginningToTell(
  deps: PipelineDeps,
  { connection, eventId, threadKey: key, volume }: Volume,
): Promise<Receipt | null> {
  const { accountId } = connection;
  const begun = await deps.store.deliveries.threadEnd({ eventId, accountId, key, volume });
  const before = await deps.store.deliveries.threadEnd({ eventId, accountId, key, volume: volume - 1 });
  if (!begun || !before) return null;
  const [first] = before.posts;
  const living = await connection.findLiving([before.posts.at(-1) ?? first, first]);
  return living && begun.posts[0];
}
