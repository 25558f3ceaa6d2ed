import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import type { Flood } from './find-flood.ts';

/** How we stand with a feed. One that is set aside or stopped is asked no more until an operator says so. */
export type FeedStanding =
  | { readonly state: 'followed' }
  /** What its next fetch holds is taken whatever it looks like, once. */
  | { readonly state: 'accepted'; readonly as: 'news' | 'background' }
  /** A fetch was a flood, of which nothing was taken. */
  | { readonly state: 'set-aside'; readonly since: Instant; readonly flood: Flood }
  /** Its server said that there is no point in asking. */
  | { readonly state: 'stopped'; readonly since: Instant; readonly because: Failure };

/** Whether the feed is asked when it is due. */
export function isAsked({ state }: FeedStanding): boolean {
  return state === 'followed' || state === 'accepted';
}
