import { describe, expect, it } from 'vitest';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import { accountsFor, siblingLanguage } from '../../src/coverage/siblings.ts';
import { anEvent, aStyle } from '../thread/builders.ts';

describe('a story is for', () => {
  it('every account when all feeds tell in one language', () => {
    const event = eventOf({ feeds: [null, null], accounts: ['en', 'de'] });
    expect(readersOf(event, 0)).toEqual(['en', 'de']);
    expect(readersOf(event, 1)).toEqual(['en', 'de']);
  });

  it('the accounts in its feed’s language when another feed tells it in another', () => {
    const event = eventOf({ feeds: [null, 'fr', 'es'], accounts: ['en', 'fr', 'es', 'en-GB'] });
    expect(readersOf(event, 0)).toEqual(['en', 'en-GB']);
    expect(readersOf(event, 1)).toEqual(['fr']);
    expect(readersOf(event, 2)).toEqual(['es']);
  });

  it('an account in a language of no feed by way of the event’s language', () => {
    const event = eventOf({ feeds: [null, 'fr'], accounts: ['de', 'fr'] });
    expect(readersOf(event, 0)).toEqual(['de']);
  });

  it('an account by the nearest variety of its language', () => {
    const event = eventOf({ feeds: [null, 'pt', 'pt-BR'], accounts: ['pt-BR', 'pt-AO'] });
    expect(readersOf(event, 1)).toEqual(['pt-AO']);
    expect(readersOf(event, 2)).toEqual(['pt-BR']);
  });

  it('each account from one language only, whatever the feeds and accounts', () => {
    const languages = ['en', 'fr', 'pt', 'pt-BR', 'zh-Hant'];
    const event = eventOf({ feeds: ['fr', 'pt-BR', 'zh-Hans', 'fr'], accounts: languages });
    for (const language of languages) {
      const spoken = event.feeds.filter((_, at) => readersOf(event, at).includes(language));
      expect(new Set(spoken.map((feed) => feed.language)).size).toBe(1);
    }
  });
});

it('a feed in the event’s own language has no language of its own', () => {
  const event = eventOf({ feeds: [null, 'en', 'fr'], accounts: ['en'] });
  expect(event.feeds.map(({ url }) => siblingLanguage(event, url))).toEqual([null, null, 'fr']);
});

function readersOf(event: CoverageEvent, feed: number): readonly string[] {
  return accountsFor(event, event.feeds[feed]?.url ?? '').map(({ style }) => style.language);
}

function eventOf({
  feeds,
  accounts,
}: {
  feeds: readonly (string | null)[];
  accounts: readonly string[];
}): CoverageEvent {
  const usual = anEvent({ accounts: [{ accountId: 'desk', style: aStyle() }] });
  const [account] = usual.accounts;
  if (!account) throw new Error('the builder’s event has no account');
  return {
    ...usual,
    language: 'en',
    feeds: feeds.map((language, at) => ({
      url: `https://news.example/${at}`,
      catchUp: 0,
      ...(language !== null && { language }),
    })),
    accounts: accounts.map((language) => ({ ...account, style: { ...account.style, language } })),
  };
}
