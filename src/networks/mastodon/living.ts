import type { Receipt } from '../../outbox/delivery.ts';
import { isNotFound } from './classify.ts';
import type { MastodonClient } from './client.ts';

/** What a server says of whether it has a post. */
export type Sight = 'there' | 'gone' | 'untold';

/**
 * Whether there is a post with this id. Words can't be asked: Mastodon refuses in the language of the account
 * (app/controllers/concerns/localized.rb, checked 2026-11).
 */
export async function sight(client: MastodonClient, id: string): Promise<Sight> {
  const found = await client.readStatus(id);
  if (found.ok) return 'there';
  return isNotFound(found.failure) ? 'gone' : 'untold';
}

/** Whether there is no post with this id. A server that won't say leaves it living. */
export async function isGone(client: MastodonClient, id: string): Promise<boolean> {
  return (await sight(client, id)) === 'gone';
}

/** The first of these posts that nobody has deleted; null when all of them are gone. */
export async function findLiving(client: MastodonClient, posts: readonly Receipt[]): Promise<Receipt | null> {
  for (const post of posts) if (!(await isGone(client, post.remoteId))) return post;
  return null;
}
