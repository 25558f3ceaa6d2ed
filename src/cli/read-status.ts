import type { Story } from '../article/story.ts';
import { systemClock } from '../base/clock.ts';
import type { Instant } from '../base/instant.ts';
import { boundsOfDays } from '../coverage/agenda/assemble-agenda.ts';
import { nameOfPlace } from '../coverage/agenda/next-reading.ts';
import { type Freshness, measureFreshness, type Objectives } from '../observability/freshness.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { keepsBack, type Pause } from '../outbox/pause.ts';
import type { RefusedEdit } from '../store/event-records.ts';
import type { DroppedMoment, Overview } from '../store/overview.ts';
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
  /** Moments that were never planned, and why. */
  readonly droppedMoments: readonly DroppedMoment[];
  /** How much is stored besides: what is done, and older than `since`. */
  readonly rest: Overview['rest'];
  /** Null: nothing was left out. */
  readonly since: Instant | null;
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
  droppedMoments: [],
  rest: { stories: 0, deliveries: 0 },
  since: null,
  freshness: [],
  refusedEdits: [],
  pauses: [],
  budgets: [],
  now: 0,
};

/** Reads what is open and what came since then; all of it where that is null. */
export async function readSnapshot(store: Store, { since }: { since: Instant | null }): Promise<Snapshot> {
  const now = systemClock.now();
  const [feeds, subscriptions, pauses] = [
    await readFeeds(store),
    await store.subscriptions.list(),
    await store.pauses.list(),
  ];
  const { stories, revisions, deliveries, dropped, passages, rest } = await store.overview({ since });
  const revisionsOf = Map.groupBy(revisions, ({ storyId }) => storyId);
  const ofStories = Map.groupBy(deliveries, ({ of }) => (of.kind === 'story' ? of.storyId : null));
  return {
    feeds,
    subscriptions: subscriptions.map(shownSubscription),
    agendas: await readAgendas(store),
    stories: stories.map((story) => ({
      story,
      revisions: revisionsOf.get(story.id) ?? [],
      deliveries: ofStories.get(story.id) ?? [],
      grid: (ofStories.get(story.id) ?? []).map((delivery) =>
        gridRow(delivery, {
          now,
          pauses: pauses.filter(({ scope }) => keepsBack(scope, { ...delivery, feedUrl: story.feedUrl })),
        }),
      ),
    })),
    moments: ofStories.get(null) ?? [],
    droppedMoments: dropped,
    rest,
    since,
    freshness: measureFreshness(passages, await readObjectives(store)),
    refusedEdits: await store.events.refused(),
    pauses,
    budgets: await store.budgets.list(now),
    now,
  };
}

/** Without those that an edit took out of the event in force: nobody asks them, and they are not late. */
export async function readFeeds(store: Store): Promise<readonly FeedRecord[]> {
  const inForce = new Map((await store.events.inForce()).map(({ event }) => [event.id, event]));
  return (await store.feeds.list()).filter(
    ({ eventId, url }) => inForce.get(eventId)?.feeds.some((feed) => feed.url === url) ?? true,
  );
}

/** Without those that an edit took out of the event in force. */
async function readAgendas(store: Store): Promise<readonly AgendaRecord[]> {
  const inForce = new Map((await store.events.inForce()).map(({ event }) => [event.id, event]));
  return (await store.agendas.list()).filter(
    ({ eventId, place }) =>
      inForce.get(eventId)?.agendaSource.places.some((one) => nameOfPlace(one) === place) ?? true,
  );
}

/** Those by which anything is still to be posted: what is wrong with the programme of a past event harms nobody. */
export async function readLiveAgendas(store: Store, now: Instant): Promise<readonly AgendaRecord[]> {
  const inForce = await store.events.inForce();
  const live = new Set(inForce.flatMap(({ event }) => (boundsOfDays(event).to > now ? event.id : [])));
  return (await readAgendas(store)).filter(({ eventId }) => live.has(eventId));
}

/** How soon each event in force wants its stories public, by network. */
async function readObjectives(store: Store): Promise<Objectives> {
  const inForce = await store.events.inForce();
  return new Map(inForce.map(({ event }) => [event.id, event.freshness ?? {}]));
}
