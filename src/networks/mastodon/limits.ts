import type { Limits } from '../../thread/limits.ts';
import type { InstanceDescription } from './client.ts';

/**
 * What Mastodon documents, for servers that are silent. The 1,500 characters of alt text are those of releases up to
 * 4.5; from 4.6 it takes 10,000, and says so (checked 2026-11).
 */
export const mastodonDocumentedLimits = {
  measure: { kind: 'mastodon', mostCharacters: 500, charactersPerLink: 23 },
  imagesPerPost: 4,
  altTextCharacters: 1500,
  imageBytes: 16 * 1024 * 1024,
  cardImageBytes: 16 * 1024 * 1024,
  imagePixels: 33_177_600,
  cards: 'servers',
  quotes: false,
} as const satisfies Limits;

/** The limits a server names, and the documented ones where it names none. */
export function limitsOf(server: InstanceDescription): Limits {
  const documented = mastodonDocumentedLimits;
  const imageBytes = server.imageBytes ?? documented.imageBytes;
  return {
    measure: {
      kind: 'mastodon',
      mostCharacters: server.mostCharacters ?? documented.measure.mostCharacters,
      charactersPerLink: server.charactersPerLink ?? documented.measure.charactersPerLink,
    },
    imagesPerPost: server.mediaPerPost ?? documented.imagesPerPost,
    altTextCharacters: server.altTextCharacters ?? documented.altTextCharacters,
    imageBytes,
    cardImageBytes: imageBytes,
    imagePixels: server.imagePixels ?? documented.imagePixels,
    cards: documented.cards,
    quotes: (server.apiVersion ?? 0) >= quotesSince,
  };
}

/** Mastodon 4.5 (checked 2026-11). */
const quotesSince = 7;
