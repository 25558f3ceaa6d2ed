import { second } from '../../base/instant.ts';
import {
  type Delivery,
  deletedReceipt,
  isOfDeleted,
  type Part,
  type Receipt,
} from '../../outbox/delivery.ts';
import type { Outcome } from '../../outbox/outcome.ts';
import { outOfTime } from '../time-left.ts';
import { type Circumstances, classify } from './classify.ts';
import type { Status, StatusToCreate } from './client.ts';
import { differenceOf } from './difference.ts';
import { readFrozen } from './frozen.ts';
import { isGone } from './living.ts';
import { perform } from './perform.ts';
import { postInPlace } from './post-in-place.ts';
import { receiptFor } from './receipt.ts';
import type { UploadDeps, Uploads } from './upload.ts';

/** What publishing takes: a way to the server, and the uploads made there. */
export interface PublishDeps extends UploadDeps {
  readonly uploads: Uploads;
}

/** Publishes the first part without a receipt, as an answer to the one before it: one part a call. */
export async function publish(deps: PublishDeps, delivery: Delivery): Promise<Outcome> {
  const part = delivery.parts.find(({ receipt }) => receipt === null);
  if (!part) return { state: 'published', receipts: [] };
  if (part.intent !== 'create') return perform(deps, { part, delivery });
  const mediaIds = await deps.uploads.ready(part);
  if (!mediaIds.ok) return mediaIds.failure;
  const { answers = [], ...frozen } = readFrozen(part);
  if (frozen.status.trim() === '' && mediaIds.value.length === 0)
    return refused(deps, 'nothing-to-post', 'no text, and no picture that the server takes');
  const late = outOfTime(delivery, deps.clock);
  if (late) return { state: 'later', failure: late, retryAt: null };

  const status = { ...frozen, ...(mediaIds.value.length > 0 && { media_ids: mediaIds.value }) };
  const earlier = earlierParts(part, delivery);
  const ancestors = [
    ...earlier.filter((receipt) => !isOfDeleted(receipt)).map(({ remoteId }) => remoteId),
    ...answers,
  ];
  if (earlier.length > 0 && ancestors.length === 0) return nothingToAnswer(deps);
  const sending = { idempotencyKey: part.key, isInTime: () => outOfTime(delivery, deps.clock) === null };
  const posting = await postInPlace(deps, { status, ancestors, sending });
  if (!posting) return nothingToAnswer(deps);
  const { sent, answer } = posting;
  if (!answer.ok) {
    const setback = classify(answer.failure, circumstances(deps));
    // Of a thread that goes on. Where nothing else of it is public, it was taken back.
    if (setback.failure.code === 'post-deleted' && ancestors.length > 0)
      return { state: 'published', receipts: [deletedReceipt(part, deps.clock.now())] };
    if (setback.failure.code === 'media-already-attached') deps.uploads.forget(part);
    return setback;
  }
  deps.uploads.forget(part);
  return confirm(deps, { part, sent, posted: answer.value });
}

/** Newest first: where a thread goes on when somebody deleted the post before. */
function earlierParts(part: Part, delivery: Delivery): readonly Receipt[] {
  return delivery.parts
    .slice(0, delivery.parts.indexOf(part))
    .filter(({ intent }) => intent === 'create')
    .flatMap(({ receipt }) => receipt ?? [])
    .toReversed();
}

/** Whoever deleted all that was out of a thread has taken it back. */
function nothingToAnswer(deps: PublishDeps): Outcome {
  return refused(deps, 'parent-gone', 'all of its thread was deleted');
}

/** A 200 proves little: Mastodon's spam filter answers with an id that it never stores (app/lib/antispam.rb, 2026-11). */
async function confirm(
  deps: PublishDeps,
  { part, sent, posted }: { part: Part; sent: StatusToCreate; posted: Status },
): Promise<Outcome> {
  const difference = differenceOf(sent, posted);
  if (difference) return refused(deps, 'posted-otherwise', `${difference}: ${posted.url}`);
  if (await isDropped(deps, posted))
    return refused(deps, 'post-dropped', `taken as ${posted.url}, not to be found`);
  return { state: 'published', receipts: [receiptFor(part, posted)] };
}

/** Twice, since a server may read from a copy that is a moment behind. A token without the right to read tells nothing. */
async function isDropped({ client, clock }: PublishDeps, { id }: Status): Promise<boolean> {
  if (!(await isGone(client, id))) return false;
  await clock.sleep(3 * second);
  return isGone(client, id);
}

function circumstances({ login, clock }: PublishDeps): Circumstances {
  return { stage: 'posting', accountId: login.accountId, now: clock.now() };
}

function refused({ login }: PublishDeps, code: string, detail: string): Outcome {
  return { state: 'refused', failure: { code, subject: login.accountId, detail } };
}
