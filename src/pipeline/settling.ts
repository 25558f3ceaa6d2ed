import type { Article } from '../article/article.ts';
import type { Story, StoryStanding } from '../article/story.ts';
import { hashOf } from '../base/ids.ts';
import type { Instant } from '../base/instant.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { eventFeedAt } from '../coverage/event-feed.ts';

/**
 * How long a story waits whose feed is asked to let its articles settle; null when it goes on. It has to be read twice
 * with the same words, `quiet` apart, so that a change counts which the feed doesn't tell of.
 */
export function settlingStanding(
  article: Article,
  { story, event, now }: { story: Story; event: CoverageEvent; now: Instant },
): Extract<StoryStanding, { state: 'settling' }> | null {
  const stabilise = eventFeedAt(event, story.feedUrl)?.source.stabilise;
  // One with an article was read to its end before: a person has approved it, or a thread of it is owed.
  if (!stabilise || story.article) return null;
  const givenUpAt = story.firstSeenAt + stabilise.most;
  const textHash = textHashOf(article);
  const isSettled = story.standing.state === 'settling' && story.standing.textHash === textHash;
  if (isSettled || now >= givenUpAt) return null;
  return { state: 'settling', textHash, retryAt: Math.min(now + stabilise.quiet, givenUpAt) };
}

/** The event as a preview sees it: nobody waits there. */
export function withoutSettling(event: CoverageEvent): CoverageEvent {
  return { ...event, feeds: event.feeds.map(({ stabilise: _, ...feed }) => feed) };
}

function textHashOf({ headline, blocks, images, recordings }: Article): string {
  const addresses = [...images, ...recordings].map(({ url }) => url);
  return hashOf(JSON.stringify([headline, blocks, addresses]));
}
