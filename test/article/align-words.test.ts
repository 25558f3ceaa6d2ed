import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alignWords } from '../../src/article/revisions/align-words.ts';

const row = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });

it('tells differences that turn one row into the other, and leave the rest as it is', () => {
  fc.assert(
    fc.property(row, row, (before, after) => {
      const made: string[] = [];
      let at = 0;
      for (const difference of alignWords(before, after)) {
        made.push(...before.slice(at, difference.before.from));
        expect(made).toHaveLength(difference.after.from);
        made.push(...after.slice(difference.after.from, difference.after.to));
        at = difference.before.to;
      }
      expect([...made, ...before.slice(at)]).toEqual(after);
    }),
  );
});

it('tells no more than was changed', () => {
  expect(alignWords([...'abcde'], [...'abxde'])).toEqual([
    { before: { from: 2, to: 3 }, after: { from: 2, to: 3 } },
  ]);
  expect(alignWords([...'abc'], [...'abbc'])).toHaveLength(1);
  expect(alignWords([...'abc'], [...'abc'])).toEqual([]);
});
