import { expect, test } from 'vitest';
import { createVirtualClock } from '../../src/base/clock.ts';
import { failed, success } from '../../src/base/failure.ts';
import { minute } from '../../src/base/instant.ts';
import { documentedLimits } from '../../src/networks/documented-limits.ts';
import { keepLimits } from '../../src/networks/keep-limits.ts';

const silent = failed({ code: 'answer-lost', subject: 'press' });
const told = success(documentedLimits('mastodon'));

test('a server that does not answer is asked for its limits once a minute, then no more', async () => {
  const clock = createVirtualClock(0);
  const answers = [silent, told];
  const askedAt: number[] = [];
  const readLimits = keepLimits(async () => {
    askedAt.push(clock.now());
    return answers.shift() ?? silent;
  }, clock);
  expect(await Promise.all([readLimits(), readLimits()])).toEqual([silent, silent]);
  clock.advanceTo(minute - 1);
  expect(await readLimits()).toEqual(silent);
  clock.advanceTo(minute);
  expect(await readLimits()).toEqual(told);
  clock.advanceTo(1000 * minute);
  expect(await readLimits()).toEqual(told);
  expect(askedAt).toEqual([0, minute]);
});
