import { day, hour, type Instant, second } from '../base/instant.ts';
import type { Connection } from '../networks/network.ts';
import type { OwnPost } from '../networks/own-post.ts';
import { type Recognition, recognise } from '../networks/recognise.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { PipelineDeps } from './deps.ts';

/**
 * What accounts show that the store knows nothing of. After an old backup was restored that is all that was posted since,
 * which its deliveries, and the stories that come again as new, would post once more.
 */
export interface Recall {
  /** Reads what an account shows, once in this process; false while its server can't say, for an hour at most. */
  isReady(connection: Connection): Promise<boolean>;
  /** What the account shows of a delivery. What was recognised once is not brought up again: a person has decided. */
  find(delivery: Delivery): Recognition;
}

/** Nothing has been read yet. */
export function openRecall(deps: PipelineDeps): Recall {
  const unknown = new Map<string, readonly OwnPost[]>();
  const tries = new Map<string, { readonly firstAt: Instant; readonly nextAt: Instant }>();
  return {
    isReady: async (connection) => {
      const { accountId } = connection;
      if (unknown.has(accountId)) return true;
      const now = deps.clock.now();
      const { firstAt, nextAt } = tries.get(accountId) ?? { firstAt: now, nextAt: now };
      if (now < nextAt) return false;
      const posts = await readUnknown(deps, connection);
      if (posts === null && now - firstAt < patience) {
        tries.set(accountId, { firstAt, nextAt: now + betweenTries });
        return false;
      }
      unknown.set(accountId, posts ?? []);
      if (posts && posts.length > 0)
        deps.journal({ kind: 'posts-not-known', accountId, count: posts.length });
      return true;
    },
    find: (delivery) => {
      const posts = unknown.get(delivery.accountId) ?? [];
      const recognition = recognise(delivery, posts);
      const recognised = new Set(idsOf(recognition));
      if (recognised.size > 0)
        unknown.set(
          delivery.accountId,
          posts.filter(({ remoteId }) => !recognised.has(remoteId)),
        );
      return recognition;
    },
  };
}

/** A server that won't list posts but takes them must not silence the account for good. */
const patience = hour;
const betweenTries = 10 * second;

/** Back to the newest post the store knows, an hour more for clocks that differ; two days where it knows none. */
async function readUnknown(deps: PipelineDeps, connection: Connection): Promise<readonly OwnPost[] | null> {
  const { deliveries } = deps.store;
  const newestAt = await deliveries.newestPostAt(connection.accountId);
  const since = newestAt === null ? deps.clock.now() - 2 * day : newestAt - hour;
  const own = await connection.listOwn(since);
  if (!own.ok) return null;
  const recent = own.value.filter(({ publishedAt }) => publishedAt >= since);
  const known = await deliveries.knownPosts(
    connection.accountId,
    recent.map(({ remoteId }) => remoteId),
  );
  return recent.filter(({ remoteId }) => !known.has(remoteId));
}

function idsOf(recognition: Recognition): readonly string[] {
  switch (recognition.state) {
    case 'news':
      return [];
    case 'shown':
      return recognition.receipts.map(({ remoteId }) => remoteId);
    case 'shown-otherwise':
      return [recognition.post.remoteId];
  }
}
