import type { Article } from '../article/article.ts';
import type { Failure } from '../base/failure.ts';
import { day, type Instant } from '../base/instant.ts';
import { nextLiveAt } from '../coverage/agenda/live.ts';
import { afterDailyCap } from '../coverage/daily-cap.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { freshUntil, nextMomentSlot, nextSlot, type Turn } from '../coverage/pace.ts';
import { weighStory } from '../coverage/weigh-story.ts';
import { type Delivery, isNews } from '../outbox/delivery.ts';
import type { DeliveryToStore } from '../store/records/deliveries.ts';
import { currentAgenda } from './agenda/current-agenda.ts';
import type { PipelineDeps } from './deps.ts';

/** What decides when a story's thread has its turn: its weight among others, and until when it is news. */
export async function turnFor(
  deps: PipelineDeps,
  { event, article, plannedAt }: { event: CoverageEvent; article: Article | null; plannedAt: Instant },
): Promise<Required<Pick<DeliveryToStore, 'weight' | 'freshness'>>> {
  const staleAt = freshUntil(event.pace, { ...(await hoursOf(deps, event)), plannedAt });
  return {
    weight: article ? weighStory(article, event.covers) : 0,
    freshness: { staleAt, whenStale: event.pace.whenStale === 'digest' ? 'fold' : 'drop' },
  };
}

/** When a claimed delivery may begin, and what but the pace keeps it back until then. */
export interface BeginsAt {
  readonly at: Instant;
  readonly because: Failure | null;
}

/** When a claimed delivery may begin: now, or later by the pace of its event. A thread under way goes on at any hour. */
export async function turnOf(deps: PipelineDeps, delivery: Delivery): Promise<BeginsAt> {
  const event = deps.events.get(delivery.eventId);
  const isBegun = delivery.parts.some(({ receipt }) => receipt);
  // What is done to a post that is out takes nobody's attention.
  const posts = delivery.parts.some(({ intent }) => intent === 'create');
  if (!event || isBegun || !posts) return { at: deps.clock.now(), because: null };
  const turn = await turnAt(deps, { event, accountId: delivery.accountId });
  const slot = isNews(delivery.of) ? nextSlot(event.pace, turn) : nextMomentSlot(turn);
  const paced = Math.max(slot, await allowedAt(deps, { event, delivery }));
  const carried = await carriedFrom(deps, delivery);
  if (carried === null || carried <= paced) return { at: paced, because: null };
  return { at: carried, because: { code: 'budget-spent', subject: delivery.accountId } };
}

/** When the server's limits carry all of it; null: now. Better late than with its end missing for hours. */
async function carriedFrom(
  { connections, store }: PipelineDeps,
  delivery: Delivery,
): Promise<Instant | null> {
  const { accountId } = delivery;
  const underWay = () => store.deliveries.underWay(accountId);
  return (await connections.get(accountId)?.mayBegin(delivery, underWay)) ?? null;
}

/** When the account's server allows so many posts more; at once where it names no number. */
async function allowedAt(
  { store, clock }: PipelineDeps,
  { event, delivery }: { event: CoverageEvent; delivery: Delivery },
): Promise<Instant> {
  const { accountId, parts } = delivery;
  const now = clock.now();
  const most = event.accounts.find((account) => account.accountId === accountId)?.postsPerDay;
  if (most === undefined) return now;
  const postTimes = await store.deliveries.postTimes(accountId, now - day);
  const posts = parts.filter(({ intent }) => intent === 'create').length;
  return afterDailyCap(most, { postTimes, posts, now });
}

/** What is known of an account when its next turn is reckoned. */
export async function turnAt(
  deps: PipelineDeps,
  { event, accountId }: { event: CoverageEvent; accountId: string },
): Promise<Turn> {
  const now = deps.clock.now();
  const openerTimes = await deps.store.deliveries.openerTimes(accountId, now - day);
  return { ...(await hoursOf(deps, event)), openerTimes, now };
}

async function hoursOf(
  deps: PipelineDeps,
  event: CoverageEvent,
): Promise<Required<Pick<Turn, 'zone' | 'nextLiveAt'>>> {
  const agenda = await currentAgenda(deps, event);
  return { zone: event.zone, nextLiveAt: (from) => nextLiveAt(agenda, from) };
}
