/**
 * Whether so much of a whole is affected at once that its publisher's machine, and not the world, has changed: more than
 * half of at least five. Fewer prove nothing.
 */
export function isLandslide({ affected, all }: { affected: number; all: number }): boolean {
  return all >= fewest && affected > all / 2;
}

const fewest = 5;
