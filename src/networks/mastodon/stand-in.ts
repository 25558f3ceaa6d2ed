import type { Instant } from '../../base/instant.ts';
import type { AccountLogin, Connection, ConnectionDeps } from '../network.ts';
import { withSpending } from '../stand-in-spending.ts';
import { costOfNext, costOfOwed, mastodonBudgets } from './budgets.ts';
import type { StatusToCreate } from './client.ts';
import { connectThrough } from './connect-through.ts';
import { createStandInClient, type StoredStatus } from './stand-in-client.ts';

/** An account without credentials: the same code over a server in memory, which keeps what it was given. */
export interface MastodonStandIn extends Connection {
  /** Oldest first. */
  posts(): readonly StandInPost[];
}

/** A post that the stand-in has taken. */
export interface StandInPost {
  readonly id: string;
  readonly url: string;
  readonly inReplyToId: string | null;
  readonly text: string;
  readonly spoilerText: string | null;
  readonly visibility: string;
  readonly language: string;
  readonly media: readonly StandInMedia[];
  readonly quotes: string | null;
  readonly isPinned: boolean;
  readonly createdAt: Instant;
  readonly payload: StatusToCreate;
}

/** A picture that such a post carries. */
export interface StandInMedia {
  readonly altText: string;
  readonly mediaType: string;
  readonly byteLength: number;
}

/** Stands in for the account of `login`, whose secret it does not need. */
export function standInForMastodon(login: AccountLogin, deps: ConnectionDeps): MastodonStandIn {
  const client = createStandInClient(login, deps.clock);
  const standIn = {
    ...connectThrough(client, { login, deps }),
    posts: () => client.statuses().map(readPost),
  };
  return withSpending(standIn, { rules: mastodonBudgets, costOfNext, costOf: costOfOwed }, { login, deps });
}

function readPost({ id, url, createdAt, payload, media, isPinned }: StoredStatus): StandInPost {
  return {
    id,
    url,
    inReplyToId: payload.in_reply_to_id ?? null,
    text: payload.status,
    spoilerText: payload.spoiler_text ?? null,
    visibility: payload.visibility,
    language: payload.language,
    media: media.map(({ altText, mediaType, bytes }) => ({ altText, mediaType, byteLength: bytes.length })),
    quotes: payload.quoted_status_id ?? null,
    isPinned,
    createdAt,
    payload,
  };
}
