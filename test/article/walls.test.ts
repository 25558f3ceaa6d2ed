import { describe, expect, it } from 'vitest';
import { readFixture, readPage } from './pages.ts';

const title = 'Harbour talks enter a second week';

describe('what stands where an article should is named:', () => {
  it.each([
    ['login-wall-with-headline', 'login-wall'],
    ['cookie-wall', 'consent-wall'],
    ['paywall-stub', 'paywall'],
    ['error-page-with-status-200', 'error-page'],
    ['front-page-instead-of-story', 'page-unrelated'],
  ])('%s is a %s', (name, code) => {
    const url = 'https://ledger.example/harbour-talks';
    expect(readFixture(`${name}.html`, { title, url })).toEqual({
      ok: false,
      failure: { code, subject: url },
    });
  });

  it('an empty page has no text', () => {
    expect(readPage('', { title })).toMatchObject({ failure: { code: 'page-without-text' } });
  });

  it('a redirect to a consent server is known by its address', () => {
    const html = '<title>Harbour</title><p>One moment please, you will be taken to where you want to go.</p>';
    const url = 'https://consent.ledger.example/v2?continue=harbour';
    expect(readPage(html, { title, url })).toMatchObject({ failure: { code: 'consent-wall' } });
  });
});

describe('an article stays one', () => {
  const paragraph =
    'Harbour talks entered a second week on Monday, and both sides said they would stay until they had agreed.';

  it('though a log-in form stands in the head of every page', () => {
    const html = `<header><form><input type="password"></form></header><h1>${title}</h1><p>${paragraph}</p>`;
    expect(readPage(html, { title }).ok).toBe(true);
  });

  it('though a cookie notice lies over it', () => {
    const html = `<div id="cookie-notice"><p>We use cookies. Accept all cookies?</p></div><article><h1>${title}</h1><p>${paragraph}</p></article>`;
    expect(readPage(html, { title })).toMatchObject({ ok: true, value: { lead: paragraph } });
  });

  it('though it is about passwords, errors and subscribers', () => {
    const about = 'Page not found: a museum shows what the web forgot';
    const text = `The museum shows pages that were not found. ${'Visitors read what error pages used to say, and what subscribers were told. '.repeat(15)}`;
    expect(readPage(`<h1>${about}</h1><article><p>${text}</p></article>`, { title: about }).ok).toBe(true);
  });

  it('though its headline has the words of an error, when the feed has them too', () => {
    const headline = 'Aid convoy: access denied for a third day';
    const html = `<title>${headline}</title><h1>${headline}</h1><p>The aid convoy was denied access for a third day on Monday, drivers said.</p>`;
    expect(readPage(html, { title: headline }).ok).toBe(true);
  });

  it('though its headline is worded anew, when the text takes up what the feed said', () => {
    const html = `<h1>Dockers and owners still talking</h1><p>${paragraph}</p>`;
    expect(readPage(html, { title }).ok).toBe(true);
  });

  it('when the feed said nothing to compare it with', () => {
    expect(readPage(`<h1>News</h1><p>${paragraph}</p>`, { title: null }).ok).toBe(true);
  });
});
