import type { Part } from '../../outbox/delivery.ts';
import type { ShownPost } from '../shown-post.ts';
import { readFrozen } from './frozen.ts';

/** A frozen part as a reader of Mastodon would see it. Its card is the server's to make. */
export function showMastodonPart(part: Part): ShownPost {
  const { status, spoiler_text, visibility, language } = readFrozen(part);
  return {
    text: status,
    contentWarning: spoiler_text ?? null,
    visibility,
    languages: [language],
    card: null,
    pictures: part.media.map(({ altText }) => altText),
  };
}
