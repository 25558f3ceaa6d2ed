import { afterEach, beforeEach, expect, it } from 'vitest';
import { minute, second } from '../../src/base/instant.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import { registerSources } from '../../src/pipeline/cover.ts';
import { openTicks, type Ticks } from '../../src/pipeline/quiet.ts';
import { openRounds, type Rounds } from '../../src/pipeline/rounds.ts';
import { aFeed, anEvent, anItem, morning, type Newsroom, openNewsroom } from './newsroom.ts';

let room: Newsroom;
let rounds: Rounds;
let ticks: Ticks;
let looks: number;
let events: Map<string, CoverageEvent>;

beforeEach(async () => {
  room = await openNewsroom({
    answer: (_, response) =>
      void response.end(aFeed([anItem({ slug: 'pier', title: 'Pier', summary: 'A pier.' })])),
    shape: (event, origin) => ({ ...event, feeds: [{ url: `${origin}/feed`, catchUp: 0 }] }),
  });
  events = new Map(room.deps.events);
  const deps = { ...room.deps, events, journal: () => ticks?.disturb() };
  const real = openRounds(deps, { polls: 4, plans: 4, accounts: 4 });
  rounds = {
    tick: () => {
      looks += 1;
      return real.tick();
    },
    settled: () => real.settled(),
    nextDueAt: (after) => real.nextDueAt(after),
    get busy() {
      return real.busy;
    },
  };
  ticks = openTicks(deps, rounds);
  looks = 0;
  await registerSources(deps);
});

afterEach(() => room.close());

/** So many seconds, and how many of them were not left out. */
async function looksIn(seconds: number): Promise<number> {
  const before = looks;
  for (let passed = 0; passed < seconds; passed += 1) {
    await ticks.tick();
    await rounds.settled();
    room.deps.clock.advanceTo(room.deps.clock.now() + second);
  }
  return looks - before;
}

it('a tick after one that found nothing is left out, until the next poll is due', async () => {
  await looksIn(5);
  const dueAt = (await rounds.nextDueAt(room.deps.clock.now())) ?? 0;
  const left = (dueAt - room.deps.clock.now()) / second;
  expect(left).toBeGreaterThan(60);
  expect(await looksIn(Math.floor(left))).toBe(0);
  expect(await looksIn(2)).toBeGreaterThan(0);
  const [feed] = await room.deps.store.feeds.list();
  expect(feed?.lastPollAt).toBeGreaterThanOrEqual(dueAt);
});

it('whatever is written ends the quiet', async () => {
  await looksIn(5);
  await room.deps.store.pauses.pause({ kind: 'all' }, room.deps.clock.now());
  expect(await looksIn(5)).toBe(1);
});

it('an edit of the files ends the quiet', async () => {
  await looksIn(5);
  for (const [id, event] of events) events.set(id, { ...event, title: 'Harbour days' });
  expect(await looksIn(5)).toBe(1);
});

it('what happened without being written ends the quiet', async () => {
  await looksIn(5);
  ticks.disturb();
  expect(await looksIn(5)).toBe(1);
});

it('is not kept from quiet by what is overdue and nobody’s', async () => {
  const { feeds } = room.deps.store;
  await feeds.register({
    eventId: `${anEvent.id}-of-last-year`,
    url: 'https://news.example/feed',
    now: morning - minute,
  });
  await looksIn(5);
  expect(await looksIn(10)).toBe(0);
});

it('a tick that failed is made again', async () => {
  await looksIn(5);
  ticks.disturb();
  const { tick } = rounds;
  Object.assign(rounds, { tick: () => Promise.reject(new Error('disk full')) });
  await expect(ticks.tick()).rejects.toThrow('disk full');
  Object.assign(rounds, { tick });
  expect(await looksIn(5)).toBe(1);
});
