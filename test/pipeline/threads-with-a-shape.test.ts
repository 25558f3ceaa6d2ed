import { afterEach, expect, test } from 'vitest';
import { hour, minute } from '../../src/base/instant.ts';
import type { Session } from '../../src/coverage/agenda/agenda.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import { tellEntry } from '../../src/observability/journal-sentences.ts';
import { noMoments } from '../coverage/moments/no-moments.ts';
import { aFeed, anItem, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

let newsroom: Newsroom | undefined;

afterEach(() => newsroom?.close());

const template = null;
const everySession = { minutesBefore: 0, chosenBy: null, template };

function aSession(id: string, title: string, startsInMinutes: number): Session {
  const startsAt = morning + startsInMinutes * minute;
  return {
    id,
    title,
    startsAt,
    endsAt: startsAt + hour,
    zone: 'America/Vancouver',
    isAllDay: false,
    room: 'Hall A',
    track: null,
    speakers: [{ name: 'Ada Quayle', office: 'Harbour Master', handles: {} }],
    language: null,
    links: [],
    streamUrl: 'https://stream.example/hall-a',
    isCancelled: false,
  };
}

/** A newsroom whose feed brings one story more every ten minutes, each about the harbour pilots. */
async function open(shape: Partial<CoverageEvent>, stories: number): Promise<Newsroom> {
  const titles = Array.from(
    { length: stories },
    (_, number) => `Pilots tell the harbour of storm ${number + 1}`,
  );
  const opened = await openNewsroom({
    answer: (request, response) => {
      const shown = opened
        ? Math.min(stories, Math.floor((opened.deps.clock.now() - morning) / (10 * minute)))
        : 0;
      if (request.url === '/feed')
        return void response
          .writeHead(200, { 'content-type': 'application/rss+xml' })
          .end(
            aFeed(
              titles
                .slice(0, shown)
                .map((title, number) => anItem({ slug: `${number}`, title, summary: title })),
            ),
          );
      const title = titles[Number(request.url?.split('/').at(-1))] ?? '';
      response.writeHead(200, { 'content-type': 'text/html' }).end(
        aPage({
          title,
          paragraphs: [`${title}, they said in the hall, and nobody was surprised to hear it.`],
        }),
      );
    },
    shape: (event, origin) => ({ ...event, feeds: [{ url: `${origin}/feed`, catchUp: 0 }], ...shape }),
  });
  newsroom = opened;
  return opened;
}

test('stories join the thread of their session, quietly and without tags', async () => {
  const room = await open(
    {
      moments: { ...noMoments, sessionOpener: everySession },
      threads: { kind: 'per-session', mostPosts: 20, keyMoments: [] },
      agendaSource: { places: [], sessions: [aSession('pilots', 'Harbour pilots in storms', 5)] },
    },
    2,
  );
  await room.playUntil(morning + hour);
  const [opener, ...answers] = room.mastodon.posts();
  expect(opener?.text).toBe(
    'Now: Harbour pilots in storms\n\nAda Quayle, Harbour Master\n\n09:05 PST, Hall A\n\nWatch: https://stream.example/hall-a\n\n#Harbour',
  );
  expect(opener).toMatchObject({ visibility: 'public', inReplyToId: null });
  expect(answers).toHaveLength(2);
  for (const [index, answer] of answers.entries()) {
    expect(answer).toMatchObject({ visibility: 'unlisted', inReplyToId: room.mastodon.posts()[index]?.id });
    expect(answer.text).not.toContain('#');
  }
  const onBluesky = room.bluesky.posts();
  expect(onBluesky.map(({ replyTo }) => replyTo)).toEqual([null, onBluesky[0]?.uri, onBluesky[1]?.uri]);
  expect(onBluesky.map(({ record }) => record.reply?.root.cid)).toEqual([
    undefined,
    onBluesky[0]?.cid,
    onBluesky[0]?.cid,
  ]);
  const [delivery] = await room.deps.store.deliveries.list({ states: ['sent'] });
  expect(delivery?.place).toMatchObject({ key: 'session:pilots', isTaken: true });
});

test('a thread that has grown too long goes on in another, with links both ways', async () => {
  const room = await open({ threads: { kind: 'per-day', mostPosts: 2, keyMoments: [] } }, 3);
  await room.playUntil(morning + hour);
  const posts = room.mastodon.posts();
  const [first, second, preface] = posts;
  expect(second?.inReplyToId).toBe(first?.id);
  expect(preface?.text).toBe(`Harbour Conference, continued. How it began: ${first?.url}\n\n#Harbour`);
  expect(preface).toMatchObject({ inReplyToId: null, visibility: 'public' });
  expect(posts[3]).toMatchObject({ inReplyToId: preface?.id, visibility: 'unlisted' });
  expect(posts[4]).toMatchObject({
    inReplyToId: second?.id,
    text: `This thread goes on here: ${preface?.url}`,
  });
  expect(posts).toHaveLength(5);
});

test('a key moment stands alone in public and quotes its thread', async () => {
  const room = await open({ threads: { kind: 'per-day', mostPosts: 20, keyMoments: ['storm 2'] } }, 2);
  await room.playUntil(morning + hour);
  const [first, key] = room.mastodon.posts();
  expect(key).toMatchObject({ inReplyToId: null, quotes: first?.id, visibility: 'public' });
  const [root, quoting] = room.bluesky.posts();
  expect(quoting?.embed).toMatchObject({
    $type: 'app.bsky.embed.recordWithMedia',
    record: { record: { uri: root?.uri, cid: root?.cid } },
  });
});

test('what the programme would post of a word to be seen first waits for a release, as long as it makes sense', async () => {
  const room = await open(
    {
      holdForApproval: ['storm'],
      moments: { ...noMoments, sessionOpener: everySession },
      agendaSource: {
        places: [],
        sessions: [
          aSession('calm', 'Pilots', 10),
          aSession('damage', 'The storm and the quay', 20),
          aSession('losses', 'What the storm took', 30),
        ],
      },
    },
    0,
  );
  const firstLines = () => room.mastodon.posts().map(({ text }) => text.split('\n')[0]);
  const release = (key: string) =>
    room.deps.store.deliveries.heed({
      word: 'release',
      about: { ids: [key] },
      vouched: false,
      now: room.deps.clock.now(),
    });

  await room.playUntil(morning + 35 * minute);
  expect(firstLines()).toEqual([expect.stringContaining('Pilots')]);
  const held = room.journal.filter(({ kind }) => kind === 'moment-held');
  expect(held.map(tellEntry)).toContainEqual({
    level: 'warn',
    sentence: expect.stringMatching(
      /^mastodon: held for a person.*rapporteur release session-opener:damage \(storm\)\.$/,
    ),
  });

  await release('session-opener:damage');
  await room.playUntil(morning + 40 * minute);
  expect(firstLines().slice(1)).toEqual([expect.stringContaining('The storm and the quay')]);

  await room.playUntil(morning + 3 * hour);
  await release('session-opener:losses');
  await room.playUntil(morning + 4 * hour);
  expect(firstLines()).toHaveLength(2);
});
