import type { Story } from '../article/story.ts';
import { systemClock } from '../base/clock.ts';
import { formatInstant, type Instant } from '../base/instant.ts';
import { isAsked } from '../feed/feed-standing.ts';
import { countOf } from '../observability/count-of.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import { tellFlood, tellResume, tellWaysOut } from '../observability/feed-sentences.ts';
import { type Freshness, measureFreshness } from '../observability/freshness.ts';
import { tellFreshness } from '../observability/freshness-sentences.ts';
import { tellHeld } from '../observability/journal-sentences.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { RefusedEdit } from '../store/event-records.ts';
import { openStore } from '../store/open-store.ts';
import type { FeedRecord, Store, StoryRevision } from '../store/store.ts';
import { judgeHealth } from './judge-health.ts';
import { isYetToBeMade } from './stored.ts';
import { renderRevision } from './tell-revision.ts';
import { type ShownSubscription, shownSubscription, tellSubscription } from './tell-subscription.ts';
import type { Terminal } from './terminal.ts';
import { databaseUrlOf } from './wire.ts';

/** Shows what is stored, beside a running program; `health` prints one line and is 1 when nobody is at work. */
export async function statusCommand(
  { json, health }: { json: boolean; health: boolean },
  terminal: Terminal,
): Promise<number> {
  const databaseUrl = databaseUrlOf(process.env);
  if (isYetToBeMade(databaseUrl)) return tell(nothingStored, { json, health }, terminal);
  const opened = await openStore({ databaseUrl, exclusive: false });
  if (!opened.ok) {
    terminal.complain(describeFailure(opened.failure));
    return 1;
  }
  const store = opened.value;
  try {
    const snapshot = health
      ? { ...nothingStored, feeds: await readFeeds(store), refusedEdits: await store.events.refused() }
      : await readSnapshot(store);
    return tell(snapshot, { json, health }, terminal);
  } finally {
    await store.close();
  }
}

function tell(
  snapshot: Snapshot,
  { json, health }: { json: boolean; health: boolean },
  terminal: Terminal,
): number {
  if (health) {
    const { sentence, isAtWork } = judgeHealth(snapshot.feeds, systemClock.now());
    terminal.write([sentence, ...snapshot.refusedEdits.map(tellRefusedEdit)].join(' '));
    return isAtWork ? 0 : 1;
  }
  if (json) terminal.write(JSON.stringify(snapshot));
  else for (const line of renderSnapshot(snapshot, terminal)) terminal.write(line);
  return 0;
}

interface Snapshot {
  readonly feeds: readonly FeedRecord[];
  readonly subscriptions: readonly ShownSubscription[];
  readonly stories: readonly {
    readonly story: Story;
    readonly revisions: readonly StoryRevision[];
    readonly deliveries: readonly Delivery[];
  }[];
  /** Of moments, in the order of planning. */
  readonly moments: readonly Delivery[];
  readonly freshness: readonly Freshness[];
  /** Files whose newest edit has not taken effect. */
  readonly refusedEdits: readonly RefusedEdit[];
}

const nothingStored: Snapshot = {
  feeds: [],
  subscriptions: [],
  stories: [],
  moments: [],
  freshness: [],
  refusedEdits: [],
};

async function readSnapshot(store: Store): Promise<Snapshot> {
  const [feeds, subscriptions, stories, revisions, deliveries] = [
    await readFeeds(store),
    await store.subscriptions.list(),
    await store.stories.list({}),
    await store.stories.revisions({}),
    await store.deliveries.list({}),
  ];
  return {
    feeds,
    subscriptions: subscriptions.map(shownSubscription),
    stories: stories.map((story) => ({
      story,
      revisions: revisions.filter(({ storyId }) => storyId === story.id),
      deliveries: deliveries.filter(({ of }) => of.kind === 'story' && of.storyId === story.id),
    })),
    moments: deliveries.filter(({ of }) => of.kind === 'moment'),
    freshness: measureFreshness(await store.deliveries.passages({})),
    refusedEdits: await store.events.refused(),
  };
}

/** Without those that an edit took out of the event in force: nobody asks them, and they are not late. */
async function readFeeds(store: Store): Promise<readonly FeedRecord[]> {
  const inForce = new Map((await store.events.inForce()).map(({ event }) => [event.id, event]));
  return (await store.feeds.list()).filter(
    ({ eventId, url }) => inForce.get(eventId)?.feeds.some((feed) => feed.url === url) ?? true,
  );
}

function renderSnapshot(
  { feeds, subscriptions, stories, moments, freshness, refusedEdits }: Snapshot,
  terminal: Terminal,
): readonly string[] {
  const { bold, dim, red } = terminal.colours;
  if (feeds.length === 0) return ['The store is empty: nothing has been covered yet.'];
  const background = stories.filter(
    ({ story }) => story.standing.state === 'ignored' && story.standing.because === 'background',
  );
  const shown = stories.filter((entry) => !background.includes(entry));
  return [
    ...refusedEdits.map((edit) => red(tellRefusedEdit(edit))),
    bold('Feeds'),
    ...feeds.flatMap((feed) => [
      `  ${feed.url}  ${dim(tellFeed(feed) + tellPushes(feed, subscriptions))}`,
      ...waysOutOf(feed),
    ]),
    bold('Stories'),
    ...shown.flatMap(({ story, revisions, deliveries }) => [
      `  ${story.item.title ?? story.id}  ${dim(tellStanding(story))}`,
      ...revisions.flatMap(renderRevision),
      ...waysOn(story),
      ...deliveries.map((delivery) => `    ${delivery.accountId}: ${tellDelivery(delivery)}`),
    ]),
    ...(background.length > 0
      ? [dim(`  and ${countOf(background.length, 'item')} from before we began`)]
      : []),
    ...(moments.length > 0 ? [bold('Moments')] : []),
    ...moments.map(
      ({ of, ...delivery }) =>
        `  ${of.kind === 'moment' ? of.key : ''}  ${delivery.accountId}: ${tellDelivery(delivery)}`,
    ),
    ...(freshness.length > 0 ? [bold('Freshness')] : []),
    ...freshness.map((network) => `  ${tellFreshness(network)}`),
  ];
}

function tellRefusedEdit({ file, refusedAt, problems }: RefusedEdit): string {
  return `The edit of ${file} was refused at ${formatInstant(refusedAt)}, and what was in force stays in force: ${problems.join('; ')}`;
}

function tellFeed({ url, place, standing, lastPollAt, nextPollAt, lastFailure }: FeedRecord): string {
  const last = lastPollAt === null ? 'not read yet' : `read ${formatInstant(lastPollAt)}`;
  const next = isAsked(standing) ? `next ${formatInstant(nextPollAt)}` : 'not asked again';
  const moved = place.address === url ? '' : `; moved to ${place.address}`;
  const aside = standing.state === 'set-aside' ? `; set aside: ${tellFlood(standing.flood)}` : '';
  const failure = lastFailure ? `; ${describeFailure(lastFailure)}` : '';
  return `${last}, ${next}${moved}${aside}${failure}`;
}

/** What a person types to have a feed read again. */
function waysOutOf({ url, standing }: FeedRecord): readonly string[] {
  switch (standing.state) {
    case 'set-aside':
      return [`    ${tellWaysOut(url)}`];
    case 'stopped':
      return [`    to ask again: ${tellResume(url)}`];
    case 'followed':
    case 'accepted':
      return [];
  }
}

function tellPushes({ url }: FeedRecord, subscriptions: readonly ShownSubscription[]): string {
  const subscription = subscriptions.find(({ feedUrl }) => feedUrl === url);
  return subscription ? `; ${tellSubscription(subscription, systemClock.now())}` : '';
}

function tellStanding({ standing, revision }: Story): string {
  const revised = revision > 1 ? `, revision ${revision}` : '';
  switch (standing.state) {
    case 'ignored':
      return `ignored: ${standing.because.replaceAll('-', ' ')}${revised}`;
    case 'held':
      return `held: ${tellHeld(standing.because, standing.words)}${revised}`;
    case 'settling':
      return `settling, read again ${formatInstant(standing.retryAt)}${revised}`;
    case 'new':
    case 'owing':
    case 'planned':
    case 'unplannable':
      return `${standing.state}${revised}`;
  }
}

/** What a person types to decide about a held story. */
function waysOn({ id, standing }: Story): readonly string[] {
  if (standing.state !== 'held') return [];
  return [`    to let it go on:  rapporteur approve ${id}`, `    to end it:        rapporteur drop ${id}`];
}

function tellDelivery(delivery: Omit<Delivery, 'of'>): string {
  const published = delivery.parts.filter(({ receipt }) => receipt !== null).length;
  const failure = delivery.lastFailure ? `; last trouble: ${describeFailure(delivery.lastFailure)}` : '';
  return `${tellNextStep(delivery)}, ${published} of ${countOf(delivery.parts.length, 'post')} public${failure}`;
}

function tellNextStep({ standing }: Pick<Delivery, 'standing'>): string {
  const at = (instant: Instant) => formatInstant(instant);
  switch (standing.state) {
    case 'ready':
      return `ready, due ${at(standing.dueAt)}`;
    case 'claimed':
      return `being sent by ${standing.claim.worker} until ${at(standing.claim.leaseUntil)} at the latest`;
    case 'uncertain':
      return `uncertain since ${at(standing.since)}, looked for at ${at(standing.lookAt)}`;
    case 'sent':
      return `sent ${at(standing.sentAt)}`;
    case 'refused':
      return 'refused, not tried again';
    case 'held':
      return `held for a person: ${describeFailure(standing.because)}`;
    case 'cancelled':
      return `cancelled: ${standing.because}`;
  }
}
