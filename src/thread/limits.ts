/** What one account's server accepts, as the composer needs it. */
export interface Limits {
  readonly measure: Measure;
  readonly imagesPerPost: number;
  /** Characters; null where the network sets none. */
  readonly altTextCharacters: number | null;
  /** Bytes of one image, and of a card's picture where we supply it. */
  readonly imageBytes: number;
  readonly cardImageBytes: number;
  /** Largest width times height, where the server says. */
  readonly imagePixels: number | null;
  /** `ours`: the post carries a card we fill. `servers`: the server makes one from the first link in the text. */
  readonly cards: 'ours' | 'servers';
  /** Whether a post can quote another of the account. */
  readonly quotes: boolean;
}

/** How a network measures a text, and how much it takes. */
export type Measure =
  /** Mastodon: grapheme clusters of content warning and text; every link counts as `charactersPerLink`. */
  | { readonly kind: 'mastodon'; readonly mostCharacters: number; readonly charactersPerLink: number }
  /** Bluesky: both bounds hold. */
  | { readonly kind: 'bluesky'; readonly mostGraphemes: number; readonly mostBytes: number };
