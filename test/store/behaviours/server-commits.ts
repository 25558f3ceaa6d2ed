import pg from 'pg';
import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import {
  aDelivery,
  anAdmission,
  anItem,
  aReceipt,
  aSettlement,
  claimAndSettle,
  eventId,
  feedUrl,
  planned,
} from '../builders.ts';

interface Server {
  freshAddress(): Promise<string>;
  open(databaseUrl: string): Promise<Store>;
}

export function serverCommitsBehave({ freshAddress, open }: Server): void {
  test('only what a poll brings is committed without waiting for the disk', async () => {
    const address = await freshAddress();
    const store = await open(address);
    await store.feeds.register({ eventId, url: feedUrl, now: 0 });
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    try {
      await client.query(witnesses);
      await store.stories.admit(anAdmission({ items: [anItem({ id: 'new' })] }));
      const poll = { polledAt: 1, nextPollAt: 2, failure: null };
      await store.feeds.recordPoll({ eventId, url: feedUrl, ...poll });
      await planned(store, [aDelivery({ id: 'd1' })]);
      const sent = { standing: { state: 'sent', sentAt: 4000 }, receipts: [aReceipt(0)] } as const;
      await claimAndSettle(store, 4000, aSettlement(sent));
      const { rows } = await client.query('select distinct wrote, waits from witnessed order by wrote');
      expect(rows).toEqual([
        { wrote: 'INSERT aliases', waits: 'off' },
        { wrote: 'INSERT deliveries', waits: 'on' },
        { wrote: 'INSERT feeds', waits: 'on' },
        { wrote: 'INSERT parts', waits: 'on' },
        { wrote: 'INSERT stories', waits: 'off' },
        { wrote: 'UPDATE deliveries', waits: 'on' },
        { wrote: 'UPDATE feeds', waits: 'off' },
        { wrote: 'UPDATE parts', waits: 'on' },
        { wrote: 'UPDATE stories', waits: 'on' },
      ]);
    } finally {
      await client.query('drop table witnessed; drop function witness cascade');
      await client.end();
    }
  });
}

/** Notes for each statement that writes whether its commit will wait. */
const witnesses = `
  create table witnessed (wrote text, waits text);
  create function witness() returns trigger language plpgsql as $$ begin
    insert into witnessed values (tg_op || ' ' || tg_table_name, current_setting('synchronous_commit'));
    return null;
  end $$;
  ${['feeds', 'stories', 'aliases', 'deliveries', 'parts']
    .map(
      (table) =>
        `create trigger witness after insert or update on ${table} for each statement execute function witness();`,
    )
    .join('\n')}`;
