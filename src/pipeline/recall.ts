import { type Backoff, backoffAfter } from '../base/backoff.ts';
import { type Failure, type Result, success } from '../base/failure.ts';
import { day, hour, type Instant, minute, second } from '../base/instant.ts';
import type { Connection } from '../networks/network.ts';
import type { OwnPost } from '../networks/own-post.ts';
import { type Recognition, recognise } from '../networks/recognise.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { cameSince } from './came-since.ts';
import type { PipelineDeps } from './deps.ts';

/**
 * What accounts show that the store knows nothing of. After an old backup was restored that is all that was posted since,
 * which its deliveries, and the stories that come again as new, would post once more.
 */
export interface Recall {
  /** Reads what an account shows, once in this process; false while its server can't say, for ten minutes at most. */
  isReady(connection: Connection): Promise<boolean>;
  /** What the account shows of a delivery. What was recognised once is not brought up again: a person has decided. */
  find(delivery: Delivery): Promise<Recognition | Unread>;
}

/** Nobody knows what the account shows, and the delivery is older than this run: it may well stand there. */
export interface Unread {
  readonly state: 'unread';
  readonly failure: Failure;
  /** When the account is read again. */
  readonly until: Instant;
}

interface Tries {
  readonly firstAt: Instant;
  readonly count: number;
  readonly nextAt: Instant;
  readonly failure: Failure;
}

/** Nothing has been read yet. */
export function openRecall(deps: PipelineDeps): Recall {
  const startedAt = deps.clock.now();
  const unknown = new Map<string, readonly OwnPost[]>();
  const failed = new Map<string, Tries>();
  const read = async (connection: Connection) => {
    const { accountId } = connection;
    const posts = await readUnknown(deps, connection);
    if (!posts.ok) return noteFailure(accountId, posts.failure);
    unknown.set(accountId, posts.value);
    if (posts.value.length > 0)
      deps.journal({ kind: 'posts-not-known', accountId, count: posts.value.length });
  };
  const noteFailure = (accountId: string, failure: Failure) => {
    const now = deps.clock.now();
    const { firstAt = now, count = 0 } = failed.get(accountId) ?? {};
    const wait = backoffAfter(count + 1, { backoff: betweenTries, chance: deps.chance });
    failed.set(accountId, { firstAt, count: count + 1, nextAt: now + wait, failure });
  };
  const bringUp = async (delivery: Delivery): Promise<Recognition> => {
    const { accountId } = delivery;
    const posts = unknown.get(accountId) ?? [];
    const recognition = recognise(delivery, posts);
    const ids = idsOf(recognition);
    if (ids.length === 0) return recognition;
    // A look may have shown meanwhile whose it is, and a hub of the same words is owed again.
    const known = await deps.store.deliveries.knownPosts(accountId, ids);
    const settled = new Set(known.size > 0 ? known.keys() : ids);
    unknown.set(
      accountId,
      posts.filter(({ remoteId }) => !settled.has(remoteId)),
    );
    return known.size > 0 ? bringUp(delivery) : recognition;
  };
  return {
    isReady: async (connection) => {
      const { accountId } = connection;
      if (unknown.has(accountId)) return true;
      if (deps.clock.now() >= (failed.get(accountId)?.nextAt ?? 0)) await read(connection);
      const tries = failed.get(accountId);
      return unknown.has(accountId) || tries === undefined || deps.clock.now() - tries.firstAt >= patience;
    },
    find: async (delivery) => {
      const { accountId } = delivery;
      const tries = failed.get(accountId);
      if (tries && !unknown.has(accountId)) {
        if (await cameSince(deps, { delivery, since: startedAt })) return { state: 'news' };
        const failure = { code: 'account-unread', subject: accountId, detail: describe(tries.failure) };
        return { state: 'unread', failure, until: tries.nextAt };
      }
      return bringUp(delivery);
    },
  };
}

/**
 * A server that won't list posts but takes them must not silence the account for good: what came since this run began can't
 * have been posted before. What is older waits until it can be read, or a person vouches for it.
 */
const patience = 10 * minute;
const betweenTries: Backoff = { first: 10 * second, most: 10 * minute };

function describe({ code, detail }: Failure): string {
  return detail ?? code;
}

/** Back to the newest post the store knows, an hour more for clocks that differ; two days where it knows none. */
async function readUnknown(deps: PipelineDeps, connection: Connection): Promise<Result<readonly OwnPost[]>> {
  const { deliveries } = deps.store;
  const newestAt = await deliveries.newestPostAt(connection.accountId);
  const since = newestAt === null ? deps.clock.now() - 2 * day : newestAt - hour;
  const own = await connection.listOwn(since);
  if (!own.ok) return own;
  const recent = own.value.filter(({ publishedAt }) => publishedAt >= since);
  const known = await deliveries.knownPosts(
    connection.accountId,
    recent.map(({ remoteId }) => remoteId),
  );
  return success(recent.filter(({ remoteId }) => !known.has(remoteId)));
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
