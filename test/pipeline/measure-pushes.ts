import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { minute, second } from '../../src/base/instant.ts';
import { cover } from '../../src/pipeline/cover.ts';
import { startHub } from '../feed/websub/running-hub.ts';
import { morning } from './newsroom.ts';
import { openPushedNewsroom } from './pushed-newsroom.ts';

/** What a push took until its story was public on both stand-ins, in milliseconds. */
export interface Pushed {
  readonly onTheWall: number;
  /** Of this process, whatever else a busy machine does. */
  readonly ofTheProcessor: number;
  /** By which the program's own clock had to be moved. */
  readonly onItsClock: number;
}

/** Pushes so many stories, one after the other. `lookAgain` is called while the program subscribes, and not after. */
export async function measurePushes(
  pushes: number,
  { lookAgain }: { lookAgain?: () => void } = {},
): Promise<readonly Pushed[]> {
  const hub = await startHub();
  const feeds = Array.from({ length: pushes }, (_, number) => `feed-${number}`);
  const room = await openPushedNewsroom({ hub, feeds });
  const stop = new AbortController();
  // The program's own clock stands still between pushes, so that no poll but a pushed one is ever due.
  const covering = cover(room.deps, stop.signal);
  try {
    await until(async () => {
      lookAgain?.();
      const all = await room.deps.store.subscriptions.list();
      return all.filter(({ state }) => state === 'active').length === pushes;
    });
    const took: Pushed[] = [];
    for (const [number, feed] of feeds.entries()) {
      room.deps.clock.advanceTo(room.deps.clock.now() + 2 * second);
      const headline = `Harbour pier number ${number} opens`;
      room.report(feed, headline);
      const [pushedAt, before, at] = [performance.now(), process.cpuUsage(), room.deps.clock.now()];
      await hub.publish(room.feedUrl(feed));
      await until(async () => {
        const isOut = ({ text }: { text: string }) => text.includes(headline);
        return room.mastodon.posts().some(isOut) && room.bluesky.posts().some(isOut);
      });
      const { user, system } = process.cpuUsage(before);
      took.push({
        onTheWall: performance.now() - pushedAt,
        ofTheProcessor: (user + system) / 1000,
        onItsClock: room.deps.clock.now() - at,
      });
    }
    if (room.deps.clock.now() >= morning + 5 * minute) throw new Error('feeds were polled meanwhile');
    return took;
  } finally {
    stop.abort();
    await covering;
    await room.close();
    await hub.stop();
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + 60 * second;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) throw new Error('it never came');
    await wait(2);
  }
}
