import { expect, it } from 'vitest';
import { measurePushes } from './measure-pushes.ts';

const pushes = 20;

it('what is pushed is public on both networks within a second, in 19 cases of 20', async () => {
  const took = await measurePushes(pushes);
  const p95 = took.toSorted((a, b) => a - b)[Math.ceil(pushes * 0.95) - 1];
  expect(p95).toBeLessThan(1000);
});
