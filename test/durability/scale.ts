/** True for the nightly sizes. */
const isLong = process.env.LONG === '1';

/** The size of a test, by when it runs. */
export function size(sizes: { inCi: number; nightly: number }): number {
  return isLong ? sizes.nightly : sizes.inCi;
}

/** Where every lot begins; SEED tries another one, or the one of a failed run. */
const firstSeed = Number(process.env.SEED ?? 20_171_114);

/** The seeds of the kill loops: one in CI, twenty at night. */
export const seeds: readonly number[] = Array.from(
  { length: size({ inCi: 1, nightly: 20 }) },
  (_, index) => firstSeed + index,
);

/** Prints a figure that a test reached, so that a run can be compared with another. */
export function note(what: string, figures: object): void {
  process.stdout.write(`${what}: ${JSON.stringify(figures)}\n`);
}
