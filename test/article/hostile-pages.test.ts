import { describe, expect, it } from 'vitest';
import { processorTime } from '../processor-time.ts';
import { readPage } from './pages.ts';

const paragraph =
  '<p>Ministers met on Tuesday, and said, as they had promised, that units, aircraft and training would come. “We mean it,” said one.</p>';

const milliseconds = (html: string) =>
  processorTime(() => readPage(html, { title: 'Ministers promise units' }));

/** Every kind of block in turn, `bytes` of them. */
const mixedPage = (bytes: number) => {
  const piece = `${paragraph}<div class="a"><div>${paragraph}</div></div><blockquote>${paragraph}</blockquote>Lines, <br>
    and <b>more</b> of them.<br><br><ul><li>one;</li><li>two.</li></ul><figure><img src="/a.jpg"></figure>`;
  return `<article>${piece.repeat(bytes / piece.length)}</article>`;
};

/** The better of two: a collection of garbage can only slow it down. */
const quickest = (html: string) => Math.min(milliseconds(html), milliseconds(html));

describe('a page of a megabyte', () => {
  it('is read whole', () => {
    const read = readPage(`<article>${paragraph.repeat(1_000_000 / paragraph.length)}</article>`);
    expect(read.ok && read.value.blocks).toHaveLength(Math.floor(1_000_000 / paragraph.length));
  });

  it('takes no more time than in proportion', () => {
    milliseconds(mixedPage(50_000));
    expect(quickest(mixedPage(1_000_000)) / quickest(mixedPage(500_000))).toBeLessThan(3);
  });
});

describe('pages made to hold everything up', () => {
  it.each([
    ['100,000 levels', '<div>'.repeat(100_000)],
    ['levels behind closing tags that close nothing', '<div></b>'.repeat(50_000)],
    ['levels inside attributes', '<div title="</div>">'.repeat(50_000)],
    ['200,000 entities', '&amp;'.repeat(200_000)],
    ['300,000 open signs', `<p>${'<'.repeat(300_000)}`],
  ])('%s are refused', (_, html) => {
    expect(readPage(html)).toMatchObject({ ok: false, failure: { code: 'page-too-complex' } });
    expect(milliseconds(html)).toBeLessThan(1500);
  });

  it.each([
    ['a tag that never ends', `<a ${'a="b" '.repeat(150_000)}`],
    ['tags that never end', '<a '.repeat(300_000)],
    ['scripts that never end', '<script>'.repeat(100_000)],
    ['a megabyte of spaces', `<p>a${' '.repeat(1_000_000)}b`],
    ['a megabyte of colons', `<p>${':'.repeat(1_000_000)}`],
    ['lists in lists', '<ul><li>a'.repeat(200) + 'word '.repeat(50_000)],
    [
      'linked data of a megabyte',
      `<script type="application/ld+json">${'[{"@graph":'.repeat(80_000)}</script>`,
    ],
  ])('%s take no time', (_, html) => {
    expect(milliseconds(html)).toBeLessThan(3000);
  });
});
