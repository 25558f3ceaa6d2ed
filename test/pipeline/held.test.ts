import { afterEach, describe, expect, it } from 'vitest';
import { failed } from '../../src/base/failure.ts';
import { minute } from '../../src/base/instant.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import type { Connection } from '../../src/networks/network.ts';
import { play } from '../../src/rehearsal/play.ts';
import { aFeed, anItem, aPage, morning, type Newsroom, openNewsroom } from './newsroom.ts';

let room: Newsroom;
let pageFetches: number;
afterEach(() => room.close());

const story = {
  slug: 'pier',
  title: 'Harbour pier opens to the public',
  summary: 'The harbour pier opened on Tuesday after two years of work by divers and masons.',
};

type Lists = Partial<Pick<CoverageEvent, 'holdForApproval' | 'neverPost'>>;

/** A newsroom whose event has these lists, five minutes after it saw the story. */
async function openWith(
  lists: Lists,
  connections: (stands: readonly Connection[]) => readonly Connection[] = (stands) => stands,
): Promise<void> {
  let polls = 0;
  pageFetches = 0;
  room = await openNewsroom({
    answer: (request, response) => {
      if (request.url === '/feed') {
        polls += 1;
        return void response.end(aFeed(polls > 1 ? [anItem(story)] : []));
      }
      pageFetches += 1;
      response.setHeader('content-type', 'text/html');
      response.end(
        aPage({
          title: story.title,
          paragraphs: [
            story.summary,
            'Two masons were wounded while it was built, and the ferries to the islands were late for a month.',
            '“Three divers were killed in the storm, and we remember them today,” said Ada Holm, Mayor of the city.',
            `“We waited ${pageFetches} years for this pier, and it was worth the wait,” said Ivo Brandt, the harbour master.`,
          ],
        }),
      );
    },
    shape: (event, origin) => ({ ...event, ...lists, feeds: [{ url: `${origin}/feed`, catchUp: 0 }] }),
    connections,
  });
  await room.playUntil(morning + 10 * minute);
}

/** Goes on for half an hour; with other lists it is as if the program was started again with another event file. */
async function goOn(lists: Lists = {}): Promise<void> {
  const events = new Map([...room.deps.events].map(([id, event]) => [id, { ...event, ...lists }] as const));
  await play(
    { ...room.deps, events },
    { endsAt: room.deps.clock.now() + 30 * minute, onInstant: () => undefined },
  );
}

async function heldStory() {
  const [only, ...others] = await room.deps.store.stories.list({});
  if (!only || others.length > 0) throw new Error('one story is expected');
  return only;
}

/** How many times the headline was posted on each network. */
function openers(): readonly number[] {
  return [room.mastodon.posts(), room.bluesky.posts()].map(
    (posts) => posts.filter(({ text }) => text.startsWith(story.title)).length,
  );
}

const entries = (kind: string) => room.journal.filter((entry) => entry.kind === kind);

describe('a story that would post a word to hold for', () => {
  it('is held with all such words named, and nothing of it is posted', async () => {
    await openWith({ holdForApproval: ['divers were killed', 'Ada Holm', 'KILL*', 'wounded'] });
    await goOn();
    expect([room.mastodon.posts(), room.bluesky.posts()]).toEqual([[], []]);
    const words = ['divers were killed', 'Ada Holm', 'KILL*'];
    expect(await heldStory()).toMatchObject({ standing: { state: 'held', because: 'hold-word', words } });
    expect(entries('story-held')).toMatchObject([{ because: 'hold-word', words }]);
    expect(entries('story-planned')).toEqual([]);
  });

  it('is posted exactly once on each network when approved, as it was when it was held', async () => {
    await openWith({ holdForApproval: ['killed', 'divers'] });
    const { id } = await heldStory();
    await room.deps.store.stories.approve(id);
    await goOn();
    await goOn();
    expect(openers()).toEqual([1, 1]);
    expect(room.mastodon.posts().map(({ text }) => text)).toContainEqual(
      expect.stringContaining('Three divers were killed in the storm'),
    );
    expect([entries('story-held').length, pageFetches]).toEqual([1, 1]);
    expect(await heldStory()).toMatchObject({ standing: { state: 'planned' } });
  });

  it('is held again for a word that is new on the list', async () => {
    await openWith({ holdForApproval: ['killed'] });
    const { id } = await heldStory();
    await room.deps.store.stories.approve(id);
    await goOn({ holdForApproval: ['killed', 'remember'] });
    expect(openers()).toEqual([0, 0]);
    expect(entries('story-held')).toMatchObject([{ words: ['killed'] }, { words: ['remember'] }]);
    await room.deps.store.stories.approve(id);
    await goOn({ holdForApproval: ['killed', 'remember'] });
    expect(openers()).toEqual([1, 1]);
  });

  it('is never posted when dropped', async () => {
    await openWith({ holdForApproval: ['killed'] });
    await room.deps.store.stories.drop((await heldStory()).id);
    await goOn({ holdForApproval: [] });
    expect(openers()).toEqual([0, 0]);
    expect(await heldStory()).toMatchObject({ standing: { state: 'ignored', because: 'dropped' } });
  });

  it('is not held for a word that stands only in what would not be posted', async () => {
    await openWith({ holdForApproval: ['wounded', 'ferries'] });
    expect(openers()).toEqual([1, 1]);
  });

  it('is held for everybody at once, also while one account’s server is away', async () => {
    await openWith(
      { holdForApproval: ['killed'] },
      withBlueskyAway(() => true),
    );
    expect(openers()).toEqual([0, 0]);
    expect([entries('story-held').length, entries('thread-owed').length]).toEqual([1, 0]);
  });

  it('goes only to those who have it not yet, when one was owed it before the word was listed', async () => {
    let away = true;
    await openWith(
      {},
      withBlueskyAway(() => away),
    );
    expect(openers()).toEqual([1, 0]);
    away = false;
    await goOn({ holdForApproval: ['killed'] });
    expect(await heldStory()).toMatchObject({ standing: { state: 'held' } });
    await room.deps.store.stories.approve((await heldStory()).id);
    await goOn({ holdForApproval: ['killed'] });
    expect(openers()).toEqual([1, 1]);
    expect(entries('work-crashed')).toEqual([]);
  });
});

describe('words that never go out', () => {
  it('take their quote with them, and the rest is posted', async () => {
    await openWith({ neverPost: ['killed'] });
    expect(openers()).toEqual([1, 1]);
    const posted = [...room.mastodon.posts(), ...room.bluesky.posts()].map(({ text }) => text).join('\n');
    expect(posted).not.toContain('killed');
    expect(posted).toContain('— Ivo Brandt');
    expect(entries('story-planned')).toMatchObject([
      {
        leftOut: [
          { what: 'quote', because: 'never-word' },
          { what: 'quote', because: 'never-word' },
        ],
      },
    ]);
  });

  it('hold a story with one in its headline or lead for as long as they are listed, whoever approves', async () => {
    await openWith({ neverPost: ['masons', 'opens'] });
    const { id } = await heldStory();
    const held = { state: 'held', because: 'never-word', words: ['masons', 'opens'] };
    expect(await heldStory()).toMatchObject({ standing: held });
    await room.deps.store.stories.approve(id);
    await goOn();
    expect(await heldStory()).toMatchObject({ standing: held, approvedWords: [] });
    expect(openers()).toEqual([0, 0]);

    await goOn({ neverPost: [] });
    expect(openers()).toEqual([0, 0]);
    await room.deps.store.stories.approve(id);
    await goOn({ neverPost: [] });
    expect(openers()).toEqual([1, 1]);
  });
});

/** Bluesky's connection can freeze nothing as long as its server `isAway`. */
function withBlueskyAway(isAway: () => boolean): (stands: readonly Connection[]) => readonly Connection[] {
  const failure = { code: 'server-unreachable', subject: 'bluesky' };
  const troubled = (connection: Connection): Connection => ({
    ...connection,
    freezeThread: async (...thread) => (isAway() ? failed(failure) : connection.freezeThread(...thread)),
  });
  return (stands) => stands.map((stand) => (stand.network === 'bluesky' ? troubled(stand) : stand));
}
