import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeThread, type ThreadSource } from '../../src/thread/compose-thread.ts';
import { measureText } from '../../src/thread/measure.ts';
import { comparable, defuse } from '../../src/thread/source-text.ts';
import { textOf } from '../../src/thread/spans.ts';
import type { Post, Span, Thread } from '../../src/thread/thread.ts';
import { stretchesOf } from '../../src/thread/utterance.ts';
import { wordingFor } from '../../src/thread/wording/wording.ts';
import { anySource } from './random-articles.ts';

// The rules of a good thread that every-thread.test.ts does not hold yet, on the same random articles. Each says how often
// it must have had something to look at, for a rule about posts that never come would hold as well.

interface Case {
  readonly thread: Thread;
  readonly source: ThreadSource;
}

const cases: readonly Case[] = fc
  .sample(anySource, { numRuns: 2500, seed: Number(process.env.SEED ?? 20171115) })
  .flatMap((source) => {
    const composed = composeThread(source);
    return composed.ok ? [{ thread: composed.value, source }] : [];
  });

/** Checks `claim` on every post of a role, and that there were some. */
function ofEvery(role: Post['role'], claim: (post: Post, on: Case) => void): void {
  let looked = 0;
  for (const on of cases)
    for (const post of on.thread.posts.filter((each) => each.role === role)) {
      claim(post, on);
      looked += 1;
    }
  expect(looked).toBeGreaterThan(50);
}

describe('the opener', () => {
  test('carries headline and lead, or the headline alone where both don’t fit or a card has the lead', () => {
    ofEvery('opener', (post, { thread, source }) => {
      const { headline, lead, language } = source.article;
      const live = wordingFor(language).liveLabel;
      const [first, ...rest] = paragraphsOf(post);
      expect(['', live].map((label) => `${label}${defuse(headline)}`)).toContain(first);
      const prose = rest.filter((text) => text !== source.article.url && !/^#\S+(?: #\S+)*$/u.test(text));
      if (prose.length === 0) return;
      expect(prose).toEqual([defuse(lead ?? '')]);
      expect(source.limits.cards).toBe('servers');
      expect(thread.leftOut.map(({ what }) => what)).not.toContain('lead');
    });
  });

  test('goes without the lead only when the post with it would be too long', () => {
    ofEvery('opener', (post, { thread, source: { article, limits, style } }) => {
      if (!thread.leftOut.some(({ what }) => what === 'lead')) return;
      const withLead: Span[] = [...post.spans, { kind: 'plain', text: `\n\n${defuse(article.lead ?? '')}` }];
      const room = { measure: limits.measure, contentWarning: style.contentWarning };
      const tagsBack: Span[] = style.tags
        .slice(0, 2)
        .map((name) => ({ kind: 'tag', text: ` #${name}`, tag: name }));
      expect(measureText([...withLead, ...tagsBack], room).fits).toBe(false);
    });
  });

  test('leads readers to the article, and has two tags at most', () => {
    ofEvery('opener', (post, { source: { article } }) => {
      const links = post.spans.flatMap((span) => (span.kind === 'link' ? [span.url] : []));
      const card = post.attachment?.kind === 'card' ? [post.attachment.url] : [];
      expect([...links, ...card]).toEqual([article.url]);
      expect(post.spans.filter(({ kind }) => kind === 'tag').length).toBeLessThanOrEqual(2);
    });
  });
});

describe('a quote', () => {
  test('stands in its language’s marks, over an empty line and a dash with its speaker', () => {
    ofEvery('quote', (post, { source }) => {
      const { marks, otherMarks, attributionDash } = wordingFor(source.article.language);
      const [words = '', line = '', ...more] = textOf(post.spans).split('\n\n');
      expect(more).toEqual([]);
      expect(
        [marks, otherMarks].some(({ open, close }) => words.startsWith(open) && words.endsWith(close)),
      ).toBe(true);
      expect(line.startsWith(attributionDash)).toBe(true);
    });
  });

  test('is never a phrase in quotation marks, and stands in no thread twice', () => {
    for (const { thread, source } of cases) {
      const said = thread.posts.filter(({ role }) => role === 'quote').map((post) => letters(wordsOf(post)));
      const statements = source.quotes.filter(({ kind }) => kind === 'statement').map(utteranceOf);
      for (const words of said) expect(statements.some((statement) => statement.includes(words))).toBe(true);
      expect(new Set(said).size).toBe(said.length);
    }
  });

  test('says nothing that the lead says already', () => {
    ofEvery('quote', (post, { source }) => {
      const whole = source.quotes.filter((quote) => utteranceOf(quote) === letters(wordsOf(post)));
      const alreadyInLead = whole.filter((quote) =>
        comparable(source.article.lead ?? '').includes(comparable(stretchesOf(quote).join(' '))),
      );
      expect(alreadyInLead.length).toBeLessThan(Math.max(1, whole.length));
    });
  });

  test('of a second speaker goes before a second quote of the first', () => {
    for (const { thread, source } of cases) {
      const posted = speakersOf(thread, source);
      if (new Set(posted).size === posted.length) continue;
      const unposted = thread.leftOut.filter(
        ({ what, because }) => what === 'quote' && because === 'no-room',
      );
      for (const { excerpt } of unposted) {
        const start = letters(excerpt.replace(/ …$/u, ''));
        const owners = source.quotes
          .filter((quote) => utteranceOf(quote).startsWith(start))
          .map(({ speaker }) => speaker?.name ?? '');
        expect(owners.some((name) => posted.includes(name))).toBe(true);
      }
    }
  });
});

describe('key points', () => {
  test('are whole items, which end in no semicolon and no "and"', () => {
    ofEvery('points', (post, { source }) => {
      const { conjunctions } = wordingFor(source.article.language);
      const mayFollow = ['', ...conjunctions.map(letters)];
      for (const bullet of bulletsOf(post, source)) {
        const own = itemsOf(source).filter((item) => letters(item).startsWith(letters(bullet)));
        const rests = own.map((item) => letters(item).slice(letters(bullet).length).toLowerCase());
        expect(mayFollow.some((rest) => rests.includes(rest))).toBe(true);
        // A full stop behind a semicolon is no list's punctuation.
        if (!own.some((item) => /[,;；؛]\s*[.。]$/u.test(item)))
          expect(bullet).not.toMatch(/[;；؛,，،]\s*$/u);
      }
    });
  });

  test('keep the order of their list', () => {
    for (const { thread, source } of cases) {
      const bullets = thread.posts
        .filter(({ role }) => role === 'points')
        .flatMap((post) => bulletsOf(post, source));
      const items = itemsOf(source).map(letters);
      let from = 0;
      for (const bullet of bullets.map(letters)) {
        const at = items.findIndex((item, index) => index >= from && item.startsWith(bullet));
        expect(at).toBeGreaterThanOrEqual(from);
        from = at + 1;
      }
    }
  });
});

test('every recording comes with its label, its caption and its address', () => {
  ofEvery('media', (post, { source }) => {
    const { recordingLabels } = wordingFor(source.article.language);
    const addresses = [
      ...post.spans.flatMap((span) => (span.kind === 'link' ? [span.url] : [])),
      ...(post.attachment?.kind === 'card' ? [post.attachment.url] : []),
    ];
    expect(addresses.length).toBeGreaterThan(0);
    const known = source.article.recordings.map(({ url }) => url);
    for (const address of addresses) expect(known).toContain(address);
    const labels = Object.values(recordingLabels).map((label) => label.trim().toLowerCase());
    for (const paragraph of textOf(post.spans).split('\n\n'))
      expect(labels.some((label) => paragraph.toLowerCase().startsWith(label))).toBe(true);
  });
});

test('where something must go, key points go before quotes', () => {
  let squeezed = 0;
  for (const { thread, source } of cases) {
    const { mostQuotes, mostPoints } = source.event.parts;
    const quotesPosted = thread.posts.filter(({ role }) => role === 'quote').length;
    const lostQuote = thread.leftOut.some(({ what, because }) => what === 'quote' && because === 'no-room');
    if (!lostQuote || quotesPosted === mostQuotes || mostPoints !== null) continue;
    squeezed += 1;
    expect(thread.posts.filter(({ role }) => role === 'points')).toEqual([]);
  }
  expect(squeezed).toBeGreaterThan(2);
});

function paragraphsOf({ spans }: Post): string[] {
  return textOf(spans).split('\n\n');
}

/** The items of lists; sentences with figures, which stand in for them, are looked at by figures.test.ts. */
function bulletsOf(post: Post, { article }: ThreadSource): string[] {
  const paragraphs = article.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [letters(block.text)] : [],
  );
  const isFigure = (bullet: string) => paragraphs.some((text) => text.includes(letters(bullet)));
  return allBulletsOf(post).filter((bullet) => !isFigure(bullet));
}

/** The bullets of a post without the words over them, which may begin with one as well. */
function allBulletsOf(post: Post): string[] {
  const lines = paragraphsOf(post).at(-1)?.split('\n') ?? [];
  if (lines.length > 1) for (const line of lines) expect(line).toMatch(/^• /u);
  return lines;
}

function itemsOf({ article }: ThreadSource): string[] {
  return article.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
}

function wordsOf(post: Post): string {
  return textOf(post.spans).split('\n\n')[0] ?? '';
}

function utteranceOf(quote: ThreadSource['quotes'][number]): string {
  return letters(stretchesOf(quote).join(' '));
}

function speakersOf(thread: Thread, source: ThreadSource): string[] {
  return thread.posts
    .filter(({ role }) => role === 'quote')
    .map((post) => {
      const line = textOf(post.spans).split('\n\n')[1] ?? '';
      return (
        source.quotes.map(({ speaker }) => speaker?.name ?? '').find((name) => name && line.includes(name)) ??
        ''
      );
    });
}

/** Letters, marks and digits only. */
function letters(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
