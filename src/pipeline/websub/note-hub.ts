import type { Feed } from '../../feed/feed-item.ts';
import { discoverHub } from '../../feed/websub/discover-hub.ts';
import { wantSubscription } from '../../feed/websub/subscription.ts';
import type { WebAnswer } from '../../web/web.ts';
import type { PipelineDeps } from '../deps.ts';

/** Remembers which hub pushes a feed, whether we listen or not: a feed that hasn't changed since doesn't say it again. */
export async function noteHub(
  deps: Pick<PipelineDeps, 'store' | 'clock' | 'chance'>,
  {
    feedUrl,
    feed,
    answer,
  }: { feedUrl: string; feed: Feed; answer: Extract<WebAnswer, { state: 'fetched' }> },
): Promise<void> {
  const offer = discoverHub(feed, answer);
  const { chance } = deps;
  const wanted = offer && wantSubscription(offer, { feedUrl, now: deps.clock.now(), chance });
  await deps.store.subscriptions.keep(feedUrl, wanted);
}
