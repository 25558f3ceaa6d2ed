import type { Story } from '../article/story.ts';
import { day, hour, type Instant, minute } from '../base/instant.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { nextSlot } from '../coverage/pace.ts';
import type { Connection } from '../networks/network.ts';
import { type CancelReason, type Delivery, digestKey, isNews } from '../outbox/delivery.ts';
import type { DeliveryToStore } from '../store/records/deliveries.ts';
import { composeDigest, type DigestEntry } from '../thread/compose-digest.ts';
import type { Thread } from '../thread/thread.ts';
import type { PipelineDeps } from './deps.ts';
import { draftDelivery, limitsFor } from './draft-delivery.ts';
import { turnAt } from './turn.ts';

/**
 * Ends what one account was to begin and what has grown stale: stories become one digest when the pace has room for it,
 * the rest is dropped. Each keeps the reason, for `status`.
 */
export async function foldStale(deps: PipelineDeps, connection: Connection): Promise<void> {
  const { accountId } = connection;
  const stale = await deps.store.deliveries.stale({ accountId, now: deps.clock.now() });
  for (const [eventId, deliveries] of Map.groupBy(stale, (delivery) => delivery.eventId)) {
    const event = deps.events.get(eventId);
    if (event) await foldEvent(deps, { connection, event, deliveries });
  }
}

interface Stale {
  readonly connection: Connection;
  readonly event: CoverageEvent;
  readonly deliveries: readonly Delivery[];
}

async function foldEvent(deps: PipelineDeps, stale: Stale): Promise<void> {
  const { connection, event, deliveries } = stale;
  const now = deps.clock.now();
  const isFolded = (delivery: Delivery) =>
    delivery.of.kind === 'story' &&
    delivery.freshness.whenStale === 'fold' &&
    now - delivery.createdAt < digestAtMost;
  const dropped = deliveries.filter((delivery) => !isFolded(delivery));
  if (dropped.length > 0) await end(deps, { ...stale, deliveries: dropped, told: [], digest: null });
  const folded = deliveries.filter(isFolded);
  if (folded.length === 0) return;
  const turn = await turnAt(deps, { event, accountId: connection.accountId });
  const slot = nextSlot(event.pace, turn);
  if (slot > now) return postpone(deps, { connection, event, until: slot });
  const isWorthIt = folded.length >= fewestBesideNews || folded.some(isOverdueAt(now));
  if (!isWorthIt && (await isNewsWaiting(deps, { connection, event, deliveries }))) return;
  await foldNow(deps, { ...stale, deliveries: folded });
}

/** A headline from yesterday is news to nobody. */
const digestAtMost = day;

/** A digest takes a slot, which is a fresh story's as long as there are few to be told in it, and not for long. */
const fewestBesideNews = 4;

function isOverdueAt(now: Instant): (delivery: Delivery) => boolean {
  return ({ freshness }) => freshness.staleAt !== null && now - freshness.staleAt > hour;
}

async function isNewsWaiting(deps: PipelineDeps, { connection, event, deliveries }: Stale): Promise<boolean> {
  const stale = new Set(deliveries.map(({ id }) => id));
  const ready = await deps.store.deliveries.list({ eventId: event.id, states: ['ready'] });
  return ready.some(
    ({ id, accountId, of }) => accountId === connection.accountId && isNews(of) && !stale.has(id),
  );
}

async function foldNow(deps: PipelineDeps, stale: Stale): Promise<void> {
  const { connection, event, deliveries } = stale;
  const limits = await limitsFor(connection);
  const account = event.accounts.find(({ accountId }) => accountId === connection.accountId);
  const entries = await entriesOf(deps, deliveries);
  const key = digestKey(deliveries[0]?.id ?? '');
  const composed =
    account &&
    composeDigest(entries, {
      subject: key,
      style: account.style,
      limits,
      compare: (one, other) => one.place - other.place,
    });
  if (!composed) return end(deps, { ...stale, told: [], digest: null });
  const delivery = await freeze(deps, { connection, event, thread: composed.thread });
  // Its server can't be asked, say: a later look may have better luck.
  if (!delivery) return postpone(deps, { connection, event, until: deps.clock.now() + 5 * minute });
  const told = composed.told.map((entry) => entry.delivery);
  await end(deps, { ...stale, told, digest: { key, delivery } });
}

interface Entry extends DigestEntry {
  readonly delivery: Delivery;
  /** In the order in which the stories were first seen. */
  readonly place: number;
}

async function entriesOf(deps: PipelineDeps, deliveries: readonly Delivery[]): Promise<readonly Entry[]> {
  const ids = deliveries.flatMap(({ of }) => (of.kind === 'story' ? [of.storyId] : []));
  const stories = await deps.store.stories.list({ ids });
  const places = new Map(stories.map((story, place) => [story.id, { story, place }]));
  return deliveries.flatMap((delivery) => {
    const found = delivery.of.kind === 'story' ? places.get(delivery.of.storyId) : undefined;
    const entry = found && entryOf(found.story);
    return entry ? [{ ...entry, delivery, place: found.place }] : [];
  });
}

function entryOf({ article, item }: Story): DigestEntry | null {
  const [headline, url] = [article?.headline ?? item.title, article?.url ?? item.link];
  return headline && url ? { headline, url } : null;
}

async function freeze(
  deps: PipelineDeps,
  { connection, event, thread }: { connection: Connection; event: CoverageEvent; thread: Thread },
): Promise<DeliveryToStore | null> {
  const now = deps.clock.now();
  const frozen = await connection.freezeThread(thread, { createdAt: now, pictures: new Map() });
  if (!frozen.ok) return null;
  return {
    ...draftDelivery(deps, { connection, parts: frozen.value, dueAt: now }),
    // It was made because there is a slot, which is its own.
    priority: 'key-moment',
    freshness: { staleAt: now + event.pace.freshMinutes * minute, whenStale: 'drop' },
  };
}

async function end(
  deps: PipelineDeps,
  ending: Stale & {
    readonly told: readonly Delivery[];
    readonly digest: { readonly key: string; readonly delivery: DeliveryToStore } | null;
  },
): Promise<void> {
  const { connection, event, deliveries, told, digest } = ending;
  const because = (delivery: Delivery): CancelReason =>
    told.includes(delivery) ? 'folded' : digest ? 'no-room-in-digest' : 'stale';
  const foldedAt = deps.clock.now();
  const ended = deliveries.map((delivery) => ({ deliveryId: delivery.id, because: because(delivery) }));
  // False: another replica was faster, or a person spoke; what is still stale is looked at again.
  if (!(await deps.store.deliveries.fold({ eventId: event.id, foldedAt, ended, digest }))) return;
  deps.journal({
    kind: 'stale-ended',
    eventId: event.id,
    accountId: connection.accountId,
    folded: told.length,
    dropped: deliveries.length - told.length,
  });
}

function postpone(
  deps: PipelineDeps,
  { connection, event, until }: { connection: Connection; event: CoverageEvent; until: Instant },
): Promise<void> {
  const { accountId } = connection;
  return deps.store.deliveries.postponeStories({ accountId, eventId: event.id, until });
}
