import { type Failure, failed, messageOf } from '../base/failure.ts';
import type { FeedFailureCode } from './feed-item.ts';
import type { FeedSource } from './read-feed.ts';
import { betweenLooks, type FeedReading, ReadingWorker } from './reading-worker.ts';

/** Reads feeds one after the other, on another thread than everything else. */
export interface ReadingThread {
  /** What came of `body`; rejects for a bug in the reading. */
  read(body: Uint8Array, from: FeedSource): Promise<FeedReading>;
}

interface Waiting {
  readonly body: Uint8Array;
  readonly from: FeedSource;
  resolve(reading: FeedReading): void;
  reject(thrown: unknown): void;
}

/**
 * The thread starts with the first feed. One that gets no further for a second is ended, for V8 stops it wherever it is;
 * so is one that runs out of memory. Its feed is at fault, and a new thread reads those behind.
 */
export function openReadingThread({ mostMegabytes = 512 } = {}): ReadingThread {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let running: ReadingWorker | null = null;
  let watch: NodeJS.Timeout | undefined;

  const ask = (number: number, { body, from }: Waiting) => {
    running ??= start();
    watch ??= setInterval(look, betweenLooks);
    running.ask({ number, body: new Uint8Array(body), from });
  };
  const settled = (number: number): Waiting | undefined => {
    const each = waiting.get(number);
    waiting.delete(number);
    if (waiting.size === 0) {
      clearInterval(watch);
      watch = undefined;
    }
    return each;
  };
  const start = (): ReadingWorker => {
    const started: ReadingWorker = new ReadingWorker(mostMegabytes, {
      replied: (reply) => {
        const each = settled(reply.number);
        if ('reading' in reply) each?.resolve(JSON.parse(reply.reading));
        else each?.reject(reply.thrown);
      },
      broke: (thrown) => {
        if (running !== started) return;
        if (started.question !== 0)
          return replace({ code: 'feed-not-understood', detail: messageOf(thrown) });
        // It did not even start, and the next would not.
        running = null;
        for (const number of waiting.keys()) settled(number)?.reject(thrown);
      },
    });
    return started;
  };
  const replace = (because: Pick<Failure<FeedFailureCode>, 'code' | 'detail'>) => {
    const guilty = settled(running?.question ?? 0);
    running?.end();
    running = null;
    guilty?.resolve(failed({ ...because, subject: guilty.from.url }));
    for (const [number, each] of waiting) ask(number, each);
  };
  const look = () => {
    if (running?.isStuck()) replace({ code: 'feed-too-slow-to-parse' });
  };
  return {
    read: (body, from) =>
      new Promise((resolve, reject) => {
        asked += 1;
        const each = { body, from, resolve, reject };
        waiting.set(asked, each);
        ask(asked, each);
      }),
  };
}
