import { expect, onTestFinished, test } from 'vitest';
import { hour, second } from '../../src/base/instant.ts';
import { morning, openNewsroom } from './newsroom.ts';

/** What followers of one account got of a day without a story, which ends at noon. */
async function wrapUps(template: string | null): Promise<readonly string[]> {
  const dayWrapUp = { secondOfDay: (12 * hour) / second, template };
  const newsroom = await openNewsroom({
    answer: (_, response) => void response.end(),
    shape: (event) => ({ ...event, moments: { ...event.moments, dayWrapUp } }),
  });
  onTestFinished(() => newsroom.close());
  await newsroom.playUntil(morning + 4 * hour);
  return newsroom.mastodon.posts().map(({ text }) => text);
}

test('a day of which nothing was told is not summed up', async () => {
  expect(await wrapUps(null)).toEqual([]);
});

test('unless the event file says how', async () => {
  expect(await wrapUps('That was {day}.')).toEqual([expect.stringMatching(/^That was Tuesday/)]);
});
