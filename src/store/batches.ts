/** `values` in lots of one statement each: SQLite binds at most 32,766, and our widest row has eleven columns. */
export function batchesOf<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  const count = Math.ceil(values.length / perStatement);
  return Array.from({ length: count }, (_, at) => values.slice(at * perStatement, (at + 1) * perStatement));
}

const perStatement = 500;
