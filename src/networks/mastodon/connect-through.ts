import { failed, success } from '../../base/failure.ts';
import type { Thread } from '../../thread/thread.ts';
import { keepLimits } from '../keep-limits.ts';
import { type LookAhead, unlimited } from '../look-ahead.ts';
import type { AccountLogin, Connection, ConnectionDeps, FreezeContext } from '../network.ts';
import { during } from '../setback.ts';
import { classify } from './classify.ts';
import type { Account, MastodonClient } from './client.ts';
import { freezeThread } from './freeze.ts';
import { deedPart, withHubDeeds } from './freeze-deeds.ts';
import { placeParts } from './freeze-place.ts';
import { limitsOf, mastodonDocumentedLimits } from './limits.ts';
import { findLiving } from './living.ts';
import { lookFor } from './look-for.ts';
import { listOwn } from './own-posts.ts';
import { publish } from './publish.ts';
import { readBack } from './read-back.ts';
import { createUploads } from './upload.ts';
import { verifyAccount } from './verify-account.ts';

/** A connection whose calls are answered by `client`: a server's, or the stand-in's. */
export function connectThrough(
  client: MastodonClient,
  {
    login,
    deps,
    lookAhead = unlimited,
  }: { login: AccountLogin; deps: ConnectionDeps; lookAhead?: LookAhead },
): Connection {
  const { clock, chance, loadMedia, knownPosts } = deps;
  const uploading = { client, login, clock, loadMedia };
  const publishing = { ...uploading, uploads: createUploads(uploading) };
  let known: Account | null = null;
  const account = async () => {
    if (known) return success(known);
    const verified = await client.verifyCredentials();
    if (verified.ok) known = verified.value;
    return verified;
  };
  const looking = { client, login, clock, account, ...(knownPosts && { knownPosts }) };
  const readLimits = keepLimits(async () => {
    const server = await client.readInstance();
    if (server.ok) return success(limitsOf(server.value));
    return failed(classify(server.failure, during('asking', looking)).failure);
  }, clock);
  const freeze = async (thread: Thread, frozen: FreezeContext) => {
    const read = await readLimits();
    return freezeThread(thread, frozen, { limits: read.ok ? read.value : mastodonDocumentedLimits, chance });
  };
  return {
    accountId: login.accountId,
    network: 'mastodon',
    readLimits,
    verifyAccount: () => {
      // The one call that must not answer from memory: it wakes an account that was locked out.
      known = null;
      return verifyAccount(looking);
    },
    freezeThread: freeze,
    freezeHub: async (hub, frozen) => {
      const parts = await freeze(hub, frozen);
      return parts.ok ? success(withHubDeeds(parts.value, { instead: frozen.instead, chance })) : parts;
    },
    freezeUnpin: async (hub) => success([deedPart({ intent: 'unpin', target: hub }, chance)]),
    findLiving: (posts) => findLiving(client, posts),
    freezePlace: async (parts, place) => {
      const read = await readLimits();
      return success(placeParts(parts, { ...place, canQuote: read.ok && read.value.quotes }));
    },
    mayBegin: lookAhead,
    publish: (delivery) => publish(publishing, delivery),
    readBack: (receipt) => readBack(publishing, receipt),
    lookFor: (delivery, since) => lookFor(looking, delivery, since),
    listOwn: (since) => listOwn(looking, since),
    close: () => client.close(),
  };
}
