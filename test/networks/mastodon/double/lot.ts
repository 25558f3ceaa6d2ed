import type { Chance } from '../../../../src/base/chance.ts';

/** Decides what befalls a request that can go wrong in the `possible` ways; null for a good day. */
export type Lot<Kind> = (possible: readonly Kind[]) => Kind | null;

/** Of all requests, the share that goes wrong is drawn: the same for the same seed and the same requests. */
export function drawnLot<Kind>({ chance, share }: { chance: Chance; share: number }): Lot<Kind> {
  return (possible) => {
    if (chance.fraction() >= share) return null;
    return possible[Math.floor(chance.fraction() * possible.length)] ?? null;
  };
}

/** Every second request goes wrong, in each of the ways by turns. */
export function everySecondLot<Kind>(): Lot<Kind> {
  let requests = 0;
  return (possible) => {
    requests += 1;
    return requests % 2 === 0 ? (possible[(requests / 2 - 1) % possible.length] ?? null) : null;
  };
}
