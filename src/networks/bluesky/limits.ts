import type { Limits } from '../../thread/limits.ts';

/**
 * What the lexicons of @atproto/api 0.21.0 allow (checked 2026-11). The network's guide still says 1,000,000 bytes an
 * image; only a card's thumb is held to that.
 */
export const blueskyLimits = {
  measure: { kind: 'bluesky', mostGraphemes: 300, mostBytes: 3000 },
  imagesPerPost: 4,
  altTextCharacters: null,
  imageBytes: 2_000_000,
  cardImageBytes: 1_000_000,
  imagePixels: null,
  cards: 'ours',
  quotes: true,
} as const satisfies Limits;

/** Bounds of a post record that no composer needs to know. */
export const recordLimits = { tagGraphemes: 64, tagBytes: 640, languages: 3 } as const;

/** The documented limits, narrowed where a server says that it takes smaller uploads. */
export function limitsWithin(blobUploadLimit: number | null): Limits {
  const most = blobUploadLimit ?? blueskyLimits.imageBytes;
  return {
    ...blueskyLimits,
    imageBytes: Math.min(most, blueskyLimits.imageBytes),
    cardImageBytes: Math.min(most, blueskyLimits.cardImageBytes),
  };
}
