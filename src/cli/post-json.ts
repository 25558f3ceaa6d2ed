import { formatInstant, type Instant } from '../base/instant.ts';
import type { Delivery, Part } from '../outbox/delivery.ts';

export interface PostedWhere {
  readonly delivery: Pick<Delivery, 'eventId' | 'storyId' | 'accountId' | 'network'>;
  readonly storyUrl: string | null;
  readonly at: Instant;
}

/** One post as a JSON line: whose it is, and the exact payload frozen for the network. */
export function postJson(part: Part, { delivery, storyUrl, at }: PostedWhere): string {
  return JSON.stringify({
    event: delivery.eventId,
    story: delivery.storyId,
    storyUrl,
    account: delivery.accountId,
    network: delivery.network,
    at: formatInstant(at),
    index: part.index,
    key: part.key,
    media: part.media,
    payload: JSON.parse(part.body),
  });
}
