import type { Failure } from '../../src/base/failure.ts';
import { composeThread, type ThreadSource } from '../../src/thread/compose-thread.ts';
import { textOf } from '../../src/thread/spans.ts';
import type { PostRole, Thread } from '../../src/thread/thread.ts';
import { anArticle, anEvent, aStory, aStyle, mastodonLimits } from './builders.ts';

/** A source with whatever the test doesn't name filled in, on Mastodon unless it says otherwise. */
export function aSource(told: Partial<ThreadSource> = {}): ThreadSource {
  return {
    story: aStory(),
    article: anArticle(),
    quotes: [],
    event: anEvent(),
    style: aStyle(),
    limits: mastodonLimits(),
    ...told,
  };
}

/** The thread composed from a source; a failure fails the test. */
export function threadOf(told: Partial<ThreadSource> = {}): Thread {
  const composed = composeThread(aSource(told));
  if (!composed.ok) throw new Error(`no thread: ${JSON.stringify(composed.failure)}`);
  return composed.value;
}

/** Why no thread was composed; a thread fails the test. */
export function failureOf(told: Partial<ThreadSource> = {}): Failure {
  const composed = composeThread(aSource(told));
  if (composed.ok) throw new Error('a thread was composed');
  return composed.failure;
}

/** The texts of a thread's posts, of one role where asked. */
export function textsOf(thread: Thread, role?: PostRole): string[] {
  return thread.posts
    .filter((post) => role === undefined || post.role === role)
    .map(({ spans }) => textOf(spans));
}
