import { hour, minute } from '../../base/instant.ts';
import type { Delivery, Part } from '../../outbox/delivery.ts';
import type { BudgetRule, Cost } from '../budget.ts';
import { isShownByNext } from './read-back.ts';

/**
 * Mastodon's limits for an account and its token: config/initializers/rack_attack.rb and app/lib/rate_limiter.rb at 4.6.5
 * (checked 2026-11). The one for statuses is not in its documentation; edits draw on it as well.
 */
export const mastodonBudgets: readonly BudgetRule[] = [
  { name: 'requests', capacity: 300, within: 5 * minute, aligned: 'epoch' },
  { name: 'statuses', capacity: 300, within: 3 * hour, aligned: 'epoch' },
  { name: 'media', capacity: 30, within: 30 * minute, aligned: 'epoch' },
  { name: 'deletes', capacity: 30, within: 30 * minute, aligned: 'epoch' },
];

/** What a thread's owed parts will cost, with the posts that are read back. */
export function costOfOwed({ parts }: Pick<Delivery, 'parts'>): readonly Cost[] {
  return parts.filter(({ receipt }) => receipt === null).flatMap((part) => costOfPart(part, parts));
}

/** What the next part will cost, whatever comes behind it. */
export function costOfNext({ parts }: Pick<Delivery, 'parts'>): readonly Cost[] {
  const next = parts.find(({ receipt }) => receipt === null);
  return next ? costOfPart(next, parts) : [];
}

function costOfPart(part: Part, parts: readonly Part[]): readonly Cost[] {
  const { intent, media } = part;
  switch (intent) {
    case 'create': {
      const readingBack = isShownByNext(part, parts) ? [] : costOf(null);
      return [...media.flatMap(() => costOf('media')), ...costOf('statuses'), ...readingBack];
    }
    case 'edit':
      return costOf('statuses');
    case 'delete':
      return costOf('deletes');
    case 'pin':
    case 'unpin':
      return costOf(null);
  }
}

/** What one request costs: itself, and what it does. */
export function costOf(does: 'statuses' | 'media' | 'deletes' | null): readonly Cost[] {
  const request = { name: 'requests', points: 1 };
  return does === null ? [request] : [request, { name: does, points: 1 }];
}
