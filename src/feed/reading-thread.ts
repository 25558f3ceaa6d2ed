import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Failure, failed, messageOf, type Result } from '../base/failure.ts';
import type { Milliseconds } from '../base/instant.ts';
import type { Feed, FeedFailureCode } from './feed-item.ts';
import type { FeedSource } from './read-feed.ts';

/** Reads feeds one after the other, on another thread than everything else. */
export interface ReadingThread {
  /** What came of `body`; rejects for a bug in the reading. */
  read(body: Uint8Array, from: FeedSource): Promise<FeedReading>;
}

type FeedReading = Result<Feed, Failure<FeedFailureCode>>;

/** A feed for the thread to read. */
export interface Question {
  readonly number: number;
  readonly body: Uint8Array;
  readonly from: FeedSource;
}

/** What the thread made of a feed, or the bug it met there. */
export type Reply = { readonly number: number } & (
  | { readonly reading: FeedReading }
  | { readonly thrown: unknown }
);

/** Where the thread shows how far it is: the number of its question, 0 for none, and how many parsers it has begun with. */
export const shown = { question: 0, parsers: 1 } as const;

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
  let running: Running | null = null;
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
  const start = (): Running => {
    const started: Running = new Running(mostMegabytes, {
      replied: (reply) => {
        const each = settled(reply.number);
        if ('reading' in reply) each?.resolve(reply.reading);
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

/** A second in quarters, so that one in which we ourselves were held up is no feed's fault. */
const betweenLooks: Milliseconds = 250;
const mostLooks = 4;

// Beside this file, compiled or not.
const inside = new URL(`reading-thread-inside${extname(import.meta.url)}`, import.meta.url);

class Running {
  readonly #shown = new Int32Array(new SharedArrayBuffer(8));
  readonly #worker: Worker;
  #lastSeen = '';
  #looks = 0;

  constructor(mostMegabytes: number, told: { replied(reply: Reply): void; broke(thrown: unknown): void }) {
    const resourceLimits = { maxOldGenerationSizeMb: mostMegabytes };
    this.#worker = new Worker(inside, { workerData: this.#shown, resourceLimits });
    this.#worker.on('message', told.replied);
    this.#worker.on('error', told.broke);
    // Whoever waits for a feed is kept by the watch; nobody else has reason to stay.
    this.#worker.unref();
  }

  /** The number of the question it is at; 0 for none. */
  get question(): number {
    return Atomics.load(this.#shown, shown.question);
  }

  ask(question: Question): void {
    this.#worker.postMessage(question, [question.body.buffer as ArrayBuffer]);
  }

  /** Whether it is where it was at the last looks. */
  isStuck(): boolean {
    const seen = this.#shown.join(' ');
    this.#looks = seen === this.#lastSeen && this.question !== 0 ? this.#looks + 1 : 0;
    this.#lastSeen = seen;
    return this.#looks >= mostLooks;
  }

  end(): void {
    this.#worker.removeAllListeners();
    void this.#worker.terminate();
  }
}
