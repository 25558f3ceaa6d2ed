import type { Milliseconds } from '../base/instant.ts';
import type { NetworkName } from '../outbox/delivery.ts';
import { type Passage, type Stage, timeOf } from '../outbox/passage.ts';

/** How soon the stories of one network became public. */
export interface Freshness {
  readonly network: NetworkName;
  readonly stories: number;
  /** Null for a stage that no story's publisher lets us measure. */
  readonly stages: Readonly<Record<Stage, Quantiles | null>>;
}

/** The middle, and what 19 of 20 stay within. */
export interface Quantiles {
  readonly p50: Milliseconds;
  readonly p95: Milliseconds;
}

/** The freshness of each network on which anything is public. */
export function measureFreshness(passages: readonly Passage[]): readonly Freshness[] {
  return [...Map.groupBy(passages, ({ network }) => network)].map(([network, ways]) => ({
    network,
    stories: ways.length,
    stages: {
      'published-to-seen': quantilesOf(ways, 'published-to-seen'),
      'seen-to-planned': quantilesOf(ways, 'seen-to-planned'),
      'planned-to-public': quantilesOf(ways, 'planned-to-public'),
      whole: quantilesOf(ways, 'whole'),
    },
  }));
}

function quantilesOf(passages: readonly Passage[], stage: Stage): Quantiles | null {
  const times = passages.flatMap((passage) => timeOf(stage, passage) ?? []).sort((a, b) => a - b);
  const at = (share: number) => times[Math.max(0, Math.ceil(times.length * share) - 1)];
  const [p50, p95] = [at(0.5), at(0.95)];
  return p50 === undefined || p95 === undefined ? null : { p50, p95 };
}
