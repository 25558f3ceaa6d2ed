import type { Milliseconds } from '../base/instant.ts';
import type { NetworkName } from '../outbox/delivery.ts';
import { type Passage, type Stage, timeOf } from '../outbox/passage.ts';

/** How soon the stories of one event became public on one network. */
export interface Freshness {
  readonly eventId: string;
  readonly network: NetworkName;
  readonly stories: number;
  /** Within which time the event wants them; null when it doesn't say. */
  readonly objective: Milliseconds | null;
  /** How many took longer, with those that a person kept back; 0 without an objective. */
  readonly late: number;
  /** Null for a stage that no story's publisher lets us measure. */
  readonly stages: Readonly<Record<Stage, Quantiles | null>>;
}

/** The middle, and what 19 of 20 stay within. */
export interface Quantiles {
  readonly p50: Milliseconds;
  readonly p95: Milliseconds;
}

/** What events want, by id and network. */
export type Objectives = ReadonlyMap<string, Readonly<Record<string, Milliseconds>>>;

/** The freshness of each event and network on which anything is public. */
export function measureFreshness(
  passages: readonly Passage[],
  objectives: Objectives = new Map(),
): readonly Freshness[] {
  const ways = Map.groupBy(passages, ({ eventId, network }) => `${eventId} ${network}`);
  return [...ways.values()].flatMap((way) =>
    way[0] ? measureWay(way[0], { passages: way, objectives }) : [],
  );
}

function measureWay(
  { eventId, network }: Passage,
  { passages, objectives }: { passages: readonly Passage[]; objectives: Objectives },
): Freshness {
  const objective = objectives.get(eventId)?.[network] ?? null;
  return {
    eventId,
    network,
    stories: passages.length,
    objective,
    late: passages.filter((passage) => objective !== null && (timeOf('whole', passage) ?? 0) > objective)
      .length,
    stages: {
      'published-to-seen': quantilesOf(passages, 'published-to-seen'),
      'seen-to-planned': quantilesOf(passages, 'seen-to-planned'),
      'planned-to-public': quantilesOf(passages, 'planned-to-public'),
      whole: quantilesOf(passages, 'whole'),
    },
  };
}

function quantilesOf(passages: readonly Passage[], stage: Stage): Quantiles | null {
  const times = passages.flatMap((passage) => timeOf(stage, passage) ?? []).sort((a, b) => a - b);
  const at = (share: number) => times[Math.max(0, Math.ceil(times.length * share) - 1)];
  const [p50, p95] = [at(0.5), at(0.95)];
  return p50 === undefined || p95 === undefined ? null : { p50, p95 };
}
