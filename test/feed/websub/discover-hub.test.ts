import { describe, expect, it } from 'vitest';
import { discoverHub } from '../../../src/feed/websub/discover-hub.ts';
import { readLinkHeader } from '../../../src/feed/websub/link-header.ts';
import { feedIn, rssWith } from '../feed-text.ts';

const url = 'https://agency.example.org/feeds/news.xml';
const atomLinks = `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="https://hub.example/"/>
<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://agency.example.org/rss"/>`;

describe('hub and self are found', () => {
  it('in RSS', async () => {
    const feed = await feedIn(rssWith({ channel: atomLinks }));
    expect(discoverHub(feed, { url, headers: {} })).toEqual({
      hubs: ['https://hub.example/'],
      topic: 'https://agency.example.org/rss',
    });
  });

  it('in Atom, against its base', async () => {
    const feed = await feedIn(
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://agency.example.org/feeds/"><title>Wire</title><id>x</id><link rel="hub" href="/hub"/><link rel="self" href="all.atom"/><entry><id>1</id><title>A</title></entry></feed>',
    );
    expect(discoverHub(feed, { url, headers: {} })).toEqual({
      hubs: ['https://agency.example.org/hub'],
      topic: 'https://agency.example.org/feeds/all.atom',
    });
  });

  it('in JSON Feed, where other protocols name hubs too', async () => {
    const feed = await feedIn(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Wire',
        feed_url: 'https://agency.example.org/feed.json',
        hubs: [
          { type: 'rssCloud', url: 'https://cloud.example/' },
          { type: 'WebSub', url: 'https://hub.example/' },
        ],
        items: [{ id: '1', content_text: 'A' }],
      }),
    );
    expect(discoverHub(feed, { url, headers: {} })).toEqual({
      hubs: ['https://hub.example/'],
      topic: 'https://agency.example.org/feed.json',
    });
  });

  it('in Link headers first', async () => {
    const feed = await feedIn(rssWith({ channel: atomLinks }));
    const link = '<https://push.example/>; rel="hub", </feeds/own.xml>; rel=self';
    expect(discoverHub(feed, { url, headers: { link } })).toEqual({
      hubs: ['https://push.example/'],
      topic: 'https://agency.example.org/feeds/own.xml',
    });
  });

  it('from two places, when each has one', async () => {
    const feed = await feedIn(rssWith({ channel: atomLinks }));
    const link = '<https://push.example/>; rel="hub"';
    expect(discoverHub(feed, { url, headers: { link } })).toMatchObject({
      hubs: ['https://push.example/'],
      topic: 'https://agency.example.org/rss',
    });
  });

  it('to be the feed’s own address where it names none, and over https where there is a choice', () => {
    const feed = { hubs: ['http://old.example/', 'https://hub.example/'], self: null };
    expect(discoverHub(feed, { url, headers: {} })).toEqual({ hubs: ['https://hub.example/'], topic: url });
  });

  it('all, in their order, where there are several', () => {
    const link =
      '<https://one.example/>; rel=hub, <https://other.example/>; rel=hub, <https://one.example/>; rel=hub';
    expect(discoverHub({ hubs: [], self: null }, { url, headers: { link } })).toMatchObject({
      hubs: ['https://one.example/', 'https://other.example/'],
    });
  });

  it('not where there is none', async () => {
    expect(discoverHub(await feedIn(rssWith({})), { url, headers: { link: '<x>; rel=next' } })).toBeNull();
  });

  it('not at addresses of other kinds', () => {
    const feed = { hubs: [], self: null };
    expect(discoverHub(feed, { url, headers: { link: '<mailto:a@b.example>; rel=hub' } })).toBeNull();
  });
});

describe('a Link header', () => {
  it.each([
    ['<a>; rel=hub', [['a', ['hub']]]],
    [
      '<a>;rel="hub self" , <b>; title="x, <y>; rel=hub"; rel=next',
      [
        ['a', ['hub', 'self']],
        ['b', ['next']],
      ],
    ],
    ['<a>; REL=HUB; rel=next', [['a', ['hub']]]],
    ['<a,b>; crossorigin; rel=self', [['a,b', ['self']]]],
    ['<a>; title="a \\" q, <b>; rel=next"; rel=hub', [['a', ['hub']]]],
    [
      '<a>; rel=hub; anchor="/other", <b>; rel=hub',
      [
        ['a', []],
        ['b', ['hub']],
      ],
    ],
    ['nonsense, <a>', [['a', []]]],
    ['', []],
  ])('%s is read', (header, links) => {
    expect(readLinkHeader(header).map(({ target, relations }) => [target, relations])).toEqual(links);
  });
});
