import {
  formatInstant,
  hour,
  type Instant,
  type Milliseconds,
  minute,
} from '../../../../src/base/instant.ts';

/** One limit: `most` requests in each stretch of the clock, which begins at a round time and not with the first request. */
interface Budget {
  readonly most: number;
  readonly window: Milliseconds;
  readonly counts: (request: { method: string; path: string }) => boolean;
}

/** The limits of Mastodon 4.6.5, as it enforces them (checked 2026-11). */
const budgets: readonly Budget[] = [
  { most: 300, window: 5 * minute, counts: () => true },
  {
    most: 300,
    window: 3 * hour,
    counts: ({ method, path }) => method === 'POST' && path === '/api/v1/statuses',
  },
  {
    most: 30,
    window: 30 * minute,
    counts: ({ method, path }) => method === 'POST' && path === '/api/v2/media',
  },
];

/** Spends one request; the headers Mastodon sends with its answer, and whether it is one too many. */
export type Spend = (
  request: { method: string; path: string },
  now: Instant,
) => { readonly headers: Readonly<Record<string, string>>; readonly exceeded: boolean };

/** Counts requests from now on. */
export function countBudgets(): Spend {
  const spent = new Map<string, number>();
  return (request, now) => {
    const states = budgets
      .filter(({ counts }) => counts(request))
      .map((budget) => {
        const windowStart = Math.floor(now / budget.window) * budget.window;
        const key = `${budgets.indexOf(budget)}:${windowStart}`;
        const used = (spent.get(key) ?? 0) + 1;
        spent.set(key, used);
        return { most: budget.most, left: budget.most - used, resetsAt: windowStart + budget.window };
      })
      .toSorted((a, b) => a.left - b.left);
    const [tightest] = states;
    if (!tightest) return { headers: {}, exceeded: false };
    return {
      headers: rateHeaders({ ...tightest, left: Math.max(0, tightest.left) }),
      exceeded: tightest.left < 0,
    };
  };
}

/** The headers of one limit; Mastodon gives its reset as an ISO time with microseconds. */
export function rateHeaders(limit: {
  most: number;
  left: number;
  resetsAt: Instant;
}): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(limit.most),
    'x-ratelimit-remaining': String(limit.left),
    'x-ratelimit-reset': formatInstant(limit.resetsAt).replace('Z', '000Z'),
  };
}
