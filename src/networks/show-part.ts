import type { NetworkName, Part } from '../outbox/delivery.ts';
import { showBlueskyPart } from './bluesky/show.ts';
import { showMastodonPart } from './mastodon/show.ts';
import type { ShownPost } from './shown-post.ts';

/** Reads a part's frozen body back, by its network's own shape. */
export function showPart(network: NetworkName, part: Part): ShownPost {
  switch (network) {
    case 'mastodon':
      return showMastodonPart(part);
    case 'bluesky':
      return showBlueskyPart(part);
  }
}
