import type { Receipt } from '../../outbox/delivery.ts';
import { isNotFound } from './classify.ts';
import type { MastodonClient } from './client.ts';

/**
 * Whether there is no post with this id. Words can't be asked: Mastodon refuses in the language of the account
 * (app/controllers/concerns/localized.rb, checked 2026-11). A server that won't say leaves it living.
 */
export async function isGone(client: MastodonClient, id: string): Promise<boolean> {
  const found = await client.readStatus(id);
  return !found.ok && isNotFound(found.failure);
}

/** The first of these posts that nobody has deleted; null when all of them are gone. */
export async function findLiving(client: MastodonClient, posts: readonly Receipt[]): Promise<Receipt | null> {
  for (const post of posts) if (!(await isGone(client, post.remoteId))) return post;
  return null;
}
