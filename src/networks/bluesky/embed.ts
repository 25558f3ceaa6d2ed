/** What a record carries beside its text. */
export type Embed = EmbeddedMedia | EmbeddedQuote | EmbeddedQuoteWithMedia;

/** A card or pictures. */
export type EmbeddedMedia =
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

/** A picture, and the words that stand for it. */
export interface EmbeddedImage {
  readonly image: Blob;
  readonly alt: string;
  readonly aspectRatio: { readonly width: number; readonly height: number };
}

/** A reference to uploaded bytes, as a record carries it in JSON. */
export interface Blob {
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
