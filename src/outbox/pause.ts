import type { Instant } from '../base/instant.ts';

/** What a person has paused: nothing of it is sent, and a paused feed is not read, until it is resumed. */
export type PauseScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'feed'; readonly url: string };

/** A pause that stands. */
export interface Pause {
  readonly scope: PauseScope;
  readonly since: Instant;
}

/** Whether a pause is about this delivery, of a story from `feedUrl` where it is of one, as every claim asks. */
export function keepsBack(
  scope: PauseScope,
  { accountId, feedUrl }: { readonly accountId: string; readonly feedUrl: string | null },
): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'account':
      return scope.accountId === accountId;
    case 'feed':
      return scope.url === feedUrl;
  }
}

/**
 * What becomes of what waited, once a pause is over. Threads under way go on in any case: half of one is out.
 *
 * - `keep`: it goes out at the pace, as fresh as it was when the pause began.
 * - `drop`: it is cancelled.
 * - `digest`: stories are folded into one post of headlines and links as soon as the pace has room; moments are dropped.
 */
export type AfterPause = 'keep' | 'drop' | 'digest';
