import { randomBytes } from 'node:crypto';

/** Where the program draws lots. Passed in, so that the same seed gives the same run. */
export interface Chance {
  /** Uniform in [0, 1). */
  fraction(): number;
  /** `count` random bytes. */
  bytes(count: number): Uint8Array;
}

/** The machine's random bits, fit for keys. */
export const systemChance: Chance = {
  fraction: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  bytes: (count) => randomBytes(count),
};

/** The same sequence for the same `seed` (mulberry32); for rehearsals and tests, never for keys that guard anything. */
export function createSeededChance(seed: number): Chance {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    fraction,
    bytes: (count) => {
      const drawn = new Uint8Array(count);
      for (let at = 0; at < count; at += 1) drawn[at] = Math.floor(fraction() * 256);
      return drawn;
    },
  };
}
