import type { Story } from '../article/story.ts';
import { type Failure, failed, type Result, success } from '../base/failure.ts';
import { drawId } from '../base/ids.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { accountsFor } from '../coverage/siblings.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import { aliasesOf } from '../feed/identity.ts';
import { parseFeed } from '../feed/parse-feed.ts';
import { lookUpAgenda } from './agenda/look-up-agenda.ts';
import type { NewsroomDeps } from './deps.ts';
import { type PreparedStory, prepareStory } from './prepare-story.ts';
import { withoutSettling } from './settling.ts';

/** One item the feed holds now, and what would become of it. */
export interface PreviewedStory {
  readonly story: Story;
  readonly prepared: PreparedStory;
}

/** Whether an item is to be previewed, of all that the feed holds. */
export type Wanted = (item: FeedItem, items: readonly FeedItem[]) => boolean;

/** Pages read at once; the door itself asks one host one thing at a time. */
const atOnce = 4;

/** What would be posted for what one feed holds now, in feed order. Stores nothing, changes nothing. */
export async function previewFeed(
  deps: NewsroomDeps,
  { event, url, wanted }: { event: CoverageEvent; url: string; wanted: Wanted },
): Promise<Result<readonly PreviewedStory[], Failure>> {
  const answer = await deps.web.fetch({ url, accept: 'feed' });
  if (answer.state === 'failed') return failed(answer.failure);
  if (answer.state === 'not-modified') return failed({ code: 'feed-empty', subject: url });
  const parsed = await parseFeed(answer.body, { url: answer.url, contentType: answer.contentType });
  if (!parsed.ok) return parsed;

  const stories = parsed.value.items
    .map((item, position) => toStory(deps, { event, url, item, position }))
    .filter(({ item }) => wanted(item, parsed.value.items));
  const shown = withoutSettling({ ...event, accounts: accountsFor(event, url) });
  const agenda = (await lookUpAgenda(deps, event)).agenda ?? { title: null, zone: event.zone, sessions: [] };
  const previewed: PreviewedStory[] = [];
  for (let next = 0; next < stories.length; next += atOnce) {
    const batch = stories.slice(next, next + atOnce).map(async (story) => ({
      story,
      prepared: await prepareStory(deps, { story, event: shown, agenda }),
    }));
    previewed.push(...(await Promise.all(batch)));
  }
  return success(previewed);
}

function toStory(
  deps: NewsroomDeps,
  { event, url, item, position }: { event: CoverageEvent; url: string; item: FeedItem; position: number },
): Story {
  return {
    id: drawId(deps.chance),
    eventId: event.id,
    feedUrl: url,
    aliases: aliasesOf(item),
    revision: 1,
    item,
    firstSeenAt: deps.clock.now(),
    position,
    article: null,
    approvedWords: [],
    standing: { state: 'new' },
  };
}
