// Does one thing to a store. Before each statement it leaves a copy of the store's files as a kill would leave them
// there; with --kill=N it is killed for real before the N-th. Prints how many statements it took.
import { cpSync, existsSync } from 'node:fs';
import { StatementSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import {
  aDelivery,
  anAdmission,
  anItem,
  aPart,
  aPicture,
  aReceipt,
  aSettlement,
  mediaOf,
} from './builders.ts';

const hops: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  admit: ({ stories }) =>
    stories.admit(
      anAdmission({
        polledAt: 7000,
        bodyHash: 'body-2',
        items: [
          anItem({ id: 'new-1' }),
          anItem({ id: 'd1', title: 'Corrected' }),
          anItem({ id: 'new-2', position: 1 }),
        ],
      }),
    ),
  plan: ({ stories }) =>
    stories.plan({
      storyId: 'story-waiting',
      plannedAt: 7000,
      article: null,
      standing: { state: 'planned' },
      deliveries: [
        aDelivery({ id: 'p1', parts: [aPart({ media: [mediaOf(aPicture('hall'))] })] }),
        aDelivery({ id: 'p2', accountId: 'un-bluesky', posts: 3 }),
      ],
      pictures: [aPicture('hall')],
    }),
  settle: ({ deliveries }) =>
    deliveries.settle({
      deliveryId: 'd1',
      fence: 1,
      now: 7000,
      settlement: aSettlement({
        standing: { state: 'sent', sentAt: 7000 },
        receipts: [aReceipt(0), aReceipt(1)],
        lockOut: { code: 'suspended', subject: 'un-mastodon' },
      }),
    }),
  goOn: ({ deliveries }) =>
    deliveries.goOn({
      deliveryId: 'd1',
      fence: 1,
      now: 7000,
      worker: 'worker-1',
      lease: 60_000,
      settlement: aSettlement({ standing: { state: 'ready', dueAt: 7000 }, receipts: [aReceipt(0)] }),
    }),
};

const { values } = parseArgs({
  options: {
    path: { type: 'string', default: '' },
    hop: { type: 'string', default: '' },
    kill: { type: 'string', default: 'never' },
  },
});
const hop = hops[values.hop];
const opened = await openStore({ databaseUrl: `sqlite:${values.path}`, exclusive: false });
if (!hop || !opened.ok) throw new Error(`no such hop or store: ${values.hop} ${values.path}`);
let statements = 0;
beforeEachStatement(() => {
  statements += 1;
  for (const file of ['', '-wal'])
    if (existsSync(`${values.path}${file}`))
      cpSync(`${values.path}${file}`, `${values.path}.${statements}${file}`);
  if (String(statements) === values.kill) process.kill(process.pid, 'SIGKILL');
});
await hop(opened.value);
process.stdout.write(String(statements));

function beforeEachStatement(interrupt: () => void): void {
  const { all, run } = StatementSync.prototype;
  StatementSync.prototype.all = function (this: StatementSync, ...bound: Parameters<typeof all>) {
    if (!isSetting(this)) interrupt();
    return all.apply(this, bound);
  } as typeof all;
  StatementSync.prototype.run = function (this: StatementSync, ...bound: Parameters<typeof run>) {
    if (!isSetting(this)) interrupt();
    return run.apply(this, bound);
  } as typeof run;
}

/** Around a transaction, and no part of what it stores. */
function isSetting({ sourceSQL }: StatementSync): boolean {
  return sourceSQL.startsWith('pragma');
}
