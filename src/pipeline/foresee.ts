import type { Failure } from '../base/failure.ts';
import { day, type Instant } from '../base/instant.ts';
import type { Agenda } from '../coverage/agenda/agenda.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import type { MomentKind } from '../coverage/moments/moment.ts';
import { planMoments } from '../coverage/moments/plan-moments.ts';
import { aliasesOf } from '../feed/identity.ts';
import { newestItems } from '../feed/newest-items.ts';
import type { Store } from '../store/store.ts';
import type { NewsroomDeps } from './deps.ts';
import { previewFeed } from './preview-feed.ts';

/** One thread or moment that an account is going to get. */
export interface ForeseenPost {
  readonly of: 'moment' | 'thread';
  /** A moment's key, or a story's address: the same however often it is foreseen. */
  readonly key: string;
  /** A moment's kind, or a story's headline. */
  readonly name: string;
  readonly accountId: string;
  readonly dueAt: Instant;
}

/** How far ahead is looked. */
const foresight = day;

/** What foreseeing takes. */
export interface ForesightDeps extends NewsroomDeps {
  readonly store: Pick<Store, 'feeds' | 'stories' | 'moments' | 'agendas'>;
}

/** The moments of the next day that accounts have not had yet, and those that are late but still make sense. */
export async function foreseeMoments(
  { store, clock }: ForesightDeps,
  { event, agenda }: { event: CoverageEvent; agenda: Agenda },
): Promise<readonly ForeseenPost[]> {
  const now = clock.now();
  const records = await store.moments.list({ eventId: event.id });
  const settled = new Set(records.map(({ accountId, key }) => `${accountId} ${key}`));
  const due = planMoments(event, agenda).filter(
    ({ kind, dueAt, freshUntil }) => isPost(kind) && dueAt < now + foresight && freshUntil >= now,
  );
  return due.flatMap(({ key, kind, dueAt }) =>
    event.accounts
      .filter(({ accountId }) => !settled.has(`${accountId} ${key}`))
      .map(({ accountId }) => ({ of: 'moment', key, name: kind, accountId, dueAt: Math.max(now, dueAt) })),
  );
}

/** Threads of what the feeds hold now and the store does not know; nothing of a feed that can't be read. */
export async function foreseeThreads(
  deps: ForesightDeps,
  event: CoverageEvent,
): Promise<{ readonly posts: readonly ForeseenPost[]; readonly failures: readonly Failure[] }> {
  const { store, clock } = deps;
  const stories = await store.stories.list({ eventId: event.id });
  const known = new Set(
    stories.flatMap(({ aliases }) => aliases.map(({ kind, value }) => `${kind} ${value}`)),
  );
  const records = (await store.feeds.list()).filter(({ eventId }) => eventId === event.id);
  const posts: ForeseenPost[] = [];
  const failures: Failure[] = [];
  for (const { url, catchUp } of event.feeds) {
    const wasRead = records.some((record) => record.url === url && record.firstReadAt !== null);
    const previewed = await previewFeed(deps, {
      event,
      url,
      wanted: (item, items) =>
        !aliasesOf(item).some(({ kind, value }) => known.has(`${kind} ${value}`)) &&
        // What a feed holds at first sight is background, but for so many.
        (wasRead || newestItems(items, { count: catchUp, now: clock.now() }).includes(item)),
    });
    if (!previewed.ok) failures.push(previewed.failure);
    else
      for (const { story, prepared } of previewed.value)
        for (const { delivery } of prepared.standing.state === 'held' ? [] : prepared.threads)
          posts.push({
            of: 'thread',
            key: story.item.link ?? story.item.id ?? story.id,
            name: story.item.title ?? story.item.link ?? story.id,
            accountId: delivery.accountId,
            dueAt: delivery.dueAt,
          });
  }
  return { posts, failures };
}

/** What changes a post that is there, or tells where its thread goes on, is not one more. */
function isPost(kind: MomentKind): boolean {
  return kind !== 'hub-update' && kind !== 'unpin' && kind !== 'continuation';
}
