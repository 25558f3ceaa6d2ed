import { formatInstant, type Instant } from '../base/instant.ts';
import type { Delivery, Part, Receipt } from '../outbox/delivery.ts';

/** The thread that a post belongs to, and what came of it. */
export interface PostedWhere {
  readonly delivery: Pick<Delivery, 'eventId' | 'of' | 'accountId' | 'network' | 'parts'>;
  readonly storyUrl: string | null;
  readonly at: Instant;
  /** What the attempt brought; empty where nothing was sent. */
  readonly receipts: readonly Receipt[];
}

/**
 * One post as a JSON line: whose it is, and the exact payload frozen for the network. Once it is public, also its id and
 * address, and the id of the post it answers (Bluesky's payload holds that too; Mastodon's is joined with it when sent).
 */
export function postJson(part: Part, { delivery, storyUrl, at, receipts }: PostedWhere): string {
  const receiptOf = (index: number) =>
    receipts.find(({ partIndex }) => partIndex === index) ?? delivery.parts[index]?.receipt ?? null;
  const receipt = receiptOf(part.index);
  return JSON.stringify({
    event: delivery.eventId,
    ...(delivery.of.kind === 'story'
      ? { story: delivery.of.storyId, storyUrl }
      : { moment: delivery.of.key }),
    account: delivery.accountId,
    network: delivery.network,
    at: formatInstant(at),
    index: part.index,
    ...(part.intent !== 'create' && { intent: part.intent }),
    ...(receipt && {
      id: receipt.remoteId,
      url: receipt.url,
      answers: receiptOf(part.index - 1)?.remoteId ?? null,
    }),
    key: part.key,
    media: part.media,
    payload: JSON.parse(part.body),
  });
}
