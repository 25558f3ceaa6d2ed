import type { StoryStanding } from '../article/story.ts';
import { drawId, hashOf } from '../base/ids.ts';
import type { Instant } from '../base/instant.ts';
import type { EventFeed } from '../coverage/event.ts';
import type { Feed, FeedItem } from '../feed/feed-item.ts';
import { aliasesOf, contentHashOf } from '../feed/identity.ts';
import type { Admitted, FeedRecord, ItemToAdmit } from '../store/store.ts';
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
}

/** Stores what a reading brought, with the feed's validators, in one transaction: seen means stored. */
export async function admitItems(
  deps: PipelineDeps,
  { record, source, reading }: { record: FeedRecord; source: EventFeed; reading: FeedReading },
): Promise<Admitted> {
  const caughtUp = new Set(record.firstReadAt === null ? newestOf(reading.feed.items, source.catchUp) : []);
  const standingOf = (item: FeedItem): StoryStanding =>
    record.firstReadAt === null && !caughtUp.has(item)
      ? { state: 'ignored', because: 'background', detail: null }
      : { state: 'new' };
  const items = reading.feed.items.map(
    (item, position): ItemToAdmit => ({
      storyId: drawId(deps.chance),
      item,
      aliases: aliasesOf(item),
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
    items,
  });
}

/** The `count` newest items by date; undated ones count in feed order, which is newest first by custom. */
function newestOf(items: readonly FeedItem[], count: number): readonly FeedItem[] {
  return items
    .map((item, position) => ({ item, position, at: item.publishedAt ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) => b.at - a.at || a.position - b.position)
    .slice(0, count)
    .map(({ item }) => item);
}
