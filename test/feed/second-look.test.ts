import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/base/instant.ts';
import { feedIn, firstItemIn, rssWith } from './feed-text.ts';

const [one, two] = ['<item><title>One</title></item>', '<item><title>Two</title></item>'];
const rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"';

describe('no item is lost', () => {
  it.each([
    ['beside the channel', `<rss version="0.91"><channel><title>Wire</title></channel>${one}${two}</rss>`],
    ['in two channels', `<rss><channel><title>Wire</title>${one}</channel><channel>${two}</channel></rss>`],
    ['in <items>', `<rss><channel><title>Wire</title><items>${one}${two}</items></channel></rss>`],
    [
      'in the channel of an RDF',
      `<rdf:RDF ${rdf}><channel><title>Wire</title>${one}${two}</channel></rdf:RDF>`,
    ],
    ['in a channel without a root', `<channel><title>Wire</title>${one}${two}</channel>`],
  ])('%s', async (_, text) => {
    const feed = await feedIn(text);
    expect(feed.title).toBe('Wire');
    expect(feed.items.map(({ title }) => title)).toEqual(['One', 'Two']);
  });

  it.each([
    ['an item that never ends', '<item><title>One</title><item><title>Two</title></item>'],
    [
      'a title that never ends',
      '<item><title>One<link>http://a.example/1</link></item><item><title>Two</title></item>',
    ],
    [
      'a title closed under another name',
      '<item><title>One</titel></item><item><title>Two</subtitle></item>',
    ],
    ['a closing tag too many', '<item><title>One</title></b></item><item><title>Two</title></p></item>'],
    [
      'attributes without quotes',
      `<item><title>One</title><enclosure url=http://a.example/x.mp3></item>${two}`,
    ],
    ['a paragraph left open', `<item><title>One</title><description>a<p>b<br>c</description></item>${two}`],
    [
      'a category of the channel left open',
      `<itunes:category text='News'><itunes:category text='World'/>${one}${two}`,
    ],
    ['a bare "<"', `<item><title>One</title><description>1 < 2, I <3 it</description></item>${two}`],
    [
      'an address in angles',
      `<item><title>One</title><description>Ann <ann@a.example></description></item>${two}`,
    ],
  ])('over %s', async (_, items) => {
    const feed = await feedIn(`<rss version="2.0"><channel><title>Wire</title>${items}</channel></rss>`);
    expect(feed.items.map(({ title }) => title)).toEqual(['One', 'Two']);
  });

  it('over an author of Atom left open', async () => {
    const entries = ['One', 'Two'].map((title) => `<entry><title>${title}</title></entry>`).join('');
    const feed = await feedIn(
      `<feed xmlns="http://www.w3.org/2005/Atom"><author><name>Ana</name>${entries}</feed>`,
    );
    expect(feed.items.map(({ title }) => title)).toEqual(['One', 'Two']);
  });

  it.each([1, 3])('nor any made up, where an article quotes the tags of %i items', async (times) => {
    const quoted = '<item><title>X</title></item>'.repeat(times);
    const description = `<description><![CDATA[Write ${quoted}.]]></description>`;
    const feed = await feedIn(rssWith({ item: `<title>T</title>${description}` }));
    expect(feed.items).toMatchObject([{ title: 'T', summaryHtml: `Write ${quoted}.` }]);
    const content = `<content type="html"><![CDATA[${quoted}]]></content>`;
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title>${content}</entry></feed>`;
    expect((await feedIn(atom)).items).toMatchObject([{ title: 'T', contentHtml: quoted }]);
  });

  it('nor is an article changed that has a <summary> of HTML', async () => {
    const html = '<details><summary>More</summary>of it</details>';
    const item = await firstItemIn(
      rssWith({ item: `<title>T</title><description><![CDATA[${html}]]></description>` }),
    );
    expect(item).toMatchObject({ summaryHtml: html, contentHtml: null });
  });
});

describe('what RSS says in the words of Atom is read:', () => {
  const page = 'https://a.example/1';

  it.each([
    ['a link with its address in href', `<link href="${page}"/>`],
    ['an empty link before the real one', `<link/><link>${page}</link>`],
    [
      "the feed's own address before the page's",
      `<link rel="self" href="https://a.example/feed"/><link>${page}</link>`,
    ],
  ])('%s', async (_, link) => {
    expect(await firstItemIn(rssWith({ item: `<title>T</title>${link}` }))).toMatchObject({ link: page });
    const channel = await feedIn(`<rss version="2.0"><channel><title>W</title>${link}</channel></rss>`);
    expect(channel.link).toBe(page);
  });

  it.each(['published', 'updated', 'date'])('a date in <%s>', async (name) => {
    const item = await firstItemIn(
      rssWith({ item: `<title>T</title><${name}>2017-11-14T17:30:00Z</${name}>` }),
    );
    expect(item.publishedAt).toBe(parseInstant('2017-11-14T17:30:00Z'));
  });

  it.each(['summary', 'content'])('an article in <%s>', async (name) => {
    const item = `<title>T</title><description>Short.</description><${name}>Long.</${name}>`;
    expect(await firstItemIn(rssWith({ item }))).toMatchObject({
      summaryHtml: 'Short.',
      contentHtml: 'Long.',
    });
  });
});
