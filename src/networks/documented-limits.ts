import type { NetworkName } from '../outbox/delivery.ts';
import type { Limits } from '../thread/limits.ts';
import { blueskyLimits } from './bluesky/limits.ts';
import { mastodonDocumentedLimits } from './mastodon/limits.ts';

/** What each network documents, for when its server can't be asked. */
export function documentedLimits(network: NetworkName): Limits {
  switch (network) {
    case 'mastodon':
      return mastodonDocumentedLimits;
    case 'bluesky':
      return blueskyLimits;
  }
}
