/** The same function, which asks `make` once for each key and keeps the answer as long as the program runs. */
export function memoize<Key, Value extends NonNullable<unknown> | null>(
  make: (key: Key) => Value,
): (key: Key) => Value {
  return memoizeIn(new Map<Key, Value>(), make);
}

/** The same for objects, each by its identity; an answer is kept as long as its object is. */
export function memoizeByObject<Key extends object, Value extends NonNullable<unknown> | null>(
  make: (key: Key) => Value,
): (key: Key) => Value {
  return memoizeIn(new WeakMap<Key, Value>(), make);
}

function memoizeIn<Key, Value>(
  answers: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  make: (key: Key) => Value,
): (key: Key) => Value {
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    answers.set(key, made);
    return made;
  };
}
