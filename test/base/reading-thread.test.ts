import { expect, test } from 'vitest';
import { second } from '../../src/base/instant.ts';
import { openReadingThread } from '../../src/base/reading-thread.ts';

const reader = { module: new URL('./reader.ts', import.meta.url).href, name: 'readText' };

/** Reads texts on a thread of their own, which has half a second for each. */
function openThread() {
  const thread = openReadingThread();
  return (text: string) =>
    thread.read({ body: Buffer.from(text), from: { from: 'here' }, reader, patience: second / 2 });
}

test('a reading comes back as it was made', async () => {
  expect(await openThread()('a text')).toEqual({ state: 'read', reading: { text: 'a text', from: 'here' } });
});

test('a text that never ends is given up, and those behind it are read', async () => {
  const read = openThread();
  expect(await Promise.all(['endless', 'one', 'endless', 'two'].map(read))).toMatchObject([
    { state: 'stuck' },
    { state: 'read', reading: { text: 'one' } },
    { state: 'stuck' },
    { state: 'read', reading: { text: 'two' } },
  ]);
});

test('a bug in the reading is thrown, and what is behind it is read', async () => {
  const read = openThread();
  const [bug, behind] = await Promise.allSettled(['bug', 'behind'].map(read));
  expect(bug).toMatchObject({ status: 'rejected', reason: new RangeError('a bug') });
  expect(behind).toMatchObject({ status: 'fulfilled', value: { state: 'read' } });
});
