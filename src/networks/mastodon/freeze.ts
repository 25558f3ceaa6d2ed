import { attempt } from '../../base/attempt.ts';
import type { Chance } from '../../base/chance.ts';
import { failed, type Result, success } from '../../base/failure.ts';
import { drawId } from '../../base/ids.ts';
import type { Part, PartMedia } from '../../outbox/delivery.ts';
import type { Limits } from '../../thread/limits.ts';
import { countMastodonCharacters } from '../../thread/mastodon-length.ts';
import type { Attachment, Post, Span, Thread } from '../../thread/thread.ts';
import type { FreezeContext, Picture } from '../network.ts';
import type { FrozenStatus } from './frozen.ts';

/**
 * Words each post as the server's API has it, with the key that makes a repeat harmless. Fails when a post breaks the
 * server's limits: it would be refused with the thread half out.
 */
export function freezeThread(
  thread: Thread,
  { pictures }: FreezeContext,
  { limits, chance }: { limits: Limits; chance: Chance },
): Result<readonly Part[]> {
  const parts: Part[] = [];
  for (const [index, post] of thread.posts.entries()) {
    const refuse = (code: string, detail: string) =>
      failed({ code, subject: thread.subject, detail: `post ${index + 1}: ${detail}` });
    const status = wordStatus(post);
    const media = mediaOf(post.attachment, pictures);
    if (status.status.trim() === '' && media.length === 0)
      return refuse('nothing-to-post', 'no text, and no picture to be had');
    const breach = findBreach(status, { media, limits });
    if (breach) return refuse('post-over-limit', breach);
    const body = JSON.stringify(status);
    parts.push({ index, intent: 'create', key: drawId(chance), body, media, receipt: null });
  }
  return success(parts);
}

function wordStatus({ spans, visibility, language, contentWarning }: Post): FrozenStatus {
  const mentions = spans.some(({ kind }) => kind === 'mention');
  return {
    status: sayable(spans.map(textOf).join('')),
    visibility,
    language: canonicalLanguage(language),
    ...(contentWarning && { spoiler_text: contentWarning, sensitive: true as const }),
    ...(!mentions && { allowed_mentions: [] as const }),
  };
}

/** Mastodon 4.6.5 answers half a surrogate pair with an empty 400 and NUL with an empty 500 (checked 2026-11). */
function sayable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** A mention is live by its address, whatever the plan shows for it. */
function textOf(span: Span): string {
  return span.kind === 'mention' ? span.handle : span.text;
}

/** Mastodon 4.6.5 takes "PL" for no language at all, and falls silently back on the account's own (checked 2026-11). */
function canonicalLanguage(language: string): string {
  return attempt(() => Intl.getCanonicalLocales(language))?.[0] ?? language;
}

/** A picture that could not be had is left out: it never costs the post. */
function mediaOf(
  attachment: Attachment | null,
  pictures: ReadonlyMap<string, Picture>,
): readonly PartMedia[] {
  if (attachment?.kind !== 'images') return [];
  return attachment.images.flatMap(({ url, altText }) => {
    const picture = pictures.get(url);
    if (!picture) return [];
    const { hash, mediaType, byteLength, width, height } = picture;
    return [{ hash, mediaType, byteLength, width, height, altText }];
  });
}

function findBreach(
  { status, spoiler_text = '' }: FrozenStatus,
  { media, limits }: { media: readonly PartMedia[]; limits: Limits },
): string | null {
  const { measure, imagesPerPost, altTextCharacters, imageBytes } = limits;
  if (measure.kind === 'mastodon') {
    const length = countMastodonCharacters(status, spoiler_text, measure.charactersPerLink);
    if (length > measure.mostCharacters) return `${length} characters where ${measure.mostCharacters} fit`;
  }
  if (media.length > imagesPerPost) return `${media.length} pictures where ${imagesPerPost} fit`;
  for (const { altText, byteLength } of media) {
    const altLength = [...altText].length;
    if (altTextCharacters !== null && altLength > altTextCharacters)
      return `an alt text of ${altLength} characters where ${altTextCharacters} fit`;
    if (byteLength > imageBytes) return `a picture of ${byteLength} bytes where ${imageBytes} fit`;
  }
  return null;
}
