import { expect, test } from 'vitest';
import { composeThread } from '../../src/thread/compose-thread.ts';
import type { Limits } from '../../src/thread/limits.ts';
import type { Thread } from '../../src/thread/thread.ts';
import { blueskyLimits, mastodonLimits } from './builders.ts';
import { laidOut } from './laid-out.ts';
import { vancouverOn } from './vancouver.ts';

test('the Vancouver story makes the thread on Mastodon that an editor approved', async () => {
  const thread = composed(mastodonLimits());
  await expect(laidOut(thread)).toMatchFileSnapshot('../golden/vancouver/mastodon.txt');
  await expect(asJson(thread)).toMatchFileSnapshot('../golden/vancouver/mastodon.json');
});

test('the Vancouver story makes the thread on Bluesky that an editor approved', async () => {
  const thread = composed(blueskyLimits());
  await expect(laidOut(thread)).toMatchFileSnapshot('../golden/vancouver/bluesky.txt');
  await expect(asJson(thread)).toMatchFileSnapshot('../golden/vancouver/bluesky.json');
});

function composed(limits: Limits): Thread {
  const thread = composeThread(vancouverOn(limits));
  if (!thread.ok) throw new Error(JSON.stringify(thread.failure));
  return thread.value;
}

function asJson(thread: Thread): string {
  return `${JSON.stringify(thread, null, 2)}\n`;
}
