import type { Instant } from '../base/instant.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { publicationOf } from '../outbox/passage.ts';
import type { PipelineDeps } from './deps.ts';

/**
 * True when what a delivery posts came into the world since then, so that no earlier run can have posted it: a moment that
 * fell due, a story whose publisher says to the minute when it was published. When we first saw it says nothing: to a
 * store restored from a backup everything since is new.
 */
export async function cameSince(
  { store }: Pick<PipelineDeps, 'store'>,
  { delivery, since }: { delivery: Delivery; since: Instant },
): Promise<boolean> {
  const { of, eventId, accountId } = delivery;
  if (of.kind === 'moment') {
    const moments = await store.moments.list({ eventId });
    return moments.some(
      (moment) => moment.key === of.key && moment.accountId === accountId && moment.dueAt >= since,
    );
  }
  const [story] = await store.stories.list({ ids: [of.storyId] });
  if (!story) return false;
  const told = [story.article?.publishedAt ?? null, story.item.publishedAt];
  return (publicationOf(told, story.firstSeenAt) ?? 0) >= since;
}
