import { day, hour, minute } from '../../base/instant.ts';
import type { Delivery } from '../../outbox/delivery.ts';
import type { BudgetRule, Cost } from '../budget.ts';

/** A PDS's limits for an account, as @atproto/pds 0.5.35 has them (checked 2026-11). A window runs from its first use. */
export function blueskyBudgets(serviceUrl: string): readonly BudgetRule[] {
  return [
    { name: 'requests', capacity: 3000, within: 5 * minute, aligned: 'first-use' },
    { name: 'points-hour', capacity: 5000, within: hour, aligned: 'first-use' },
    { name: 'points-day', capacity: 35_000, within: day, aligned: 'first-use' },
    { name: 'logins', capacity: 30, within: 5 * minute, aligned: 'first-use' },
    { name: 'logins-day', capacity: loginsPerDay(serviceUrl), within: day, aligned: 'first-use' },
    { name: 'uploads-day', capacity: 1000, within: day, aligned: 'first-use' },
  ];
}

/** bsky.social's entrance gives a third of what a PDS does (bluesky-social/bsky-docs#183). */
function loginsPerDay(serviceUrl: string): number {
  return new URL(serviceUrl).hostname === 'bsky.social' ? 100 : 300;
}

/** What a thread's owed parts will cost: its pictures, then its posts in one commit, then each deed in a call of its own. */
export function costOfOwed({ parts }: Pick<Delivery, 'parts'>): readonly Cost[] {
  const owed = parts.filter(({ receipt }) => receipt === null);
  const posts = owed.filter(({ intent }) => intent === 'create');
  const request = { name: 'requests', points: 1 };
  return [
    ...posts.flatMap(({ media }) => media.flatMap(() => costOfCall('com.atproto.repo.uploadBlob', null))),
    ...(posts.length > 0 ? [request, ...pointsOf(posts.length === 1 ? 2 : 3 * posts.length)] : []),
    ...owed.flatMap(({ intent }) => {
      if (intent === 'create') return [];
      if (intent === 'delete') return costOfCall('com.atproto.repo.deleteRecord', null);
      return [...costOfCall('com.atproto.repo.putRecord', null), request];
    }),
  ];
}

/** What a call costs, by its method; `body` is what it sends. */
export function costOfCall(method: string, body: unknown): readonly Cost[] {
  const request = { name: 'requests', points: 1 };
  switch (method) {
    case 'com.atproto.server.createSession':
      return [request, { name: 'logins', points: 1 }, { name: 'logins-day', points: 1 }];
    case 'com.atproto.repo.uploadBlob':
      return [request, { name: 'uploads-day', points: 1 }];
    case 'com.atproto.repo.applyWrites':
      return [request, ...pointsOf(readWrites(body).reduce((sum, write) => sum + (prices[write] ?? 3), 0))];
    case 'com.atproto.repo.createRecord':
      return [request, ...pointsOf(3)];
    case 'com.atproto.repo.putRecord':
      return [request, ...pointsOf(2)];
    case 'com.atproto.repo.deleteRecord':
      return [request, ...pointsOf(1)];
    default:
      return [request];
  }
}

const prices: Readonly<Record<string, number>> = {
  'com.atproto.repo.applyWrites#create': 3,
  'com.atproto.repo.applyWrites#update': 2,
  'com.atproto.repo.applyWrites#delete': 1,
};

function pointsOf(points: number): readonly Cost[] {
  return [
    { name: 'points-hour', points },
    { name: 'points-day', points },
  ];
}

function readWrites(body: unknown): readonly string[] {
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
  if (typeof text !== 'string') return [];
  const { writes } = JSON.parse(text) as { writes?: readonly { $type: string }[] };
  return (writes ?? []).map(({ $type }) => $type);
}
