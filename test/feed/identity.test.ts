import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/base/instant.ts';
import { canonicalLink } from '../../src/feed/canonical-link.ts';
import { aliasesOf, contentHashOf } from '../../src/feed/identity.ts';
import { anItem } from './feed-text.ts';

const publishedAt = parseInstant('2017-11-14T12:00:00Z');

describe('an item', () => {
  it('is known by guid, page, and title with date', () => {
    const aliases = aliasesOf(
      anItem({ id: 'a1', link: 'https://a.example.org/1', title: 'One', publishedAt }),
    );
    expect(aliases.map(({ kind }) => kind)).toEqual(['guid', 'link', 'title-date']);
  });

  it.each([
    ['its guid was drawn anew', { id: 'b2' }],
    ['its address moved', { link: 'https://new.example.org/stories/one' }],
    ['its title lost a typo', { title: 'Ones' }],
    ['its date was touched', { publishedAt: parseInstant('2017-11-14T13:00:00Z') }],
    ['its address gained tracking', { link: 'http://a.example.org:80/1?utm_source=rss#top', id: null }],
  ])('is known again though %s', (_, changed) => {
    const item = anItem({ id: 'a1', link: 'https://a.example.org/1', title: 'One', publishedAt });
    const known = aliasesOf(item).map(({ kind, value }) => `${kind} ${value}`);
    const again = aliasesOf({ ...item, ...changed }).map(({ kind, value }) => `${kind} ${value}`);
    expect(again.some((alias) => known.includes(alias))).toBe(true);
  });

  it('shares no alias with another item of the same title and another day', () => {
    const monday = aliasesOf(anItem({ title: 'Noon briefing', publishedAt }));
    const tuesday = aliasesOf(
      anItem({ title: 'Noon briefing', publishedAt: (publishedAt ?? 0) + 86_400_000 }),
    );
    expect(monday).not.toEqual(tuesday);
    expect(aliasesOf(anItem({ title: 'Noon briefing' }))).toEqual([]);
  });

  it.each([
    ['quotes and dashes', '“Blue helmets” – ministers’ pledge', '"Blue helmets" - ministers\' pledge'],
    ['accents in another form', 'Réunion à Genève'.normalize('NFC'), 'Réunion à Genève'.normalize('NFD')],
    ['case', 'MINISTERS MEET', 'Ministers meet'],
  ])('has the same title through other %s', (_, title, other) => {
    expect(aliasesOf(anItem({ title: other, publishedAt }))).toEqual(
      aliasesOf(anItem({ title, publishedAt })),
    );
  });

  it('is known by its words, once they are its own', () => {
    const text = 'Ministers of eighty countries met in Vancouver on Tuesday to pledge helicopters.';
    const one = anItem({ title: 'Ministers meet', summaryHtml: `<p>${text}</p>` });
    const typo = anItem({ title: 'Minsters meet', contentHtml: `<div>${text}</div>` });
    expect(aliasesOf(one).map(({ kind }) => kind)).toEqual(['words']);
    expect(aliasesOf(typo)).toEqual(aliasesOf(one));
    expect(aliasesOf(anItem({ title: 'Noon briefing', summaryHtml: 'Watch live' }))).toEqual([]);
  });
});

describe("an item's content hash", () => {
  const item = anItem({
    link: 'https://a.example.org/1',
    title: 'One',
    summaryHtml: '<p>Ministers met.</p>',
    enclosures: [
      { url: 'https://a.example.org/1.jpg', type: null, bytes: null, altText: null, credit: null },
    ],
  });

  it.each([
    ['markup and white space', { summaryHtml: '<div>Ministers\n <b>met</b>.</div>' }],
    ['tracking parameters', { link: 'https://a.example.org/1?fbclid=x' }],
    ['dates', { publishedAt, updatedAt: publishedAt }],
    ['a guid', { id: 'x' }],
  ])('stays through other %s', (_, changed) => {
    expect(contentHashOf({ ...item, ...changed })).toBe(contentHashOf(item));
  });

  it.each([
    ['words', { summaryHtml: '<p>Ministers left.</p>' }],
    ['a title', { title: 'Two' }],
    ['a page', { link: 'https://a.example.org/2' }],
    ['a picture', { enclosures: [] }],
  ])('changes with other %s', (_, changed) => {
    expect(contentHashOf({ ...item, ...changed })).not.toBe(contentHashOf(item));
  });
});

describe('a canonical link', () => {
  it.each([
    ['HTTP://News.Example.org:80/a?utm_medium=rss&id=7&fbclid=x#part', 'https://news.example.org/a?id=7'],
    ['https://news.example.org:443/a', 'https://news.example.org/a'],
    ['https://news.example.org/a?page=2', 'https://news.example.org/a?page=2'],
    ['not an address', 'not an address'],
  ])('of %s is %s', (link, canonical) => {
    expect(canonicalLink(link)).toBe(canonical);
  });
});
