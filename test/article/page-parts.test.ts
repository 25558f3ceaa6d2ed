import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { articleOn, readPage } from './pages.ts';

const filler =
  '<p>The committee met for a third day, heard eleven speakers, and adjourned until the morning, as it had the day before.</p>';

/** The article whose text is `html` between two paragraphs. */
function articleWith(html: string): Article {
  return articleOn(readPage(`<main><article><h1>Headline</h1>${filler}${html}${filler}</article></main>`));
}

function middleOf(html: string) {
  return articleWith(html).blocks.slice(1, -1);
}

describe('blocks', () => {
  it('two line breaks part paragraphs, one does not', () => {
    expect(middleOf('<div>One<br>line.<br> <br>Another.</div>')).toEqual([
      { kind: 'paragraph', text: 'One line.' },
      { kind: 'paragraph', text: 'Another.' },
    ]);
  });

  it('a picture amid a sentence does not break it', () => {
    expect(middleOf('<p>Before <img src="/a.jpg" alt="A boat."> and after.</p>')).toEqual([
      { kind: 'paragraph', text: 'Before and after.' },
    ]);
  });

  it('a list of links goes, unless the text leads into it', () => {
    const list = '<ul><li><a href="/a">One treaty</a></li><li><a href="/b">Another treaty</a></li></ul>';
    expect(middleOf(`<p>As before.</p>${list}`)).toEqual([{ kind: 'paragraph', text: 'As before.' }]);
    expect(middleOf(`<p>They signed:</p>${list}`)).toEqual([
      { kind: 'list', intro: 'They signed:', items: ['One treaty', 'Another treaty'] },
    ]);
  });

  it('a list without an intro has none', () => {
    expect(middleOf('<ul><li>one;</li><li>two.</li></ul>')).toEqual([
      { kind: 'list', intro: null, items: ['one;', 'two.'] },
    ]);
  });

  it('a list in a quotation keeps the words that lead into it', () => {
    const list = '<ul><li>aircraft,</li><li>crews to fly them.</li></ul>';
    expect(middleOf(`<blockquote><p>We ask for two things:</p>${list}</blockquote>`)).toEqual([
      { kind: 'block-quote', text: 'We ask for two things:\naircraft,\ncrews to fly them.' },
    ]);
  });

  it('words run together by markup alone are kept apart', () => {
    expect(middleOf('<ul><li><p>First part.</p><p>Second part.</p></li></ul>')).toMatchObject([
      { items: ['First part. Second part.'] },
    ]);
  });

  it('a table of figures is left out', () => {
    expect(middleOf('<table><tr><td>2024</td><td>4,120</td></tr></table>')).toEqual([]);
  });

  it('a heading with nothing under it goes', () => {
    const article = articleOn(readPage(`<article>${filler}${filler}<h2>What next</h2></article>`));
    expect(article.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph']);
  });
});

describe('teasers are left out:', () => {
  it.each([
    '<p><em>We are in Vancouver. Follow <a href="https://s.example/u">@UN_News</a> to stay up to date.</em></p>',
    '<p>Follow us on X.</p>',
    '<p>Follow The Daily Post on Mastodon for more.</p>',
    '<p>Subscribe to our letter</p>',
    '<p><strong>Read more:</strong> <a href="/a">What came before</a></p>',
    '<p>Lire aussi : <a href="/a">Ce qui précède</a></p>',
    '<p><a href="/a">Ten things to know about treaties</a></p>',
    '<h3>Related stories</h3>',
    '<div class="newsletter-signup"><p>In your inbox, every morning, for nothing.</p></div>',
    '<p>***</p>',
    '<p hidden>For machines only.</p>',
  ])('%s', (html) => {
    expect(middleOf(html)).toEqual([]);
  });

  it.each([
    'Members of the Council follow us closely, the envoy said.',
    'They asked the ministers to subscribe to the charter.',
    'Related costs are borne by the host.',
    'See also the mountains, he told them.',
  ])('but not a sentence that only sounds like one: %s', (text) => {
    expect(middleOf(`<p>${text}</p>`)).toEqual([{ kind: 'paragraph', text }]);
  });

  it('a sentence that is one long link stays', () => {
    expect(middleOf('<p><a href="/a">The report was published on Monday.</a></p>')).toHaveLength(1);
  });

  it('an article whose own class names tags like furniture stays', () => {
    const article = readPage(
      `<article class="post tag-newsletter category-social">${filler}${filler}</article>`,
    );
    expect(articleOn(article).blocks).toHaveLength(2);
  });
});

it('a page hidden until its scripts have run is read all the same', () => {
  const page = readPage(`<html><body style="visibility: hidden"><article>${filler}</article></body></html>`);
  expect(articleOn(page).blocks).toHaveLength(1);
});

describe('pictures', () => {
  it.each([
    ['Two envoys shake hands.', 'Two envoys shake hands.'],
    ['DSC_0042.JPG', null],
    ['image', null],
    ['photo 12', null],
    ['&lt;span style=&quot;x&quot;&gt;Two envoys&lt;/span&gt; shake hands.', 'Two envoys shake hands.'],
    ['UN Photo/Mark Garten', null],
    ['Photo credit: Mia Sow', null],
    ['© Agency', null],
    ['Ministers and/or their envoys shake hands', 'Ministers and/or their envoys shake hands'],
    ['', null],
  ])('an alternative text of "%s" describes %s', (alt, described) => {
    expect(articleWith(`<img src="/a.jpg" alt="${alt}">`).images[0]?.altText).toBe(described);
  });

  it('a caption that only credits the photographer describes nothing', () => {
    const figure = (caption: string) =>
      `<figure><img src="/a.jpg"><figcaption>${caption}</figcaption></figure>`;
    expect(articleWith(figure('UN Photo/Loey Felipe')).images).toMatchObject([
      { altText: null, caption: null, credit: 'UN Photo/Loey Felipe' },
    ]);
    expect(articleWith(figure('A pier at dawn.')).images).toMatchObject([{ altText: 'A pier at dawn.' }]);
  });

  it('the settings of a script are no address', () => {
    expect(
      articleWith(`<img data-src='{"default":"//img.example/a"}' src="/b.jpg" alt="A pier.">`).images,
    ).toMatchObject([{ url: 'https://site.example/b.jpg' }]);
  });

  it('shared captions describe no single picture', () => {
    const { images } = articleWith(
      '<figure><img src="/a.jpg"><img src="/b.jpg"><figcaption>Left and right.</figcaption></figure>',
    );
    expect(images.map(({ altText }) => altText)).toEqual([null, null]);
  });

  it('an address kept aside until the picture is seen is taken', () => {
    const { images } = articleWith(
      '<img src="data:image/gif;base64,xx" data-src="/late.jpg" alt="A late boat.">',
    );
    expect(images[0]?.url).toBe('https://site.example/late.jpg');
  });

  it('icons, portraits and dots are none', () => {
    const html =
      '<img src="/dot.gif" width="1" height="1"><img src="/me.jpg" class="avatar"><img src="/i.svg"><img src="data:image/png;base64,x">';
    expect(articleWith(html).images).toEqual([]);
  });

  it('where the text has none, the one for link previews is the story’s', () => {
    const page = `<head><meta property="og:image" content="/card.jpg"><meta property="og:image:alt" content="A pier."></head><body><article>${filler}</article></body>`;
    expect(articleOn(readPage(page)).images).toMatchObject([
      { url: 'https://site.example/card.jpg', altText: 'A pier.' },
    ]);
  });
});

describe('recordings', () => {
  it('a line that announces one is a recording, not a paragraph', () => {
    const article = articleWith(
      '<p><strong>VIDEO:</strong> <a href="/v/1?utm_source=x">The envoy explains.</a></p>',
    );
    expect(article.recordings).toEqual([
      { kind: 'video', url: 'https://site.example/v/1', caption: 'The envoy explains.' },
    ]);
    expect(article.blocks).toHaveLength(2);
  });

  it('the page that the caption links to comes before the file of the player', () => {
    const { recordings } = articleWith(
      '<div class="media-audio"><audio src="/a.mp3"></audio><p><a href="/audio/7">Listen to the envoy speak.</a></p></div>',
    );
    expect(recordings).toEqual([
      { kind: 'audio', url: 'https://site.example/audio/7', caption: 'Listen to the envoy speak.' },
    ]);
  });

  it('a frame of something else is none', () => {
    expect(articleWith('<iframe src="https://maps.example/harbour"></iframe>').recordings).toEqual([]);
  });
});

describe('facts', () => {
  const pageWith = (head: string, url = 'https://site.example/story') =>
    articleOn(
      readPage(`<html lang="en"><head>${head}</head><body><article>${filler}</article></body></html>`, {
        url,
      }),
    );
  const linked = (thing: object) => `<script type="application/ld+json">${JSON.stringify(thing)}</script>`;

  it('linked data is trusted before OpenGraph, OpenGraph before the page’s own elements', () => {
    const og = '<meta property="og:title" content="From OpenGraph">';
    expect(pageWith(linked({ '@type': 'NewsArticle', headline: 'From linked data' }) + og).headline).toBe(
      'From linked data',
    );
    expect(pageWith(`${og}<title>From the title</title>`).headline).toBe('From OpenGraph');
    expect(pageWith('<title>From the title</title>').headline).toBe('From the title');
  });

  it('broken linked data is passed over', () => {
    const broken = '<script type="application/ld+json">{"@type":"NewsArticle","headline":</script>';
    expect(pageWith(`${broken}<title>From the title</title>`).headline).toBe('From the title');
  });

  it.each([
    ['/story-1?id=7&utm_medium=rss', 'https://site.example/story-1?id=7'],
    ['https://www.site.example/story', 'https://www.site.example/story'],
    ['https://site.example/', 'https://site.example/read'],
    ['https://elsewhere.example/copy', 'https://site.example/read'],
    ['javascript:alert(1)', 'https://site.example/read'],
  ])('a canonical address of %s sends followers to %s', (canonical, url) => {
    expect(pageWith(`<link rel="canonical" href="${canonical}">`, 'https://site.example/read#top').url).toBe(
      url,
    );
  });

  it('a language that is none is unknown, not invented', () => {
    const html = `<html lang="english please"><body>${filler}</body></html>`;
    expect(articleOn(readPage(html)).language).toBe('und');
  });
});
