import type { PartMedia } from '../../outbox/delivery.ts';
import type { Attachment } from '../../thread/thread.ts';
import type { Picture } from '../network.ts';
import { blobCid } from './cid.ts';
import { blueskyLimits } from './limits.ts';

/** What a record carries beside its text. */
export type Embed = EmbeddedMedia | EmbeddedQuote | EmbeddedQuoteWithMedia;

type EmbeddedMedia =
  | { readonly $type: 'app.bsky.embed.external'; readonly external: External }
  | { readonly $type: 'app.bsky.embed.images'; readonly images: readonly EmbeddedImage[] };

interface EmbeddedQuote {
  readonly $type: 'app.bsky.embed.record';
  readonly record: { readonly uri: string; readonly cid: string };
}

interface EmbeddedQuoteWithMedia {
  readonly $type: 'app.bsky.embed.recordWithMedia';
  readonly record: EmbeddedQuote;
  readonly media: EmbeddedMedia;
}

interface External {
  readonly uri: string;
  readonly title: string;
  readonly description: string;
  readonly thumb?: Blob;
}

interface EmbeddedImage {
  readonly image: Blob;
  readonly alt: string;
  readonly aspectRatio: { readonly width: number; readonly height: number };
}

/** A reference to uploaded bytes, as a record carries it in JSON. */
interface Blob {
  readonly $type: 'blob';
  readonly ref: { readonly $link: string };
  readonly mimeType: string;
  readonly size: number;
}

/** Card or pictures of a record, whether it quotes or not. */
export function mediaIn(embed: Embed | undefined): EmbeddedMedia | null {
  switch (embed?.$type) {
    case undefined:
    case 'app.bsky.embed.record':
      return null;
    case 'app.bsky.embed.recordWithMedia':
      return embed.media;
    case 'app.bsky.embed.external':
    case 'app.bsky.embed.images':
      return embed;
  }
}

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
