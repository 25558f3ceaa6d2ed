import { describe, expect, it } from 'vitest';
import { articleFromItem } from '../../src/article/article-from-item.ts';
import { anItem } from './pages.ts';

const picture = {
  url: 'https://site.example/a.jpg',
  type: 'image/jpeg',
  bytes: 5,
  altText: null,
  credit: null,
} as const;

describe('an article from the feed alone', () => {
  it('takes the full text before the summary', () => {
    const article = articleFromItem(
      anItem({ summaryHtml: 'Short.', contentHtml: '<p>First.</p><p>They will:</p><ul><li>go.</li></ul>' }),
    );
    expect(article).toMatchObject({
      source: 'feed',
      lead: 'First.',
      blocks: [
        { kind: 'paragraph', text: 'First.' },
        { kind: 'list', intro: 'They will:', items: ['go.'] },
      ],
    });
  });

  it('takes the summary where it is all there is, as plain text, and says why', () => {
    const item = anItem({ title: 'A title', summaryHtml: 'Aid &amp; trade: 5 &lt; 6.' });
    expect(articleFromItem(item, 'login-wall')).toMatchObject({
      fellBackBecause: 'login-wall',
      headline: 'A title',
      lead: 'Aid & trade: 5 < 6.',
      preview: { title: 'A title', description: 'Aid & trade: 5 < 6.' },
    });
  });

  it('a picture that nobody described has no alternative text', () => {
    expect(articleFromItem(anItem({ enclosures: [picture] })).images).toMatchObject([
      { url: picture.url, altText: null },
    ]);
  });

  it('a described picture keeps its description, wherever it is described', () => {
    const enclosed = anItem({ enclosures: [{ ...picture, altText: 'A pier at dusk.', credit: 'M. Sow' }] });
    expect(articleFromItem(enclosed).images).toMatchObject([
      { altText: 'A pier at dusk.', credit: 'M. Sow' },
    ]);
    const inText = anItem({
      enclosures: [picture],
      contentHtml: `<p>Text.</p><img src="${picture.url}" alt="A pier at noon.">`,
    });
    expect(articleFromItem(inText).images).toMatchObject([{ altText: 'A pier at noon.' }]);
  });

  it('an enclosed sound is a recording', () => {
    const sound = { ...picture, url: 'https://site.example/talk.mp3', type: 'audio/mpeg' };
    expect(articleFromItem(anItem({ enclosures: [sound] }))).toMatchObject({
      images: [],
      recordings: [{ kind: 'audio', url: sound.url, caption: null }],
    });
  });

  it('sends followers to the item’s link without tracking parameters', () => {
    const link = 'https://site.example/feed/view/7?utm_source=rss&page=2';
    expect(articleFromItem(anItem({ link })).url).toBe('https://site.example/feed/view/7?page=2');
  });

  it('is there even for an item that says nothing', () => {
    expect(articleFromItem(anItem({ link: null }))).toMatchObject({
      headline: '',
      lead: null,
      blocks: [],
      url: '',
    });
  });
});
