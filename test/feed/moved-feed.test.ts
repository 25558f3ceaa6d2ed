import { describe, expect, it } from 'vitest';
import { day, hour } from '../../src/base/instant.ts';
import { type FeedPlace, placeAfter } from '../../src/feed/moved-feed.ts';
import type { Redirect } from '../../src/web/web.ts';

const old = 'https://news.example/rss.xml';
const home: FeedPlace = { address: old, move: null };
const movedTo = (to: string, httpStatus = 301): Redirect => ({ httpStatus, to });
const next = 'https://news.example/feeds/rss.xml';

/** The place after polls at `instants`, each answered after `redirects`. */
function polled(instants: readonly number[], redirects: readonly Redirect[], from = home): FeedPlace {
  return instants.reduce((place, now) => placeAfter(place, { redirects, now }), from);
}

describe('a feed that says it has moved for good', () => {
  it.each([301, 308])('with %i is believed after five polls over two days', (status) => {
    const place = polled([0, day / 2, day, 1.5 * day, 2 * day], [movedTo(next, status)]);
    expect(place).toEqual({ address: next, move: null });
  });

  it.each([
    ['four polls over three days', [0, day, 2 * day, 3 * day]],
    ['five polls within 47 hours', [0, 10, 20, 30, 47].map((hours) => hours * hour)],
  ])('is not believed after %s', (_, instants) => {
    expect(polled(instants, [movedTo(next)])).toMatchObject({
      address: old,
      move: { to: next, firstSeenAt: 0, sightings: instants.length },
    });
  });

  it('starts from nothing when one poll is answered at home', () => {
    const four = polled([0, day, 2 * day, 3 * day], [movedTo(next)]);
    const back = polled([4 * day], [], four);
    expect(back).toEqual(home);
    expect(polled([5 * day], [movedTo(next)], back).move?.sightings).toBe(1);
  });

  it('starts anew when it names another address', () => {
    const four = polled([0, day, 2 * day, 3 * day], [movedTo(next)]);
    const other = 'https://other.example/rss.xml';
    expect(polled([4 * day], [movedTo(other)], four)).toEqual({
      address: old,
      move: { to: other, firstSeenAt: 4 * day, sightings: 1 },
    });
  });

  it('moves to the last of several permanent redirects, and not behind a passing one', () => {
    const polls = [0, 1, 2, 3, 4].map((days) => days * day);
    const middle = 'https://news.example/middle';
    expect(polled(polls, [movedTo(middle), movedTo(next)]).address).toBe(next);
    expect(polled(polls, [movedTo(middle), movedTo(next, 302)]).address).toBe(middle);
    expect(polled(polls, [movedTo(middle, 307), movedTo(next)])).toEqual(home);
  });

  it('is not believed when it gives up encryption, or leads back to where it was asked', () => {
    const polls = [0, 1, 2, 3, 4].map((days) => days * day);
    expect(polled(polls, [movedTo('http://news.example/rss.xml')])).toEqual(home);
    expect(polled(polls, [movedTo(next), movedTo(old)])).toEqual(home);
  });

  it('can move on from where it has moved', () => {
    const polls = [0, 1, 2, 3, 4].map((days) => days * day);
    const moved = polled(polls, [movedTo(next)]);
    const later = polled(
      polls.map((at) => at + 9 * day),
      [movedTo('https://c.example/')],
      moved,
    );
    expect(later.address).toBe('https://c.example/');
  });
});
