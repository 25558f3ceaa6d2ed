import type { Milliseconds } from '../base/instant.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import type { Delivery, Receipt } from '../outbox/delivery.ts';
import { isOverdue } from '../outbox/overdue.ts';
import { timeOf } from '../outbox/passage.ts';
import type { Pause } from '../outbox/pause.ts';
import type { PipelineDeps } from './deps.ts';

/**
 * Tells how long a story took to become public, once its opener is; louder when that is later than the event wants. One
 * that a person kept back is late by that person's word, and told so.
 */
export async function tellFreshness(
  deps: PipelineDeps,
  { delivery, receipts }: { delivery: Delivery; receipts: readonly Receipt[] },
): Promise<void> {
  if (delivery.of.kind !== 'story' || !receipts.some(({ partIndex }) => partIndex === 0)) return;
  const [passage] = await deps.store.deliveries.passages({ deliveryId: delivery.id });
  if (!passage) return;
  const wanted = wantedOf(deps.events.get(delivery.eventId), delivery);
  const took = timeOf('whole', passage) ?? 0;
  deps.journal({ kind: 'story-public', delivery, passage, took, wanted });
}

/** Tells, once for each delivery, of those that are not public yet though they ought to be. */
export function openFreshnessWatch(deps: PipelineDeps): () => Promise<void> {
  const told = new Set<string>();
  return async () => {
    const now = deps.clock.now();
    const pauses = await deps.store.pauses.list();
    for (const event of deps.events.values()) {
      if (!event.freshness) continue;
      const states = ['ready', 'claimed', 'uncertain'] as const;
      const open = await deps.store.deliveries.list({ eventId: event.id, states });
      const feedOf = await feedsOfStories(deps, { deliveries: open, pauses });
      for (const delivery of open) {
        const wanted = wantedOf(event, delivery);
        if (wanted === null || told.has(delivery.id)) continue;
        const feedUrl = (delivery.of.kind === 'story' && feedOf.get(delivery.of.storyId)) || null;
        if (!isOverdue(delivery, { feedUrl, pauses, wanted, now })) continue;
        told.add(delivery.id);
        deps.journal({ kind: 'story-not-public', delivery, since: delivery.createdAt, wanted });
      }
    }
  };
}

/** By story; nothing is asked for where no feed is paused. */
async function feedsOfStories(
  { store }: PipelineDeps,
  { deliveries, pauses }: { deliveries: readonly Delivery[]; pauses: readonly Pause[] },
): Promise<ReadonlyMap<string, string>> {
  if (!pauses.some(({ scope }) => scope.kind === 'feed')) return new Map();
  return store.stories.feedsOf(deliveries.flatMap(({ of }) => (of.kind === 'story' ? [of.storyId] : [])));
}

function wantedOf(event: CoverageEvent | undefined, { network }: Delivery): Milliseconds | null {
  return event?.freshness?.[network] ?? null;
}
