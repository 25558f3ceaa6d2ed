import type { Chance } from '../../base/chance.ts';
import type { Instant } from '../../base/instant.ts';
import type { StampKeeper } from '../network.ts';

/** Draws record keys that rise strictly in the order in which they are asked for, whatever the clock does. */
export interface TidSequence {
  /** A key for a record made at each of the rising `instants`; all come after the last key where the clock does not. */
  take(instants: readonly Instant[]): Promise<readonly string[]>;
}

/**
 * A TID is 53 bits of microseconds and 10 bits that keep two writers apart (atproto.com/specs/tid, checked 2026-11).
 * The clock gives milliseconds, so chance fills the rest. The last stamp is `kept` in one place for every replica and every
 * run: a repository lists its records by key, so what is posted last must stand first there.
 */
export function createTidSequence(chance: Chance, kept: StampKeeper = keepInMemory()): TidSequence {
  const writer = BigInt(Math.floor(chance.fraction() * 1024));
  return {
    take: async (instants) => {
      const wanted = instants.map((instant) => instant * 1000 + Math.floor(chance.fraction() * 1000));
      const [first = 0] = wanted;
      const given = await kept.raise({ from: first, to: wanted.at(-1) ?? first });
      return wanted.map((stamp) => spell((BigInt(stamp - first + given) << 10n) | writer));
    },
  };
}

function keepInMemory(): StampKeeper {
  let last = 0;
  return {
    raise: async ({ from, to }) => {
      const given = Math.max(from, last + 1);
      last = given + to - from;
      return given;
    },
  };
}

/** Whether `key` has the form of a TID; posts are stored under no other. */
export function isTid(key: string): boolean {
  return /^[2-7a-j][2-7a-z]{12}$/.test(key);
}

const alphabet = '234567abcdefghijklmnopqrstuvwxyz';

function spell(bits: bigint): string {
  let key = '';
  for (let shift = 60n; shift >= 0n; shift -= 5n) key += alphabet[Number((bits >> shift) & 31n)];
  return key;
}
