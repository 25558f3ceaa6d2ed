// A replica of the replicas bench: claims and settles its accounts' posts, each to a network that answers in a millisecond,
// until none is due; then prints how long each claim took.
import { systemChance } from '../../src/base/chance.ts';
import { systemClock } from '../../src/base/clock.ts';
import { settle } from '../../src/outbox/settle.ts';
import { openForTest } from '../store/engines.ts';

const [databaseUrl = '', worker = '', accounts = ''] = process.argv.slice(2);
const store = await openForTest(databaseUrl);
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const claims: number[] = [];
await Promise.all(accounts.split(',').map(deliverAll));
process.stdout.write(`${JSON.stringify(claims)}\n`);
await store.close();
process.exit();

async function deliverAll(accountId: string): Promise<void> {
  for (;;) {
    const now = systemClock.now();
    const startedAt = performance.now();
    const delivery = await store.deliveries.claim({ accountIds: [accountId], worker, now, lease: 60_000 });
    claims.push(performance.now() - startedAt);
    if (!delivery) {
      if (!(await hasMore(accountId))) return;
      await systemClock.sleep(1);
      continue;
    }
    if (delivery.standing.state !== 'claimed') throw new Error('a claimed delivery is claimed');
    await systemClock.sleep(1);
    const part = delivery.parts.find(({ receipt }) => receipt === null);
    if (!part) throw new Error('nothing is owed');
    const receipt = {
      partIndex: part.index,
      remoteId: `${delivery.id}-${part.index}`,
      url: 'https://social.example/1',
      contentHash: 'hash',
      publishedAt: now,
    };
    const settlement = settle(
      delivery,
      { state: 'published', receipts: [receipt] },
      { now, chance: systemChance },
    );
    const { fence } = delivery.standing.claim;
    await store.deliveries.settle({ deliveryId: delivery.id, fence, settlement, now });
  }
}

/** Another replica may be at work on the account's last delivery. */
async function hasMore(accountId: string): Promise<boolean> {
  const left = await store.deliveries.list({ states: ['ready', 'claimed'] });
  return left.some((delivery) => delivery.accountId === accountId);
}
