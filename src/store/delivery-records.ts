import { type Kysely, sql } from 'kysely';
import type { Instant } from '../base/instant.ts';
import { turns } from '../outbox/turn.ts';
import { loadsAt } from './account-loads.ts';
import { claimDue, claimLook, inDoubt, inFlight, nextDueAt, ready } from './claim.ts';
import { loadDeliveries } from './delivery-rows.ts';
import { expireLeases, finishClaim, renewLease } from './finish.ts';
import { goOn } from './go-on.ts';
import { heedWord } from './heed.ts';
import { knownPosts, newestPostAt } from './known-posts.ts';
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
    openerTimes: (accountId, since) => openerTimes(db, { accountId, since }),
    postTimes: (accountId, since) => postTimes(db, { accountId, since }),
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

async function openerTimes(
  db: Kysely<Tables>,
  { accountId, since }: { accountId: string; since: Instant },
): Promise<readonly Instant[]> {
  const openers = await createdSince(db, { accountId, since })
    .where(({ eb, lit }) => eb('part_index', '=', lit(0)))
    .execute();
  const doubts = await inDoubtSince(db, { accountId, since })
    .where(({ eb, lit }) => eb('part_index', '=', lit(0)))
    .execute();
  return inTime(openers, doubts);
}

async function postTimes(
  db: Kysely<Tables>,
  of: { accountId: string; since: Instant },
): Promise<readonly Instant[]> {
  return inTime(await createdSince(db, of).execute(), await inDoubtSince(db, of).execute());
}

function inTime(...posts: readonly (readonly { at: Instant | null }[])[]): readonly Instant[] {
  return posts
    .flat()
    .flatMap(({ at }) => at ?? [])
    .toSorted((one, other) => one - other);
}

/** When the account's posts since then became public, oldest first. */
function createdSince(db: Kysely<Tables>, { accountId, since }: { accountId: string; since: Instant }) {
  return db
    .selectFrom('parts')
    .innerJoin('deliveries', 'deliveries.id', 'parts.delivery_id')
    .select('published_at as at')
    .where('intent', '=', sql<'create'>`'create'`)
    .where('published_at', '>=', since)
    .where('account_id', '=', accountId)
    .orderBy('published_at');
}

/** When the attempts since then began of which nobody knows whether they made a post public; they count as if they had. */
function inDoubtSince(db: Kysely<Tables>, { accountId, since }: { accountId: string; since: Instant }) {
  return db
    .selectFrom('deliveries')
    .innerJoin('parts', 'parts.delivery_id', 'deliveries.id')
    .select('deliveries.since as at')
    .where('account_id', '=', accountId)
    .where('state', 'in', inFlight)
    .where('state', '=', inDoubt)
    .where('deliveries.since', '>=', since)
    .where('intent', '=', sql<'create'>`'create'`)
    .where('remote_id', 'is', null);
}
