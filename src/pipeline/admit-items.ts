import type { StoryStanding } from '../article/story.ts';
import { drawId, hashOf } from '../base/ids.ts';
import type { Instant } from '../base/instant.ts';
import type { EventFeed } from '../coverage/event.ts';
import type { Feed, FeedItem } from '../feed/feed-item.ts';
import { aliasesIn, contentHashOf } from '../feed/identity.ts';
import type { FeedPlace } from '../feed/moved-feed.ts';
import { newestItems } from '../feed/newest-items.ts';
import type { FeedRecord } from '../store/records/feeds.ts';
import type { Admitted, ItemToAdmit } from '../store/records/stories.ts';
import type { Validators } from '../web/web.ts';
import type { PipelineDeps } from './deps.ts';

/** What one successful fetch brought. */
export interface FeedReading {
  readonly feed: Feed;
  readonly body: Uint8Array;
  readonly validators: Validators;
  readonly polledAt: Instant;
  readonly dueAt: Instant;
  readonly nextPollAt: Instant;
  readonly place: FeedPlace;
}

/** Stores what a reading brought, with the feed's validators, in one transaction: seen means stored. */
export async function admitItems(
  deps: PipelineDeps,
  {
    record,
    source,
    reading,
    language,
  }: {
    record: FeedRecord;
    source: EventFeed;
    reading: FeedReading;
    /** Of a feed that tells in another language than the event's. */
    language: string | null;
  },
): Promise<Admitted> {
  const { standing } = record;
  const isAccepted = standing.state === 'accepted';
  const isBackground = record.firstReadAt === null || (isAccepted && standing.as === 'background');
  const caughtUp = caughtUpOf(reading, { record, source });
  const standingOf = (item: FeedItem): StoryStanding =>
    isBackground && !caughtUp.has(item)
      ? { state: 'ignored', because: 'background', detail: null }
      : { state: 'new' };
  const items = reading.feed.items.map(
    (item, position): ItemToAdmit => ({
      storyId: drawId(deps.chance),
      item,
      aliases: aliasesIn(language, item),
      contentHash: contentHashOf(item),
      position,
      standing: standingOf(item),
    }),
  );
  return deps.store.stories.admit({
    eventId: record.eventId,
    feedUrl: record.url,
    polledAt: reading.polledAt,
    dueAt: reading.dueAt,
    nextPollAt: reading.nextPollAt,
    validators: reading.validators,
    bodyHash: hashOf(reading.body),
    wishes: reading.feed.wishes,
    items,
    isAccepted,
    place: reading.place,
  });
}

/** The items that are covered though they are background: so many of what a feed holds when it is first read. */
function caughtUpOf(
  reading: FeedReading,
  { record, source }: { record: FeedRecord; source: EventFeed },
): ReadonlySet<FeedItem> {
  if (record.firstReadAt !== null) return new Set();
  return new Set(newestItems(reading.feed.items, { count: source.catchUp, now: reading.polledAt }));
}
