import { type Kysely, sql } from 'kysely';
import { isSqlite } from './node-sqlite.ts';
import type { Tables } from './tables.ts';

/**
 * How often has been written to this database: by us, and, as SQLite counts them, by other connections. Null on
 * PostgreSQL, where every question is a journey to the server.
 */
export async function countChanges(db: Kysely<Tables>): Promise<string | null> {
  if (!isSqlite(db)) return null;
  const { rows } = await counted.execute(db);
  return rows[0] ? `${rows[0].ours} ${rows[0].theirs}` : null;
}

const counted = sql<{
  ours: number;
  theirs: number;
}>`select total_changes() as ours, data_version as theirs from pragma_data_version`;
