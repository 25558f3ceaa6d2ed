/** The end of a process, as far as its doings reach outside: from a certain step on nothing more gets through. */
export interface Interruption {
  /** Resolves when the process is dead. */
  readonly death: Promise<void>;
  /** Steps so far: one before each call that leaves the program, which is also after the one before it. */
  readonly steps: number;
  /** What the process died at; null while it lives. */
  readonly diedAt: string | null;
  /** `target`, each of whose methods, and of those of what it holds, is a step. */
  through<Target extends object>(name: string, target: Target): Target;
  /** Resolves when what had left the process before its death has arrived. */
  arrived(): Promise<void>;
}

/** The process dies before its call number `lastStep`; never when that is infinite. Whoever calls after the death is never answered, as in a dead process. */
export function interruptAfter(lastStep: number): Interruption {
  let steps = 0;
  let diedAt: string | null = null;
  const { promise: death, resolve: die } = Promise.withResolvers<void>();
  const underWay = new Set<Promise<unknown>>();
  const never = new Promise<never>(() => {});

  const isDeadAt = (step: string) => {
    if (diedAt !== null) return true;
    steps += 1;
    if (steps < lastStep) return false;
    diedAt = step;
    die();
    return true;
  };
  const call = async (step: string, doIt: () => unknown) => {
    if (isDeadAt(step)) return never;
    const doing = Promise.resolve(doIt());
    underWay.add(doing);
    try {
      return await doing;
    } finally {
      underWay.delete(doing);
      if (diedAt !== null) await never;
    }
  };
  const through = <Target extends object>(name: string, target: Target): Target =>
    new Proxy(target, {
      get: (_, key) => {
        const value: unknown = Reflect.get(target, key);
        const step = `${name}.${String(key)}`;
        if (typeof value === 'function')
          return (...given: unknown[]) => call(step, () => Reflect.apply(value, target, given));
        return typeof value === 'object' && value !== null ? through(step, value) : value;
      },
    });
  return {
    death,
    get steps() {
      return steps;
    },
    get diedAt() {
      return diedAt;
    },
    through,
    arrived: async () => {
      await Promise.allSettled(underWay);
    },
  };
}
