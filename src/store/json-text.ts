/** JSON text that remembers what it holds. */
export type JsonText<Value> = string & { readonly holds?: Value };

/** Writes a value for a column of JSON. */
export function toJson<Value>(value: Value): JsonText<Value> {
  return JSON.stringify(value);
}

/** Reads such a column back; what it holds is as it was written. */
export function fromJson<Value>(text: JsonText<Value>): Value {
  return JSON.parse(text) as Value;
}
