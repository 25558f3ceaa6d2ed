import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Tables } from './tables.ts';

type Write<Values, Row> = (db: Kysely<Tables>, values: Values) => Compilable<Row>;
type Run<Values, Row> = (db: Kysely<Tables>, values: Values) => Promise<QueryResult<Row>>;

/**
 * A statement of fixed shape, written at its first use for each kind of database and run with other values ever after:
 * Kysely takes ten times as long to write one as SQLite to run it (checked 2026-11), and every poll runs some. `write`
 * sees stand-ins, so it may place values but neither read nor change them.
 */
export function readyStatement<Values extends object, Row>(write: Write<Values, Row>): Run<Values, Row> {
  return readyWith(write, standIns<Values>([]));
}

/**
 * The same over rows, with a statement for each number of them as long as they are few: a poll mostly brings one story
 * with three aliases. For many at once, as at a feed's first reading, it is written anew.
 */
export function readyRows<Values extends object, Row>(
  write: Write<readonly Values[], Row>,
): Run<readonly Values[], Row> {
  const few = Array.from({ length: mostReadyRows + 1 }, (_, count) =>
    readyWith<readonly Values[], Row>(
      write,
      Array.from({ length: count }, (__, at) => standIns<Values>([at])),
    ),
  );
  return (db, rows) => few[rows.length]?.(db, rows) ?? db.executeQuery(write(db, rows));
}

const mostReadyRows = 12;

function readyWith<Values extends object, Row>(
  write: Write<Values, Row>,
  standingIn: Values,
): Run<Values, Row> {
  const written = new WeakMap<object, CompiledQuery<Row>>();
  return (db, values) => {
    const { adapter } = db.getExecutor();
    const ready = written.get(adapter) ?? write(db, standingIn).compile();
    written.set(adapter, ready);
    const parameters = ready.parameters.map((parameter) =>
      parameter instanceof StandIn ? parameter.read(values) : parameter,
    );
    return db.executeQuery({ ...ready, parameters });
  };
}

type Path = readonly (string | symbol | number)[];

/** An object that has a stand-in for whatever value it is asked for; it stands at `path` in what holds the values. */
function standIns<Values extends object>(path: Path): Values {
  return new Proxy({} as Values, { get: (_, name) => new StandIn([...path, name]) });
}

class StandIn {
  readonly #path: Path;

  constructor(path: Path) {
    this.#path = path;
  }

  read(values: object): unknown {
    return this.#path.reduce<unknown>((held, name) => (held as Record<PropertyKey, unknown>)[name], values);
  }
}
