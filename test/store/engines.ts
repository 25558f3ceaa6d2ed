import pg from 'pg';
import { inOrderOfReference } from '../../src/store/copy-rows.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { startPostgres, type TestPostgres } from './postgres.ts';

/** An engine the store runs on, for a suite of behaviours. */
export interface Engine {
  readonly name: 'node:sqlite' | 'PostgreSQL';
  start(): Promise<void>;
  /** The address of an empty store; on PostgreSQL the one before it is emptied, which is quicker than a new one. */
  freshAddress(): Promise<string>;
  stop(): Promise<void>;
}

export function sqliteEngine(): Engine {
  return {
    name: 'node:sqlite',
    start: async () => {},
    freshAddress: async () => 'sqlite::memory:',
    stop: async () => {},
  };
}

export function postgresEngine(): Engine {
  let server: TestPostgres | undefined;
  let address = '';
  return {
    name: 'PostgreSQL',
    start: async () => {
      server = await startPostgres();
      address = await server.createDatabase();
      await (await openForTest(address)).close();
    },
    freshAddress: async () => {
      await emptyTables(address);
      return address;
    },
    stop: async () => server?.stop(),
  };
}

async function emptyTables(address: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  for (const { table } of inOrderOfReference.toReversed()) await client.query(`delete from ${table}`);
  await client.end();
}

export async function openForTest(databaseUrl: string): Promise<Store> {
  const opened = await openStore({ databaseUrl, exclusive: false });
  if (!opened.ok) throw new Error(`${opened.failure.code} ${opened.failure.detail ?? ''}`);
  return opened.value;
}
