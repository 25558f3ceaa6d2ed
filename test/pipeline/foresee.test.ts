import { afterEach, describe, expect, it } from 'vitest';
import { minute } from '../../src/base/instant.ts';
import { foreseeThreads } from '../../src/pipeline/foresee.ts';
import { aFeed, anItem, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

let room: Newsroom | undefined;
afterEach(async () => {
  await room?.close();
  room = undefined;
});

const names = Array.from({ length: 4 }, (_, index) => `feed-${index}`);

/** An event with four feeds, each with one story for it; `answers` may answer in the place of one. */
async function newsroomWith(answers: (name: string) => number | null) {
  const asked: string[] = [];
  room = await openNewsroom({
    answer: (request, response) => {
      const name = request.url?.slice(1) ?? '';
      if (!names.includes(name))
        return void response.end(aPage({ title: `Harbour ${name}`, paragraphs: ['The harbour is open.'] }));
      asked.push(name);
      const status = answers(name);
      if (status !== null) return void response.writeHead(status, { 'retry-after': '900' }).end();
      response.end(aFeed([anItem({ slug: name, title: `Harbour news of ${name}`, summary: 'A pier.' })]));
    },
    shape: (event, origin) => ({
      ...event,
      feeds: names.map((name) => ({ url: `${origin}/${name}`, catchUp: 1 })),
    }),
  });
  const [event] = [...room.deps.events.values()];
  if (!event) throw new Error('no event');
  return { deps: room.deps, event, asked, room };
}

describe('threads that are foreseen', () => {
  it('stand in the order of the feeds', async () => {
    const { deps, event } = await newsroomWith(() => null);
    const { posts, failures } = await foreseeThreads(deps, event);
    expect(failures).toEqual([]);
    const headlines = posts.filter(({ accountId }) => accountId === 'mastodon').map(({ name }) => name);
    expect(headlines).toEqual(names.map((name) => `Harbour news of ${name}`));
  });

  it('take no question to a feed that is stopped, or whose server wants to be left alone', async () => {
    const { deps, event, asked, room } = await newsroomWith(
      (name) => ({ 'feed-1': 410, 'feed-2': 429 })[name] ?? null,
    );
    await room.playUntil(morning + minute);
    asked.length = 0;
    const { failures } = await foreseeThreads(deps, event);
    expect(asked.toSorted()).toEqual(['feed-0', 'feed-3']);
    expect(failures).toMatchObject([{ code: 'http-too-many-requests' }]);
  });

  it('wait for feeds that don’t answer once, not once for each', async () => {
    const { deps, event } = await newsroomWith(() => null);
    const under = { now: 0, most: 0 };
    const fetch: typeof deps.web.fetch = async (request) => {
      under.now += 1;
      under.most = Math.max(under.most, under.now);
      const answer = await deps.web.fetch(request);
      under.now -= 1;
      return answer;
    };
    await foreseeThreads({ ...deps, web: { ...deps.web, fetch } }, event);
    expect(under.most).toBeGreaterThanOrEqual(names.length);
  });
});
