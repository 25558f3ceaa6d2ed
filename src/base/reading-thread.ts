import { messageOf } from './failure.ts';
import type { Milliseconds } from './instant.ts';
import { betweenLooks, type Reader, ReadingWorker } from './reading-worker.ts';

/** Reads what strangers wrote, one text after the other, on another thread than everything else. */
export interface ReadingThread {
  /** Rejects for a bug in the reading. */
  read<Reading>(text: ForeignText): Promise<Read<Reading>>;
}

/** A text, and by whom it is read. */
export interface ForeignText {
  readonly body: Uint8Array;
  /** What is known of it, as plain data; what is read of it is plain data too. */
  readonly from: object;
  readonly reader: Reader;
  /** How long one parser may take for it. */
  readonly patience: Milliseconds;
}

/** What came of a text: it was read, or its parser got no further in time, or broke its thread. */
export type Read<Reading> =
  | { readonly state: 'read'; readonly reading: Reading }
  | { readonly state: 'stuck' }
  | { readonly state: 'broken'; readonly detail: string };

interface Waiting {
  readonly text: ForeignText;
  resolve(read: Read<unknown>): void;
  reject(thrown: unknown): void;
}

/**
 * The thread starts with the first text. Hostile ones can send a parser into minutes of work; one that gets no further in
 * its time is ended, for V8 stops it wherever it is, and so is one that runs out of memory. Its text is at fault, and a
 * new thread reads those behind.
 */
export function openReadingThread({ mostMegabytes = 512 } = {}): ReadingThread {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let running: ReadingWorker | null = null;
  let watch: NodeJS.Timeout | undefined;

  const ask = (number: number, { text: { reader, body, from } }: Waiting) => {
    running ??= start();
    watch ??= setInterval(look, betweenLooks);
    running.ask({ number, reader, body: new Uint8Array(body), from });
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
        if ('reading' in reply) each?.resolve({ state: 'read', reading: JSON.parse(reply.reading) });
        else each?.reject(reply.thrown);
      },
      broke: (thrown) => {
        if (running !== started) return;
        if (started.question !== 0) return replace({ state: 'broken', detail: messageOf(thrown) });
        // It did not even start, and the next would not.
        running = null;
        for (const number of waiting.keys()) settled(number)?.reject(thrown);
      },
    });
    return started;
  };
  const replace = (because: Exclude<Read<unknown>, { state: 'read' }>) => {
    const guilty = settled(running?.question ?? 0);
    running?.end();
    running = null;
    guilty?.resolve(because);
    for (const [number, each] of waiting) ask(number, each);
  };
  const look = () => {
    const text = waiting.get(running?.question ?? 0)?.text;
    if (running?.isStuck(text?.patience ?? Number.POSITIVE_INFINITY)) replace({ state: 'stuck' });
  };
  return {
    read: <Reading>(text: ForeignText) =>
      new Promise<Read<Reading>>((resolve, reject) => {
        asked += 1;
        const each = { text, resolve: resolve as Waiting['resolve'], reject };
        waiting.set(asked, each);
        ask(asked, each);
      }),
  };
}

/** One for all that this program reads: it takes some hundred milliseconds, and 20 MB, to start. */
export const readingThread: ReadingThread = openReadingThread();
