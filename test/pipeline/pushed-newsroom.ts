import { systemClock } from '../../src/base/clock.ts';
import type { Instant } from '../../src/base/instant.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import type { Subscription } from '../../src/feed/websub/subscription.ts';
import { openWebSub } from '../../src/pipeline/websub/open-websub.ts';
import { play } from '../../src/rehearsal/play.ts';
import { createWeb } from '../../src/web/create-web.ts';
import type { RunningHub } from '../feed/websub/running-hub.ts';
import { findFreePort } from '../web/free-port.ts';
import { aFeed, anItem, aPage, type Newsroom, openNewsroom } from './newsroom.ts';

/** A newsroom whose feeds name a hub in their Link headers, and that listens for it on loopback. */
export interface PushedNewsroom extends Newsroom {
  readonly callbackBase: string;
  feedUrl(name: string): string;
  /** Puts a story into a feed; nobody is told. */
  report(name: string, headline: string): void;
  subscription(name: string): Promise<Subscription>;
}

export async function openPushedNewsroom({
  hub,
  feeds = ['feed'],
  hubOf = () => hub.address,
  shape = (event) => event,
}: {
  hub: RunningHub;
  feeds?: readonly string[];
  /** The hub that a feed names, when it is another than `hub`. */
  hubOf?: (feed: string) => string;
  shape?: (event: CoverageEvent) => CoverageEvent;
}): Promise<PushedNewsroom> {
  const reported = new Map<string, string[]>();
  const room = await openNewsroom({
    answer: (request, response) => {
      const name = request.url?.slice(1) ?? '';
      if (!feeds.includes(name)) {
        response.setHeader('content-type', 'text/html');
        response.end(aPage({ title: 'The harbour', paragraphs: [paragraph] }));
        return;
      }
      const self = `http://${request.headers.host}/${name}`;
      response.setHeader('link', `<${hubOf(name)}>; rel="hub", <${self}>; rel="self"`);
      const items = reported.get(name) ?? [];
      response.end(aFeed(items.map((title, at) => anItem({ slug: `${name}-${at}`, title, summary: title }))));
    },
    shape: (event, origin) =>
      shape({ ...event, feeds: feeds.map((name) => ({ url: `${origin}/${name}`, catchUp: 0 })) }),
  });
  const port = await findFreePort();
  const place = { callbackBase: `http://127.0.0.1:${port}/websub`, host: '127.0.0.1', port };
  const forms = createWeb({ clock: systemClock, userAgent: 'test', allowedHosts: [hub.host] });
  const opened = await openWebSub(room.deps, { forms, place });
  if (!opened.ok) throw new Error(opened.failure.detail);
  const websub = opened.value;
  const deps = { ...room.deps, websub };
  const feedUrl = (name: string) => `${room.origin}/${name}`;
  return {
    ...room,
    deps,
    callbackBase: place.callbackBase,
    feedUrl,
    report: (name, headline) => {
      reported.set(name, [headline, ...(reported.get(name) ?? [])]);
    },
    subscription: async (name) => {
      const all = await room.deps.store.subscriptions.list();
      const found = all.find((subscription) => subscription.feedUrl === feedUrl(name));
      if (!found) throw new Error(`${name} has no subscription`);
      return found;
    },
    // The hub lives on the machine's clock: what it has under way ends before the virtual clock is read again.
    playUntil: async (endsAt: Instant) => {
      await play(deps, { endsAt, onInstant: () => undefined });
      await hub.events();
    },
    close: async () => {
      await websub.close();
      await forms.close();
      await room.close();
    },
  };
}

const paragraph =
  'The new pier of the harbour was opened in the morning, and the first ferry left at noon for the islands.';
