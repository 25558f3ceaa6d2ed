import type { Story } from '../article/story.ts';
import { systemClock } from '../base/clock.ts';
import type { Instant } from '../base/instant.ts';
import { type Freshness, measureFreshness } from '../observability/freshness.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { Pause, PauseScope } from '../outbox/pause.ts';
import type { RefusedEdit } from '../store/event-records.ts';
import type { AgendaRecord } from '../store/records/agendas.ts';
import type { FeedRecord } from '../store/records/feeds.ts';
import type { StoryRevision } from '../store/records/stories.ts';
import type { Store } from '../store/store.ts';
import { type GridRow, gridRow } from './status-grid.ts';
import { type ShownSubscription, shownSubscription } from './tell-subscription.ts';

type SpentBudget = Awaited<ReturnType<Store['budgets']['list']>>[number];

/** What is stored now, as `rapporteur status` shows it. */
export interface Snapshot {
  readonly feeds: readonly FeedRecord[];
  readonly subscriptions: readonly ShownSubscription[];
  readonly agendas: readonly AgendaRecord[];
  readonly stories: readonly {
    readonly story: Story;
    readonly revisions: readonly StoryRevision[];
    readonly deliveries: readonly Delivery[];
    readonly grid: readonly GridRow[];
  }[];
  /** Of moments, in the order of planning. */
  readonly moments: readonly Delivery[];
  readonly freshness: readonly Freshness[];
  /** Files whose newest edit has not taken effect. */
  readonly refusedEdits: readonly RefusedEdit[];
  readonly pauses: readonly Pause[];
  /** Of which something is spent now. */
  readonly budgets: readonly SpentBudget[];
  readonly now: Instant;
}

/** What a store holds that nobody has made yet. */
export const nothingStored: Snapshot = {
  feeds: [],
  subscriptions: [],
  agendas: [],
  stories: [],
  moments: [],
  freshness: [],
  refusedEdits: [],
  pauses: [],
  budgets: [],
  now: 0,
};

/** Reads all of it. */
export async function readSnapshot(store: Store): Promise<Snapshot> {
  const now = systemClock.now();
  const [feeds, subscriptions, stories, revisions, deliveries, pauses] = [
    await readFeeds(store),
    await store.subscriptions.list(),
    await store.stories.list({}),
    await store.stories.revisions({}),
    await store.deliveries.list({}),
    await store.pauses.list(),
  ];
  const ofStories = Map.groupBy(deliveries, ({ of }) => (of.kind === 'story' ? of.storyId : null));
  return {
    feeds,
    subscriptions: subscriptions.map(shownSubscription),
    agendas: await store.agendas.list(),
    stories: stories.map((story) => ({
      story,
      revisions: revisions.filter(({ storyId }) => storyId === story.id),
      deliveries: ofStories.get(story.id) ?? [],
      grid: (ofStories.get(story.id) ?? []).map((delivery) =>
        gridRow(delivery, {
          now,
          pauses: pauses.filter(({ scope }) => keepsBack(scope, { delivery, story })),
        }),
      ),
    })),
    moments: ofStories.get(null) ?? [],
    freshness: measureFreshness(await store.deliveries.passages({})),
    refusedEdits: await store.events.refused(),
    pauses,
    budgets: await store.budgets.list(now),
    now,
  };
}

/** Whether a pause is about this delivery, as every claim asks. */
export function keepsBack(
  scope: PauseScope,
  { delivery, story }: { delivery: Delivery; story?: Story },
): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'account':
      return scope.accountId === delivery.accountId;
    case 'feed':
      return scope.url === story?.feedUrl;
  }
}

/** Without those that an edit took out of the event in force: nobody asks them, and they are not late. */
export async function readFeeds(store: Store): Promise<readonly FeedRecord[]> {
  const inForce = new Map((await store.events.inForce()).map(({ event }) => [event.id, event]));
  return (await store.feeds.list()).filter(
    ({ eventId, url }) => inForce.get(eventId)?.feeds.some((feed) => feed.url === url) ?? true,
  );
}
