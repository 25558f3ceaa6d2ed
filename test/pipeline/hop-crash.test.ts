import { afterEach, expect, test } from 'vitest';
import { createSeededChance } from '../../src/base/chance.ts';
import { blind, spoilt } from '../durability/careless.ts';
import { type Outside, openOutside } from './interrupted-newsroom.ts';

const undisturbed = Number.POSITIVE_INFINITY;
let outside: Outside | undefined;

afterEach(() => outside?.close());

test('a program stopped between any two steps tells its followers what an undisturbed one tells', async () => {
  outside = await openOutside({ threads: { kind: 'per-story', mostPosts: 20, keyMoments: [] } });
  const whole = await outside.run(undisturbed);
  expect(whole.timelines.mastodon).toHaveLength(4);
  expect(whole.timelines.bluesky).toHaveLength(4);
  expect(await stepsThatShow(outside, whole)).toEqual([]);
}, 600_000);

test('a thread that rolls over is whole on both networks wherever the program was stopped', async () => {
  outside = await openOutside({ threads: { kind: 'per-day', mostPosts: 3, keyMoments: [] } });
  const whole = await outside.run(undisturbed);
  expect(JSON.stringify(whole.timelines)).toContain('goes on here');
  expect(await stepsThatShow(outside, whole)).toEqual([]);
}, 600_000);

test('with fresh keys for every attempt and no look some stops do show', async () => {
  outside = await openOutside({}, (connection) =>
    spoilt(connection, { vices: blind, chance: createSeededChance(9) }),
  );
  const whole = await outside.run(undisturbed);
  expect(await stepsThatShow(outside, whole, 1)).toHaveLength(1);
}, 600_000);

/** Where a stop made followers see something else, the first `most` of such steps. */
async function stepsThatShow(
  { run }: Outside,
  whole: Awaited<ReturnType<Outside['run']>>,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const shown: string[] = [];
  for (let step = 1; step <= whole.steps && shown.length < most; step += 1) {
    const { timelines, diedAt } = await run(step);
    if (JSON.stringify(timelines) !== JSON.stringify(whole.timelines)) shown.push(`${step} ${diedAt}`);
  }
  return shown;
}
