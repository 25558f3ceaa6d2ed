import type { Article } from '../article/article.ts';
import { textsOfBlock } from '../article/article-text.ts';

/**
 * Text of the source as it may be posted: on one line, it reads the same and is live nowhere. A word joiner (U+2060, no width, no
 * break) stands after every sign that would ping, trend or link. Mastodon makes tags of the full-width # as well, and
 * links only addresses with a scheme; on Bluesky nothing but a facet is live (both checked 2026-11).
 */
export function defuse(text: string): string {
  return withoutLiveSigns(text.replace(/\s*[\r\n\u2028\u2029]\s*/gu, ' ').trim());
}

/** Text in which no sign is live; itself when none was. */
export function withoutLiveSigns(text: string): string {
  return text.replace(/[@＠#＃](?=[^\s\u2060])|(?:\b\p{L}[\p{L}\d+.-]*:)(?=\/\/|\?xt=)/gu, `$&${wordJoiner}`);
}

const wordJoiner = '\u2060';

/** Text with what `defuse` and isolation add taken away and all white space alike: for comparing with the source. */
export function comparable(text: string): string {
  return text
    .replace(/[\u2060\u2066-\u2069]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Every text of the article that a post may draw on, in reading order, headline first. */
export function sourceTexts(article: Article): string[] {
  return [
    article.headline,
    article.lead,
    ...article.blocks.flatMap(textsOfBlock),
    ...article.images.flatMap((image) => [image.altText, image.caption]),
    ...article.recordings.map((recording) => recording.caption),
  ].filter((text): text is string => text !== null && text.trim() !== '');
}

/** The first words of a text, enough to recognise it by. */
export function excerptOf(text: string): string {
  const words = comparable(text);
  return words.length <= 80 ? words : `${words.slice(0, 80).replace(/\s+\S*$/u, '')} …`;
}
