import { describe, expect, it } from 'vitest';
import { createSeededChance } from '../../../src/base/chance.ts';
import { day, minute } from '../../../src/base/instant.ts';
import { createTidSequence, isTid } from '../../../src/networks/bluesky/tid.ts';

const noon = 1_510_686_000_000;
const noChance = { fraction: () => 0, bytes: () => new Uint8Array() };

describe('the keys of records', () => {
  it('tell the time of the record and the writer', async () => {
    const [key = ''] = await createTidSequence(noChance).take([1_700_000_000_000]);
    expect(readMicroseconds(key)).toBe(1_700_000_000_000_000n);
    expect(key.endsWith('22')).toBe(true);
  });

  it('rise strictly within a millisecond, over a day, and when the clock is set back', async () => {
    const tids = createTidSequence(createSeededChance(7));
    const times = [...Array.from({ length: 500 }, () => noon), noon + day, noon, noon - 10 * minute, noon];
    const keys = (await Promise.all(times.map((time) => tids.take([time, time + 1])))).flat();
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('of one thread keep their distances behind those that were taken before', async () => {
    const tids = createTidSequence(noChance);
    await tids.take([noon]);
    const keys = await tids.take([noon - day, noon - day + 1, noon - day + 2]);
    const start = BigInt(noon) * 1000n + 1n;
    expect(keys.map(readMicroseconds)).toEqual([start, start + 1000n, start + 2000n]);
  });

  it('differ between two writers at the same time', async () => {
    const keys = await Promise.all(
      Array.from({ length: 50 }, (_, seed) => createTidSequence(createSeededChance(seed)).take([1])),
    );
    expect(new Set(keys.flat()).size).toBe(50);
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
