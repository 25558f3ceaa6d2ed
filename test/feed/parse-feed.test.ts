import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/base/instant.ts';
import { feedIn, firstItemIn, fixture, rssWith } from './feed-text.ts';

describe('a feed is read', () => {
  it('from RSS with padded titles and folded links', async () => {
    const feed = await feedIn(fixture('newsroom-padded-titles.rss.xml'));
    expect(feed).toMatchObject({
      title: 'Newsroom – Peace & Security',
      link: 'https://newsroom.example.org/en/',
      description: 'What happened & why',
      language: 'en',
      updatedAt: parseInstant('2017-11-14T12:00:00Z'),
      // Half an hour by sy:update*, a quarter by ttl: the slower holds.
      wishes: { pauseMinutes: 30, skipHours: [], skipDays: [] },
    });
    expect(feed.items).toHaveLength(2);
    expect(feed.items[0]).toEqual({
      id: 'https://newsroom.example.org/feed/view/en/story/2017/11/1',
      link: 'https://newsroom.example.org/feed/view/en/story/2017/11/1',
      title: '‘We need helicopters’, says force commander',
      author: null,
      publishedAt: parseInstant('2017-11-14T12:00:00Z'),
      updatedAt: null,
      summaryHtml: 'The commander spoke to ministers&nbsp;on <b>Tuesday</b>.',
      contentHtml: null,
      language: 'en',
      enclosures: [
        {
          url: 'https://media.example.org/1/Photo+1.jpg',
          type: 'image/jpeg',
          bytes: 55204,
          altText: null,
          credit: null,
        },
      ],
      categories: ['Peacekeeping', 'Women & peace'],
    });
    expect(feed.items[1]).toMatchObject({ link: 'https://newsroom.example.org/story/2', publishedAt: null });
  });

  it('from RSS whose pictures are described in Media RSS', async () => {
    const item = await firstItemIn(fixture('agency-media-captions.rss.xml'));
    expect(item).toMatchObject({
      link: 'https://agency.example.org/wire/1',
      author: 'Ana Sousa, Li Wei',
      publishedAt: parseInstant('2017-11-14T17:30:00Z'),
      summaryHtml: 'Short.',
      contentHtml: '<p>Long.</p>',
    });
    expect(item.enclosures).toEqual([
      {
        url: 'https://agency.example.org/a.jpg',
        type: 'image/jpeg',
        bytes: 1234,
        altText: 'Ministers at a round table',
        credit: 'K. Ito',
      },
      {
        url: 'https://agency.example.org/b.mp4',
        type: 'video/mp4',
        bytes: null,
        altText: null,
        credit: null,
      },
      { url: 'https://agency.example.org/b.jpg', type: 'image/*', bytes: null, altText: null, credit: null },
      { url: 'https://agency.example.org/c.png', type: 'image/*', bytes: null, altText: null, credit: null },
    ]);
  });

  it('from Atom with XHTML, relative links and inherited authors and languages', async () => {
    const feed = await feedIn(fixture('ministry-xhtml-base.atom.xml'));
    expect(feed).toMatchObject({
      title: 'Ministère & paix',
      link: 'https://ministere.example.org/fr/accueil',
      author: 'Service de presse',
      language: 'fr',
    });
    expect(feed.items[0]).toMatchObject({
      id: 'tag:ministere.example.org,2017:1',
      title: "Des casques bleus à l'honneur",
      link: 'https://ministere.example.org/fr/articles/1',
      author: 'Service de presse',
      publishedAt: parseInstant('2017-11-14T08:00:00Z'),
      updatedAt: parseInstant('2017-11-14T08:45:00Z'),
      summaryHtml: '5 &lt; 6 &amp; 7',
      contentHtml: '<p>Un.</p><p>Deux.</p>',
      language: 'fr',
      enclosures: [{ url: 'https://ministere.example.org/img/1.png', type: 'image/png', bytes: 42 }],
      categories: ['Paix & sécurité', 'paix'],
    });
    expect(feed.items[1]).toMatchObject({
      link: 'https://ministere.example.org/en/2',
      author: 'Ana Sousa',
      language: 'en',
      publishedAt: parseInstant('2017-11-14T08:00:00Z'),
    });
  });

  it('from RDF, where rdf:about is id and link', async () => {
    expect(await firstItemIn(fixture('library-about-links.rdf.xml'))).toMatchObject({
      id: 'https://library.example.org/1',
      link: 'https://library.example.org/1',
      author: 'Oficina',
      publishedAt: parseInstant('2017-11-14T00:00:00Z'),
      language: 'es',
      categories: ['Paz'],
    });
  });

  it('from JSON Feed, whose texts are plain', async () => {
    const feed = await feedIn(fixture('desk-plain-text.feed.json'));
    expect(feed).toMatchObject({ title: 'Desk <live>', language: 'en-CA' });
    expect(feed.items[0]).toMatchObject({
      link: 'https://desk.example.org/1',
      title: 'Pledges < promises & words',
      author: 'The desk',
      summaryHtml: 'A &amp; B',
      contentHtml: 'First line\nsecond line',
      enclosures: [
        { url: 'https://desk.example.org/1.mp3', type: 'audio/mpeg', bytes: 9 },
        { url: 'https://desk.example.org/1.jpg', type: 'image/*' },
      ],
      categories: ['pledges'],
    });
  });

  it('titles of a JSON Feed are read past the entities of the page they were taken from', async () => {
    const text = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Desk &#8211; Agency',
      items: [{ id: '1', title: 'R&amp;D: 5 < 6 &hellip;', authors: [{ name: 'Jos&eacute;' }] }],
    });
    expect(await feedIn(text)).toMatchObject({
      title: 'Desk – Agency',
      items: [{ title: 'R&D: 5 < 6 …', author: 'José' }],
    });
  });
});

describe('what a feed says only in an extension is read:', () => {
  const media = (words: string) => rssWith({ item: `<media:group>${words}</media:group>` });

  it.each([
    ['a title of Media RSS', media('<media:title>T</media:title>'), { title: 'T' }],
    ['a description of Media RSS', media('<media:description>D</media:description>'), { summaryHtml: 'D' }],
    ['keywords of Media RSS', media('<media:keywords>a, b</media:keywords>'), { categories: ['a', 'b'] }],
    [
      'words of the one file',
      rssWith({
        item: '<media:content url="https://a.example/1.jpg"><media:title>T</media:title></media:content>',
      }),
      { title: 'T' },
    ],
    ['a category of Atom in RSS', rssWith({ item: '<atom:category term="a"/>' }), { categories: ['a'] }],
    [
      'the date something became available',
      rssWith({ item: '<title>T</title><dcterms:available>2017-11-14T08:00:00Z</dcterms:available>' }),
      { publishedAt: parseInstant('2017-11-14T08:00:00Z') },
    ],
    [
      'Dublin Core in Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><dc:description>D</dc:description><dcterms:created>2017-11-14T08:00:00Z</dcterms:created></entry></feed>',
      { summaryHtml: 'D', publishedAt: parseInstant('2017-11-14T08:00:00Z') },
    ],
  ])('%s', async (_, text, read) => {
    expect(await firstItemIn(text)).toMatchObject(read);
  });
});

describe('what an item says is made safe:', () => {
  it('titles are text, their entities decoded once more than the XML', async () => {
    const title = "&lt;a href='/x'&gt;R&amp;amp;D&lt;/a&gt; costs 5 &lt; 6\n  &amp;#8217;";
    expect(await firstItemIn(rssWith({ item: `<title>${title}</title>` }))).toMatchObject({
      title: 'R&D costs 5 < 6 ’',
    });
  });

  it('controls and characters that turn the reading direction are gone', async () => {
    const item = await firstItemIn(
      rssWith({ item: '<title>a\u202eb\u2066c\u0007d\ufeffe</title><description>x\u202ey</description>' }),
    );
    expect(item).toMatchObject({ title: 'abcde', summaryHtml: 'xy' });
  });

  it.each(['javascript:alert(1)', 'file:///etc/hostname', 'data:text/html,x', '#', ''])(
    'a link to %j is none, or its feed',
    async (link) => {
      const item = await firstItemIn(rssWith({ item: `<title>T</title><link>${link}</link>` }));
      expect(item.link === null || item.link.startsWith('https://agency.example.org/')).toBe(true);
    },
  );

  it('references to what only windows-1252 has are written out in an article', async () => {
    const description = '<![CDATA[<p>don&#146;t &#x96; R&amp;D &#160;</p>]]>';
    expect(await firstItemIn(rssWith({ item: `<description>${description}</description>` }))).toMatchObject({
      summaryHtml: '<p>don’t – R&amp;D &#160;</p>',
    });
  });

  it('a link keeps its parameters where one of its ampersands is bare', async () => {
    const link = 'https://a.example/?id=1&section=2&amp;copy=3';
    expect(await firstItemIn(rssWith({ item: `<link>${link}</link>` }))).toMatchObject({
      link: 'https://a.example/?id=1&section=2&copy=3',
    });
  });

  it('a relative guid is a link where it says that it is', async () => {
    const item = (attributes: string) => firstItemIn(rssWith({ item: `<guid${attributes}>/blog/1</guid>` }));
    expect(await item(' isPermaLink="true"')).toMatchObject({ link: 'https://agency.example.org/blog/1' });
    expect(await item('')).toMatchObject({ id: '/blog/1', link: null });
  });

  it('a guid that is not a permalink is no link', async () => {
    const item = await firstItemIn(rssWith({ item: '<guid isPermaLink="false">https://a.example/1</guid>' }));
    expect(item).toMatchObject({ id: 'https://a.example/1', link: null });
  });
});
