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
import { tellBudget, tellResumption, tellScope } from '../observability/operator-sentences.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { Pause, PauseScope } from '../outbox/pause.ts';
import type { RefusedEdit } from '../store/event-records.ts';
import { openStore } from '../store/open-store.ts';
import type { AgendaRecord } from '../store/records/agendas.ts';
import type { FeedRecord } from '../store/records/feeds.ts';
import type { StoryRevision } from '../store/records/stories.ts';
import type { Store } from '../store/store.ts';
import { judgeHealth } from './judge-health.ts';
import { type GridRow, gridRow, renderGrid } from './status-grid.ts';
import { isYetToBeMade } from './stored.ts';
import { tellAgenda } from './tell-agenda.ts';
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
      ? {
          ...nothingStored,
          feeds: await readFeeds(store),
          refusedEdits: await store.events.refused(),
          pauses: await store.pauses.list(),
        }
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
    const { sentence, isAtWork } = judgeHealth(feedsToJudge(snapshot), systemClock.now());
    terminal.write([sentence, ...snapshot.refusedEdits.map(tellRefusedEdit)].join(' '));
    return isAtWork ? 0 : 1;
  }
  const { now, ...stored } = snapshot;
  if (json) terminal.write(JSON.stringify(stored));
  else for (const line of renderSnapshot(stored, { now, terminal })) terminal.write(line);
  return 0;
}

/** A paused feed is overdue by a person's word. */
function feedsToJudge({ feeds, pauses }: Snapshot): Parameters<typeof judgeHealth>[0] {
  const isPaused = (url: string) => pauses.some(({ scope }) => scope.kind === 'feed' && scope.url === url);
  return feeds.map((feed) => ({ ...feed, isPaused: isPaused(feed.url) }));
}

type SpentBudget = Awaited<ReturnType<Store['budgets']['list']>>[number];

interface Snapshot {
  readonly feeds: readonly FeedRecord[];
  readonly subscriptions: readonly ShownSubscription[];
  readonly agendas: readonly AgendaRecord[];
  readonly stories: readonly {
    readonly story: Story;
    readonly revisions: readonly StoryRevision[];
    readonly deliveries: readonly Delivery[];
    readonly grid: readonly GridRow[];
  }[];
  /** Of moments, in the order of planning. */
  readonly moments: readonly Delivery[];
  readonly freshness: readonly Freshness[];
  /** Files whose newest edit has not taken effect. */
  readonly refusedEdits: readonly RefusedEdit[];
  readonly pauses: readonly Pause[];
  /** Of which something is spent now. */
  readonly budgets: readonly SpentBudget[];
  readonly now: Instant;
}

const nothingStored: Snapshot = {
  feeds: [],
  subscriptions: [],
  agendas: [],
  stories: [],
  moments: [],
  freshness: [],
  refusedEdits: [],
  pauses: [],
  budgets: [],
  now: 0,
};

async function readSnapshot(store: Store): Promise<Snapshot> {
  const now = systemClock.now();
  const [feeds, subscriptions, stories, revisions, deliveries, pauses] = [
    await readFeeds(store),
    await store.subscriptions.list(),
    await store.stories.list({}),
    await store.stories.revisions({}),
    await store.deliveries.list({}),
    await store.pauses.list(),
  ];
  const ofStories = Map.groupBy(deliveries, ({ of }) => (of.kind === 'story' ? of.storyId : null));
  return {
    feeds,
    subscriptions: subscriptions.map(shownSubscription),
    agendas: await store.agendas.list(),
    stories: stories.map((story) => ({
      story,
      revisions: revisions.filter(({ storyId }) => storyId === story.id),
      deliveries: ofStories.get(story.id) ?? [],
      grid: (ofStories.get(story.id) ?? []).map((delivery) =>
        gridRow(delivery, {
          now,
          pauses: pauses.filter(({ scope }) => keepsBack(scope, { delivery, story })),
        }),
      ),
    })),
    moments: ofStories.get(null) ?? [],
    freshness: measureFreshness(await store.deliveries.passages({})),
    refusedEdits: await store.events.refused(),
    pauses,
    budgets: await store.budgets.list(now),
    now,
  };
}

/** Whether a pause is about this delivery, as every claim asks. */
function keepsBack(scope: PauseScope, { delivery, story }: { delivery: Delivery; story?: Story }): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'account':
      return scope.accountId === delivery.accountId;
    case 'feed':
      return scope.url === story?.feedUrl;
  }
}

/** Without those that an edit took out of the event in force: nobody asks them, and they are not late. */
async function readFeeds(store: Store): Promise<readonly FeedRecord[]> {
  const inForce = new Map((await store.events.inForce()).map(({ event }) => [event.id, event]));
  return (await store.feeds.list()).filter(
    ({ eventId, url }) => inForce.get(eventId)?.feeds.some((feed) => feed.url === url) ?? true,
  );
}

function renderSnapshot(
  {
    feeds,
    subscriptions,
    agendas,
    stories,
    moments,
    freshness,
    refusedEdits,
    pauses,
    budgets,
  }: Omit<Snapshot, 'now'>,
  { now, terminal }: { now: Instant; terminal: Terminal },
): readonly string[] {
  const { bold, dim, red, yellow } = terminal.colours;
  if (feeds.length === 0) return ['The store is empty: nothing has been covered yet.'];
  const background = stories.filter(
    ({ story }) => story.standing.state === 'ignored' && story.standing.because === 'background',
  );
  const shown = stories.filter((entry) => !background.includes(entry));
  return [
    ...refusedEdits.map((edit) => red(tellRefusedEdit(edit))),
    ...pauses.map(({ scope, since }) =>
      yellow(
        `Paused: ${tellScope(scope)}, since ${formatInstant(since)}. To go on: ${tellResumption(scope)}`,
      ),
    ),
    bold('Feeds'),
    ...feeds.flatMap((feed) => [
      `  ${feed.url}  ${dim(tellFeed(feed) + tellPushes(feed, subscriptions))}`,
      ...waysOutOf(feed),
    ]),
    ...(agendas.length > 0 ? [bold('Agendas')] : []),
    ...agendas.map((agenda) => `  ${agenda.place}  ${dim(tellAgenda(agenda))}`),
    bold('Stories'),
    ...shown.flatMap(({ story, revisions, grid }) => [
      `  ${story.item.title ?? story.id}  ${dim(tellStanding(story))}`,
      ...revisions.flatMap(renderRevision),
      ...waysOn(story),
      ...renderGrid(grid, terminal),
    ]),
    ...(background.length > 0
      ? [dim(`  and ${countOf(background.length, 'item')} from before we began`)]
      : []),
    ...(moments.length > 0 ? [bold('Moments')] : []),
    ...moments.flatMap((delivery) => [
      `  ${delivery.of.kind === 'moment' ? delivery.of.key : ''}`,
      ...renderGrid(
        [gridRow(delivery, { now, pauses: pauses.filter(({ scope }) => keepsBack(scope, { delivery })) })],
        terminal,
      ),
    ]),
    ...(budgets.length > 0 ? [bold('Server limits')] : []),
    ...budgets.map((budget) => `  ${tellBudget(budget)}`),
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
