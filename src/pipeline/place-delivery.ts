import type { CoverageEvent, EventAccount } from '../coverage/event.ts';
import type { Connection, PlaceInThread } from '../networks/network.ts';
import type { Delivery, Part, ThreadPlace } from '../outbox/delivery.ts';
import type { ThreadEnd } from '../store/records/deliveries.ts';
import { composeContinuation } from '../thread/moments/compose-continuation.ts';
import { currentAgenda } from './agenda/current-agenda.ts';
import type { PipelineDeps } from './deps.ts';
import { limitsFor } from './draft-delivery.ts';

/** A claimed delivery whose thread is known, and the account it is for. */
interface Placing {
  readonly connection: Connection;
  readonly delivery: Delivery;
  readonly fence: number;
}

/**
 * The claimed delivery in its place: at its first claim, and never again, its parts are frozen anew as answers in the
 * thread that is public by now, or with a quote of it, and stored before the first attempt. A thread has one delivery in
 * flight, so nothing else can take the place meanwhile. Null when the claim was lost.
 */
export async function placeDelivery(deps: PipelineDeps, placing: Placing): Promise<Delivery | null> {
  const { connection, delivery, fence } = placing;
  const { place } = delivery;
  if (!place || place.isTaken) return delivery;
  const { eventId, accountId } = delivery;
  const event = deps.events.get(eventId);
  const account = event?.accounts.find((one) => one.accountId === accountId);
  const { key, volume: wanted } = place;
  const known = await deps.store.deliveries.threadEnd({ eventId, accountId, key, volume: wanted });
  const end = known && (await livingEnd(connection, { posts: known.posts, way: place.way }));
  const isFull =
    event !== undefined &&
    known !== null &&
    end !== null &&
    wanted === 0 &&
    place.way === 'answers' &&
    known.posts.length + delivery.parts.length > event.threads.mostPosts;
  const opened =
    isFull && account ? await openVolume(deps, { ...placing, event, account, place, before: known }) : null;
  const parts = opened ?? delivery.parts;
  // A thread of which nothing lives is over; what comes now begins another, that owes it no word.
  const isOver = known !== null && end === null && wanted === 0 && place.way === 'answers';
  const volume = (known?.volume ?? 1) + (opened || isOver ? 1 : 0);
  const now = deps.clock.now();
  const frozen = await connection.freezePlace(parts, {
    way: place.way,
    end: opened ? null : end,
    visibility: account?.style.visibility.followUps ?? 'unlisted',
    now,
  });
  if (!frozen.ok)
    throw new Error(`${frozen.failure.code}: ${frozen.failure.detail ?? frozen.failure.subject}`);
  const taken = await deps.store.deliveries.takePlace({
    deliveryId: delivery.id,
    fence,
    volume,
    parts: frozen.value,
    now,
  });
  return taken ? { ...delivery, parts: frozen.value, place: { ...place, volume, isTaken: true } } : null;
}

/**
 * What can be answered or quoted of a thread that is public. People delete posts: it goes on from the newest that lives,
 * and what would have quoted a first post that is gone stands alone.
 */
async function livingEnd(
  connection: Connection,
  { posts, way }: { posts: ThreadEnd['posts']; way: ThreadPlace['way'] },
): Promise<PlaceInThread['end']> {
  const [root] = posts;
  const last = await connection.findLiving(way === 'quotes' ? [root] : posts.toReversed());
  return last && { root, last };
}

/** The first post of a new volume, which tells what it continues and leads back, before the posts that open it. */
async function openVolume(
  deps: PipelineDeps,
  {
    connection,
    delivery,
    event,
    account,
    place,
    before,
  }: Placing & {
    readonly event: CoverageEvent;
    readonly account: EventAccount;
    readonly place: ThreadPlace;
    /** Of which something lives. */
    readonly before: ThreadEnd;
  },
): Promise<readonly Part[] | null> {
  const title = await titleOf(deps, { event, place });
  const limits = await limitsFor(connection);
  const begins = await connection.findLiving(before.posts);
  if (!begins) return null;
  const preface = composeContinuation(
    'continued',
    { subject: place.key, title, url: begins.url },
    { style: account.style, limits },
  );
  const frozen = await connection.freezeThread(preface, { createdAt: deps.clock.now(), pictures: new Map() });
  if (!frozen.ok) return null;
  // Behind its preface the delivery goes on as in any thread.
  const joined = await connection.freezePlace([...frozen.value, ...delivery.parts], {
    way: 'answers',
    end: null,
    visibility: account.style.visibility.followUps,
    now: deps.clock.now(),
    opensWith: frozen.value.length,
  });
  return joined.ok ? joined.value.map((part, index) => ({ ...part, index })) : null;
}

async function titleOf(
  deps: PipelineDeps,
  { event, place }: { event: CoverageEvent; place: ThreadPlace },
): Promise<string> {
  const { sessions } = await currentAgenda(deps, event);
  return sessions.find(({ id }) => place.key === `session:${id}`)?.title ?? event.title;
}
