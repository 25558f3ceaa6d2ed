import type { PartMedia } from '../../outbox/delivery.ts';
import type { Attachment } from '../../thread/thread.ts';
import type { Picture } from '../network.ts';
import { blobCid } from './cid.ts';
import type { Blob, EmbeddedImage, EmbeddedMedia } from './embed.ts';
import { blueskyLimits } from './limits.ts';

/** An attachment as a record embeds it, and the media to upload first. */
export interface WrittenEmbed {
  readonly embed: EmbeddedMedia | null;
  readonly media: readonly PartMedia[];
}

/**
 * Embeds what could be had: a card whose picture is missing or too large goes without it, such an image is left out. A
 * picture never costs the post.
 */
export function writeEmbed(
  attachment: Attachment | null,
  pictures: ReadonlyMap<string, Picture>,
): WrittenEmbed {
  switch (attachment?.kind) {
    case undefined:
      return { embed: null, media: [] };
    case 'card':
      return writeCard(attachment, pictures);
    case 'images':
      return writeImages(attachment, pictures);
  }
}

function writeCard(
  { url, title, description, imageUrl, imageAltText }: Extract<Attachment, { kind: 'card' }>,
  pictures: ReadonlyMap<string, Picture>,
): WrittenEmbed {
  const picture = imageUrl === null ? undefined : pictures.get(imageUrl);
  const external = { uri: url, title, description };
  if (!picture || picture.byteLength > blueskyLimits.cardImageBytes)
    return { embed: { $type: 'app.bsky.embed.external', external }, media: [] };
  return {
    embed: { $type: 'app.bsky.embed.external', external: { ...external, thumb: blobOf(picture) } },
    media: [mediaOf(picture, imageAltText ?? '')],
  };
}

function writeImages(
  { images }: Extract<Attachment, { kind: 'images' }>,
  pictures: ReadonlyMap<string, Picture>,
): WrittenEmbed {
  const embedded: EmbeddedImage[] = [];
  const media: PartMedia[] = [];
  for (const { url, altText } of images) {
    const picture = pictures.get(url);
    if (!picture || picture.byteLength > blueskyLimits.imageBytes) continue;
    const { width, height } = picture;
    embedded.push({ image: blobOf(picture), alt: altText, aspectRatio: { width, height } });
    media.push(mediaOf(picture, altText));
  }
  // An empty list of images would be taken, and shown as nothing.
  if (embedded.length === 0) return { embed: null, media: [] };
  return { embed: { $type: 'app.bsky.embed.images', images: embedded }, media };
}

function blobOf({ hash, mediaType, byteLength }: Picture): Blob {
  return { $type: 'blob', ref: { $link: blobCid(hash) }, mimeType: mediaType, size: byteLength };
}

function mediaOf({ hash, mediaType, byteLength, width, height }: Picture, altText: string): PartMedia {
  return { hash, mediaType, byteLength, width, height, altText };
}
