import { type Failure, failed, type Result, success } from '../base/failure.ts';
import { day, type Instant } from '../base/instant.ts';
import type { Agenda } from '../coverage/agenda/agenda.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import type { MomentKind } from '../coverage/moments/moment.ts';
import { planMoments } from '../coverage/moments/plan-moments.ts';
import { isAsked } from '../feed/feed-standing.ts';
import { aliasesOf } from '../feed/identity.ts';
import { newestItems } from '../feed/newest-items.ts';
import type { FeedRecord } from '../store/records/feeds.ts';
import type { Store } from '../store/store.ts';
import type { NewsroomDeps } from './deps.ts';
import { type PreviewedStory, previewFeed } from './preview-feed.ts';

/** One thread or moment that an account is going to get. */
export interface ForeseenPost {
  readonly of: 'moment' | 'thread';
  /** A moment's key, or a story's address: the same however often it is foreseen. */
  readonly key: string;
  /** A moment's kind, or a story's headline. */
  readonly name: string;
  readonly accountId: string;
  readonly dueAt: Instant;
}

/** How far ahead is looked. */
const foresight = day;

/** What foreseeing takes. */
export interface ForesightDeps extends NewsroomDeps {
  readonly store: Pick<Store, 'feeds' | 'stories' | 'moments' | 'agendas'>;
}

/** The moments of the next day that accounts have not had yet, and those that are late but still make sense. */
export async function foreseeMoments(
  { store, clock }: ForesightDeps,
  { event, agenda }: { event: CoverageEvent; agenda: Agenda },
): Promise<readonly ForeseenPost[]> {
  const now = clock.now();
  const records = await store.moments.list({ eventId: event.id });
  const settled = new Set(records.map(({ accountId, key }) => `${accountId} ${key}`));
  const due = planMoments(event, agenda).filter(
    ({ kind, dueAt, freshUntil }) => isPost(kind) && dueAt < now + foresight && freshUntil >= now,
  );
  return due.flatMap(({ key, kind, dueAt }) =>
    event.accounts
      .filter(({ accountId }) => !settled.has(`${accountId} ${key}`))
      .map(({ accountId }) => ({ of: 'moment', key, name: kind, accountId, dueAt: Math.max(now, dueAt) })),
  );
}

/** Threads of what the feeds hold now and the store does not know; nothing of a feed that can't be read, or must not be. */
export async function foreseeThreads(
  deps: ForesightDeps,
  event: CoverageEvent,
): Promise<{ readonly posts: readonly ForeseenPost[]; readonly failures: readonly Failure[] }> {
  const { store, clock } = deps;
  const stories = await store.stories.list({ eventId: event.id });
  const known = new Set(
    stories.flatMap(({ aliases }) => aliases.map(({ kind, value }) => `${kind} ${value}`)),
  );
  const records = (await store.feeds.list()).filter(({ eventId }) => eventId === event.id);
  const previews = await ofEach(event.feeds, async ({ url, catchUp }) => {
    const record = records.find((known) => known.url === url);
    const resting = record ? restingFor(record, clock.now()) : null;
    if (resting) return resting;
    return previewFeed(deps, {
      event,
      url,
      wanted: (item, items) =>
        !aliasesOf(item).some(({ kind, value }) => known.has(`${kind} ${value}`)) &&
        // What a feed holds at first sight is background, but for so many.
        ((record?.firstReadAt ?? null) !== null ||
          newestItems(items, { count: catchUp, now: clock.now() }).includes(item)),
    });
  });
  return {
    posts: previews.flatMap((previewed) => (previewed.ok ? previewed.value.flatMap(threadsOf) : [])),
    failures: previews.flatMap((previewed) => (previewed.ok ? [] : [previewed.failure])),
  };
}

/** Feeds previewed at once: a few that don't answer must not hold up whoever wants to begin. */
const atOnce = 32;

async function ofEach<Thing, Made>(
  things: readonly Thing[],
  make: (thing: Thing) => Promise<Made>,
): Promise<readonly Made[]> {
  const made = new Map<number, Made>();
  const left = things.entries();
  const workThrough = async () => {
    for (const [index, thing] of left) made.set(index, await make(thing));
  };
  await Promise.all(Array.from({ length: atOnce }, workThrough));
  return [...made.entries()].toSorted(([one], [other]) => one - other).map(([, thing]) => thing);
}

/** What is known of a feed that must not be asked now: it waits for a person, or its server wants to be left alone. */
function restingFor(
  { standing, lastFailure, nextPollAt }: FeedRecord,
  now: Instant,
): Result<readonly PreviewedStory[], Failure> | null {
  if (!isAsked(standing)) return success([]);
  return lastFailure && nextPollAt > now ? failed(lastFailure) : null;
}

function threadsOf({ story, prepared }: PreviewedStory): readonly ForeseenPost[] {
  const threads = prepared.standing.state === 'held' ? [] : prepared.threads;
  return threads.map(({ delivery }) => ({
    of: 'thread',
    key: story.item.link ?? story.item.id ?? story.id,
    name: story.item.title ?? story.item.link ?? story.id,
    accountId: delivery.accountId,
    dueAt: delivery.dueAt,
  }));
}

/** What changes a post that is there, or tells where its thread goes on, is not one more. */
function isPost(kind: MomentKind): boolean {
  return kind !== 'hub-update' && kind !== 'unpin' && kind !== 'continuation';
}
