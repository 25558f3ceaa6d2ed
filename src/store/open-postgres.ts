import { Kysely, PostgresDialect } from 'kysely';
import { withNamedStatements } from './named-statements.ts';
import type { Tables } from './tables.ts';

/** Connects to PostgreSQL on first use; throws then when it can't. */
export async function openPostgres(url: string): Promise<Kysely<Tables>> {
  // Loaded only here: most stores are SQLite files, and commands should start quickly.
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'rapporteur',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: {
      // Instants and counters are bigint columns and stay far below 2^53.
      getTypeParser: (oid, format) =>
        oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
    },
  });
  // An idle connection the server closed is replaced at the next query; unheard, the event would end the process.
  pool.on('error', () => {});
  // Nor does the pool listen to one that is in use. Its query is rejected, and with it the work that asked.
  pool.on('connect', (client) => void client.on('error', () => {}));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: withNamedStatements(pool) }) });
}
