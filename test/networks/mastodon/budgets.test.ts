import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { type Gate, openGate } from '../../../src/networks/budget.ts';
import { mastodonBudgets } from '../../../src/networks/mastodon/budgets.ts';
import type { MastodonClient } from '../../../src/networks/mastodon/client.ts';
import { createMastoClient } from '../../../src/networks/mastodon/masto-client.ts';
import type { Store } from '../../../src/store/store.ts';
import { openForTest } from '../../store/engines.ts';
import { type RunningDouble, startDouble } from './running-double.ts';

let double: RunningDouble;
let store: Store;
const clients: MastodonClient[] = [];

beforeAll(async () => {
  double = await startDouble();
});
beforeEach(async () => {
  await double.reset();
  store = await openForTest('sqlite::memory:');
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await store.close();
});
afterAll(() => double.stop());

/** A replica's way to the server. */
function aReplica(gate?: Gate): MastodonClient {
  const server = { serviceUrl: double.address, accessToken: double.token };
  const client = createMastoClient({ ...server, ...(gate && { gate }) });
  clients.push(client);
  return client;
}

const ourGate = () =>
  openGate(mastodonBudgets, { accountId: 'press', clock: systemClock, keeper: store.budgets });
const picture = { bytes: Buffer.from('GIF89a'), mediaType: 'image/gif', altText: 'A flag.' };

it('a server is not asked for what exceeds its limit, whichever replica spent it', async () => {
  const [one, other] = [aReplica(ourGate()), aReplica(ourGate())];
  for (let uploads = 0; uploads < 15; uploads += 1) {
    await one.uploadMedia(picture);
    await other.uploadMedia(picture);
  }
  const before = (await double.requests()).length;
  const withheld = await one.uploadMedia(picture);
  expect(withheld).toMatchObject({ ok: false, failure: { kind: 'withheld' } });
  const [media] = (await store.budgets.list(systemClock.now())).filter(({ name }) => name === 'media');
  expect(withheld).toMatchObject({ failure: { until: media?.renewsAt } });
  expect((await double.requests()).length).toBe(before);
  expect(await other.verifyCredentials()).toMatchObject({ ok: true });
});

it('what somebody else spent with the same account is learnt from the headers', async () => {
  const [ours, another] = [aReplica(ourGate()), aReplica()];
  const spent = async () => {
    await ours.verifyCredentials();
    return (await store.budgets.list(systemClock.now()))[0]?.spent ?? 0;
  };
  const before = await spent();
  for (let requests = 0; requests < 40; requests += 1) await another.verifyCredentials();
  expect(await spent()).toBe(before + 41);
});
