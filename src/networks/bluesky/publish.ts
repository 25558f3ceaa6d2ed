import { failed, type Result, success } from '../../base/failure.ts';
import { type Instant, type Milliseconds, minute } from '../../base/instant.ts';
import type { Delivery, Part, PartMedia } from '../../outbox/delivery.ts';
import type { Outcome } from '../../outbox/outcome.ts';
import { during, later, refused, type Setback } from '../setback.ts';
import { outOfTime } from '../time-left.ts';
import { blobCid } from './cid.ts';
import { classify } from './classify.ts';
import { type Answer, type BlueskyClient, isRefusedAs, type PublishDeps } from './client.ts';
import { type FrozenRecord, readAddress, readFrozen, receiptFor } from './frozen.ts';
import { perform } from './perform.ts';

/**
 * Uploads what the owed posts carry, then publishes all of them in one commit, so that nobody sees half a thread. What is
 * to be done to posts comes after, one deed a call.
 */
export async function publish(deps: PublishDeps, delivery: Delivery): Promise<Outcome> {
  const [next, ...others] = delivery.parts.filter(({ receipt }) => receipt === null);
  if (!next) return { state: 'published', receipts: [] };
  if (next.intent !== 'create') return perform(deps, next);
  const owed = [next, ...others].filter(({ intent }) => intent === 'create');
  const frozen = owed.map(readFrozen);
  const signedIn = await deps.client.signIn();
  if (!signedIn.ok) return classify(signedIn.failure, during('signing-in', deps));
  if (frozen.some(({ uri }) => readAddress(uri).did !== signedIn.value))
    return refused(deps, {
      code: 'account-changed',
      detail: `the thread was written for another account than ${signedIn.value}`,
    });

  const work = { delivery, owed, frozen, deadline: deps.clock.now() + patience };
  let attempt = await uploadAndCommit(deps, work);
  // A server forgets uploads that no record names for a while (minutes, says the lexicon): once more, and they are new.
  if (attempt.ok && !attempt.value.ok && isRefusedAs(attempt.value.failure, 'BlobNotFound'))
    attempt = await uploadAndCommit(deps, work);
  if (!attempt.ok) return attempt.failure;

  const committed = attempt.value;
  if (!committed.ok) return classify(committed.failure, during('committing', deps));
  const altered = frozen.find(({ cid }, position) => cid !== (committed.value[position] ?? cid));
  if (altered) {
    const detail = `the server stored another record than was sent as ${altered.uri}`;
    return { state: 'unknown', failure: { code: 'record-altered', subject: deps.login.accountId, detail } };
  }
  const proof = { handle: deps.login.handle, publishedAt: deps.clock.now() };
  return { state: 'published', receipts: owed.map((part) => receiptFor(part, proof)) };
}

interface Work {
  readonly delivery: Delivery;
  readonly owed: readonly Part[];
  readonly frozen: readonly FrozenRecord[];
  readonly deadline: Instant;
}

async function uploadAndCommit(
  deps: PublishDeps,
  { delivery, owed, frozen, deadline }: Work,
): Promise<Result<Answer<readonly string[]>, Setback>> {
  const media = new Map(owed.flatMap((part) => part.media.map((item) => [item.hash, item])));
  for (const item of media.values()) {
    if (deps.clock.now() > deadline)
      return failed(
        later(deps, {
          code: 'server-too-slow',
          detail: `it did not take ${media.size} pictures in time`,
        }),
      );
    const setback = await upload(deps, item);
    if (setback) return failed(setback);
  }
  const late = outOfTime(delivery, deps.clock);
  if (late) return failed({ state: 'later', failure: late, retryAt: null });
  return success(await commit(deps.client, frozen));
}

/** For all uploads of a thread together. A claim is renewed for five minutes, and the commit itself comes after this. */
const patience: Milliseconds = 2 * minute;

async function upload(
  deps: PublishDeps,
  { hash, mediaType, byteLength }: PartMedia,
): Promise<Setback | null> {
  const bytes = await deps.loadMedia(hash);
  if (!bytes)
    return refused(deps, { code: 'media-gone', detail: `the bytes of picture ${hash} are no longer kept` });
  const uploaded = await deps.client.uploadBlob(bytes, mediaType);
  if (!uploaded.ok) return classify(uploaded.failure, during('uploading', deps));
  const { value } = uploaded;
  if (value.cid !== blobCid(hash) || value.mediaType !== mediaType || value.byteLength !== byteLength)
    return refused(deps, {
      code: 'media-altered',
      detail: `the server took picture ${hash} for ${JSON.stringify(value)}`,
    });
  return null;
}

/** One record may be put as often as we like; several in one commit may not, but are looked for after any doubt. */
function commit(client: BlueskyClient, frozen: readonly FrozenRecord[]): Promise<Answer<readonly string[]>> {
  const [only, ...others] = frozen;
  return only && others.length === 0 ? client.putNewRecord(only) : client.createRecords(frozen);
}
