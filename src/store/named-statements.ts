import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { hashOf } from '../base/ids.ts';

/**
 * The pool as Kysely takes it. A text that is sent often is sent under a name, so that each connection plans it once;
 * PostgreSQL spends more on planning a claim than on making it (0.4 of 0.6 ms, checked 2026-11).
 */
export function withNamedStatements(pool: Pool): PostgresPool {
  const nameOf = openNames();
  const known = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const named = known.get(client) ?? nameStatements(client, nameOf);
      known.set(client, named);
      return named;
    },
  };
}

type NameOf = (text: string) => string | undefined;

function nameStatements(client: PoolClient, nameOf: NameOf): PostgresPoolClient {
  let isOutdated = false;
  const query = async (text: string, values: readonly unknown[]) => {
    // Without values it is sent in one message, which no name makes quicker.
    const name = values.length > 0 ? nameOf(text) : undefined;
    try {
      return await client.query({ text, values: [...values], name });
    } catch (thrown) {
      isOutdated ||= name !== undefined && isAboutItsPlan(thrown);
      throw thrown;
    }
  };
  return {
    // It is asked for cursors only where a dialect has been given some.
    query: query as unknown as PostgresPoolClient['query'],
    release: (isBroken = false) => client.release(isBroken || isOutdated),
  };
}

/**
 * A later release has changed a table under a running one ("cached plan must not change result type"), or a pooler has
 * given the session to others. The connection would fail for ever; a new one plans anew.
 */
function isAboutItsPlan(thrown: unknown): boolean {
  const { code } = thrown as { code?: string };
  return code === featureNotSupported || code === invalidStatementName;
}

const featureNotSupported = '0A000';
const invalidStatementName = '26000';

/** Names the texts that come often, and no more of them than a server keeps with ease for each connection. */
function openNames(): NameOf {
  const names = new Map<string, string>();
  const seen = new Map<string, number>();
  return (text) => {
    const name = names.get(text);
    if (name !== undefined || names.size >= mostNames) return name;
    const times = (seen.get(text) ?? 0) + 1;
    if (times >= often) {
      seen.delete(text);
      names.set(text, `rapporteur_${hashOf(text).slice(0, 32)}`);
    } else {
      // What comes once and never again, as a list of so many entries does, is forgotten with all that is counted.
      if (seen.size >= mostCounted) seen.clear();
      seen.set(text, times);
    }
    return names.get(text);
  };
}

const mostNames = 100;
const often = 3;
const mostCounted = 1000;
