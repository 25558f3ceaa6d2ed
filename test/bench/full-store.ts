import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Store } from '../../src/store/store.ts';
import { aDelivery, aReceipt, aSettlement, claimAndSettle, planned } from '../store/builders.ts';
import { openForTest } from '../store/engines.ts';
import { type Row, rssMiB, timeInTurn } from './measure.ts';

const partsPerThread = 5;
const cycles = 200;

/** A claim and its settlement in a store that has delivered a million posts, beside one that has delivered a thousand. */
export async function measureFullStore(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  const full = await storeWith(1_000_000, join(folder, 'full.db'));
  const young = await storeWith(1000, join(folder, 'young.db'));
  try {
    const { ours, floor } = await timeInTurn(
      () => claimAndSettleOften(full),
      () => claimAndSettleOften(young),
    );
    return [
      {
        name: 'claim and settle with 1,000,000 delivered posts in the store',
        value: ours / cycles,
        unit: 'ms',
        floor: { name: 'the same with 1,000', value: floor / cycles },
        rssMiB: rssMiB(),
      },
    ];
  } finally {
    await full.close();
    await young.close();
    await rm(folder, { recursive: true });
  }
}

/** One part becomes public, the next is owed: the same delivery is there for the next cycle. */
async function claimAndSettleOften(store: Store): Promise<void> {
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const settled = await claimAndSettle(
      store,
      5000,
      aSettlement({ standing: { state: 'ready', dueAt: 5000 } }),
    );
    if (!settled) throw new Error('nothing was settled');
  }
}

async function storeWith(delivered: number, file: string): Promise<Store> {
  const store = await planned(await openForTest(`sqlite:${file}`), [
    aDelivery({ id: 'seed', posts: partsPerThread, accountId: 'un-bluesky' }),
    aDelivery({ id: 'due', posts: partsPerThread }),
  ]);
  const claimed = await store.deliveries.claim({
    accountId: 'un-bluesky',
    worker: 'bench',
    now: 4000,
    lease: 60_000,
  });
  if (claimed?.standing.state !== 'claimed') throw new Error('nothing was claimed');
  const receipts = claimed.parts.map(({ index }) => aReceipt(index));
  await store.deliveries.settle({
    deliveryId: 'seed',
    fence: claimed.standing.claim.fence,
    settlement: aSettlement({ standing: { state: 'sent', sentAt: 5000 }, receipts }),
    now: 5000,
  });
  copySeed(file, Math.ceil(delivered / partsPerThread));
  return store;
}

/** Half of the copies are of the account that goes on, so that its own past is as large. */
function copySeed(file: string, copies: number): void {
  const database = new DatabaseSync(file);
  const columnsOf = (table: string) =>
    database
      .prepare(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => String(name));
  const copy = (table: string, idColumn: string, changes: Readonly<Record<string, string>>) => {
    const columns = columnsOf(table);
    const values = columns.map((column) => changes[column] ?? column);
    database.exec(
      `with recursive copies(n) as (select 1 union all select n + 1 from copies where n < ${copies})
       insert into ${table} (${columns.join()}) select ${values.join()} from copies, ${table} where ${idColumn} = 'seed'`,
    );
  };
  database.exec('begin');
  copy('deliveries', 'id', {
    id: `'copy-' || n`,
    sequence: `n + 10`,
    story_id: 'null',
    account_id: `case n % 2 when 0 then 'un-mastodon' else account_id end`,
    sent_at: 'n',
  });
  copy('parts', 'delivery_id', {
    delivery_id: `'copy-' || n`,
    remote_id: `remote_id || '-' || n`,
    published_at: 'n',
  });
  database.exec('commit');
  database.close();
}
