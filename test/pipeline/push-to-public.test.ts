import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { second } from '../../src/base/instant.ts';
import { measurePushes } from './measure-pushes.ts';

// A wall clock would measure the neighbours on the machine; `npm run bench` looks at it on a quiet one. What is asked here
// no neighbour can lengthen: that nothing waits for a clock, or for the look that comes every second in any case, and how
// much work there is.
vi.mock('node-cron', async (original) => ({
  ...(await original<object>()),
  schedule: () => ({ destroy: async () => undefined }),
}));

/** The looks that would come every second. */
const looks: (() => void)[] = [];

beforeEach(() => {
  const { setInterval: begin } = globalThis;
  vi.spyOn(globalThis, 'setInterval').mockImplementation((look: () => void, every?: number) => {
    if (every !== second) return begin(look, every);
    looks.push(look);
    return begin(() => undefined, every);
  });
});
afterEach(() => void vi.restoreAllMocks());

const pushes = 20;

it('what is pushed is public on both networks before anybody would look, with less than a second of work', async () => {
  const took = await measurePushes(pushes, { lookAgain: () => looks.map((look) => look()) });
  expect(looks).toHaveLength(1);
  expect(took.map(({ onItsClock }) => onItsClock)).toEqual(took.map(() => 0));
  const work = took.map(({ ofTheProcessor }) => ofTheProcessor).toSorted((a, b) => a - b);
  expect(work[Math.ceil(pushes * 0.95) - 1]).toBeLessThan(1000);
});
