import { second } from '../../base/instant.ts';
import type { Delivery, Part } from '../../outbox/delivery.ts';
import type { Outcome } from '../../outbox/outcome.ts';
import { outOfTime } from '../time-left.ts';
import { type Circumstances, classify, isMediaUnfinished, isNotFound, isParentGone } from './classify.ts';
import type { Answer, Status, StatusToCreate } from './client.ts';
import { readFrozen } from './frozen.ts';
import { perform } from './perform.ts';
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
  const { sent, answer } = await post(deps, {
    part,
    status,
    ancestors: [...earlierParts(part, delivery), ...answers],
  });
  if (!answer.ok) {
    const setback = classify(answer.failure, circumstances(deps));
    if (setback.failure.code === 'media-already-attached') deps.uploads.forget(part);
    return setback;
  }
  deps.uploads.forget(part);
  return confirm(deps, { part, sent, posted: answer.value });
}

/** Newest first: where a thread goes on when somebody deleted the post before. */
function earlierParts(part: Part, delivery: Delivery): readonly string[] {
  return delivery.parts
    .slice(0, delivery.parts.indexOf(part))
    .filter(({ intent }) => intent === 'create')
    .flatMap(({ receipt }) => (receipt ? [receipt.remoteId] : []))
    .toReversed();
}

interface Posting {
  readonly sent: StatusToCreate;
  readonly answer: Answer<Status>;
}

/** A refused parent uses up no key, so the next living ancestor is asked for with the same one. */
async function post(
  deps: PublishDeps,
  { part, status, ancestors }: { part: Part; status: StatusToCreate; ancestors: readonly string[] },
): Promise<Posting> {
  const [parent, ...older] = ancestors;
  const sent = { ...status, ...(parent !== undefined && { in_reply_to_id: parent }) };
  const answer = await createOnceProcessed(deps, { part, sent });
  const goesOn = !answer.ok && isParentGone(answer.failure) && older.length > 0;
  return goesOn ? post(deps, { part, status, ancestors: older }) : { sent, answer };
}

/** A server may call media ready and yet not be through with them. */
async function createOnceProcessed(
  { client, clock }: PublishDeps,
  { part, sent }: { part: Part; sent: StatusToCreate },
): Promise<Answer<Status>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await client.createStatus(sent, part.key);
    if (answer.ok || !isMediaUnfinished(answer.failure) || tries === 4) return answer;
    await clock.sleep(tries * 2 * second);
  }
}

/**
 * A 200 proves little. snac turns an answer to nobody into a post of its own and an unknown visibility into a private
 * message; Mastodon's spam filter answers with an id that it never stores (app/lib/antispam.rb, checked 2026-11).
 */
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

function differenceOf(sent: StatusToCreate, posted: Status): string | null {
  const parent = sent.in_reply_to_id ?? null;
  if (posted.inReplyToId !== parent)
    return `meant as an answer to ${parent ?? 'nobody'}, posted as one to ${posted.inReplyToId ?? 'nobody'}`;
  if (posted.visibility !== sent.visibility)
    return `meant to be ${sent.visibility}, posted as ${posted.visibility}`;
  if (sent.allowed_mentions && posted.mentions.length > 0)
    return `meant to mention nobody, posted with ${posted.mentions.join(', ')}`;
  return null;
}

/** Twice, since a server may read from a copy that is a moment behind. A token without the right to read tells nothing. */
async function isDropped({ client, clock }: PublishDeps, { id }: Status): Promise<boolean> {
  const found = await client.readStatus(id);
  if (found.ok || !isNotFound(found.failure)) return false;
  await clock.sleep(3 * second);
  const foundLater = await client.readStatus(id);
  return !foundLater.ok && isNotFound(foundLater.failure);
}

function circumstances({ login, clock }: PublishDeps): Circumstances {
  return { stage: 'posting', accountId: login.accountId, now: clock.now() };
}

function refused({ login }: PublishDeps, code: string, detail: string): Outcome {
  return { state: 'refused', failure: { code, subject: login.accountId, detail } };
}
