import type { Part } from '../../outbox/delivery.ts';
import type { ShownPost } from '../shown-post.ts';
import { mediaIn } from './embed.ts';
import { readFrozen } from './frozen.ts';

/** A frozen part as a reader of Bluesky would see it. The warning shown is the label that covers its pictures. */
export function showBlueskyPart(part: Part): ShownPost {
  if (part.intent !== 'create') return nothingToShow;
  const { text, labels, langs = [], ...record } = readFrozen(part).value;
  const embed = mediaIn(record.embed);
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

/** What is done to a post shows no text of its own. */
const nothingToShow: ShownPost = {
  text: '',
  contentWarning: null,
  visibility: null,
  languages: [],
  card: null,
  pictures: [],
};
