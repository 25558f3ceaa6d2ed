import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { connectMastodon } from '../../../src/networks/mastodon/connect.ts';
import type { Connection, ConnectionDeps } from '../../../src/networks/network.ts';
import { asProven, type Delivery } from '../../../src/outbox/delivery.ts';
import type { Outcome, Sighting } from '../../../src/outbox/outcome.ts';
import type { Thread } from '../../../src/thread/thread.ts';
import { aDelivery, aLogin, someDeps, somePictures, withReceipts } from './builders.ts';
import { type RunningDouble, startDouble } from './running-double.ts';

/** An account on a double of its own, empty again for each test; a request against the API's description fails the test. */
export interface Account {
  readonly deps: ConnectionDeps;
  double(): RunningDouble;
  connection(): Connection;
  freeze(thread: Thread): Promise<Delivery>;
  /** Publishes one part, and reads it back as at the end of a run; the delivery as the store would then have it. */
  publishOne(delivery: Delivery): Promise<Delivery>;
  /** Publishes part after part, as the pipeline does, until one does not come out. */
  publishAll(delivery: Delivery): Promise<{ delivery: Delivery; last: Outcome }>;
}

/** Starts a double before the file's tests, and ends it after. */
export function useAccount(): Account {
  const { pictures, loadMedia } = somePictures('Khare', 'Hall', 'Flag');
  const deps = someDeps({ loadMedia });
  let double: RunningDouble;
  let connection: Connection;

  beforeAll(async () => {
    double = await startDouble(['--no-budgets']);
  });
  beforeEach(async () => {
    await double.reset();
    connection = connectMastodon(aLogin({ serviceUrl: double.address, secret: double.token }), deps);
  });
  afterEach(async () => {
    const faults = (await double.requests()).filter(({ fault }) => fault !== null);
    expect(faults).toEqual([]);
    await connection.close();
  });
  afterAll(() => double.stop());

  const publishAll: Account['publishAll'] = async (delivery) => {
    const last = await connection.publish(delivery);
    if (last.state !== 'published' || last.receipts.length === 0) return { delivery, last };
    return publishAll(withReceipts(delivery, last.receipts));
  };

  return {
    deps,
    double: () => double,
    connection: () => connection,
    freeze: async (thread) => {
      const parts = await connection.freezeThread(thread, { createdAt: deps.clock.now(), pictures });
      if (!parts.ok) throw new Error(`not frozen: ${JSON.stringify(parts.failure)}`);
      return aDelivery(parts.value);
    },
    publishOne: async (delivery) => {
      const outcome = await connection.publish(delivery);
      if (outcome.state !== 'published') throw new Error(`not published: ${JSON.stringify(outcome)}`);
      for (const receipt of outcome.receipts)
        if (!(await connection.readBack(receipt)).ok) throw new Error(`dropped: ${receipt.url}`);
      return withReceipts(delivery, outcome.receipts.map(asProven));
    },
    publishAll,
  };
}

/** What an outcome or a sighting says, for comparing. */
export function tell(said: Outcome | Sighting): string {
  return 'failure' in said ? `${said.state}: ${said.failure.code}` : said.state;
}
