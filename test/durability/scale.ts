/** True for the nightly sizes, which `npm run test:durability -- --long` asks for. */
export const isLong = process.env.LONG === '1';

/** The size of a test, by when it runs; SCALE=0.1 makes it a tenth of that, for a first look. */
export function size(sizes: { inCi: number; nightly: number }): number {
  const scaled = Math.ceil((isLong ? sizes.nightly : sizes.inCi) * Number(process.env.SCALE ?? 1));
  return Math.max(1, scaled);
}

/** Where every lot begins; SEED tries another one, or the one of a failed run. */
export const firstSeed = Number(process.env.SEED ?? 20_171_114);

/** The seeds of the kill loops: one in CI, twenty at night. */
export const seeds: readonly number[] = Array.from(
  { length: isLong ? 20 : 1 },
  (_, index) => firstSeed + index,
);

/** Prints what a test reached, and from which seed, so that a run can be compared with another and had again. */
export function note(what: string, figures: object): void {
  process.stdout.write(`${what}: ${JSON.stringify({ seed: firstSeed, ...figures })}\n`);
}
