import { formatInstant, type Instant } from '../../base/instant.ts';
import type { PartMedia } from '../../outbox/delivery.ts';
import type { Post } from '../../thread/thread.ts';
import type { Picture } from '../network.ts';
import type { Embed } from './embed.ts';
import { type Facet, type KnownHandles, writeRichText } from './rich-text.ts';
import { writeEmbed } from './write-embed.ts';

/** Where a post's records live in an account's repository. */
export const postCollection = 'app.bsky.feed.post';

/** A post as its author's server stores it, in JSON. */
export interface PostRecord {
  readonly $type: typeof postCollection;
  readonly text: string;
  readonly facets?: readonly Facet[];
  readonly reply?: Reply;
  readonly embed?: Embed;
  readonly langs?: readonly string[];
  readonly labels?: SelfLabels;
  readonly createdAt: string;
}

/** A record in one exact state. */
export interface StrongRef {
  readonly uri: string;
  readonly cid: string;
}

interface Reply {
  readonly root: StrongRef;
  readonly parent: StrongRef;
}

interface SelfLabels {
  readonly $type: 'com.atproto.label.defs#selfLabels';
  readonly values: readonly [{ readonly val: string }];
}

/** What a record says that its post does not. */
export interface RecordContext {
  readonly createdAt: Instant;
  readonly reply: Reply | null;
  readonly handles: KnownHandles;
  readonly pictures: ReadonlyMap<string, Picture>;
}

/** Writes one post of a plan as a record, and names the media to upload before it. */
export function writeRecord(
  { spans, attachment, language, contentWarning }: Post,
  { createdAt, reply, handles, pictures }: RecordContext,
): { readonly record: PostRecord; readonly media: readonly PartMedia[] } {
  const { text, facets } = writeRichText(spans, handles);
  const { embed, media } = writeEmbed(attachment, pictures);
  const langs = languageTags(language);
  const labels = contentWarning === null ? null : selfLabels(contentWarning);
  const record: PostRecord = {
    $type: postCollection,
    text,
    ...(facets.length > 0 && { facets }),
    ...(reply && { reply }),
    ...(embed && { embed }),
    ...(langs.length > 0 && { langs }),
    ...(labels && { labels }),
    createdAt: formatInstant(createdAt),
  };
  return { record, media };
}

/** A language the server would not understand costs it the whole record, so it is left out. */
function languageTags(language: string): readonly string[] {
  try {
    return Intl.getCanonicalLocales(language);
  } catch {
    return [];
  }
}

/**
 * Bluesky folds no text behind a warning; a self-label makes apps cover the post's pictures and card. A warning that is
 * itself the name of such a label is taken at its word, every other becomes `graphic-media`. The warning's own words are
 * not put into the text: nobody counted them, and they would stand in plain sight of what they warn of.
 */
function selfLabels(contentWarning: string): SelfLabels {
  const named = contentWarning.trim().toLowerCase();
  const val = coveringLabels.has(named) ? named : 'graphic-media';
  return { $type: 'com.atproto.label.defs#selfLabels', values: [{ val }] };
}

/** Apps ignore "!warn" and "!hide" when an author gives them (com.atproto.label.defs, checked 2026-11). */
const coveringLabels: ReadonlySet<string> = new Set(['porn', 'sexual', 'nudity', 'graphic-media']);
