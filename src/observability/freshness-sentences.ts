import { type Passage, type Stage, stages, timeOf } from '../outbox/passage.ts';
import type { Freshness, Quantiles } from './freshness.ts';
import { tellStretch } from './tell-stretch.ts';

/** Where the time of one story went. */
export function tellStages(passage: Passage): string {
  const told = stages.flatMap((stage) => {
    const took = stage === 'whole' ? null : timeOf(stage, passage);
    return took === null ? [] : [`${names[stage]} ${tellStretch(took)}`];
  });
  return told.join(', ');
}

/** How fresh a network's stories are, beside what their event wants: a line for the whole, and one for each stage. */
export function tellFreshness(freshness: Freshness): FreshnessLines {
  const { eventId, network, stories, keptBack, objective, late, overdue, isLate } = freshness;
  const isMissed = objective !== null && (freshness.stages.whole?.p95 ?? 0) > objective;
  const told = [
    ...(objective === null ? [] : [`objective ${tellStretch(objective)}, ${late || 'none'} later`]),
    ...(overdue > 0 ? [`${overdue} not public yet`] : []),
    ...(keptBack > 0 ? [`${keptBack} kept back by a person`] : []),
    ...(late > 0 && !isLate ? ['the newest in time again'] : []),
  ];
  return {
    head: [`${network}: ${stories} ${stories === 1 ? 'story' : 'stories'} of ${eventId}`, ...told].join('; '),
    stages: stages.flatMap((stage) => {
      const quantiles = freshness.stages[stage];
      return quantiles ? [`${names[stage].padEnd(longestName)}  ${tellQuantiles(quantiles)}`] : [];
    }),
    alarm: isLate ? 'on' : isMissed ? 'over' : null,
  };
}

interface FreshnessLines {
  readonly head: string;
  readonly stages: readonly string[];
  /** `over`: more than one story in twenty came later than its event wants, and the newest is in time again. */
  readonly alarm: 'on' | 'over' | null;
}

function tellQuantiles({ p50, p95 }: Quantiles): string {
  return `half within ${tellStretch(p50)}, 95 % within ${tellStretch(p95)}`;
}

const names: Readonly<Record<Stage, string>> = {
  'published-to-seen': 'published to seen',
  'seen-to-planned': 'seen to planned',
  'planned-to-public': 'planned to public',
  whole: 'in all',
};

const longestName = Math.max(...Object.values(names).map(({ length }) => length));
