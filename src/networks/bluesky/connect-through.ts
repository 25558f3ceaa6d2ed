import { failed, success } from '../../base/failure.ts';
import type { Thread } from '../../thread/thread.ts';
import { keepLimits } from '../keep-limits.ts';
import { type LookAhead, unlimited } from '../look-ahead.ts';
import type { AccountLogin, Connection, ConnectionDeps, FreezeContext } from '../network.ts';
import { during } from '../setback.ts';
import { classify, type Stage } from './classify.ts';
import type { BlueskyClient, Refusal } from './client.ts';
import { freezeThread } from './freeze.ts';
import { unpinPart, withHubDeeds } from './freeze-deeds.ts';
import { placeParts } from './freeze-place.ts';
import { limitsWithin } from './limits.ts';
import { findLiving } from './living.ts';
import { lookFor } from './look-for.ts';
import { listOwn } from './own-posts.ts';
import { publish } from './publish.ts';
import { bareHandle, type KnownHandles } from './rich-text.ts';
import { createTidSequence } from './tid.ts';
import { verifyAccount } from './verify-account.ts';

/** A connection whose calls are answered by `client`: a server's, or the stand-in's. */
export function connectThrough(
  client: BlueskyClient,
  {
    login,
    deps,
    lookAhead = unlimited,
  }: { login: AccountLogin; deps: ConnectionDeps; lookAhead?: LookAhead },
): Connection {
  const tids = createTidSequence(deps.chance, deps.stampsOf?.(login.accountId));
  const known = new Map<string, string>();
  const publishing = { client, login, clock: deps.clock, loadMedia: deps.loadMedia };
  const setback = (refusal: Refusal, stage: Stage) =>
    failed(classify(refusal, during(stage, publishing)).failure);
  const freeze = async (thread: Thread, frozen: FreezeContext) => {
    const did = await client.did();
    if (!did.ok) return setback(did.failure, 'signing-in');
    const handles = await resolveMentions(client, { thread, known });
    return freezeThread(thread, frozen, { did: did.value, handles, tids });
  };
  return {
    accountId: login.accountId,
    network: 'bluesky',
    readLimits: keepLimits(async () => {
      const server = await client.describeServer();
      if (!server.ok) return setback(server.failure, 'asking');
      return success(limitsWithin(server.value.blobUploadLimit));
    }, deps.clock),
    verifyAccount: () => verifyAccount(publishing),
    freezeThread: freeze,
    freezeHub: async (hub, frozen) => {
      const parts = await freeze(hub, frozen);
      if (!parts.ok) return parts;
      const keys = await tids.take([1, 2].map((place) => frozen.createdAt + hub.posts.length + place));
      return success(withHubDeeds(parts.value, frozen.instead, { handle: login.handle, keys }));
    },
    freezeUnpin: async (hub) => success([unpinPart(hub, await tids.take([deps.clock.now()]))]),
    findLiving: (posts) => findLiving(client, posts),
    freezePlace: async (parts, place) => success(await placeParts(parts, place)),
    mayBegin: lookAhead,
    publish: (delivery) => publish(publishing, delivery),
    // What a commit says it holds, it holds.
    readBack: async () => success(true),
    lookFor: (delivery, since) => lookFor(publishing, delivery, since),
    listOwn: (since) => listOwn(publishing, since),
    close: async () => {},
  };
}

/** A handle that can't be resolved, for whatever reason, costs the mention its link and not the post. */
async function resolveMentions(
  client: BlueskyClient,
  { thread, known }: { thread: Thread; known: Map<string, string> },
): Promise<KnownHandles> {
  for (const span of thread.posts.flatMap(({ spans }) => spans)) {
    if (span.kind !== 'mention' || known.has(bareHandle(span.handle))) continue;
    const did = await client.resolveHandle(bareHandle(span.handle));
    if (did.ok) known.set(bareHandle(span.handle), did.value);
  }
  return known;
}
