import type { Article, ArticleImage, Block, Recording } from '../../src/article/article.ts';
import type { Quote, Speaker } from '../../src/article/quote.ts';
import type { Story } from '../../src/article/story.ts';
import type { CoverageEvent, PartsTemplate, Style } from '../../src/coverage/event.ts';
import { emptyItem } from '../../src/feed/feed-item.ts';
import type { Limits } from '../../src/thread/limits.ts';
import { noMoments } from '../coverage/moments/no-moments.ts';

/** A story in the state the composer meets it; say only what the test is about. */
export function aStory(told: Partial<Story> = {}): Story {
  return {
    id: 'story-1',
    eventId: 'port-selwyn',
    feedUrl: 'https://news.example.org/feed.xml',
    aliases: [{ kind: 'guid', value: 'https://news.example.org/1' }],
    revision: 1,
    item: {
      ...emptyItem,
      id: 'https://news.example.org/1',
      link: 'https://news.example.org/1',
      title: 'Ministers meet in Port Selwyn',
      language: 'en',
    },
    firstSeenAt: 0,
    position: 0,
    article: null,
    approvedWords: [],
    standing: { state: 'new' },
    ...told,
  };
}

/** An article whose lead also stands first in its blocks, as the page reader leaves it. */
export function anArticle(told: Partial<Article> = {}): Article {
  const headline = told.headline ?? 'Ministers meet in Port Selwyn';
  const lead = told.lead === undefined ? 'Defence ministers met in Port Selwyn on Tuesday.' : told.lead;
  const url = told.url ?? 'https://news.example.org/story/1';
  const blocks = [...(lead === null ? [] : [aParagraph(lead)]), ...(told.blocks ?? [])];
  return {
    source: 'page',
    fellBackBecause: null,
    byline: null,
    siteName: null,
    publishedAt: null,
    modifiedAt: null,
    language: 'en',
    isLive: false,
    images: [],
    recordings: [],
    preview: { title: headline, description: lead ?? '', imageUrl: null },
    ...told,
    url,
    headline,
    lead,
    blocks,
  };
}

export function aParagraph(text: string): Block {
  return { kind: 'paragraph', text };
}

export function aList(items: readonly string[], intro: string | null = null): Block {
  return { kind: 'list', intro, items };
}

export function anImage(told: Partial<ArticleImage> = {}): ArticleImage {
  return {
    url: 'https://news.example.org/picture.jpg',
    altText: 'A helicopter lands on a dusty field.',
    caption: null,
    credit: null,
    width: 1200,
    height: 675,
    ...told,
  };
}

export function aRecording(told: Partial<Recording> = {}): Recording {
  return { kind: 'video', url: 'https://news.example.org/video/1', caption: 'The minister speaks.', ...told };
}

/** A statement of a known speaker; `start` places it among the others. */
export function aQuote(text: string, told: Partial<Quote> = {}): Quote {
  const start = told.start ?? 0;
  return {
    start,
    end: start + text.length,
    text,
    parts: null,
    kind: 'statement',
    speaker: aSpeaker(),
    mention: null,
    rule: 'test',
    confidence: 0.95,
    ...told,
  };
}

export function aSpeaker(told: Partial<Speaker> = {}): Speaker {
  return { name: 'Amara Kessy', role: 'Under-Secretary-General for Operational Logistics', ...told };
}

export function anEvent(told: Partial<CoverageEvent> = {}): CoverageEvent {
  return {
    id: 'port-selwyn',
    title: 'Port Selwyn Conference',
    place: null,
    zone: 'Etc/UTC',
    firstDay: '2017-11-14',
    lastDay: '2017-11-15',
    language: 'en',
    tags: ['PortSelwyn'],
    feeds: [],
    covers: { any: [], all: [], none: [] },
    poll: { during: [], otherwise: [] },
    parts: aTemplate(),
    pace: {
      threadsPerHour: 20,
      threadsPerDay: 1000,
      burst: { threads: 20, minutes: 1 },
      smallestGapMinutes: 0,
      quietHours: null,
      freshMinutes: 10_000,
      whenStale: 'digest',
    },
    moments: noMoments,
    threads: { kind: 'per-story', mostPosts: 20, keyMoments: [] },
    agendaSource: { places: [], sessions: [] },
    holdForApproval: [],
    neverPost: [],
    accounts: [],
    ...told,
  };
}

export function aTemplate(told: Partial<PartsTemplate> = {}): PartsTemplate {
  return {
    mostPosts: 6,
    mostQuotes: 2,
    mostPoints: null,
    mostMedia: null,
    order: ['quotes', 'points', 'media'],
    ...told,
  };
}

export function aStyle(told: Partial<Style> = {}): Style {
  return {
    visibility: { opener: 'public', followUps: 'unlisted' },
    tags: ['PortSelwyn'],
    language: 'en',
    mostPosts: 6,
    contentWarning: null,
    handles: {},
    glossary: {},
    ...told,
  };
}

/** Mastodon's documented defaults, with the server's own cards. */
export function mastodonLimits(mostCharacters = 500): Limits {
  return {
    measure: { kind: 'mastodon', mostCharacters, charactersPerLink: 23 },
    imagesPerPost: 4,
    altTextCharacters: 1500,
    imageBytes: 16_777_216,
    cardImageBytes: 16_777_216,
    imagePixels: 33_177_600,
    cards: 'servers',
    quotes: true,
  };
}

/** Bluesky's limits, with cards of ours. */
export function blueskyLimits(): Limits {
  return {
    measure: { kind: 'bluesky', mostGraphemes: 300, mostBytes: 3000 },
    imagesPerPost: 4,
    altTextCharacters: null,
    imageBytes: 2_000_000,
    cardImageBytes: 1_000_000,
    imagePixels: null,
    cards: 'ours',
    quotes: true,
  };
}
