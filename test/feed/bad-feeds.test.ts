import { describe, expect, it } from 'vitest';
import { balanceTags } from '../../src/feed/balance-tags.ts';
import { htmlToText } from '../../src/feed/html-to-text.ts';
import { mendMarkup } from '../../src/feed/mend-markup.ts';
import { refuseText } from '../../src/feed/recognise-feed.ts';
import { processorTime } from '../processor-time.ts';
import { feedIn, feedUrl, firstItemIn, fixture, parseText, rssWith } from './feed-text.ts';

describe('what is not a feed is refused as what it is:', () => {
  it.each([
    ['nothing', '', 'feed-empty'],
    ['white space', ' \n\t ', 'feed-empty'],
    [
      'a page',
      '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>',
      'feed-is-html',
    ],
    [
      'a page without a type',
      '\n<!-- cms -->\n<html lang="en"><title>Sign in</title></html>',
      'feed-is-html',
    ],
    ['plain words', 'Service unavailable', 'feed-not-understood'],
    ['other XML', '<sitemap><url>https://a.example/</url></sitemap>', 'feed-not-understood'],
    ['other JSON', '{"error": "no such feed"}', 'feed-not-understood'],
    ['a picture', '\u0089PNG\r\n\u001a\n', 'feed-not-understood'],
  ])('%s', async (_, text, code) => {
    expect(await parseText(text)).toMatchObject({ ok: false, failure: { code } });
  });

  it('a page is named by its title, which tells a login from an article', async () => {
    const page = '<html><head><title>Sign in</title></head></html>';
    expect(await parseText(page)).toMatchObject({ failure: { detail: 'Sign in' } });
  });

  it('a page stays one that has a feed in a comment or a script', async () => {
    for (const [open, close] of [
      ['<!--', '-->'],
      ['<script type="text/plain">', '</script>'],
    ]) {
      const page = `<html><body>${open}${rssWith({ item: '<title>T</title>' })}${close}</body></html>`;
      expect(await parseText(page)).toMatchObject({ ok: false, failure: { code: 'feed-is-html' } });
    }
  });

  it.each([
    ['%PDF-1.7 report', 'it begins with “%PDF-1.7 report”'],
    ['\0\0\0', 'it begins with nothing that can be read'],
    ['<a>\n<b></a>', 'it begins with “<a> <b></a>”'],
  ])('%j is told by its beginning', async (text, detail) => {
    expect(await parseText(text)).toMatchObject({ failure: { code: 'feed-not-understood', detail } });
  });

  it.each([
    'newsroom-padded-titles.rss.xml',
    'ministry-xhtml-base.atom.xml',
    'library-about-links.rdf.xml',
    'desk-plain-text.feed.json',
  ])('%s is cut off wherever it is cut', async (name) => {
    const text = fixture(name).trimEnd();
    for (const part of [0.3, 0.6, 0.9, 0.99])
      expect(await parseText(text.slice(0, Math.floor(text.length * part)))).toMatchObject({
        ok: false,
        failure: { code: 'feed-cut-off' },
      });
  });
});

describe('a whole feed stays one', () => {
  it.each([
    ['a comment of 10 kB', `<!-- cached ${'. '.repeat(5000)}-->`],
    ['a comment that never ends', `<!-- cached ${'. '.repeat(5000)}`],
    ['10 kB of white space', ' \n'.repeat(5000)],
    ['an instruction', '<?cache hit?>\n'],
    ['words', ' OK'],
    ['zeros', '\0\0\0\0'],
    ['a script that its host wrote there', '<script>track()</script>'],
  ])('with %s behind its end', async (_, tail) => {
    expect((await feedIn(rssWith({ item: '<title>T</title>' }) + tail)).items).toHaveLength(1);
  });

  it('with its last tag in other letters than its first', async () => {
    const text = rssWith({ item: '<title>T</title>' }).replace('<rss', '<RSS');
    expect((await feedIn(text)).items).toHaveLength(1);
  });

  it('without its last tag behind a whole channel', async () => {
    const text = rssWith({ item: '<title>T</title>' }).replace('</rss>', '\n<!-- cached -->\n');
    expect((await feedIn(text)).items).toHaveLength(1);
  });

  it.each([
    ['RSS', rssWith({ item: '<title>T</title>' })],
    ['Atom', '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title></entry></feed>'],
  ])('as %s in the body of a page', async (_, feed) => {
    const page = `<!DOCTYPE html>\n<html lang="en"><head><title>P</title></head><body>${feed}</body></html>`;
    expect((await feedIn(page)).items).toMatchObject([{ title: 'T' }]);
  });

  it('only when its own end is there, and not one that an article quotes', async () => {
    const cut = rssWith({ item: '<description><![CDATA[It ends with </rss>, they say.]]></description><li' });
    const parsed = await parseText(cut.slice(0, cut.indexOf('<li') + 3));
    expect(parsed).toMatchObject({ ok: false, failure: { code: 'feed-cut-off' } });
  });
});

describe('entities of its own', () => {
  it.each([
    ['<!ENTITY org "Peace &amp; Security">', '&org; news', 'Peace & Security news'],
    ["<!-- short --><!ENTITY dash '&#8211;'>", 'a &dash; b', 'a – b'],
    [
      '<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml-lat1.ent"> %HTMLlat1;',
      'caf&eacute;',
      'café',
    ],
  ])('are written out when they are short texts: %s', async (definitions, title, read) => {
    const text = `<!DOCTYPE rss [${definitions}]>${rssWith({ item: `<title>${title}</title>` })}`;
    expect(await firstItemIn(text)).toMatchObject({ title: read });
  });
});

describe('hostile markup', () => {
  it.each([
    ['laughs', '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'],
    ['is long', `<!ENTITY b "${'ha'.repeat(5000)}">`],
    ['writes markup', '<!ENTITY b "<item/>">'],
    ['reads a file', '<!ENTITY a SYSTEM "file:///etc/hostname">'],
    ['calls home', '<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;'],
  ])('that %s through entities of its own is refused unread', async (_, entities) => {
    const text = `<?xml version="1.0"?><!DOCTYPE rss [${entities}]>${rssWith({ item: '<title>&b;</title>' })}`;
    expect(await parseText(text)).toMatchObject({ ok: false, failure: { code: 'feed-not-understood' } });
  });

  it('that says one entity a hundred thousand times is refused', async () => {
    const text = `<!DOCTYPE rss [<!ENTITY b "${'ha'.repeat(200)}">]>${rssWith({ item: '&b;'.repeat(100_000) })}`;
    expect(await parseText(text)).toMatchObject({ ok: false, failure: { code: 'feed-not-understood' } });
  });

  it.each([
    ['open tags', '<b>', 100_000, ''],
    ['open comments', '<!--', 100_000, ''],
    ['open items', '<item>', 100_000, ''],
    ['open sections', '<![CDATA[', 100_000, ''],
    ['tags that close others', '<b>', 50_000, '</c>'.repeat(50_000)],
    ['attributes without end', '<a b=c', 100_000, ''],
  ])('made of %s is balanced in time that grows with its length', (_, unit, times, end) => {
    expect(processorTime(() => balanceTags(unit.repeat(times) + end))).toBeLessThan(3000);
  });

  it.each([
    ['half-open <rss>', '<rss ', ''],
    ['half-open <rss> with attributes', '<rss version=', ''],
    ['half-open <rss> under a prefix', '<x:rss ', ''],
    ['half-open encoded texts', '<content type="base64" ', '<feed><entry>'],
    ['half-open titles', '<title ', '<html>'],
    ['spaces between tags', '<b> ', '<rss><channel><item><title>'],
  ])('made of %s is looked through in time that grows with its length', (_, unit, start) => {
    const text = start + unit.repeat(1_000_000 / unit.length);
    expect(processorTime(() => [refuseText(text, feedUrl), mendMarkup(text), htmlToText(text)])).toBeLessThan(
      3000,
    );
  });

  it('keeps its document type when that defines nothing', async () => {
    const type =
      '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss.dtd">';
    expect((await feedIn(`${type}${rssWith({ item: '<title>T</title>' })}`)).items).toHaveLength(1);
  });

  it.each([
    ['brackets in an author', '<author>', '(', 400_000, '</author>'],
    ['half-open brackets in an author', '<author>', 'a (', 160_000, '</author>'],
  ])('made of %s is given up after a second of the processor', async (_, open, unit, times, close) => {
    const started = performance.now();
    const parsed = await parseText(rssWith({ item: open + unit.repeat(times) + close }));
    expect(parsed).toMatchObject({ ok: false, failure: { code: 'feed-too-slow-to-parse' } });
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it.each([
    ['open angles in a summary', `<description><![CDATA[${'<'.repeat(100_000)}]]></description>`],
    ['open tags in a summary', `<description><![CDATA[${'a<p'.repeat(40_000)}]]></description>`],
    ['escaped angles in a title', `<title>${'&lt;'.repeat(100_000)}</title>`],
    ['half-open scripts in a title', `<title>${'&lt;script&gt;&lt;/script'.repeat(20_000)}</title>`],
    ['elements 5,000 deep', `<description>${'<b>'.repeat(5000)}${'</b>'.repeat(5000)}</description>`],
    ['an element named like a prototype', '<__proto__><polluted>1</polluted></__proto__><title>T</title>'],
  ])('made of %s is answered, one way or the other', async (_, item) => {
    const parsed = await parseText(rssWith({ item }));
    expect(parsed.ok || parsed.failure.code).not.toBe('feed-too-slow-to-parse');
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('a bomb that no parser should be given', () => {
  it.each([
    ['a hundred thousand attributes', `<a ${'b="c" '.repeat(100_000)}/><title>T</title>`],
    [
      'a hundred thousand items',
      `<title>T</title></item>${'<item><title>a</title></item>'.repeat(100_000)}<item>`,
    ],
    ['a million character references', `<description>${'&#97;'.repeat(1_000_000)}</description>`],
    ['text that never ends', `<description>${'a'.repeat(4_000_000)}`],
  ])('made of %s is settled within the two seconds that two parsers have', async (_, item) => {
    const started = performance.now();
    await parseText(rssWith({ item }));
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
