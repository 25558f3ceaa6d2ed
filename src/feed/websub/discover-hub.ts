import type { WebHeaders } from '../../web/web.ts';
import type { Feed } from '../feed-item.ts';
import { resolveLink } from '../resolve-link.ts';
import { type HeaderLink, readLinkHeader } from './link-header.ts';

/** Who pushes a feed, and the name under which it is pushed. */
export interface HubOffer {
  /** In the order in which they are asked: one is enough. */
  readonly hubs: readonly [string, ...string[]];
  readonly topic: string;
}

/**
 * The hubs a publisher names for its feed: in Link headers first, then in the feed itself (W3C WebSub, 4). Null when it
 * names none. `from` is the answer that brought the feed; a feed that names no topic is its own.
 */
export function discoverHub(
  feed: Pick<Feed, 'hubs' | 'self'>,
  from: { readonly url: string; readonly headers: WebHeaders },
): HubOffer | null {
  const links = readLinkHeader(from.headers.link ?? '');
  const inHeader = targetsOf(links, { relation: 'hub', url: from.url });
  const [hub, ...others] = safestOf(inHeader.length > 0 ? inHeader : feed.hubs);
  if (hub === undefined) return null;
  const [topic] = targetsOf(links, { relation: 'self', url: from.url });
  return { hubs: [hub, ...others], topic: topic ?? feed.self ?? from.url };
}

function targetsOf(
  links: readonly HeaderLink[],
  { relation, url }: { relation: string; url: string },
): readonly string[] {
  return links
    .filter(({ relations }) => relations.includes(relation))
    .map(({ target }) => resolveLink(target, url))
    .filter((target) => target !== null);
}

/** Over https nobody on the way reads the secret: where there is a hub with it, those without are not asked. */
function safestOf(hubs: readonly string[]): readonly string[] {
  const safe = hubs.filter((hub) => hub.startsWith('https:'));
  return [...new Set(safe.length > 0 ? safe : hubs)];
}
