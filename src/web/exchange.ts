import type { IncomingHttpHeaders } from 'node:http';
import type { Agent, Dispatcher } from 'undici';
import type { Milliseconds } from '../base/instant.ts';

/** One request to one server. */
export interface Asked {
  readonly options: Dispatcher.DispatchOptions;
  /** How long the whole exchange may take, its turn behind others at the same server included. */
  readonly within: Milliseconds;
  /** Cap on the body of a good answer, as sent. */
  readonly mostBytes: number;
  /** Told as soon as the server begins to answer. */
  readonly answered: () => void;
}

/** What a server answered. */
export interface Exchange {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  /** Empty for whatever is no good answer (2xx). */
  readonly body: Sent;
}

/** A body, or what became of it. */
export type Sent =
  | { readonly state: 'whole'; readonly bytes: Uint8Array }
  | { readonly state: 'too-large' }
  | { readonly state: 'broken'; readonly thrown: unknown };

/** Thrown when an exchange was not over in time. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/**
 * Asks a server, and collects its answer to the end; rejects with what the connection threw where there is no answer. It
 * speaks to the dispatcher itself: undici's streams and signals cost a poll of an unchanged feed more than its two
 * packets do (checked 2026-11).
 */
export function exchange(agent: Agent, asked: Asked): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const collector = new Collector(asked, { resolve, reject });
    agent.dispatch(asked.options, collector);
  });
}

/** What comes with a redirect or a refusal is read for the connection's sake, up to here. */
const mostUnwanted = 16_384;

class Collector implements Dispatcher.DispatchHandler {
  readonly #asked: Asked;
  readonly #settle: { resolve(exchange: Exchange): void; reject(reason: unknown): void };
  readonly #deadline: NodeJS.Timeout;
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  #head: Omit<Exchange, 'body'> | null = null;
  #controller: Dispatcher.DispatchController | null = null;
  #late: DeadlinePassed | null = null;

  constructor(asked: Asked, settle: { resolve(exchange: Exchange): void; reject(reason: unknown): void }) {
    this.#asked = asked;
    this.#settle = settle;
    this.#deadline = setTimeout(() => this.#giveUp(), asked.within);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Nobody waits any more for one whose turn came too late.
    if (this.#late) controller.abort(this.#late);
  }

  onResponseStart(_: Dispatcher.DispatchController, statusCode: number, headers: IncomingHttpHeaders): void {
    // "Wait a moment" is no answer yet.
    if (statusCode < 200) return;
    this.#head = { statusCode, headers };
    this.#asked.answered();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    const isWanted = this.#isGood();
    if (isWanted) this.#chunks.push(chunk);
    if (this.#bytes <= (isWanted ? this.#asked.mostBytes : mostUnwanted)) return;
    this.#end(isWanted ? { state: 'too-large' } : nothing);
    controller.abort(new Error('longer than allowed'));
  }

  onResponseEnd(): void {
    this.#end(this.#chunks.length === 0 ? nothing : { state: 'whole', bytes: joined(this.#chunks) });
  }

  onResponseError(_: Dispatcher.DispatchController | null, thrown: Error): void {
    if (this.#isGood()) this.#end({ state: 'broken', thrown });
    else if (this.#head && !(thrown instanceof DeadlinePassed)) this.#end(nothing);
    else this.#fail(thrown);
  }

  #giveUp(): void {
    this.#late = new DeadlinePassed();
    this.onResponseError(null, this.#late);
    this.#controller?.abort(this.#late);
  }

  #isGood(): boolean {
    return this.#head !== null && this.#head.statusCode >= 200 && this.#head.statusCode < 300;
  }

  #end(body: Sent): void {
    clearTimeout(this.#deadline);
    const head = this.#head;
    // undici gives the connection its next request in a turn of the loop that it asks for when this returns. Whoever waits
    // for the answer comes after that, and so works while the server does.
    if (head) queueMicrotask(() => setImmediate(() => this.#settle.resolve({ ...head, body })));
  }

  #fail(thrown: unknown): void {
    clearTimeout(this.#deadline);
    this.#settle.reject(thrown);
  }
}

const nothing: Sent = { state: 'whole', bytes: new Uint8Array() };

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  return chunks.length === 1 && first ? first : Buffer.concat(chunks);
}
