import { describe, expect, it } from 'vitest';
import { articleText } from '../../src/article/article-text.ts';
import { parseInstant } from '../../src/base/instant.ts';
import { articleOn, fixture, readFixture } from './pages.ts';

const structures = [
  'blog-line-breaks',
  'news-site-inset-boxes',
  'live-blog-updates',
  'drupal-field-wrappers',
  'wordpress-block-editor',
  'press-release-layout-tables',
  'amp-components',
  'script-page-all-in-json-ld',
  'broken-unclosed-tags',
  'brief-japanese',
];

describe('the text of a page is read whole, and nothing around it:', () => {
  it.each(structures)('%s', (name) => {
    const title = name === 'broken-unclosed-tags' ? 'Bakers of the old town share one oven' : null;
    const article = articleOn(readFixture(`${name}.html`, { title }));
    expect(`${articleText(article)}\n`).toBe(fixture(`${name}.txt`));
    expect(article.lead).toBe(fixture(`${name}.txt`).split('\n', 1)[0]);
  });
});

describe('a news site with inset boxes', () => {
  const url = 'https://news.example/world/2026/delta-towns-flood-warning?utm_source=feed';
  const article = articleOn(readFixture('news-site-inset-boxes.html', { url }));

  it('gives its facts from linked data, entities decoded', () => {
    expect(article).toMatchObject({
      source: 'page',
      fellBackBecause: null,
      isLive: false,
      url: 'https://news.example/world/2026/delta-towns-flood-warning',
      headline: 'Delta towns agree to share one flood warning\u00a0– and one siren',
      byline: 'Ruth Okello, Jan de Wit',
      siteName: 'The Estuary Post',
      publishedAt: parseInstant('2026-05-02T06:30:00Z'),
      modifiedAt: parseInstant('2026-05-02T09:12:41Z'),
      language: 'en',
    });
  });

  it('gives the picture above the text in its widest useful size, with caption and credit apart', () => {
    expect(article.images).toEqual([
      {
        url: 'https://img.news.example/delta/siren-1280.jpg',
        altText: 'A siren on a pole above flat roofs, under heavy clouds.',
        caption: 'The siren at Port Lune was tested in April.',
        credit: 'Mia Sow/Estuary Post',
        width: null,
        height: null,
      },
    ]);
  });

  it('gives the video with its caption, but no chart and no post of another network', () => {
    expect(article.recordings).toEqual([
      {
        kind: 'video',
        url: 'https://news.example/media/siren-test.mp4',
        caption: 'The siren is tested for the first time.',
      },
    ]);
  });

  it('marks the pull quote as one, with who is cited', () => {
    expect(article.blocks.filter(({ kind }) => kind === 'block-quote')).toEqual([
      {
        kind: 'block-quote',
        text: '“We lost an hour in 2019 because two sirens said two things.”\nAmina Rehmann',
      },
    ]);
  });

  it('keeps the paragraph that leads into a list with the list, and inner items after the item they belong to', () => {
    expect(article.blocks.find(({ kind }) => kind === 'list')).toEqual({
      kind: 'list',
      intro: 'Until now each town sounded its own siren at its own level. Under the agreement, towns will:',
      items: [
        'measure the river at the same three gauges;',
        'sound one siren, in one rhythm, at one level:',
        'a long tone for “get ready”;',
        'three short ones for “leave now”; and',
        'publish what they measured within the hour.',
      ],
    });
  });

  it('offers the card that the page offers', () => {
    expect(article.preview).toEqual({
      title: article.headline,
      description: 'Eleven towns will hear the same siren.',
      imageUrl: 'https://img.news.example/delta/1200x630.jpg',
    });
  });
});

describe('other structures', () => {
  it('a blog: facts from microdata, the canonical address without tracking', () => {
    const article = articleOn(readFixture('blog-line-breaks.html', { url: 'https://quay.example/x' }));
    expect(article).toMatchObject({
      headline: 'Three mornings at the harbour',
      byline: 'Ilse Marchetti',
      url: 'https://quay.example/2026/03/three-mornings/',
      publishedAt: parseInstant('2026-03-04T07:15:00Z'),
      language: 'en-GB',
    });
    expect(article.images).toMatchObject([
      {
        url: 'https://quay.example/photos/quay.jpg',
        altText: 'People with brass instruments crowd a stone quay.',
      },
    ]);
  });

  it('a live blog: the updates become sections under their headings', () => {
    const article = articleOn(readFixture('live-blog-updates.html'));
    expect(article.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))).toEqual([
      'Treaty adopted with forty votes',
      'Small islands ask for an exception',
    ]);
    expect(article.modifiedAt).toBe(parseInstant('2026-08-26T16:31:00Z'));
    expect(article.isLive).toBe(true);
  });

  it('Drupal: caption and credit from their fields, the label of a recording left to our wording', () => {
    const article = articleOn(
      readFixture('drupal-field-wrappers.html', { url: 'https://villes.example/fr/node/9' }),
    );
    expect(article.images).toMatchObject([
      {
        altText: "Des enfants lisent sur les marches d'un escalier.",
        caption: 'Salle de lecture, un dimanche d’essai.',
        credit: 'Léa Morin',
        width: 880,
      },
    ]);
    expect(article.recordings).toEqual([
      {
        kind: 'audio',
        url: 'https://villes.example/sites/default/files/abadie.mp3',
        caption: 'Solène Abadie explique pourquoi le dimanche compte.',
      },
    ]);
  });

  it('WordPress: file names are no description, a caption is; an embedded player leads to the page that plays it', () => {
    const article = articleOn(readFixture('wordpress-block-editor.html'));
    expect(article.images.map(({ altText }) => altText)).toEqual([
      null,
      'Schafgarbe und Wiesenschwingel auf dem Dach der Grundschule.',
    ]);
    expect(article.recordings).toEqual([
      {
        kind: 'video',
        url: 'https://www.youtube.com/watch?v=a1B2c3D4e5F',
        caption: 'Ein Rundgang über das Dach.',
      },
    ]);
  });

  it('WordPress: a headline that linked data cuts short is taken whole from where it is whole', () => {
    const article = articleOn(readFixture('wordpress-block-editor.html'));
    expect(article.headline).toBe('Ein Dach aus Gras: Wie drei Schulen ihre Sommer retten');
  });

  it('a press release of the old kind: facts from upper-case meta tags, logos are no pictures', () => {
    const article = articleOn(readFixture('press-release-layout-tables.html'));
    expect(article).toMatchObject({
      headline: 'Ministers adopt code for mountain rescue',
      byline: 'Press Office',
      publishedAt: parseInstant('2026-02-09'),
      images: [],
    });
  });

  it('AMP: its own elements are pictures and players, and followers are sent to the page for browsers', () => {
    const url = 'https://amp.jornal.example/cultura/2026/feira-do-livro.html';
    const article = articleOn(readFixture('amp-components.html', { url }));
    expect(article).toMatchObject({
      url: 'https://www.jornal.example/cultura/2026/feira-do-livro.html',
      byline: 'Inês Valadão',
      images: [
        {
          altText: 'Barracas de livros sob árvores numa praça.',
          caption: 'Barracas na praça, na manhã de abertura.',
        },
      ],
      recordings: [{ kind: 'video', url: 'https://www.youtube.com/watch?v=Zz9_yX8wV7u', caption: null }],
    });
  });

  it('a page that scripts fill in: text, picture and video from its linked data', () => {
    const url = 'https://rail.example/news/night-trains';
    expect(articleOn(readFixture('script-page-all-in-json-ld.html', { url }))).toMatchObject({
      headline: 'Night trains return to the coast line',
      byline: 'Daniela Fröhlich',
      images: [
        {
          url: 'https://rail.example/img/sleeper.jpg',
          altText: 'A sleeping car at dusk, its lamps lit.',
          credit: 'Rail Courier/D. Fröhlich',
          width: 1600,
          height: 900,
        },
      ],
      recordings: [
        {
          kind: 'video',
          url: 'https://rail.example/video/first-departure',
          caption: 'The first departure in nine years',
        },
      ],
    });
  });
});
