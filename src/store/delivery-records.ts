import { type Kysely, sql } from 'kysely';
import type { Instant } from '../base/instant.ts';
import { turns } from '../outbox/turn.ts';
import { loadsAt } from './account-loads.ts';
import { claimDue, claimLook, inDoubt, inFlight, nextDueAt, ready } from './claim.ts';
import { loadDeliveries } from './delivery-rows.ts';
import { finishClaim } from './finish.ts';
import { goOn } from './go-on.ts';
import { heedWord } from './heed.ts';
import { knownPosts, newestPostAt } from './known-posts.ts';
import { expireLeases, renewLease } from './leases.ts';
import { everyPassage, listPassages } from './passages.ts';
import { listPosted, takePlace, threadEnd, untoldVolumes } from './place-in-thread.ts';
import type { DeliveryRecords } from './records/deliveries.ts';
import { foldDeliveries, postponeStories, staleDeliveries } from './stale.ts';
import type { Tables } from './tables.ts';

/** The deliveries the store knows, from frozen to sent. */
export function keepDeliveries(db: Kysely<Tables>): DeliveryRecords {
  return {
    claim: (wanted) => claimDue(db, wanted),
    settle: (finish) => finishClaim(db, finish),
    goOn: (going) => goOn(db, going),
    renew: (lease) => renewLease(db, lease),
    expireLeases: (now) => expireLeases(db, now),
    loads: (now) => loadsAt(db, now),
    claimLook: (wanted) => claimLook(db, wanted),
    heed: (said) => heedWord(db, said),
    knownPosts: (accountId, remoteIds) => knownPosts(db, { accountId, remoteIds }),
    newestPostAt: (accountId) => newestPostAt(db, accountId),
    passages: (filter) => listPassages(db, filter),
    everyPassage: (reading) => everyPassage(db, reading),
    stale: (of) => staleDeliveries(db, of),
    fold: (fold) => foldDeliveries(db, fold),
    postponeStories: (wait) => postponeStories(db, wait),
    openerTimes: (accountId, since) => timesOf(db, { accountId, since, which: 'openers' }),
    postTimes: (accountId, since) => timesOf(db, { accountId, since, which: 'all' }),
    list: ({ eventId, storyId, states }) =>
      loadDeliveries(db, (delivery) =>
        delivery.and([
          ...(eventId === undefined ? [] : [delivery('event_id', '=', eventId)]),
          ...(storyId === undefined ? [] : [delivery('story_id', '=', storyId)]),
          ...(states === undefined
            ? []
            : [delivery.or(states.map((state) => delivery('state', '=', state)))]),
        ]),
      ),
    underWay: (accountId) =>
      loadDeliveries(db, (delivery) =>
        delivery.and([
          delivery('account_id', '=', accountId),
          delivery.or([
            delivery.and([delivery('state', '=', ready), delivery('turn', '=', turns.underWay)]),
            delivery.and([delivery('state', 'in', inFlight), delivery('state', '=', inDoubt)]),
          ]),
        ]),
      ),
    posted: (of) => listPosted(db, of),
    untoldVolumes: (accountId, thread) => untoldVolumes(db, { accountId, ...(thread && { thread }) }),
    threadEnd: (thread) => threadEnd(db, thread),
    takePlace: (place) => takePlace(db, place),
    nextDueAt: (after) => nextDueAt(db, after),
  };
}

/** Posts of an account, timed from then on. */
interface TimedPosts {
  readonly accountId: string;
  readonly since: Instant;
  readonly which: 'openers' | 'all';
}

/**
 * When posts became public since then, oldest first. One of which nobody knows whether its attempt made it public counts
 * as if it had, by the beginning of that attempt.
 */
async function timesOf(db: Kysely<Tables>, of: TimedPosts): Promise<readonly Instant[]> {
  const made = postsOf(db, of).select('published_at as at').where('published_at', '>=', of.since);
  const inDoubtSince = postsOf(db, of)
    .select('deliveries.since as at')
    .where('state', 'in', inFlight)
    .where('state', '=', inDoubt)
    .where('deliveries.since', '>=', of.since)
    .where('remote_id', 'is', null);
  const posts = await made.unionAll(inDoubtSince).execute();
  return posts.flatMap(({ at }) => at ?? []).toSorted((one, other) => one - other);
}

function postsOf(db: Kysely<Tables>, { accountId, which }: TimedPosts) {
  return db
    .selectFrom('parts')
    .innerJoin('deliveries', 'deliveries.id', 'parts.delivery_id')
    .where('account_id', '=', accountId)
    .where('intent', '=', sql<'create'>`'create'`)
    .$if(which === 'openers', (posts) => posts.where(({ eb, lit }) => eb('part_index', '=', lit(0))));
}
