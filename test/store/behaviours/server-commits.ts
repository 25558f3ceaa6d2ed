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
  here,
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
      const poll = { polledAt: 1, nextPollAt: 2, failure: null, place: here };
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

  test('a connection lost in the middle of a transaction costs that transaction, not the program', async () => {
    const address = await freshAddress();
    const store = await open(address);
    await store.feeds.register({ eventId, url: feedUrl, now: 0 });
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    try {
      await client.query('begin; select 1 from feeds for update');
      const admission = anAdmission({ items: [anItem({ id: 'new' })] });
      const lost = expect(store.stories.admit(admission)).rejects.toThrow(/terminat/);
      const waiting = `from pg_stat_activity where application_name = 'rapporteur' and wait_event_type = 'Lock'`;
      let killed = 0;
      while (killed === 0)
        killed = (await client.query(`select pg_terminate_backend(pid) ${waiting}`)).rowCount ?? 0;
      await lost;
      await client.query('commit');
      expect((await store.stories.admit(admission)).added).toHaveLength(1);
    } finally {
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
