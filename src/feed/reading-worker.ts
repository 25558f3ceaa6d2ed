import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Failure, Result } from '../base/failure.ts';
import { type Milliseconds, second } from '../base/instant.ts';
import type { Feed, FeedFailureCode } from './feed-item.ts';
import type { FeedSource } from './read-feed.ts';

export type FeedReading = Result<Feed, Failure<FeedFailureCode>>;

/** A feed for the worker to read; their numbers begin at 1. */
export interface Question {
  readonly number: number;
  readonly body: Uint8Array;
  readonly from: FeedSource;
}

/** What it made of a feed, or the bug it met there. */
export type Reply = { readonly number: number } & (
  | {
      /** A `FeedReading` as JSON: it takes half as long to pass between threads as what it holds (checked 2026-11). */
      readonly reading: string;
    }
  | { readonly thrown: unknown }
);

/** Where the worker shows how far it is: the number of its question, 0 for none, and how many parsers it has begun with. */
export const shown = { question: 0, parsers: 1 } as const;

/** How long to wait between two looks at a worker that has something to read. */
export const betweenLooks: Milliseconds = second / 4;

/** A parser has a second, counted in looks, so that one in which we ourselves were held up is no feed's fault. */
const fewestLooks = 4;

/** What it uses of a processor meanwhile. Where a busy machine gives it less it is let be, but not for ever. */
const usedAtLeast: Milliseconds = 700;
const mostLooks = 4 * fewestLooks;

// Beside this file, compiled or not.
const inside = new URL(`reading-worker-inside${extname(import.meta.url)}`, import.meta.url);

/** A thread that reads feeds, seen from outside. */
export class ReadingWorker {
  readonly #shown = new Int32Array(new SharedArrayBuffer(8));
  readonly #worker: Worker;
  #lastSeen = '';
  #looks = 0;
  /** Of the processor, since the first look at what was last seen. */
  #used: Milliseconds = 0;
  #usedBefore: Milliseconds | null = null;

  constructor(mostMegabytes: number, told: { replied(reply: Reply): void; broke(thrown: unknown): void }) {
    const resourceLimits = { maxOldGenerationSizeMb: mostMegabytes };
    this.#worker = new Worker(inside, { workerData: this.#shown, resourceLimits });
    this.#worker.on('message', told.replied);
    this.#worker.on('error', told.broke);
    // Whoever waits for a feed stays for its sake; nobody else has reason to.
    this.#worker.unref();
  }

  /** The number of the question it is at; 0 for none. */
  get question(): number {
    return Atomics.load(this.#shown, shown.question);
  }

  ask(question: Question): void {
    this.#worker.postMessage(question, [question.body.buffer as ArrayBuffer]);
  }

  /** Looks how far it is, and tells whether its parser has had its time. */
  isStuck(): boolean {
    const seen = this.#shown.join(' ');
    if (seen === this.#lastSeen && this.question !== 0) {
      this.#looks += 1;
    } else {
      this.#lastSeen = seen;
      this.#looks = 0;
      this.#used = 0;
      this.#usedBefore = null;
    }
    this.#measure(seen);
    return this.#looks >= (this.#used >= usedAtLeast ? fewestLooks : mostLooks);
  }

  end(): void {
    this.#worker.removeAllListeners('message');
    void this.#worker.terminate();
  }

  /** The answer comes soon, however busy the thread is; from one that has ended there is none. */
  #measure(seen: string): void {
    void this.#worker.cpuUsage().then(
      ({ user, system }) => {
        if (seen !== this.#lastSeen) return;
        const used = (user + system) / 1000;
        this.#usedBefore ??= used;
        this.#used = used - this.#usedBefore;
      },
      () => undefined,
    );
  }
}
