import type { StoryStanding } from '../article/story.ts';
import type { Chance } from '../base/chance.ts';
import { drawId } from '../base/ids.ts';
import type { Instant } from '../base/instant.ts';
import type { EventFeed } from '../coverage/event.ts';
import type { Alias } from '../feed/alias.ts';
import type { Feed, FeedItem } from '../feed/feed-item.ts';
import { aliasesIn, contentHashOf, fingerprintIn } from '../feed/identity.ts';
import type { FeedPlace } from '../feed/moved-feed.ts';
import { newestItems } from '../feed/newest-items.ts';
import type { FeedRecord } from '../store/records/feeds.ts';
import type { Admitted, ItemToAdmit } from '../store/records/stories.ts';
import type { Validators } from '../web/web.ts';
import type { PipelineDeps } from './deps.ts';

/** What one successful fetch brought. */
export interface FeedReading {
  readonly feed: Feed;
  /** Of the body it was read from. */
  readonly bodyHash: string;
  readonly validators: Validators;
  readonly polledAt: Instant;
  readonly dueAt: Instant;
  readonly nextPollAt: Instant;
  readonly place: FeedPlace;
}

/** Stores what a reading brought, with the feed's validators, in one transaction: seen means stored. */
export async function admitItems(
  deps: Pick<PipelineDeps, 'store' | 'chance'>,
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
    (item, position) =>
      new PolledItem(item, { position, standing: standingOf(item), language, chance: deps.chance }),
  );
  return deps.store.stories.admit({
    eventId: record.eventId,
    feedUrl: record.url,
    polledAt: reading.polledAt,
    dueAt: reading.dueAt,
    nextPollAt: reading.nextPollAt,
    validators: reading.validators,
    bodyHash: reading.bodyHash,
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

/** An item of a poll. Most are as they were in the last, and then nobody asks for more than their fingerprint. */
class PolledItem implements ItemToAdmit {
  readonly item: FeedItem;
  readonly position: number;
  readonly standing: StoryStanding;
  readonly fingerprint: string;
  readonly storyId: string;
  readonly #language: string | null;

  constructor(
    item: FeedItem,
    about: { position: number; standing: StoryStanding; language: string | null; chance: Chance },
  ) {
    this.item = item;
    this.position = about.position;
    this.standing = about.standing;
    this.#language = about.language;
    // Drawn for each, so that a run played again draws the same whatever its memory spares it.
    this.storyId = drawId(about.chance);
    this.fingerprint = fingerprintIn(about.language, item);
  }

  get aliases(): readonly Alias[] {
    return aliasesIn(this.#language, this.item);
  }

  get contentHash(): string {
    return contentHashOf(this.item);
  }
}
