import type { Milliseconds } from '../base/instant.ts';
import type { Delivery, NetworkName } from '../outbox/delivery.ts';
import { type Passage, type Stage, timeOf } from '../outbox/passage.ts';

/** How soon the stories of one event became public on one network. */
export interface Freshness {
  readonly eventId: string;
  readonly network: NetworkName;
  /** How many are public; those that a person kept back count nowhere else. */
  readonly stories: number;
  readonly keptBack: number;
  /** Within which time the event wants them; null when it doesn't say. */
  readonly objective: Milliseconds | null;
  /** How many took longer; 0 without an objective. */
  readonly late: number;
  /** How many ought to be public by now and are not. */
  readonly overdue: number;
  /** Some are overdue, or the newest came late: the alarm, until one comes in time again. */
  readonly isLate: boolean;
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

/** The freshness of each event and network on which anything is public or overdue. */
export function measureFreshness(
  passages: readonly Passage[],
  { objectives = new Map(), overdue = [] }: { objectives?: Objectives; overdue?: readonly Delivery[] } = {},
): readonly Freshness[] {
  const ways = Map.groupBy([...passages, ...overdue], ({ eventId, network }) => `${eventId} ${network}`);
  return [...ways.values()].flatMap(([way]) =>
    way ? measureWay(way, { passages, objectives, overdue }) : [],
  );
}

function measureWay(
  { eventId, network }: Way,
  all: { passages: readonly Passage[]; objectives: Objectives; overdue: readonly Delivery[] },
): Freshness {
  const isHere = (other: Way) => other.eventId === eventId && other.network === network;
  const passages = all.passages.filter(isHere);
  const counted = passages.filter(({ wasKeptBack }) => !wasKeptBack);
  const objective = all.objectives.get(eventId)?.[network] ?? null;
  const isLate = (passage: Passage) => objective !== null && (timeOf('whole', passage) ?? 0) > objective;
  const newest = counted.toSorted((one, other) => one.publicAt - other.publicAt).at(-1);
  const overdue = all.overdue.filter(isHere).length;
  return {
    eventId,
    network,
    stories: passages.length,
    keptBack: passages.length - counted.length,
    objective,
    late: counted.filter(isLate).length,
    overdue,
    isLate: overdue > 0 || (newest !== undefined && isLate(newest)),
    stages: {
      'published-to-seen': quantilesOf(counted, 'published-to-seen'),
      'seen-to-planned': quantilesOf(counted, 'seen-to-planned'),
      'planned-to-public': quantilesOf(counted, 'planned-to-public'),
      whole: quantilesOf(counted, 'whole'),
    },
  };
}

type Way = Pick<Freshness, 'eventId' | 'network'>;

function quantilesOf(passages: readonly Passage[], stage: Stage): Quantiles | null {
  const times = passages.flatMap((passage) => timeOf(stage, passage) ?? []).sort((a, b) => a - b);
  const at = (share: number) => times[Math.max(0, Math.ceil(times.length * share) - 1)];
  const [p50, p95] = [at(0.5), at(0.95)];
  return p50 === undefined || p95 === undefined ? null : { p50, p95 };
}
