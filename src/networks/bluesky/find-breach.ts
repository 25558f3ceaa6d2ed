import { countBytes, countGraphemes } from '../../base/graphemes.ts';
import { type Embed, mediaIn } from './embed.ts';
import { blueskyLimits, recordLimits } from './limits.ts';
import type { PostRecord } from './record.ts';
import type { Facet } from './rich-text.ts';

/**
 * The first rule of the network that a record breaks, in the words a server would use; null when it breaks none. Servers
 * take facets that lie outside the text or across each other without a word (PDS 0.5.35, checked 2026-11), and readers
 * then see a broken post: those rules are ours.
 */
export function findBreach(record: PostRecord): string | null {
  return (
    textBreach(record.text) ?? facetsBreach(record) ?? embedBreach(record.embed) ?? languagesBreach(record)
  );
}

function textBreach(text: string): string | null {
  const { mostGraphemes, mostBytes } = blueskyLimits.measure;
  return (
    tooBig('string', { found: countBytes(text), most: mostBytes, at: '$.text' }) ??
    tooBig('grapheme', { found: countGraphemes(text), most: mostGraphemes, at: '$.text' })
  );
}

function facetsBreach({ text, facets = [] }: PostRecord): string | null {
  const textBytes = Buffer.from(text);
  let free = 0;
  for (const [position, { index, features }] of facets.entries()) {
    const at = `$.facets[${position}]`;
    const { byteStart, byteEnd } = index;
    if (byteStart < free || byteEnd <= byteStart) return `facet out of order at ${at}.index`;
    if (byteEnd > textBytes.length) return `facet past the end of the text at ${at}.index`;
    if (splitsCharacter(textBytes, byteStart) || splitsCharacter(textBytes, byteEnd))
      return `facet inside a character at ${at}.index`;
    free = byteEnd;
    const breach = featureBreach(features[0], `${at}.features[0]`);
    if (breach) return breach;
  }
  return null;
}

/** UTF-8 continuation bytes are 10xxxxxx. */
function splitsCharacter(textBytes: Uint8Array, offset: number): boolean {
  return ((textBytes[offset] ?? 0) & 0xc0) === 0x80;
}

function featureBreach(feature: Facet['features'][0], at: string): string | null {
  switch (feature.$type) {
    case 'app.bsky.richtext.facet#link':
      return uriBreach(feature.uri, `${at}.uri`);
    case 'app.bsky.richtext.facet#mention':
      return /^did:[a-z]+:[\w.:%-]+$/.test(feature.did) ? null : `Invalid DID at ${at}.did`;
    case 'app.bsky.richtext.facet#tag':
      return (
        tooBig('string', { found: countBytes(feature.tag), most: recordLimits.tagBytes, at: `${at}.tag` }) ??
        tooBig('grapheme', {
          found: countGraphemes(feature.tag),
          most: recordLimits.tagGraphemes,
          at: `${at}.tag`,
        })
      );
  }
}

function embedBreach(whole: Embed | undefined): string | null {
  const embed = mediaIn(whole);
  switch (embed?.$type) {
    case undefined:
      return null;
    case 'app.bsky.embed.external': {
      const { uri, thumb } = embed.external;
      const found = thumb?.size ?? 0;
      return (
        uriBreach(uri, '$.embed.external.uri') ??
        tooBig('blob', { found, most: blueskyLimits.cardImageBytes, at: '$.embed.external.thumb' })
      );
    }
    case 'app.bsky.embed.images': {
      const { images } = embed;
      const many = tooBig('array', {
        found: images.length,
        most: blueskyLimits.imagesPerPost,
        at: '$.embed.images',
      });
      if (many) return many;
      for (const [position, { image }] of images.entries()) {
        const at = `$.embed.images[${position}].image`;
        const breach = tooBig('blob', { found: image.size, most: blueskyLimits.imageBytes, at });
        if (breach) return breach;
      }
      return null;
    }
  }
}

function languagesBreach({ langs = [] }: PostRecord): string | null {
  return tooBig('array', { found: langs.length, most: recordLimits.languages, at: '$.langs' });
}

function uriBreach(uri: string, at: string): string | null {
  return /^\w+:(?:\/\/)?[^\s/]\S*$/.test(uri) ? null : `Invalid URI at ${at}`;
}

function tooBig(
  what: string,
  { found, most, at }: { found: number; most: number; at: string },
): string | null {
  return found > most ? `${what} too big (maximum ${most}, got ${found}) at ${at}` : null;
}
