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

describe('an error is read past:', () => {
  it.each([
    ['a document that lost its last ">"', rssWith({ item: '<title>T</title>' }).slice(0, -1)],
    ['RSS without a version', '<rss><channel><item><title>T</title></item></channel></rss>'],
    ['RSS without a channel', '<rss version="2.0"><item><title>T</title></item></rss>'],
    [
      'RSS under a prefix',
      '<r:rss xmlns:r="http://backend.userland.com/rss2" version="2.0"><r:channel><r:item><r:title>T</r:title></r:item></r:channel></r:rss>',
    ],
    [
      'a warning before the document',
      `Warning: deprecated in line 3\n${rssWith({ item: '<title>T</title>' })}`,
    ],
    ['a bare ampersand', rssWith({ item: '<title>T</title><description>R&D</description>' })],
    ['a page type before RSS', `<!DOCTYPE html>${rssWith({ item: '<title>T</title>' })}`],
    [
      'base64 in Atom 0.3',
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="base64">VA==</title></entry></feed>',
    ],
    [
      'base64 in Atom 1.0',
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="application/octet-stream">VA==</title></entry></feed>',
    ],
  ])('%s', async (_, text) => {
    expect(await firstItemIn(text)).toMatchObject({ title: 'T' });
  });

  it('base64 is read in a feed without entries too', async () => {
    const text =
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><tagline mode="base64">VA==</tagline></feed>';
    expect(await feedIn(text)).toMatchObject({ description: 'T', items: [] });
  });

  it('a channel that says nothing, which feedsmith refuses, has no items', async () => {
    expect(await feedIn('<rss version="2.0"><channel></channel></rss>')).toMatchObject({
      title: null,
      items: [],
    });
  });

  it('an unreadable date costs that date alone', async () => {
    const items = '<item><title>A</title><pubDate>31 Feb 2017</pubDate></item><item><title>B</title></item>';
    const feed = await feedIn(`<rss version="2.0"><channel>${items}</channel></rss>`);
    expect(feed.items.map(({ title, publishedAt }) => [title, publishedAt])).toEqual([
      ['A', null],
      ['B', null],
    ]);
  });

  it.each([
    ['<author>ana@un.org (Ana Sousa)</author>', 'Ana Sousa'],
    ['<author>Ana Sousa &lt;ana@un.org&gt;</author>', 'Ana Sousa'],
    ['<author>ana@un.org</author>', 'ana@un.org'],
    ['<author><![CDATA[<a href="/ana">Ana Sousa</a>]]></author>', 'Ana Sousa'],
    ['<author><p>Ana Sousa</p></author>', 'Ana Sousa'],
    ['<dc:author>Ana Sousa</dc:author>', 'Ana Sousa'],
    ['<author>ana@un.org</author><dc:creator>Ana Sousa</dc:creator>', 'Ana Sousa'],
  ])('the author of %s is named', async (item, author) => {
    expect(await firstItemIn(rssWith({ item }))).toMatchObject({ author });
  });

  it('an article of Atom is read under the name that RSS has for it', async () => {
    const entry =
      '<entry><summary>S</summary><content:encoded><![CDATA[<p>C</p>]]></content:encoded></entry>';
    expect(await firstItemIn(`<feed xmlns="http://www.w3.org/2005/Atom">${entry}</feed>`)).toMatchObject({
      summaryHtml: 'S',
      contentHtml: '<p>C</p>',
    });
  });

  it('categories in a list of their own are read', async () => {
    const list = '<categories>\n<category>Peace</category> <category>Aid</category>\n</categories>';
    expect(await firstItemIn(rssWith({ item: list }))).toMatchObject({ categories: ['Peace', 'Aid'] });
  });

  it.each(['fullitem', 'body', 'xhtml:body'])('an article in <%s> is its content', async (name) => {
    const item = await firstItemIn(rssWith({ item: `<${name}><p>Whole.</p></${name}>` }));
    expect(item.contentHtml).toBe('<p>Whole.</p>');
  });

  it("the channel's author is its editor", async () => {
    const feed = await feedIn(
      rssWith({ channel: '<author>Press office</author>', item: '<author>Ana</author>' }),
    );
    expect(feed.author).toBe('Press office');
    expect(feed.items[0]?.author).toBe('Ana');
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
