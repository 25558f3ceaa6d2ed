import type { Failure } from '../base/failure.ts';
import { hashOf } from '../base/ids.ts';
import { nextPollInstant } from '../coverage/cadence.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { nextPollAfter } from '../feed/next-poll.ts';
import { parseFeed } from '../feed/parse-feed.ts';
import type { FeedRecord } from '../store/store.ts';
import type { WebAnswer } from '../web/web.ts';
import { admitItems } from './admit-items.ts';
import { nameStory, type PipelineDeps } from './deps.ts';

/** Asks one feed for news and stores what it brought, or the one failure it met. */
export async function pollFeed(
  deps: PipelineDeps,
  { record, event }: { record: FeedRecord; event: CoverageEvent },
): Promise<void> {
  const answer = await deps.web.fetch({
    url: record.url,
    accept: 'feed',
    validators: record.validators,
  });
  const poll = { deps, record, event, answer };
  switch (answer.state) {
    case 'failed':
      return recordFailure(poll, answer.failure);
    case 'not-modified':
      return recordUnchanged(poll);
    case 'fetched':
      return hashOf(answer.body) === record.bodyHash ? recordUnchanged(poll) : read(poll, answer);
  }
}

interface Poll {
  readonly deps: PipelineDeps;
  readonly record: FeedRecord;
  readonly event: CoverageEvent;
  readonly answer: WebAnswer;
}

async function read(poll: Poll, answer: Extract<WebAnswer, { state: 'fetched' }>): Promise<void> {
  const { deps, record, event } = poll;
  const parsed = await parseFeed(answer.body, { url: answer.url, contentType: answer.contentType });
  if (!parsed.ok) return recordFailure(poll, parsed.failure);
  const source = event.feeds.find(({ url }) => url === record.url);
  if (!source) return;

  const feed = parsed.value;
  const polledAt = deps.clock.now();
  const nextPollAt = nextPollOf(poll, { failuresInRow: 0, pauseMinutes: feed.pauseMinutes });
  const reading = { feed, body: answer.body, validators: answer.validators, polledAt, nextPollAt };
  const admitted = await admitItems(deps, { record, source, reading });
  deps.journal({
    kind: 'feed-read',
    eventId: event.id,
    url: record.url,
    items: feed.items.length,
    added: admitted.added.filter(({ standing }) => standing.state === 'new').length,
    revised: admitted.revised.length,
    background: admitted.added.filter(({ standing }) => standing.state === 'ignored').length,
  });
  for (const story of admitted.revised)
    deps.journal({ kind: 'story-revised', story: nameStory(story), revision: story.revision });
}

async function recordUnchanged(poll: Poll): Promise<void> {
  const { deps, record } = poll;
  const nextPollAt = nextPollOf(poll, { failuresInRow: 0, pauseMinutes: null });
  await deps.store.feeds.recordPoll({
    eventId: record.eventId,
    url: record.url,
    polledAt: deps.clock.now(),
    nextPollAt,
    failure: null,
  });
  deps.journal({ kind: 'feed-unchanged', eventId: record.eventId, url: record.url });
}

async function recordFailure(poll: Poll, failure: Failure): Promise<void> {
  const { deps, record } = poll;
  const nextPollAt = nextPollOf(poll, { failuresInRow: record.failuresInRow + 1, pauseMinutes: null });
  await deps.store.feeds.recordPoll({
    eventId: record.eventId,
    url: record.url,
    polledAt: deps.clock.now(),
    nextPollAt,
    failure,
  });
  deps.journal({ kind: 'feed-failed', eventId: record.eventId, url: record.url, failure, nextPollAt });
}

/** The slowest of the operator's cadence, the publisher's wish and, after failures, the backoff. */
function nextPollOf(
  { deps, event, answer }: Poll,
  { failuresInRow, pauseMinutes }: { failuresInRow: number; pauseMinutes: number | null },
): number {
  const now = deps.clock.now();
  return nextPollAfter({
    now,
    cadenceAt: nextPollInstant(event, now),
    answer,
    pauseMinutes,
    failuresInRow,
    chance: deps.chance,
  });
}
