import type { Instant } from '../base/instant.ts';

/** A post that an account shows, whoever made it. */
export interface OwnPost {
  /** As in a receipt. */
  readonly remoteId: string;
  readonly url: string;
  /** As in a receipt. */
  readonly contentHash: string | null;
  readonly parentId: string | null;
  /** Null where the network knows none. */
  readonly visibility: string | null;
  /** As people read it. */
  readonly text: string;
  /** Where it leads: the addresses in its text and of its card. */
  readonly links: readonly string[];
  readonly publishedAt: Instant;
}

/** The addresses that stand in a text. */
export function linksIn(text: string): readonly string[] {
  return (text.match(/https?:\/\/[^\s<>"]+/g) ?? []).map((link) => link.replace(/[).,]+$/, ''));
}
