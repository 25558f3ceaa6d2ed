import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Milliseconds, second } from './instant.ts';

/**
 * A function that reads texts, by the address of its module and its name there, since threads hand on no functions. It is
 * called with the body, and with what is known of it and `begin`, which it calls before each of its parsers.
 */
export interface Reader {
  readonly module: string;
  readonly name: string;
}

/** A text for the worker to read; their numbers begin at 1. */
export interface Question {
  readonly number: number;
  readonly reader: Reader;
  readonly body: Uint8Array;
  readonly from: object;
}

/** What was made of a text, or the bug that was met there. */
export type Reply = { readonly number: number } & (
  | {
      /** As JSON: it takes half as long to pass between threads as what it holds (checked 2026-11). */
      readonly reading: string;
    }
  | { readonly thrown: unknown }
);

/** Where the worker shows how far it is: the number of its question, 0 for none, and how many parsers were begun. */
export const shown = { question: 0, parsers: 1 } as const;

/** How long to wait between two looks at a worker that has something to read. */
export const betweenLooks: Milliseconds = second / 4;

/** What a parser uses of a processor in its time. Where a busy machine gives it less it is let be, but not for ever. */
const usedAtLeast = 0.7;
const longestWait = 4;

// Beside this file, compiled or not.
const inside = new URL(`reading-worker-inside${extname(import.meta.url)}`, import.meta.url);

/** A thread that reads texts, seen from outside. */
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
    // Whoever waits for a reading stays for its sake; nobody else has reason to.
    this.#worker.unref();
  }

  /** The number of the question it is at; 0 for none. */
  get question(): number {
    return Atomics.load(this.#shown, shown.question);
  }

  ask(question: Question): void {
    this.#worker.postMessage(question, [question.body.buffer as ArrayBuffer]);
  }

  /**
   * Looks how far it is, and tells whether its parser has had its time. That is counted in looks, so that a while in which
   * we ourselves were held up is no text's fault.
   */
  isStuck(patience: Milliseconds): boolean {
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
    const fewestLooks = patience / betweenLooks;
    return this.#looks >= (this.#used >= usedAtLeast * patience ? fewestLooks : longestWait * fewestLooks);
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
