import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block } from '../../src/article/article.ts';
import { articleOn, readPage } from './pages.ts';

// Pages put together at random from an article and what sites set around and inside one.

const word = fc.constantFrom(
  ...'ministers harbour agreed pilots vessels on the new rules today after talks'.split(' '),
);
const words = (least: number) =>
  fc.array(word, { minLength: least, maxLength: least + 20 }).map((drawn) => drawn.join(' '));
const sentence = words(10).map((text) => `T${text}.`);

interface Piece {
  readonly html: string;
  readonly blocks: readonly Block[];
}

const paragraph: fc.Arbitrary<Piece> = fc
  .tuple(fc.array(sentence, { minLength: 2, maxLength: 4 }), fc.constantFrom('p', 'div'))
  .map(([sentences, tag]) => {
    const text = sentences.join(' ');
    return { html: `<${tag}>${text}</${tag}>`, blocks: [{ kind: 'paragraph', text }] };
  });

const list: fc.Arbitrary<Piece> = fc
  .tuple(words(4), fc.array(words(3), { minLength: 2, maxLength: 5 }), fc.constantFrom('ul', 'ol'))
  .map(([intro, items, tag]) => ({
    html: `<p>They ${intro}:</p><${tag}>${items.map((item) => `<li>${item};</li>`).join('\n')}</${tag}>`,
    blocks: [{ kind: 'list', intro: `They ${intro}:`, items: items.map((item) => `${item};`) }],
  }));

/** What stands between the paragraphs of an article and is none of it. */
const inset = fc
  .constantFrom(
    '<aside class="related"><h3>Related stories</h3><ul><li><a href="/x">FOREIGN story</a></li></ul></aside>',
    '<div class="newsletter-signup"><p>FOREIGN letters in your inbox every morning, for nothing at all.</p></div>',
    '<div class="share-buttons"><a href="/f">FOREIGN share</a> <a href="/g">FOREIGN too</a></div>',
    '<p><strong>Read more:</strong> <a href="/y">FOREIGN report on the harbour</a></p>',
    '<p>Follow us on Mastodon for more FOREIGN news.</p>',
    '<div class="ad-slot">FOREIGN words of an advertisement</div>',
    '<script>var FOREIGN = "text of a script";</script>',
    '<figure><img src="/a.jpg" alt="A pier."><figcaption>FOREIGN caption of a pier.</figcaption></figure>',
    '<p hidden>FOREIGN words for machines.</p>',
    '<form><label>FOREIGN search</label><input name="q"></form>',
    '<!-- FOREIGN remark -->',
    '<div class="comments"><p>FOREIGN reader says that this is nonsense, and always was.</p></div>',
  )
  .map((html): Piece => ({ html, blocks: [] }));

const frames: readonly ((article: string) => string)[] = [
  (article) => `<main><article><h1>Harbour talks</h1>${article}</article></main>`,
  (article) =>
    `<div id="content"><div class="post"><h1>Harbour talks</h1><div class="entry-content">${article}</div></div></div>`,
  (article) =>
    `<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Harbour talks</h1><div itemprop="articleBody">${article}</div></div>`,
  (article) =>
    `<table><tr><td width="160"><a href="/">FOREIGN home</a></td><td><h1>Harbour talks</h1>${article}</td></tr></table>`,
];

const around = {
  before:
    '<header><a href="/">FOREIGN site</a><nav><ul><li><a href="/w">FOREIGN world</a></li><li><a href="/s">FOREIGN sport</a></li></ul></nav></header>',
  after:
    '<aside class="sidebar"><h2>Most read</h2><ol><li><a href="/1">FOREIGN one</a></li><li><a href="/2">FOREIGN two</a></li></ol></aside><footer><p>FOREIGN rights reserved.</p></footer>',
};

const page = fc
  .record({
    lead: paragraph,
    pieces: fc.array(fc.oneof({ weight: 4, arbitrary: paragraph }, list, inset), { maxLength: 12 }),
    last: paragraph,
    frame: fc.nat({ max: frames.length - 1 }),
  })
  .map(({ lead, pieces, last, frame }) => {
    const all = [lead, ...pieces, last];
    const article = all.map(({ html }) => html).join('\n');
    return {
      html: `<html lang="en"><head><title>Harbour talks</title></head><body>${around.before}${frames[frame]?.(article)}${around.after}</body></html>`,
      blocks: all.flatMap(({ blocks }) => blocks),
    };
  });

test('whatever stands around and inside an article, it is read whole and alone', () => {
  fc.assert(
    fc.property(page, ({ html, blocks }) => {
      const article = articleOn(readPage(html, { title: 'Harbour talks' }));
      expect(article.blocks).toEqual(blocks);
      expect(article.headline).toBe('Harbour talks');
    }),
    { numRuns: 150, seed: Number(process.env.SEED ?? 20171114) },
  );
});
