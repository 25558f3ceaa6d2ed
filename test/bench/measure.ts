/** One row of the table: a figure, and the floor measured beside it in the same run. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'per s' | 's' | 'MiB';
  /** What the same work takes with nothing of ours: the best that can be hoped for. */
  readonly floor: { readonly name: string; readonly value: number } | null;
  /** Resident memory of the measured process afterwards, MiB. */
  readonly rssMiB: number;
}

/** The middle of `runs` figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Times ours and the floor in turn, `rounds` times each, so that a drifting machine drifts for both. */
export async function timeInTurn(
  ours: () => Promise<unknown>,
  floor: () => Promise<unknown>,
  rounds = 5,
): Promise<{ ours: number; floor: number }> {
  const figures = { ours: [] as number[], floor: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    figures.ours.push(await timed(ours));
    figures.floor.push(await timed(floor));
  }
  return { ours: median(figures.ours), floor: median(figures.floor) };
}

export function rssMiB(): number {
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
