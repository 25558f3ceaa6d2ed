import type { Story } from '../article/story.ts';
import { systemClock } from '../base/clock.ts';
import type { Instant, Milliseconds } from '../base/instant.ts';
import { nameOfPlace } from '../coverage/agenda/next-reading.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { periodOf } from '../coverage/event-days.ts';
import { type Freshness, measureFreshness } from '../observability/freshness.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { isOverdue } from '../outbox/overdue.ts';
import { keepsBack, type Pause } from '../outbox/pause.ts';
import type { DroppedMoment, Overview } from '../store/overview.ts';
import type { AgendaRecord } from '../store/records/agendas.ts';
import type { EventInForce, RefusedEdit } from '../store/records/events.ts';
import type { FeedRecord } from '../store/records/feeds.ts';
import type { StoryRevision } from '../store/records/stories.ts';
import type { Store } from '../store/store.ts';
import { clockLag } from './clock-lag.ts';
import { objectivesOf } from './objectives.ts';
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
  /** How far the clock is behind what was done by it before; null where it is not. */
  readonly clockLag: Milliseconds | null;
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
  clockLag: null,
  now: 0,
};

/** Reads what is open and what came since then; all of it where that is null. */
export async function readSnapshot(store: Store, { since }: { since: Instant | null }): Promise<Snapshot> {
  const now = (await store.clock(systemClock)).now();
  const [inForce, subscriptions, pauses] = [
    await store.events.inForce(),
    await store.subscriptions.list(),
    await store.pauses.list(),
  ];
  const feeds = askedOf(await store.feeds.list(), inForce);
  const { stories, revisions, deliveries, dropped, passages, rest } = await store.overview({ since });
  const objectives = objectivesOf(inForce);
  const feedOf = new Map(stories.map(({ id, feedUrl }) => [id, feedUrl]));
  const overdue = deliveries.filter((delivery) => {
    const wanted = objectives.get(delivery.eventId)?.[delivery.network];
    const feedUrl = (delivery.of.kind === 'story' && feedOf.get(delivery.of.storyId)) || null;
    return wanted !== undefined && isOverdue(delivery, { feedUrl, pauses, wanted, now });
  });
  const revisionsOf = Map.groupBy(revisions, ({ storyId }) => storyId);
  const ofStories = Map.groupBy(deliveries, ({ of }) => (of.kind === 'story' ? of.storyId : null));
  return {
    feeds,
    subscriptions: subscriptions.map(shownSubscription),
    agendas: readOf(await store.agendas.list(), inForce),
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
    freshness: measureFreshness(passages, { objectives, overdue }),
    refusedEdits: await store.events.refused(),
    pauses,
    budgets: await store.budgets.list(now),
    clockLag: clockLag(feeds, now),
    now,
  };
}

/** Reads only what tells whether somebody is at work, and whether an agenda or an edit needs a person. */
export async function readHealth(store: Store): Promise<Snapshot> {
  const now = (await store.clock(systemClock)).now();
  const inForce = await store.events.inForce();
  const feeds = askedOf(await store.feeds.list(), inForce);
  const agendas = readOf(await store.agendas.list(), inForce);
  return {
    ...nothingStored,
    feeds,
    agendas: agendas.filter(({ eventId }) => isToGoOn(eventId, { inForce, now })),
    refusedEdits: await store.events.refused(),
    pauses: await store.pauses.list(),
    clockLag: clockLag(feeds, now),
    now,
  };
}

/** Without those that an edit took out of the event in force: nobody asks them, and they are not late. */
function askedOf(feeds: readonly FeedRecord[], inForce: readonly EventInForce[]): readonly FeedRecord[] {
  const events = eventsById(inForce);
  return feeds.filter(
    ({ eventId, url }) => events.get(eventId)?.feeds.some((feed) => feed.url === url) ?? true,
  );
}

/** Without those that an edit took out of the event in force. */
function readOf(agendas: readonly AgendaRecord[], inForce: readonly EventInForce[]): readonly AgendaRecord[] {
  const events = eventsById(inForce);
  return agendas.filter(
    ({ eventId, place }) =>
      events.get(eventId)?.agendaSource.places.some((one) => nameOfPlace(one) === place) ?? true,
  );
}

/** Whether anything of it is still to be posted: what is wrong with the programme of a past event harms nobody. */
function isToGoOn(
  eventId: string,
  { inForce, now }: { inForce: readonly EventInForce[]; now: Instant },
): boolean {
  return inForce.some(({ event }) => event.id === eventId && periodOf(event).to > now);
}

function eventsById(inForce: readonly EventInForce[]): ReadonlyMap<string, CoverageEvent> {
  return new Map(inForce.map(({ event }) => [event.id, event]));
}
