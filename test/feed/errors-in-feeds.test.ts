import { describe, expect, it } from 'vitest';
import { feedIn, firstItemIn, rssWith } from './feed-text.ts';

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
