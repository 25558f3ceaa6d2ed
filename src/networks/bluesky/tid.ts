import type { Chance } from '../../base/chance.ts';
import type { Instant } from '../../base/instant.ts';

/** Draws record keys that rise strictly, whatever the clock does while the program runs. */
export interface TidSequence {
  /** A key for a record made at `instant`, or just after the last key when the clock has not moved on. */
  next(instant: Instant): string;
}

/**
 * A TID is 53 bits of microseconds and 10 bits that keep two writers apart (atproto.com/specs/tid, checked 2026-11).
 * The clock gives milliseconds, so chance fills the rest.
 */
export function createTidSequence(chance: Chance): TidSequence {
  const writer = BigInt(Math.floor(chance.fraction() * 1024));
  let last = 0n;
  return {
    next: (instant) => {
      const drawn = BigInt(instant) * 1000n + BigInt(Math.floor(chance.fraction() * 1000));
      last = drawn > last ? drawn : last + 1n;
      return spell((last << 10n) | writer);
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
