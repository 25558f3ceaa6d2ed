import type { Article } from '../article/article.ts';
import type { Quote, Speaker } from '../article/quote.ts';
import { failed, type Result, success } from '../base/failure.ts';
import type { Style } from '../coverage/event.ts';
import { approvedHandle, attributionLine } from './attribution.ts';
import { inHouseSpelling } from './house-spelling.ts';
import { plainTextOf, wordsOn } from './posted-words.ts';
import { comparable, excerptOf, sourceTexts, withoutLiveSigns } from './source-text.ts';
import { mention, tag, textOf } from './spans.ts';
import { laySources, type Sources, standsInPieces, standsWhole } from './stands-whole.ts';
import type { Attachment, Post, Span, Thread } from './thread.ts';
import { stretchesOf } from './utterance.ts';
import type { Wording } from './wording/language.ts';
import { wordingFor } from './wording/wording.ts';

/** What a thread may draw on, and nothing else. */
export interface VerbatimSource {
  readonly article: Article;
  readonly quotes: readonly Quote[];
  readonly style: Style;
}

/**
 * The thread itself when every word of it is somebody's we may use: the article's in whole sentences, a fixed phrase of
 * the wording, the operator's tags, handles and content warning, or the line that names a quote's speaker. Otherwise
 * fails with `not-in-source`, or with `wrong-speaker` where words stand under a name the article doesn't give them.
 * It knows nothing of how the thread was composed.
 */
export function checkVerbatim(thread: Thread, source: VerbatimSource): Result<Thread> {
  const wording = wordingFor(thread.posts[0]?.language ?? source.article.language);
  const utterances = source.quotes.flatMap(stretchesOf);
  const ground = {
    ...source,
    wording,
    sources: laySources(sourceTexts(source.article), { utterances, wording }),
  };
  for (const post of thread.posts) {
    const foreign = foreignWords(post, ground);
    const stranger = foreign === null && post.role === 'quote' && !isUnderItsSpeaker(post, ground);
    if (foreign === null && !stranger) continue;
    return failed({
      code: stranger ? 'wrong-speaker' : 'not-in-source',
      subject: thread.subject,
      detail: excerptOf(foreign ?? textOf(post.spans)),
    });
  }
  return success(thread);
}

/** The source made ready for comparing, and the words of its language. */
interface Ground extends VerbatimSource {
  readonly sources: Sources;
  readonly wording: Wording;
}

/** The first words of a post that are nobody's; null when there are none. */
function foreignWords(post: Post, ground: Ground): string | null {
  const live = post.spans.find((span) => !mayBeLive(span, ground));
  if (live !== undefined) return live.text;
  if (post.contentWarning !== ground.style.contentWarning) return post.contentWarning ?? '';
  const lines = [...linesOf(post), ...wordsOn(post.attachment)].map(comparable);
  const foreign = lines.find((line) => line !== '' && !isOurs(line, ground));
  return foreign ?? foreignAddress(post.attachment, ground);
}

function mayBeLive(span: Span, { article, style }: Ground): boolean {
  switch (span.kind) {
    case 'plain':
      return span.text === withoutLiveSigns(span.text);
    case 'link':
      return span.text === span.url && addressesOf(article).includes(span.url);
    case 'tag':
      return style.tags.map(tag).some((known) => isSame(known, span));
    case 'mention':
      return Object.values(style.handles)
        .map(mention)
        .some((known) => isSame(known, span));
  }
}

function isSame(known: Span, span: Span): boolean {
  return JSON.stringify(known) === JSON.stringify(span);
}

function addressesOf({ url, recordings }: Article): string[] {
  return [url, ...recordings.map((recording) => recording.url)];
}

/** What a post says in words, line by line; the line under a quote is looked at by `isUnderItsSpeaker`. */
function linesOf(post: Post): string[] {
  const text = plainTextOf(post);
  return (post.role === 'quote' ? aboveSpeaker(text) : text).split('\n');
}

/** A line stands in the source as it is, or once its fixed phrase is taken away. */
function isOurs(line: string, { wording, sources }: Ground): boolean {
  const { marks, otherMarks, recordingLabels, liveLabel } = wording;
  const phrases = [
    ...['', '•', recordingLabels.video, recordingLabels.audio, liveLabel].map((open) => ({
      open,
      close: '',
    })),
    ...[marks, otherMarks],
  ].map(({ open, close }) => ({ open: comparable(open), close: comparable(close) }));
  const readings = phrases
    .filter(({ open, close }) => line.startsWith(open) && line.endsWith(close))
    .map(({ open, close }) => line.slice(open.length, line.length - close.length).trim());
  return [standsWhole, standsInPieces].some((stands) => readings.some((words) => stands(words, sources)));
}

function foreignAddress(attachment: Attachment | null, { article }: Ground): string | null {
  const pictures = [article.preview.imageUrl, ...article.images.map(({ url }) => url)];
  const shown = attachment?.kind === 'images' ? attachment.images.map(({ url }) => url) : [];
  const card = attachment?.kind === 'card' ? attachment : null;
  if (card !== null && !addressesOf(article).includes(card.url)) return card.url;
  return (
    [...shown, ...(card?.imageUrl ? [card.imageUrl] : [])].find((url) => !pictures.includes(url)) ?? null
  );
}

/**
 * The words are a statement's, and the line below names the one who made it, in names the article prints; the house's
 * spelling may stand for them.
 */
function isUnderItsSpeaker({ spans }: Post, ground: Ground): boolean {
  const text = textOf(spans);
  const words = comparable(aboveSpeaker(text)).replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, '');
  const line = comparable(text.slice(aboveSpeaker(text).length));
  return ground.quotes.some(
    (quote) =>
      quote.kind === 'statement' &&
      quote.speaker !== null &&
      holds(quote, words) &&
      linesNaming(quote.speaker, ground).includes(line),
  );
}

/** The lines that may name a speaker: with or without the office and the handle. */
function linesNaming(speaker: Speaker, { style, sources, wording }: Ground): readonly string[] {
  const { name, role } = speaker;
  const isPrinted = (words: string) => sources.text.includes(comparable(words));
  if (!isPrinted(name)) return [];
  const roles = [role, null].filter((shown) => shown === null || isPrinted(shown));
  const handles = [approvedHandle(name, style), null];
  return roles.flatMap((shown) => {
    const ours = inHouseSpelling({ ...speaker, role: shown }, style);
    return handles.map((handle) => comparable(textOf(attributionLine(ours, { handle, wording }))));
  });
}

/** Where the attribution broke the utterance we closed a sentence with a stop, so only letters and digits compare. */
function holds(quote: Quote, words: string): boolean {
  const letters = (text: string) =>
    comparable(text)
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
      .trim();
  return letters(stretchesOf(quote).join(' ')).includes(letters(words));
}

/** The part of a quote's text above the line that names the speaker. */
function aboveSpeaker(text: string): string {
  return text.slice(0, Math.max(0, text.lastIndexOf('\n\n')));
}
