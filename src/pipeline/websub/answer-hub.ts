import { answerVisit } from '../../feed/websub/hub-visit.ts';
import { isBySha1, isSignedWith } from '../../feed/websub/signature.ts';
import type { Subscription } from '../../feed/websub/subscription.ts';
import type { PipelineDeps } from '../deps.ts';
import { wantedUntil } from './wanted-until.ts';

/** A request at the callback, as far as it matters. */
export interface HubRequest {
  readonly method: string;
  readonly callbackKey: string;
  readonly query: URLSearchParams;
  readonly signature: string | undefined;
  /** The body byte for byte; or that it is longer than we take, or broke off. */
  readBody(): Promise<Uint8Array | 'too-long' | 'cut-off'>;
}

/** What the hub is answered. */
export interface HubReply {
  readonly httpStatus: number;
  readonly text: string;
  /** A feed became due. */
  readonly pushed: boolean;
}

/** What answering hubs takes of the pipeline. */
export type HubDeps = Pick<PipelineDeps, 'store' | 'clock' | 'journal' | 'events'>;

/**
 * Answers a hub: its visit to verify a subscription, or a push. A push is taken for a hint that the feed should be read,
 * and nothing in it for news. Who doesn't know a callback's key learns nothing, not even that there are any.
 */
export async function answerHub(deps: HubDeps, request: HubRequest): Promise<HubReply> {
  const subscription = await deps.store.subscriptions.find(request.callbackKey);
  if (!subscription) return plain(404);
  const { feedUrl } = subscription;
  const isWanted = wantedUntil(deps.events.values(), { feedUrl, now: deps.clock.now() }) !== null;
  switch (request.method) {
    case 'GET':
      return isWanted ? receiveVisit(deps, { subscription, query: request.query }) : plain(404);
    case 'POST':
      // 410 ends a subscription at its hub (W3C WebSub, 7).
      return isWanted ? receivePush(deps, { subscription, request }) : plain(410);
    default:
      return plain(405);
  }
}

async function receiveVisit(
  deps: HubDeps,
  { subscription, query }: { subscription: Subscription; query: URLSearchParams },
): Promise<HubReply> {
  const visit = answerVisit(subscription, { query, now: deps.clock.now() });
  if (visit.state === 'not-ours') return plain(404);
  if (!(await deps.store.subscriptions.change(subscription, visit.subscription))) {
    // It changed between our look and now; the hub gets an answer about how it stands.
    const current = await deps.store.subscriptions.find(subscription.callbackKey);
    return current ? receiveVisit(deps, { subscription: current, query }) : plain(404);
  }
  tellJournal(deps, visit.subscription);
  return visit.state === 'confirmed' ? { ...plain(200), text: visit.challenge } : plain(200);
}

/** A push that isn't the hub's is answered as one that is: whoever forges learns nothing. */
async function receivePush(
  deps: HubDeps,
  { subscription, request }: { subscription: Subscription; request: HubRequest },
): Promise<HubReply> {
  const { feedUrl: url, hub, secret } = subscription;
  const { signature } = request;
  const body = await request.readBody();
  if (body === 'cut-off') return plain(400);
  if (body === 'too-long') {
    deps.journal({ kind: 'push-ignored', url, hub, because: 'too-long' });
    return plain(413);
  }
  if (!isSignedWith(secret, { body, signature })) {
    const because = isBySha1(signature) ? 'signed-by-sha1' : 'not-signed';
    deps.journal({ kind: 'push-ignored', url, hub, because });
    return plain(202);
  }
  // Of a thousand pushes in a second one is news.
  if (!(await deps.store.subscriptions.push(url, deps.clock.now()))) return plain(202);
  deps.journal({ kind: 'feed-pushed', url, hub });
  return { ...plain(202), pushed: true };
}

function tellJournal(deps: HubDeps, subscription: Subscription): void {
  const { feedUrl: url, hub, leaseEndsAt, lastFailure, wakesAt } = subscription;
  if (lastFailure)
    deps.journal({
      kind: 'subscription-failed',
      url,
      hub,
      failure: lastFailure,
      askAt: wakesAt,
      leaseEndsAt,
    });
  else if (leaseEndsAt !== null) deps.journal({ kind: 'subscription-active', url, hub, leaseEndsAt });
}

function plain(httpStatus: number): HubReply {
  return { httpStatus, text: '', pushed: false };
}
