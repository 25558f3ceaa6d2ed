import { expect, test } from 'vitest';
import { runWithin } from '../../../src/coverage/agenda/deadline.ts';

test('a deadline ends a job that would never end', () => {
  const endless = () => {
    for (;;);
  };
  expect(runWithin(50, endless)).toEqual({ finished: false });
});

test('a deadline waits longer for a job that a busy machine keeps from the processor', () => {
  const elsewhere = new Int32Array(new SharedArrayBuffer(4));
  const kept = () => Atomics.wait(elsewhere, 0, 0, 700);
  expect(runWithin(500, kept)).toEqual({ finished: true, value: 'timed-out' });
  expect(runWithin(100, kept)).toEqual({ finished: false });
});

test('a deadline hands on what a job yields or throws', () => {
  expect(runWithin(1000, () => undefined)).toEqual({ finished: true, value: undefined });
  expect(() =>
    runWithin(1000, () => {
      throw new RangeError('a bug');
    }),
  ).toThrow(new RangeError('a bug'));
});
