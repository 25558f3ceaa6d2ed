import { expect, test } from 'vitest';
import { memoize, memoizeByObject } from '../../src/base/memoize.ts';

test('an answer is worked out once for each key, also where it is that there is none', () => {
  const asked: string[] = [];
  const lengthOf = memoize((word: string) => {
    asked.push(word);
    return word === '' ? null : word.length;
  });
  expect(['one', 'three', 'one', '', ''].map(lengthOf)).toEqual([3, 5, 3, null, null]);
  expect(asked).toEqual(['one', 'three', '']);
});

test('objects that look the same are told apart', () => {
  let made = 0;
  const numberOf = memoizeByObject((_: object) => {
    made += 1;
    return made;
  });
  const [one, other] = [{}, {}];
  expect([one, other, one].map(numberOf)).toEqual([1, 2, 1]);
});
