import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../src/base/instant.ts';
import { measureFreshness } from '../../src/observability/freshness.ts';
import { freshnessMetrics } from '../../src/observability/freshness-metrics.ts';
import { tellFreshness } from '../../src/observability/freshness-sentences.ts';
import { tellStretch } from '../../src/observability/tell-stretch.ts';
import type { Passage } from '../../src/outbox/passage.ts';
import { aDelivery } from '../outbox/builders.ts';

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
      alarm: null,
    });
  });

  it.each([
    [59, 'objective 59 s, 1 later', 'on'],
    [58, 'objective 58 s, 2 later', 'on'],
    [90, 'objective 1 min 30 s, none later', null],
  ])('stands beside an objective of %i s, and alarms while the newest is later', (wanted, told, alarm) => {
    const objectives = new Map([['harbour', { bluesky: wanted * second }]]);
    const [measured] = measureFreshness(twenty, { objectives });
    expect(measured && tellFreshness(measured)).toMatchObject({
      head: `bluesky: 20 stories of harbour; ${told}`,
      alarm,
    });
  });

  it('is an alarm that is over once a story comes in time again, or that one is overdue', () => {
    const objectives = new Map([['harbour', { bluesky: 58 * second }]]);
    const again = aPassage(3, { publicAt: publishedAt + hour, publishedAt: publishedAt + hour - minute / 2 });
    const [measured] = measureFreshness([...twenty, aPassage(80), again], { objectives });
    expect(measured && tellFreshness(measured)).toMatchObject({
      head: 'bluesky: 22 stories of harbour; objective 58 s, 3 later; the newest in time again',
      alarm: 'over',
    });
    const overdue = [{ ...aDelivery({}), eventId: 'harbour', network: 'bluesky' as const }];
    const [waiting] = measureFreshness([again], { objectives, overdue });
    expect(waiting && tellFreshness(waiting)).toMatchObject({
      head: 'bluesky: 1 story of harbour; objective 58 s, none later; 1 not public yet',
      alarm: 'on',
    });
  });

  it('is told where nothing is public yet', () => {
    const overdue = [{ ...aDelivery({}), eventId: 'harbour', network: 'bluesky' as const }];
    expect(measureFreshness([], { overdue })).toMatchObject([{ stories: 0, overdue: 1, isLate: true }]);
  });

  it('does not count what a person kept back, and says so', async () => {
    const objectives = new Map([['harbour', { bluesky: minute }]]);
    const kept = aPassage(3000, { wasKeptBack: true });
    const [measured] = measureFreshness([aPassage(7), kept], { objectives });
    expect(measured).toMatchObject({ late: 0, isLate: false, stages: { whole: { p95: 12_000 } } });
    expect(measured && tellFreshness(measured).head).toBe(
      'bluesky: 2 stories of harbour; objective 1 min, none later; 1 kept back by a person',
    );
    expect(await freshnessMetrics([kept])).not.toContain('network=');
  });

  it('is measured for each event by what that event wants', () => {
    const passages = [aPassage(7), aPassage(70, { eventId: 'pier' })];
    const objectives = new Map([['pier', { bluesky: minute }]]);
    expect(measureFreshness(passages, { objectives })).toMatchObject([
      { eventId: 'harbour', objective: null, late: 0 },
      { eventId: 'pier', objective: minute, late: 1 },
    ]);
  });

  it('is a histogram for Prometheus', async () => {
    const text = await freshnessMetrics(twenty, new Map([['harbour', { bluesky: 3 * minute }]]));
    expect(text).toContain('rapporteur_freshness_objective_seconds{event="harbour",network="bluesky"} 180\n');
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
