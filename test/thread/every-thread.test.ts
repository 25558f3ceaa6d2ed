import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeThread, type ThreadSource } from '../../src/thread/compose-thread.ts';
import { measureText } from '../../src/thread/measure.ts';
import { sourceTexts } from '../../src/thread/source-text.ts';
import { textOf } from '../../src/thread/spans.ts';
import type { Post, Thread } from '../../src/thread/thread.ts';
import { anySource } from './random-articles.ts';

/**
 * Checks a claim on the threads of many random articles; those without a thread must say so for a good reason. The
 * same articles each time, so that nobody else's change fails here by chance; SEED=n draws others.
 */
function ofEveryThread(claim: (thread: Thread, source: ThreadSource) => void): void {
  fc.assert(
    fc.property(anySource, (source) => {
      const composed = composeThread(source);
      if (composed.ok) claim(composed.value, source);
      else expect(['no-headline', 'headline-too-long']).toContain(composed.failure.code);
    }),
    { numRuns: 250, seed: Number(process.env.SEED ?? 20171114) },
  );
}

test('no post is over its network’s limit', () => {
  ofEveryThread((thread, { limits: { measure } }) => {
    for (const { spans, contentWarning } of thread.posts) {
      expect(measureText(spans, { measure, contentWarning })).toMatchObject({ fits: true });
    }
  });
});

test('letter for letter, every line of every post stands in the article', () => {
  ofEveryThread((thread, source) => {
    const printed = sourceTexts(source.article).map(lettersOf).join('|');
    const said = source.quotes
      .map(({ text, parts, start }) => lettersOf(spoken({ text, parts, start })))
      .join('|');
    for (const post of thread.posts) {
      if (post.role === 'quote') expect(said).toContain(lettersOf(linesOf(post)[0] ?? ''));
      else for (const line of linesOf(post)) expect(`${printed}|`).toContain(lettersOf(withoutLabel(line)));
    }
  });
});

test('every quote stands over the full name of the one who said it', () => {
  ofEveryThread((thread, { quotes }) => {
    for (const post of thread.posts.filter(({ role }) => role === 'quote')) {
      const [words, line, ...more] = linesOf(post);
      expect(more).toEqual([]);
      const speakers = quotes
        .filter((quote) => quote.kind === 'statement' && quote.confidence >= 0.8)
        .filter((quote) => lettersOf(spoken(quote)).includes(lettersOf(words ?? '')))
        .map(({ speaker }) => speaker?.name ?? 'nobody');
      expect(
        speakers.some((name) => /[ 王]/.test(name) && line?.includes(name) && !name.startsWith('Mr.')),
      ).toBe(true);
    }
  });
});

test('no text of the source is live', () => {
  ofEveryThread((thread, { article, style }) => {
    for (const span of thread.posts.flatMap(({ spans }) => spans)) {
      if (span.kind === 'plain') expect(span.text).not.toMatch(/[@＠#＃][^\s\u2060]|:\/\//u);
      if (span.kind === 'link')
        expect([article.url, ...article.recordings.map(({ url }) => url)]).toContain(span.url);
      if (span.kind === 'tag') expect(style.tags).toContain(span.tag);
      if (span.kind === 'mention')
        expect(['@kessy.example.org', '@ali@social.example.org']).toContain(span.handle);
    }
  });
});

test('the opener comes first and once, and no thread has more posts than it may', () => {
  ofEveryThread((thread, { style, event }) => {
    expect(thread.posts.length).toBeLessThanOrEqual(Math.min(style.mostPosts, event.parts.mostPosts));
    expect(thread.posts.map(({ role }) => role).lastIndexOf('opener')).toBe(0);
    const tags = thread.posts.slice(1).flatMap(({ spans }) => spans.filter(({ kind }) => kind === 'tag'));
    expect(tags).toEqual([]);
  });
});

test('the same source makes the same thread, byte for byte', () => {
  ofEveryThread((thread, source) => {
    const again = composeThread(structuredClone(source));
    expect(JSON.stringify(again.ok ? again.value : null)).toBe(JSON.stringify(thread));
  });
});

function linesOf({ spans }: Post): string[] {
  return textOf(spans.filter(({ kind }) => kind === 'plain' || kind === 'mention'))
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function withoutLabel(line: string): string {
  return line.replace(
    /^(?:Video|Audio|Vidéo|Vídeo|Áudio|Видео|Аудио|Wideo|Ljud|فيديو|صوت|视频|音频|動画|音声|Live|En direct|En directo|Ao vivo|In diretta|Прямой эфир|Na żywo|Direkt|مباشر|直播|ライブ)\s?[:：]/u,
    '',
  );
}

function spoken({
  text,
  parts,
  start,
}: Pick<ThreadSource['quotes'][number], 'text' | 'parts' | 'start'>): string {
  return parts === null
    ? text
    : parts.map((part) => text.slice(part.start - start, part.end - start)).join(' ');
}

/** Letters, marks and digits only: what a change of spacing or punctuation can't hide. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
