import { measurePushes } from '../pipeline/measure-pushes.ts';
import { type Row, rssMiB } from './measure.ts';

const pushes = 20;

/** From a hub's push to the public on both stand-ins. */
export async function measurePushing(): Promise<readonly Row[]> {
  const pushed = await measurePushes(pushes);
  const took = pushed.map(({ onTheWall }) => onTheWall).toSorted((a, b) => a - b);
  return [
    {
      name: `push to public on both networks: p95 of ${pushes}`,
      value: took[Math.ceil(pushes * 0.95) - 1] ?? Number.NaN,
      unit: 'ms',
      floor: { name: 'at most', value: 1000 },
      rssMiB: rssMiB(),
    },
  ];
}
