import type { Receipt } from '../../outbox/delivery.ts';
import type { BlueskyClient } from './client.ts';

/**
 * The first of these posts that nobody has deleted; null when all of them are gone. A server takes an answer to a deleted
 * post without a word (PDS 0.5.35, checked 2026-11), and its readers then find no way to it, so we look before one is
 * frozen. A server that won't say leaves a post living.
 */
export async function findLiving(client: BlueskyClient, posts: readonly Receipt[]): Promise<Receipt | null> {
  for (const post of posts) {
    const stored = await client.readRecord(post.remoteId);
    if (!stored.ok || stored.value !== null) return post;
  }
  return null;
}
