import { describe, expect, it } from 'vitest';
import { createSeededChance } from '../../../src/base/chance.ts';
import { createTidSequence, isTid } from '../../../src/networks/bluesky/tid.ts';

describe('the keys of records', () => {
  it('tell the time of the record and the writer', () => {
    const key = createTidSequence({ fraction: () => 0, bytes: () => new Uint8Array() }).next(
      1_700_000_000_000,
    );
    expect(readMicroseconds(key)).toBe(1_700_000_000_000_000n);
    expect(key.endsWith('22')).toBe(true);
  });

  it('rise strictly within a millisecond, over a day, and when the clock is set back', () => {
    const tids = createTidSequence(createSeededChance(7));
    const noon = 1_510_686_000_000;
    const times = [...Array.from({ length: 500 }, () => noon), noon + 86_400_000, noon, noon - 600_000, noon];
    const keys = times.map((time) => tids.next(time));
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('differ between two writers at the same time', () => {
    const keys = Array.from({ length: 50 }, (_, seed) => createTidSequence(createSeededChance(seed)).next(1));
    expect(new Set(keys).size).toBe(50);
  });

  it.each(['3jzfcijpj2z2a', '7777777777777', '2222222222222', '3zzzzzzzzzzzz'])('may be %s', (key) => {
    expect(isTid(key)).toBe(true);
  });

  it.each(['my-own-key', '3jzfcijpj2z2', '3jzfcijpj2z2aa', '3jzfcijpj2z21', 'kjzfcijpj2z2a', ''])(
    'may not be "%s"',
    (key) => {
      expect(isTid(key)).toBe(false);
    },
  );
});

function readMicroseconds(key: string): bigint {
  const alphabet = '234567abcdefghijklmnopqrstuvwxyz';
  const bits = [...key].reduce((read, letter) => (read << 5n) | BigInt(alphabet.indexOf(letter)), 0n);
  return bits >> 10n;
}
