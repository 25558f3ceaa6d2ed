import { expect, it } from 'vitest';
import { minute, parseInstant, second } from '../../src/base/instant.ts';
import { spreadCadence } from '../../src/coverage/spread.ts';

const now = parseInstant('2017-11-14T09:00:00Z') ?? 0;

function placesOf(feeds: number, interval: number): readonly number[] {
  const event = { feeds: Array.from({ length: feeds }, (_, number) => aFeed(`https://a.example/${number}`)) };
  return event.feeds.map(({ url }) => spreadCadence(event, { url, cadenceAt: now + interval, now }));
}

function aFeed(url: string) {
  return { url, catchUp: 0 };
}

it.each([2, 10, 500])(
  'no two of %i feeds are asked at one instant, and none of them early or late',
  (feeds) => {
    const places = placesOf(feeds, minute);
    expect(new Set(places).size).toBe(feeds);
    expect(Math.min(...places)).toBe(now + minute);
    expect(Math.max(...places)).toBeLessThan(now + minute + 6 * second);
  },
);
