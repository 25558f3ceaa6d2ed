import { createSeededChance } from '../../src/base/chance.ts';
import { hour, type Instant, minute, second } from '../../src/base/instant.ts';
import { measureFreshness } from '../../src/observability/freshness.ts';
import { aFeed, anItem, morning, openNewsroom } from '../pipeline/newsroom.ts';
import { type Row, rssMiB } from './measure.ts';

const stories = 100;
const covered = 20 * hour;

/** From publication to the public on both stand-ins, with a poll every minute, on the virtual clock. */
export async function measurePolledMinute(): Promise<readonly Row[]> {
  const chance = createSeededChance(3);
  const reported = Array.from({ length: stories }, (_, at) => ({
    title: `Harbour news number ${at}`,
    at: morning + minute + Math.floor((chance.fraction() * covered) / second) * second,
  })).sort((a, b) => b.at - a.at);
  let now: () => Instant = () => morning;
  const room = await openNewsroom({
    answer: (request, response) => {
      if (request.url !== '/feed') return void response.writeHead(404).end();
      const shown = reported.filter(({ at }) => at <= now()).slice(0, 30);
      response.end(
        aFeed(shown.map(({ title, at }) => dated(anItem({ slug: `${at}`, title, summary: title }), at))),
      );
    },
    shape: (event, origin) => ({
      ...event,
      feeds: [{ url: `${origin}/feed`, catchUp: 0 }],
      poll: { during: ['* * * * *'], otherwise: ['* * * * *'] },
    }),
  });
  try {
    now = () => room.deps.clock.now();
    await room.playUntil(morning + covered + 10 * minute);
    return measureFreshness(await room.deps.store.deliveries.passages({})).flatMap(({ network, stages }) =>
      (['p50', 'p95'] as const).map((share) => ({
        name: `published to public on ${network}, polled each minute: ${share}`,
        value: (stages.whole?.[share] ?? Number.NaN) / second,
        unit: 's',
        floor: { name: 'at most', value: { p50: 35, p95: 70 }[share] },
        rssMiB: rssMiB(),
      })),
    );
  } finally {
    await room.close();
  }
}

function dated(item: string, at: Instant): string {
  const stamp = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'UTC' });
  return item.replace('</item>', `<pubDate>${stamp.format(at).replace(' ', 'T')}Z</pubDate></item>`);
}
