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

/** How fresh a network's stories are, in one line: the middle and what 19 of 20 stay within. */
export function tellFreshness(freshness: Freshness): string {
  const { network, stories } = freshness;
  const { whole, ...parts } = freshness.stages;
  const told = stages.flatMap((stage) => {
    const quantiles = stage === 'whole' ? null : parts[stage];
    return quantiles ? [`${names[stage]} ${tellQuantiles(quantiles)}`] : [];
  });
  const all = whole ? ` public after ${tellQuantiles(whole)}` : '';
  return `${network}: ${stories} ${stories === 1 ? 'story' : 'stories'}${all} (${told.join('; ')})`;
}

function tellQuantiles({ p50, p95 }: Quantiles): string {
  return `${tellStretch(p50)}, 95 % within ${tellStretch(p95)}`;
}

const names: Readonly<Record<Stage, string>> = {
  'published-to-seen': 'published to seen',
  'seen-to-planned': 'seen to planned',
  'planned-to-public': 'planned to public',
  whole: 'in all',
};
