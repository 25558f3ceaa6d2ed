import type { Part } from '../../outbox/delivery.ts';
import type { ShownPost } from '../shown-post.ts';
import { readFrozen } from './frozen.ts';

/** A frozen part as a reader of Bluesky would see it. The warning shown is the label that covers its pictures. */
export function showBlueskyPart(part: Part): ShownPost {
  const { text, embed, labels, langs = [] } = readFrozen(part).value;
  return {
    text,
    contentWarning: labels?.values[0].val ?? null,
    visibility: null,
    languages: langs,
    card:
      embed?.$type === 'app.bsky.embed.external'
        ? {
            url: embed.external.uri,
            title: embed.external.title,
            description: embed.external.description,
            hasPicture: embed.external.thumb !== undefined,
          }
        : null,
    pictures: embed?.$type === 'app.bsky.embed.images' ? embed.images.map(({ alt }) => alt) : [],
  };
}
