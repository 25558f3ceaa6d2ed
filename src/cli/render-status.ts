import type { Story } from '../article/story.ts';
import { formatInstant, type Instant } from '../base/instant.ts';
import { isAsked } from '../feed/feed-standing.ts';
import { countOf } from '../observability/count-of.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import { tellFlood, tellResume, tellWaysOut } from '../observability/feed-sentences.ts';
import { tellFreshness } from '../observability/freshness-sentences.ts';
import { tellHeld } from '../observability/journal-sentences.ts';
import { tellBudget, tellResumption, tellScope } from '../observability/operator-sentences.ts';
import { keepsBack } from '../outbox/pause.ts';
import type { Overview } from '../store/overview.ts';
import type { RefusedEdit } from '../store/records/events.ts';
import type { FeedRecord } from '../store/records/feeds.ts';
import { tellClockLag } from './clock-lag.ts';
import type { Snapshot } from './read-status.ts';
import { gridRow, renderGrid } from './status-grid.ts';
import { tellAgenda } from './tell-agenda.ts';
import { renderRevision } from './tell-revision.ts';
import { type ShownSubscription, tellSubscription } from './tell-subscription.ts';
import type { Terminal } from './terminal.ts';

/** What is stored, for people: troubles first, then feeds, agendas, stories, moments, server limits and freshness. */
export function renderSnapshot(
  {
    feeds,
    subscriptions,
    agendas,
    stories,
    moments,
    droppedMoments,
    rest,
    since,
    freshness,
    refusedEdits,
    pauses,
    budgets,
    clockLag,
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
    ...(clockLag === null ? [] : [red(tellClockLag(clockLag, now))]),
    ...refusedEdits.map((edit) => red(tellRefusedEdit(edit))),
    ...pauses.map(({ scope, since }) =>
      yellow(
        `Paused: ${tellScope(scope)}, since ${formatInstant(since)}. To go on: ${tellResumption(scope)}`,
      ),
    ),
    bold('Feeds'),
    ...feeds.flatMap((feed) => [
      `  ${feed.url}  ${dim(tellFeed(feed) + tellPushes(feed, { subscriptions, now }))}`,
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
    ...(moments.length + droppedMoments.length > 0 ? [bold('Moments')] : []),
    ...moments.flatMap((delivery) => [
      `  ${delivery.of.kind === 'moment' ? delivery.of.key : ''}`,
      ...renderGrid(
        [
          gridRow(delivery, {
            now,
            pauses: pauses.filter(({ scope }) => keepsBack(scope, { ...delivery, feedUrl: null })),
          }),
        ],
        terminal,
      ),
    ]),
    ...droppedMoments.map(
      ({ accountId, because }) => `  ${dim(`${accountId}: not posted. ${describeFailure(because)}`)}`,
    ),
    ...(rest.stories + rest.deliveries > 0 ? [dim(tellRest(rest, since))] : []),
    ...(budgets.length > 0 ? [bold('Server limits')] : []),
    ...budgets.map((budget) => `  ${tellBudget(budget)}`),
    ...(freshness.length > 0
      ? [bold(since === null ? 'Freshness' : `Freshness since ${formatInstant(since)}`)]
      : []),
    ...freshness.flatMap((network) => {
      const { head, stages, alarm } = tellFreshness(network);
      const shown = alarm === null ? head : { on: red, over: yellow }[alarm](head);
      return [`  ${shown}`, ...stages.map((stage) => `    ${dim(stage)}`)];
    }),
  ];
}

function tellRest({ stories, deliveries }: Overview['rest'], since: Instant | null): string {
  const from = since === null ? '' : ` from before ${formatInstant(since)}`;
  const older = `${stories} ${stories === 1 ? 'story' : 'stories'} and ${countOf(deliveries, 'thread')}`;
  return `and ${older}${from}, which are done with: rapporteur status --all`;
}

/** Why what a person edited last is not what holds. */
export function tellRefusedEdit({ file, refusedAt, problems }: RefusedEdit): string {
  return `The edit of ${file} was refused at ${formatInstant(refusedAt)}, and what was in force stays in force: ${problems.join('; ')}`;
}

function tellFeed({ url, place, standing, lastPollAt, nextPollAt, lastFailure }: FeedRecord): string {
  const last =
    lastPollAt === null ? 'not read yet' : `${lastFailure ? 'asked' : 'read'} ${formatInstant(lastPollAt)}`;
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

function tellPushes(
  { url }: FeedRecord,
  { subscriptions, now }: { subscriptions: readonly ShownSubscription[]; now: Instant },
): string {
  const subscription = subscriptions.find(({ feedUrl }) => feedUrl === url);
  return subscription ? `; ${tellSubscription(subscription, now)}` : '';
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
