import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../src/base/instant.ts';
import { measureFreshness } from '../../src/observability/freshness.ts';
import { freshnessMetrics } from '../../src/observability/freshness-metrics.ts';
import { tellFreshness } from '../../src/observability/freshness-sentences.ts';
import { tellStretch } from '../../src/observability/tell-stretch.ts';
import type { Passage } from '../../src/outbox/passage.ts';

const publishedAt = 1_510_000_000_000;

/** Seen after `seen` seconds, planned two and public five seconds later. */
function aPassage(seen: number, about: Partial<Passage> = {}): Passage {
  const seenAt = publishedAt + seen * second;
  return {
    deliveryId: `delivery-${seen}`,
    eventId: 'harbour',
    accountId: 'desk',
    network: 'bluesky',
    publishedAt,
    seenAt,
    plannedAt: seenAt + 2 * second,
    publicAt: seenAt + 5 * second,
    wasKeptBack: false,
    ...about,
  };
}

const twenty = Array.from({ length: 20 }, (_, index) => aPassage(index * 3));

describe('freshness', () => {
  it('is the middle and what 19 of 20 stay within, by network and by stage', () => {
    expect(measureFreshness([...twenty, aPassage(7, { network: 'mastodon' })])).toMatchObject([
      {
        network: 'bluesky',
        stories: 20,
        stages: {
          'published-to-seen': { p50: 27_000, p95: 54_000 },
          'seen-to-planned': { p50: 2000, p95: 2000 },
          'planned-to-public': { p50: 3000, p95: 3000 },
          whole: { p50: 32_000, p95: 59_000 },
        },
      },
      { network: 'mastodon', stories: 1 },
    ]);
  });

  it('counts from first sight where nobody says when a story was published', () => {
    const [measured] = measureFreshness([aPassage(7, { publishedAt: null })]);
    expect(measured?.stages).toMatchObject({ 'published-to-seen': null, whole: { p50: 5000, p95: 5000 } });
  });

  it('is told stage by stage', () => {
    const [measured] = measureFreshness(twenty);
    expect(measured && tellFreshness(measured)).toEqual({
      head: 'bluesky: 20 stories of harbour',
      stages: [
        'published to seen  half within 27 s, 95 % within 54 s',
        'seen to planned    half within 2.0 s, 95 % within 2.0 s',
        'planned to public  half within 3.0 s, 95 % within 3.0 s',
        'in all             half within 32 s, 95 % within 59 s',
      ],
      isMissed: false,
    });
  });

  it.each([
    [59, 'objective 59 s, 1 later', false],
    [58, 'objective 58 s, 2 later', true],
    [90, 'objective 1 min 30 s, none later', false],
  ])(
    'stands beside an objective of %i s, and misses it with more than one story in twenty',
    (wanted, told, isMissed) => {
      const objectives = new Map([['harbour', { bluesky: wanted * second }]]);
      const [measured] = measureFreshness(twenty, objectives);
      expect(measured && tellFreshness(measured)).toMatchObject({
        head: `bluesky: 20 stories of harbour; ${told}`,
        isMissed,
      });
    },
  );

  it('is measured for each event by what that event wants', () => {
    const passages = [aPassage(7), aPassage(70, { eventId: 'pier' })];
    const objectives = new Map([['pier', { bluesky: minute }]]);
    expect(measureFreshness(passages, objectives)).toMatchObject([
      { eventId: 'harbour', objective: null, late: 0 },
      { eventId: 'pier', objective: minute, late: 1 },
    ]);
  });

  it('is a histogram for Prometheus', async () => {
    const text = await freshnessMetrics(twenty);
    expect(text).toContain('# TYPE rapporteur_freshness_seconds histogram');
    const labels = 'event="harbour",network="bluesky",stage="whole"';
    expect(text).toContain(`rapporteur_freshness_seconds_bucket{le="30",${labels}} 9`);
    expect(text).toContain(`rapporteur_freshness_seconds_count{${labels}} 20`);
  });
});

it.each([
  [400, '0.4 s'],
  [59.4 * second, '59 s'],
  [59.6 * second, '1 min'],
  [3 * minute + 5 * second, '3 min 5 s'],
  [2 * hour + 10 * minute, '2 h 10 min'],
])('a stretch of %i ms is told as %s', (stretch, told) => {
  expect(tellStretch(stretch)).toBe(told);
});
