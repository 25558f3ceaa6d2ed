import { countOf } from '../observability/count-of.ts';
import type { ForeseenPost } from '../pipeline/foresee.ts';
import type { Change } from '../pipeline/weigh-change.ts';
import { tellMomentKind } from './tell-moment.ts';
import { tellTime } from './tell-time.ts';

/** What a change comes to, in a sentence or two: "This change will post 3 moments and 12 threads to 2 accounts …". */
export function tellChange(change: Change): string {
  const { event, state, posts, cancelled } = change;
  if (state === 'same') return 'The file says what is in force already.';
  const what = state === 'new' ? 'This event' : 'This change';
  const [first] = posts;
  if (!first && cancelled.length === 0) return `${what} posts nothing more in the next 24 hours.`;
  const accounts = new Set(posts.map(({ accountId }) => accountId)).size;
  const posted = first
    ? `will post ${tellPosts(posts)} to ${countOf(accounts, 'account')} in the next 24 hours, first at ${tellTime(first.dueAt, event.zone)}`
    : 'posts nothing more in the next 24 hours';
  return `${what} ${posted}${cancelled.length > 0 ? `; it cancels ${tellPosts(cancelled)}` : ''}.`;
}

/** "3 moments and 12 threads"; moments of one kind by its name: "2 announcements". */
function tellPosts(posts: readonly ForeseenPost[]): string {
  const moments = posts.filter(({ of }) => of === 'moment');
  const kinds = [...new Set(moments.map(({ name }) => name))];
  const [only] = kinds.length === 1 ? kinds : [];
  const told = [
    ...(moments.length > 0 ? [countOf(moments.length, only === undefined ? 'moment' : nounOf(only))] : []),
    ...(posts.length > moments.length ? [countOf(posts.length - moments.length, 'thread')] : []),
  ];
  return told.join(' and ');
}

/** A moment's kind as a noun that takes a plural. */
function nounOf(kind: string): string {
  if (kind === 'starting-soon') return 'starting-soon post';
  if (kind === 'session-changed') return 'correction';
  return tellMomentKind(kind);
}
