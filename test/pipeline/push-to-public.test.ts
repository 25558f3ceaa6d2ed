import { expect, it } from 'vitest';
import { measurePushes } from './measure-pushes.ts';

const pushes = 20;

// A neighbour on the machine can take a second from any one try; what the program itself loses it loses in all three.
it('what is pushed is public on both networks within a second, in 19 cases of 20', { retry: 2 }, async () => {
  const took = await measurePushes(pushes);
  const p95 = took.toSorted((a, b) => a - b)[Math.ceil(pushes * 0.95) - 1];
  expect(p95).toBeLessThan(1000);
});
