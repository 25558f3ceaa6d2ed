import { primaryLanguage } from '../base/language-tag.ts';
import type { CoverageEvent, EventAccount } from './event.ts';
import { eventFeedAt } from './event-feed.ts';

/**
 * The accounts that a story of this feed is for. Feeds of one publisher in several languages tell the same news: each
 * account gets it once, from the feed in its own language, or from those in the event's where no feed speaks its own.
 */
export function accountsFor(event: CoverageEvent, feedUrl: string): readonly EventAccount[] {
  const spoken = [...new Set(event.feeds.map((feed) => feed.language ?? event.language))];
  if (spoken.length < 2) return event.accounts;
  const language = languageOf(event, feedUrl);
  const usual = nearestOf(spoken, event.language) ?? spoken[0];
  return event.accounts.filter(({ style }) => (nearestOf(spoken, style.language) ?? usual) === language);
}

/** The language of a feed that tells in another than the event's; null for all others. */
export function siblingLanguage(event: CoverageEvent, feedUrl: string): string | null {
  const language = languageOf(event, feedUrl);
  return language === event.language ? null : language;
}

function languageOf(event: CoverageEvent, feedUrl: string): string {
  return eventFeedAt(event, feedUrl)?.source.language ?? event.language;
}

/** pt-BR is served by a feed in pt-BR, or else by one in pt or pt-PT. */
function nearestOf(spoken: readonly string[], wanted: string): string | undefined {
  const exact = spoken.find((tag) => tag.toLowerCase() === wanted.toLowerCase());
  return exact ?? spoken.find((tag) => primaryLanguage(tag) === primaryLanguage(wanted));
}
