import type { DcNs, DcTermsNs } from 'feedsmith';
import type { Instant } from '../base/instant.ts';

interface Dated {
  readonly dc?: DcNs.ItemOrFeed<Instant | null>;
  readonly dcterms?: DcTermsNs.ItemOrFeed<Instant | null>;
}

/** When an item appeared, in Dublin Core's words, the plainest first; null when it says nothing. */
export function appearedAt({ dc, dcterms }: Dated): Instant | null {
  return (
    dcterms?.issued?.[0] ??
    dc?.dates?.[0] ??
    dcterms?.dates?.[0] ??
    dcterms?.created?.[0] ??
    dcterms?.available?.[0] ??
    null
  );
}

/** When a feed last changed, in Dublin Core's words. */
export function changedAt(feed: Dated): Instant | null {
  return feed.dcterms?.modified?.[0] ?? feed.dc?.dates?.[0] ?? feed.dcterms?.dates?.[0] ?? appearedAt(feed);
}
