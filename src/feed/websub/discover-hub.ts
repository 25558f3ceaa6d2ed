import type { WebHeaders } from '../../web/web.ts';
import type { Feed } from '../feed-item.ts';
import { resolveLink } from '../resolve-link.ts';
import { type HeaderLink, readLinkHeader } from './link-header.ts';

/** Who pushes a feed, and the name under which it is pushed. */
export interface HubOffer {
  readonly hub: string;
  readonly topic: string;
}

/**
 * The hub a publisher names for its feed: in Link headers first, then in the feed itself (W3C WebSub, 4). Null when it
 * names none. `from` is the answer that brought the feed; a feed that names no topic is its own.
 */
export function discoverHub(
  feed: Pick<Feed, 'hubs' | 'self'>,
  from: { readonly url: string; readonly headers: WebHeaders },
): HubOffer | null {
  const links = readLinkHeader(from.headers.link ?? '');
  const inHeader = targetsOf(links, { relation: 'hub', url: from.url });
  const hub = safestOf(inHeader.length > 0 ? inHeader : feed.hubs);
  if (hub === undefined) return null;
  const [topic] = targetsOf(links, { relation: 'self', url: from.url });
  return { hub, topic: topic ?? feed.self ?? from.url };
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

/** One hub is enough, and over https nobody on the way reads the secret. */
function safestOf(hubs: readonly string[]): string | undefined {
  return hubs.find((hub) => hub.startsWith('https:')) ?? hubs[0];
}
