import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * A statement of fixed shape, written at its first use for each kind of database and run with other values ever after:
 * Kysely takes ten times as long to write one as SQLite to run it (checked 2026-11), and every poll runs some. `write`
 * sees stand-ins, so it may place values but neither read nor change them.
 */
export function readyStatement<Values extends object, Row>(
  write: (db: Kysely<Tables>, values: Values) => Compilable<Row>,
): (db: Kysely<Tables>, values: Values) => Promise<QueryResult<Row>> {
  const written = new WeakMap<object, CompiledQuery<Row>>();
  return (db, values) => {
    const { adapter } = db.getExecutor();
    const ready = written.get(adapter) ?? write(db, standIns<Values>()).compile();
    written.set(adapter, ready);
    const parameters = ready.parameters.map((parameter) =>
      parameter instanceof StandIn ? values[parameter.name as keyof Values] : parameter,
    );
    return db.executeQuery({ ...ready, parameters });
  };
}

class StandIn {
  readonly name: string | symbol;

  constructor(name: string | symbol) {
    this.name = name;
  }
}

/** An object that has a stand-in for whatever value it is asked for. */
function standIns<Values extends object>(): Values {
  return new Proxy({} as Values, { get: (_, name) => new StandIn(name) });
}
