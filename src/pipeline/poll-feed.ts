import type { Story } from '../article/story.ts';
import type { Failure } from '../base/failure.ts';
import { hashOf } from '../base/ids.ts';
import type { Instant } from '../base/instant.ts';
import type { Agenda } from '../coverage/agenda/agenda.ts';
import { nextPollInstant } from '../coverage/cadence.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { periodOf } from '../coverage/event-days.ts';
import { eventFeedAt } from '../coverage/event-feed.ts';
import { siblingLanguage } from '../coverage/siblings.ts';
import { spreadCadence } from '../coverage/spread.ts';
import type { FeedFailureCode } from '../feed/feed-item.ts';
import { type FeedPlace, isBehindPassing, placeAfter } from '../feed/moved-feed.ts';
import { nextPollAt, nextTryAt } from '../feed/next-poll.ts';
import { parseFeed } from '../feed/parse-feed.ts';
import type { PollWishes } from '../feed/poll-wishes.ts';
import type { FeedRecord } from '../store/records/feeds.ts';
import type { StoryRevision } from '../store/records/stories.ts';
import type { Redirect, Validators, WebAnswer, WebFailureCode, WebHeaders } from '../web/web.ts';
import { admitItems } from './admit-items.ts';
import { currentAgenda } from './agenda/current-agenda.ts';
import { nameStory, type PipelineDeps } from './deps.ts';
import { noteHub } from './websub/note-hub.ts';

/** Asks one feed for news and stores what it brought, or the one failure it met. */
export async function pollFeed(
  deps: PipelineDeps,
  { record, event }: { record: FeedRecord; event: CoverageEvent },
): Promise<void> {
  const { place, validators } = record;
  const { mostBodyBytes } = eventFeedAt(event, record.url)?.source ?? {};
  const answer = await deps.web.fetch({
    url: place.address,
    accept: 'feed',
    validators,
    ...(mostBodyBytes !== undefined && { maxBodyBytes: mostBodyBytes }),
  });
  const poll: Poll = { deps, record, event, agenda: await currentAgenda(deps, event) };
  switch (answer.state) {
    case 'failed':
      return recordFailure(poll, answer);
    case 'not-modified':
      return recordUnchanged(poll, answer);
    case 'fetched': {
      const bodyHash = hashOf(answer.body);
      if (bodyHash === record.bodyHash)
        return recordUnchanged(poll, answer, { validators: answer.validators });
      return readAnswer(poll, { answer, bodyHash });
    }
  }
}

interface Poll {
  readonly deps: PipelineDeps;
  readonly record: FeedRecord;
  readonly event: CoverageEvent;
  readonly agenda: Agenda;
}

async function readAnswer(
  poll: Poll,
  { answer, bodyHash }: { answer: Extract<WebAnswer, { state: 'fetched' }>; bodyHash: string },
): Promise<void> {
  const { deps, record, event } = poll;
  const parsed = await parseFeed(answer.body, { url: answer.url, contentType: answer.contentType });
  if (!parsed.ok) return recordFailure(poll, { failure: parsed.failure, retryAt: null });
  const { source } = eventFeedAt(event, record.url) ?? {};
  // The event file no longer names this feed: what it holds is not ours to cover.
  if (!source) return recordUnchanged(poll, answer);

  const feed = parsed.value;
  const { polledAt, nextAt } = nextOf(poll, { headers: answer.headers, wishes: feed.wishes });
  const reading = {
    feed,
    bodyHash,
    validators: answer.validators,
    polledAt,
    dueAt: record.nextPollAt,
    nextPollAt: nextAt,
    place: placeAfter(record.place, { redirects: answer.redirects, now: polledAt }),
  };
  const language = siblingLanguage(event, record.url);
  const admitted = await admitItems(deps, { record, source, reading, language });
  if (admitted.flood) {
    deps.journal({ kind: 'feed-set-aside', eventId: event.id, url: record.url, flood: admitted.flood });
    return;
  }
  tellMove(poll, reading.place);
  deps.journal({
    kind: 'feed-read',
    eventId: event.id,
    url: record.url,
    items: feed.items.length,
    added: admitted.added.filter(({ standing }) => standing.state === 'new').length,
    revised: admitted.revised.length,
    background: admitted.added.filter(({ standing }) => standing.state === 'ignored').length,
  });
  for (const story of admitted.revised) tellRevision(poll, { story, revisions: admitted.revisions });
  await noteHub(deps, { feedUrl: record.url, feed, answer });
}

/** Which rules decided, since a person wants to know why a change was taken for important. */
function tellRevision(
  { deps }: Poll,
  { story, revisions }: { story: Story; revisions: readonly StoryRevision[] },
): void {
  const found = revisions.find(({ storyId }) => storyId === story.id);
  deps.journal({
    kind: 'story-revised',
    story: nameStory(story),
    revision: story.revision,
    weight: found?.weight ?? 'material',
    changes: found?.changes ?? [],
  });
}

async function recordUnchanged(
  poll: Poll,
  { headers, redirects }: Exclude<WebAnswer, { state: 'failed' }>,
  // A server that touches its files, or has lost what it knew of them, sends the same under new ones.
  sentAgain: { readonly validators?: Validators } = {},
): Promise<void> {
  const { deps, record } = poll;
  const { polledAt, nextAt } = nextOf(poll, { headers, wishes: record.wishes });
  const { eventId, url, nextPollAt: dueAt } = record;
  const place = placeAfter(record.place, { redirects, now: polledAt });
  await deps.store.feeds.recordPoll({
    eventId,
    url,
    polledAt,
    dueAt,
    nextPollAt: nextAt,
    failure: null,
    place,
    ...sentAgain,
  });
  tellMove(poll, place);
  deps.journal({ kind: 'feed-unchanged', eventId, url });
}

function tellMove({ deps, record }: Poll, { address }: FeedPlace): void {
  const { eventId, url, place } = record;
  if (address !== place.address) deps.journal({ kind: 'feed-moved', eventId, url, to: address });
}

async function recordFailure(
  poll: Poll,
  {
    failure,
    retryAt,
    redirects = [],
  }: {
    failure: Failure<WebFailureCode | FeedFailureCode>;
    retryAt: Instant | null;
    redirects?: readonly Redirect[];
  },
): Promise<void> {
  const { deps, record } = poll;
  const polledAt = deps.clock.now();
  const nextAt = nextTryAt({
    polledAt,
    cadenceAt: cadenceAfter(poll, polledAt),
    code: failure.code,
    failuresInRow: record.failuresInRow + 1,
    retryAt,
    chance: deps.chance,
  });
  const { eventId, url } = record;
  const isRefused = failure.code === 'http-unauthorised';
  const isGone = failure.code === 'http-gone' && !isBehindPassing(redirects);
  const stops = isGone || (isRefused && record.refusalsInRow + 1 >= mostRefusals);
  await deps.store.feeds.recordPoll({
    eventId,
    url,
    polledAt,
    nextPollAt: nextAt,
    failure,
    isRefused,
    stops,
  });
  if (stops) deps.journal({ kind: 'feed-stopped', eventId, url, failure });
  else deps.journal({ kind: 'feed-failed', eventId, url, failure, nextPollAt: nextAt });
}

/** Whoever is forbidden a thing and keeps asking is taken for an attacker. */
const mostRefusals = 3;

function nextOf(
  poll: Poll,
  said: { headers: WebHeaders; wishes: PollWishes },
): { polledAt: Instant; nextAt: Instant } {
  const { deps, record, event } = poll;
  const polledAt = deps.clock.now();
  const cadenceAt = cadenceAfter(poll, polledAt);
  const asked = nextPollAt({ polledAt, cadenceAt, ...said });
  const isOurs = eventFeedAt(event, record.url)?.source.cadence === 'mine';
  return { polledAt, nextAt: isOurs ? Math.min(asked, nextOfOurs(poll, { polledAt, cadenceAt })) : asked };
}

/** When a feed of the operator's own is asked at the latest: on the event's days, from the first, its cadence alone says. */
function nextOfOurs(poll: Poll, { polledAt, cadenceAt }: { polledAt: Instant; cadenceAt: Instant }): Instant {
  const { from, to } = periodOf(poll.event);
  if (polledAt >= to) return Number.POSITIVE_INFINITY;
  return polledAt < from ? cadenceAfter(poll, from - 1) : cadenceAt;
}

/** The feed's own place behind the instant that the cadence names for all, whether it is well or not. */
function cadenceAfter({ record, event, agenda }: Poll, now: Instant): Instant {
  const cadenceAt = nextPollInstant(event, { now, agenda });
  return spreadCadence(event, { url: record.url, cadenceAt, now });
}
