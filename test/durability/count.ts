import type { PublicPost } from './doubles/networks.ts';
import type { Plan } from './plant.ts';

/** What became public beside what was planned. */
export interface Count {
  readonly planned: number;
  readonly posted: number;
  /** Posts beyond the first with the same words on the same account. */
  readonly duplicates: number;
  readonly missing: number;
  /** Posts that answer another post than the one before them in their thread. */
  readonly misplaced: number;
}

/** Counts on the servers themselves. */
export function countPublic(plan: Plan, posts: Readonly<Record<string, readonly PublicPost[]>>): Count {
  const counts = [...plan].map(([accountId, threads]) => countAccount(threads, posts[accountId] ?? []));
  const sum = (of: keyof Count) => counts.reduce((total, count) => total + count[of], 0);
  return {
    planned: sum('planned'),
    posted: sum('posted'),
    duplicates: sum('duplicates'),
    missing: sum('missing'),
    misplaced: sum('misplaced'),
  };
}

/** Nothing twice, nothing lost, nothing torn. */
export const faultless = { duplicates: 0, missing: 0, misplaced: 0 } as const;

function countAccount(threads: readonly (readonly string[])[], posts: readonly PublicPost[]): Count {
  const firstByText = new Map<string, PublicPost>();
  for (const post of posts) if (!firstByText.has(post.text)) firstByText.set(post.text, post);
  const texts = threads.flat();
  const misplaced = threads.flatMap((thread) =>
    thread.filter((text, index) => {
      const post = firstByText.get(text);
      const before = thread[index - 1];
      const parent = before === undefined ? null : (firstByText.get(before)?.id ?? null);
      return post !== undefined && post.parent !== parent;
    }),
  );
  return {
    planned: texts.length,
    posted: posts.length,
    duplicates: posts.length - firstByText.size,
    missing: texts.filter((text) => !firstByText.has(text)).length,
    misplaced: misplaced.length,
  };
}
