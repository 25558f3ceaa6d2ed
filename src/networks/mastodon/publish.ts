import {
  type Delivery,
  deletedReceipt,
  isOfDeleted,
  type Part,
  type Receipt,
  unprovenOf,
} from '../../outbox/delivery.ts';
import type { Outcome } from '../../outbox/outcome.ts';
import { during, refused, type Setback } from '../setback.ts';
import { outOfTime } from '../time-left.ts';
import { classify } from './classify.ts';
import type { Status, StatusToCreate } from './client.ts';
import { differenceOf } from './difference.ts';
import { readFrozen } from './frozen.ts';
import { perform } from './perform.ts';
import { type Posting, postInPlace, type ToPost } from './post-in-place.ts';
import { isShownByNext, readBack } from './read-back.ts';
import { receiptFor } from './receipt.ts';
import type { UploadDeps, Uploads } from './upload.ts';

/** What publishing takes: a way to the server, and the uploads made there. */
export interface PublishDeps extends UploadDeps {
  readonly uploads: Uploads;
}

/**
 * Publishes the first part without a receipt, as an answer to the one before it: one part a call. A post that the next one
 * will answer at once is not read back: that answer shows it.
 */
export async function publish(deps: PublishDeps, delivery: Delivery): Promise<Outcome> {
  const part = delivery.parts.find(({ receipt }) => receipt === null);
  if (!part) return { state: 'published', receipts: [] };
  if (part.intent !== 'create') return perform(deps, { part, delivery });
  const mediaIds = await deps.uploads.ready(part);
  if (!mediaIds.ok) return mediaIds.failure;
  const { answers = [], ...frozen } = readFrozen(part);
  if (frozen.status.trim() === '' && mediaIds.value.length === 0)
    return refused(deps, {
      code: 'nothing-to-post',
      detail: 'no text, and no picture that the server takes',
    });
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
  const posting = await postWhereItStands(deps, { status, ancestors, sending, delivery });
  if (!posting) return nothingToAnswer(deps);
  if ('state' in posting) return posting;
  const { sent, answer } = posting;
  if (!answer.ok) {
    const setback = classify(answer.failure, during('posting', deps));
    // Of a thread that goes on. Where nothing else of it is public, it was taken back.
    if (setback.failure.code === 'post-deleted' && ancestors.length > 0)
      return { state: 'published', receipts: [deletedReceipt(part, deps.clock.now())] };
    if (setback.failure.code === 'media-already-attached') deps.uploads.forget(part);
    return setback;
  }
  deps.uploads.forget(part);
  return confirm(deps, { part, sent, posted: answer.value, delivery });
}

/** Newest first: where a thread goes on when somebody deleted the post before. */
function earlierParts(part: Part, delivery: Delivery): readonly Receipt[] {
  return delivery.parts
    .slice(0, delivery.parts.indexOf(part))
    .filter(({ intent }) => intent === 'create')
    .flatMap(({ receipt }) => receipt ?? [])
    .toReversed();
}

/**
 * Posts in place of what is gone, but not behind a post that nothing has shown yet: where that is gone, nobody has deleted
 * it, but its server never kept it, and the thread is not what was to be posted.
 */
async function postWhereItStands(
  deps: PublishDeps,
  { delivery, ...posting }: ToPost & { readonly delivery: Delivery },
): Promise<Posting | Refused | null> {
  const unproven = unprovenOf(delivery);
  if (!unproven) return postInPlace(deps, posting);
  const posted = await postInPlace(deps, { ...posting, ancestors: [unproven.remoteId] });
  if (posted) return posted;
  return (await lostIn(deps, unproven)) ?? postInPlace(deps, posting);
}

/** The end of a thread whose server took this post and never kept it; null where it is there. */
async function lostIn(deps: PublishDeps, unproven: Receipt): Promise<Refused | null> {
  const found = await readBack(deps, unproven);
  if (found.ok) return null;
  return { state: 'refused', failure: found.failure, lostPart: unproven.partIndex };
}

type Refused = Extract<Setback, { state: 'refused' }>;

/** Whoever deleted all that was out of a thread has taken it back. */
function nothingToAnswer(deps: PublishDeps): Outcome {
  return refused(deps, { code: 'parent-gone', detail: 'all of its thread was deleted' });
}

/** What an answer says is checked as it is; that its post was kept, by the next part's or by reading it back. */
async function confirm(
  deps: PublishDeps,
  { part, sent, posted, delivery }: { part: Part; sent: StatusToCreate; posted: Status; delivery: Delivery },
): Promise<Outcome> {
  const difference = differenceOf(sent, posted);
  if (difference) {
    const unproven = unprovenOf(delivery);
    const lost = unproven && (await lostIn(deps, unproven));
    return lost ?? refused(deps, { code: 'posted-otherwise', detail: `${difference}: ${posted.url}` });
  }
  const receipt = receiptFor(part, posted);
  if (isShownByNext(part, delivery.parts))
    return { state: 'published', receipts: [{ ...receipt, isUnproven: true }] };
  const found = await readBack(deps, receipt);
  return found.ok
    ? { state: 'published', receipts: [receipt] }
    : { state: 'refused', failure: found.failure };
}
