import type { PublicPost } from './doubles/networks.ts';
import type { Plan } from './plant.ts';

/** Joins what was planned one after the other. */
export function inOrder(plans: readonly Plan[]): Plan {
  const accounts = new Set(plans.flatMap((plan) => [...plan.keys()]));
  return new Map([...accounts].map((id) => [id, plans.flatMap((plan) => plan.get(id) ?? [])]));
}

/** How many record keys of Bluesky accounts are not above the one that was frozen before. */
export function countFallingKeys(plan: Plan, posts: Readonly<Record<string, readonly PublicPost[]>>): number {
  const falls = [...plan].flatMap(([accountId, threads]) => {
    const keys = new Map(posts[accountId]?.map(({ id, text }) => [text, keyOf(id)]));
    const frozen = threads.flat().flatMap((text) => keys.get(text) ?? []);
    return frozen.slice(1).filter((key, place) => key <= (frozen[place] ?? ''));
  });
  return falls.length;
}

/** The last part of an at:// address; of anything else nothing. */
function keyOf(id: string): readonly string[] {
  return id.startsWith('at://') ? id.split('/').slice(-1) : [];
}
