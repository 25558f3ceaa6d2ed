/**
 * How much work `run` does, as a count that is the same on every machine: look-ups and pattern tests, which every step of
 * a reading makes, and the elements that array methods pass over.
 */
export function countWork(run: () => void): number {
  let work = 0;
  const restore = [
    meter(Set.prototype, 'has', () => 1),
    meter(Map.prototype, 'get', () => 1),
    meter(RegExp.prototype, 'test', () => 1),
    meter(RegExp.prototype, 'exec', () => 1),
    ...arrayMethods.map((name) => meter(Array.prototype, name, (array) => (array as unknown[]).length)),
  ];
  run();
  for (const undo of restore) undo();
  return work;

  function meter(prototype: object, name: string, cost: (self: unknown) => number): () => void {
    const original = Object.getOwnPropertyDescriptor(prototype, name);
    if (typeof original?.value !== 'function') throw new Error(`there is no ${name} to count`);
    const method: (...given: unknown[]) => unknown = original.value;
    const counted = function (this: unknown, ...given: unknown[]) {
      work += cost(this);
      return Reflect.apply(method, this, given);
    };
    Object.defineProperty(prototype, name, { ...original, value: counted });
    return () => {
      Object.defineProperty(prototype, name, original);
    };
  }
}

const arrayMethods = [
  'every',
  'filter',
  'find',
  'findLastIndex',
  'flatMap',
  'map',
  'reduce',
  'some',
  'sort',
  'toSorted',
];
