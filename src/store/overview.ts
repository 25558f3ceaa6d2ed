import { type Kysely, sql } from 'kysely';
import type { Story } from '../article/story.ts';
import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { Passage } from '../outbox/passage.ts';
import { batchesOf } from './batches.ts';
import { inFlight, ready } from './claim.ts';
import { type DeliveryFilter, loadDeliveries } from './delivery-rows.ts';
import { fromJson } from './json-text.ts';
import { listPassages } from './passages.ts';
import type { StoryRevision } from './records/stories.ts';
import { listRevisions } from './revisions.ts';
import { waiting } from './story-records.ts';
import { loadStories, type StoryFilter } from './story-rows.ts';
import type { Tables } from './tables.ts';

/** What a store holds that still wants work or a person, and what came lately; the rest as numbers. */
export interface Overview {
  readonly stories: readonly Story[];
  /** Of these stories. */
  readonly revisions: readonly StoryRevision[];
  /** Of these stories and of moments, in the order of planning. */
  readonly deliveries: readonly Delivery[];
  /** Moments that were never planned. */
  readonly dropped: readonly DroppedMoment[];
  readonly passages: readonly Passage[];
  /** How many there are besides. */
  readonly rest: { readonly stories: number; readonly deliveries: number };
}

/** A moment that an account did not get. */
export interface DroppedMoment {
  readonly eventId: string;
  readonly accountId: string;
  readonly key: string;
  readonly because: Failure;
}

/**
 * Reads what is open, whatever its age, and what came since then; all of it where `since` is null. Nothing here walks over
 * what is done, bar counting it: a store of a long event holds a million sent posts.
 */
export async function readOverview(
  db: Kysely<Tables>,
  { since }: { since: Instant | null },
): Promise<Overview> {
  const behind = since === null ? -1 : await lastBefore(db, since);
  const deliveries = await gather(
    [
      (delivery) => delivery('sequence', '>', behind),
      ...(since === null ? [] : openDeliveries),
    ] satisfies DeliveryFilter[],
    (filter) => loadDeliveries(db, filter),
  );
  const named = deliveries.flatMap(({ of }) => (of.kind === 'story' ? of.storyId : []));
  const stories = await gather(
    since === null ? [(story) => story.and([])] : [...openStories(since), ...storiesNamed(named)],
    (filter) => loadStories(db, filter),
  );
  return {
    stories: stories.toSorted(byFirstSight),
    revisions: await revisionsOf(db, since === null ? null : stories),
    deliveries,
    dropped: await listDropped(db, since ?? 0),
    passages: await listPassages(db, { behind }),
    rest: {
      stories: (await count(db, 'stories')) - stories.length,
      deliveries: (await count(db, 'deliveries')) - deliveries.length,
    },
  };
}

/** Where the deliveries planned before then end; they are stored in the order of planning. */
async function lastBefore(db: Kysely<Tables>, since: Instant): Promise<number> {
  const last = await db
    .selectFrom('deliveries')
    .select('sequence')
    .where('created_at', '<', since)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.sequence ?? -1;
}

// One by one, since each has an index of its own, and an `or` of them may have none.
const openDeliveries: readonly DeliveryFilter[] = [
  (delivery) => delivery('state', '=', ready),
  (delivery) => delivery('state', 'in', inFlight),
  (delivery) => delivery('state', 'in', stopped),
];

/** Waits for a person, or was given up. */
const stopped = sql<'held' | 'refused'>`('held', 'refused')`;

const held = sql<'held'>`'held'`;

function openStories(since: Instant): readonly StoryFilter[] {
  return [
    (story) => story('state', 'in', waiting),
    (story) => story('state', '=', held),
    // By event, as they are indexed.
    (story) =>
      story.and([
        story('event_id', 'in', story.selectFrom('feeds').select('feeds.event_id')),
        story('first_seen_at', '>=', since),
      ]),
  ];
}

function storiesNamed(ids: readonly string[]): readonly StoryFilter[] {
  return batchesOf(ids).map((some) => (story) => story('id', 'in', some));
}

/** Of all stories where null is given. */
async function revisionsOf(
  db: Kysely<Tables>,
  stories: readonly Story[] | null,
): Promise<readonly StoryRevision[]> {
  if (stories === null) return listRevisions(db, {});
  const found: StoryRevision[] = [];
  for (const storyIds of batchesOf(stories.map(({ id }) => id)))
    found.push(...(await listRevisions(db, { storyIds })));
  return found;
}

/** What the filters find together, each once, in the order in which it is found first. */
async function gather<Filter, Found extends { readonly id: string }>(
  filters: readonly Filter[],
  load: (filter: Filter) => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  const found = new Map<string, Found>();
  for (const filter of filters)
    for (const one of await load(filter)) if (!found.has(one.id)) found.set(one.id, one);
  return [...found.values()];
}

function byFirstSight(one: Story, other: Story): number {
  return one.firstSeenAt - other.firstSeenAt || one.position - other.position;
}

async function listDropped(db: Kysely<Tables>, since: Instant): Promise<readonly DroppedMoment[]> {
  const rows = await db
    .selectFrom('moments')
    .select(['event_id', 'account_id', 'key', 'because'])
    .where('state', '=', 'dropped')
    .where('settled_at', '>=', since)
    .orderBy('due_at')
    .orderBy('key')
    .execute();
  return rows.flatMap(({ event_id, account_id, key, because }) =>
    because === null ? [] : [{ eventId: event_id, accountId: account_id, key, because: fromJson(because) }],
  );
}

async function count(db: Kysely<Tables>, table: 'stories' | 'deliveries'): Promise<number> {
  const { rows } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(rows);
}
