import type { NetworkName, Part } from '../outbox/delivery.ts';
import { showBlueskyPart } from './bluesky/show.ts';
import { showMastodonPart } from './mastodon/show.ts';

/** A frozen part as a reader would see it, read back from the very body that is sent. */
export interface ShownPost {
  readonly text: string;
  readonly contentWarning: string | null;
  /** Null where the network knows none. */
  readonly visibility: string | null;
  /** BCP 47. */
  readonly languages: readonly string[];
  readonly card: ShownCard | null;
  /** Alt texts of the attached pictures, in order. */
  readonly pictures: readonly string[];
}

export interface ShownCard {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly hasPicture: boolean;
}

/** Reads a part's frozen body back, by its network's own shape. */
export function showPart(network: NetworkName, part: Part): ShownPost {
  switch (network) {
    case 'mastodon':
      return showMastodonPart(part);
    case 'bluesky':
      return showBlueskyPart(part);
  }
}
