import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/base/instant.ts';
import { feedIn } from './feed-text.ts';

const page = 'https://a.example/1';
const at = parseInstant('2017-11-14T17:30:00Z');

describe('what only RSS 2.0 has a word for is read', () => {
  const item =
    '<title>T</title><pubDate>Tue, 14 Nov 2017 17:30:00 GMT</pubDate><author>Ana</author><category>Peace</category>';

  it.each([
    ['in an RDF', `<item rdf:about="${page}">${item}</item>`],
    [
      'in an RDF under the names of Atom',
      `<item rdf:about='${page}'>${item.replaceAll('pubDate', 'published')}</item>`,
    ],
  ])('%s', async (_, items) => {
    const list = `<items><rdf:Seq><rdf:li rdf:resource="${page}"/></rdf:Seq></items>`;
    const feed = await feedIn(
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://a.example/"><title>Wire</title>${list}<description>D</description></channel>${items}</rdf:RDF>`,
    );
    expect(feed).toMatchObject({ title: 'Wire', description: 'D' });
    expect(feed.items).toMatchObject([
      { id: page, link: page, title: 'T', publishedAt: at, author: 'Ana', categories: ['Peace'] },
    ]);
  });

  it('in Atom', async () => {
    const entry = item.replace('Peace', '<![CDATA[Peace & "aid"]]>');
    const feed = await feedIn(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry>${entry}<link>\n${page}?a=1&amp;b=2 </link><description>&lt;p&gt;D&lt;/p&gt;</description></entry></feed>`,
    );
    expect(feed.items).toMatchObject([
      {
        link: `${page}?a=1&b=2`,
        title: 'T',
        publishedAt: at,
        author: 'Ana',
        categories: ['Peace & "aid"'],
        summaryHtml: '<p>D</p>',
      },
    ]);
  });
});

it('Atom that says all in its own words is read as it stands', async () => {
  const entry = `<entry><title>T</title><author><name>Ana</name></author><link href="${page}"/><category term="Peace"/><summary>S</summary></entry>`;
  const feed = await feedIn(`<feed xmlns="http://www.w3.org/2005/Atom">${entry}</feed>`);
  expect(feed.items).toMatchObject([{ link: page, author: 'Ana', categories: ['Peace'], summaryHtml: 'S' }]);
});
