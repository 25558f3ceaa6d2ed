import { hour, type Instant, minute } from '../base/instant.ts';
import type { Connection } from '../networks/network.ts';
import type { AccountLoad } from '../store/records/deliveries.ts';
import { watchAccounts } from './account-rest.ts';
import { readAgenda } from './agenda/read-agenda.ts';
import { deliverDue } from './deliver.ts';
import type { PipelineDeps } from './deps.ts';
import { askForShare, untilFree } from './fair-share.ts';
import { foldStale } from './fold-stale.ts';
import { openLane } from './lane.ts';
import { openLeases } from './leases.ts';
import { lookForUncertain } from './look.ts';
import { watchMoments } from './moments/watch-moments.ts';
import { planStory } from './plan-story.ts';
import { pollFeed } from './poll-feed.ts';
import { openRecall } from './recall.ts';
import { tellOfUntoldVolumes } from './tell-continuations.ts';
import { openFreshnessWatch } from './watch-freshness.ts';
import { workOnSubscription } from './websub/subscribe.ts';

/** The work of the house, started by ticks: each tick offers whatever is due to its lane and returns. */
export interface Rounds {
  tick(): Promise<void>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
  /** Whether something is under way. */
  readonly busy: boolean;
  /** The earliest instant, later than `after` if that is said, at which anything stored wants work; null when nothing does. */
  nextDueAt(after?: Instant): Promise<Instant | null>;
}

/** How much is worked on at once. */
export interface Width {
  readonly polls: number;
  readonly plans: number;
  readonly accounts: number;
}

/** Opens the lanes: so many feeds, stories and accounts are worked on at once. */
export function openRounds(deps: PipelineDeps, width: Width): Rounds {
  const { journal } = deps;
  const polls = openLane('poll', { width: width.polls, journal });
  const agendas = openLane('read-agenda', { width: width.polls, journal });
  const plans = openLane('plan', { width: width.plans, journal });
  const causes = openLane('plan-moments', { width: width.plans, journal });
  const sends = openLane('deliver', { width: width.accounts, journal });
  const subscribes = openLane('subscribe', { width: width.polls, journal });
  const watches = openLane('watch', { width: 1, journal });
  const sweeps = openLane('sweep', { width: 1, journal });
  const lanes = [polls, agendas, plans, causes, sends, subscribes, watches, sweeps];
  const accounts = watchAccounts(deps);
  const recall = openRecall(deps);
  const leases = openLeases(deps);
  const watchFreshness = openFreshnessWatch({ ...deps, journal });
  let watchedAt = deps.clock.now();
  const moments = watchMoments(deps);
  let sweptAt = deps.clock.now();

  const offerPolls = async () => {
    for (const record of await deps.store.feeds.due(deps.clock.now())) {
      const event = deps.events.get(record.eventId);
      // A feed that the event names no more is let be.
      if (event?.feeds.some(({ url }) => url === record.url))
        polls.offer(`${record.eventId} ${record.url}`, () => pollFeed(deps, { record, event }));
    }
  };
  const offerAgendas = async () => {
    for (const record of await deps.store.agendas.due(deps.clock.now())) {
      const event = deps.events.get(record.eventId);
      if (event)
        agendas.offer(`${record.eventId} ${record.place}`, () => readAgenda(deps, { record, event }));
    }
  };
  const offerPlans = async () => {
    for (const story of await deps.store.stories.waiting(deps.clock.now())) {
      const event = deps.events.get(story.eventId);
      if (event) plans.offer(story.id, () => planStory(deps, { story, event }));
    }
  };
  const offerFreshnessWatch = () => {
    if (deps.clock.now() - watchedAt < betweenWatches) return;
    watchedAt = deps.clock.now();
    watches.offer('freshness', watchFreshness);
  };
  // What a program that died left untold; from then on it is told as it happens.
  const told = new Set<string>();
  const tellOnce = async (connection: Connection) => {
    if (told.has(connection.accountId)) return;
    await tellOfUntoldVolumes(deps, { connection });
    told.add(connection.accountId);
  };
  const offerDeliveries = async () => {
    await leases.renew();
    const expired = await deps.store.deliveries.expireLeases(deps.clock.now());
    if (expired > 0) journal({ kind: 'leases-expired', count: expired });
    const loads = await deps.store.deliveries.loads(deps.clock.now());
    const isInNeed = ({ isDue, heldBy }: AccountLoad) => isDue && heldBy === null;
    const inNeed = new Set(loads.filter(isInNeed).map(({ accountId }) => accountId));
    for (const connection of deps.connections.values())
      if (inNeed.has(connection.accountId) || !told.has(connection.accountId))
        sends.offer(connection.accountId, () => workFor(connection));
    for (const connection of await askForShare(deps, { loads, own: sends.underWay }))
      sends.offer(connection.accountId, async () => {
        await untilFree(deps, connection);
        await workFor(connection);
      });
  };
  const workFor = async (connection: Connection) => {
    if (!(await accounts.mayWork(connection))) return;
    if (!(await recall.isReady(connection))) return;
    let hasMore = true;
    while (hasMore) {
      await lookForUncertain(deps, { connection, leases });
      await tellOnce(connection);
      await foldStale(deps, connection);
      hasMore = await deliverDue(deps, { connection, recall, leases });
    }
  };
  const offerSubscriptions = async () => {
    const { websub } = deps;
    if (!websub) return;
    for (const subscription of await deps.store.subscriptions.due(deps.clock.now()))
      subscribes.offer(subscription.feedUrl, () => workOnSubscription(deps, { websub, subscription }));
  };
  /** Pictures of what has been sent would fill the disk in the end. */
  const offerSweep = () => {
    if (deps.clock.now() - sweptAt < betweenSweeps) return;
    sweptAt = deps.clock.now();
    sweeps.offer('media', async () => {
      await deps.store.sweepMedia();
    });
  };

  return {
    tick: async () => {
      await offerAgendas();
      await offerPolls();
      await offerPlans();
      await moments.offer(causes);
      await offerDeliveries();
      await offerSubscriptions();
      offerFreshnessWatch();
      offerSweep();
    },
    get busy() {
      return lanes.some((lane) => lane.busy);
    },
    settled: async () => {
      while (lanes.some((lane) => lane.busy)) for (const lane of lanes) await lane.settled();
    },
    nextDueAt: async (after) => {
      const { feeds, agendas, stories, deliveries, subscriptions } = deps.store;
      const instants = [
        await feeds.nextPollAt(after),
        await agendas.nextReadAt(after),
        await stories.nextRetryAt(after),
        await moments.nextDueAt(after),
        await deliveries.nextDueAt(after),
        deps.websub ? await subscriptions.nextWakeAt(after) : null,
      ];
      const due = instants.filter((instant) => instant !== null);
      return due.length > 0 ? Math.min(...due) : null;
    },
  };
}

const betweenSweeps = hour;
const betweenWatches = minute;
