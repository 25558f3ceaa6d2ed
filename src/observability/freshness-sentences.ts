import { hour, type Milliseconds, minute, second } from '../base/instant.ts';
import { type Passage, type Stage, stages, timeOf } from '../outbox/passage.ts';
import type { Freshness, Quantiles } from './freshness.ts';

/** "0.4 s", "42 s", "3 min 5 s", "2 h 10 min". */
export function tellStretch(stretch: Milliseconds): string {
  if (stretch < 9.95 * second) return `${(stretch / second).toFixed(1)} s`;
  const seconds = Math.round(stretch / second) * second;
  if (seconds < minute) return `${seconds / second} s`;
  const [large, small, units] =
    seconds < hour ? [minute, second, ['min', 's']] : [hour, minute, ['h', 'min']];
  const rest = Math.floor((seconds % large) / small);
  return `${Math.floor(seconds / large)} ${units[0]}${rest > 0 ? ` ${rest} ${units[1]}` : ''}`;
}

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
