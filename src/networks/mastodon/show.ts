import type { Part } from '../../outbox/delivery.ts';
import type { ShownPost } from '../shown-post.ts';
import { type FrozenStatus, readDeed, readFrozen } from './frozen.ts';

/** A frozen part as a reader of Mastodon would see it. Its card is the server's to make. */
export function showMastodonPart(part: Part): ShownPost {
  const {
    status = '',
    spoiler_text,
    visibility,
    language,
  }: Partial<FrozenStatus> = part.intent === 'create' ? readFrozen(part) : readDeed(part);
  return {
    text: status,
    contentWarning: spoiler_text ?? null,
    visibility: visibility ?? null,
    languages: language === undefined ? [] : [language],
    card: null,
    pictures: part.media.map(({ altText }) => altText),
  };
}
