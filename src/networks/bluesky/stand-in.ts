import type { Delivery } from '../../outbox/delivery.ts';
import type { Cost } from '../budget.ts';
import type { AccountLogin, Connection, ConnectionDeps } from '../network.ts';
import { withSpending } from '../stand-in-spending.ts';
import { blueskyBudgets, costOfOwed } from './budgets.ts';
import { connectThrough } from './connect-through.ts';
import type { Embed } from './embed.ts';
import { type FrozenRecord, postUrl, readAddress } from './frozen.ts';
import type { PostRecord } from './record.ts';
import type { Facet } from './rich-text.ts';
import { createStandInClient } from './stand-in-client.ts';

/** An account without credentials: the same code over a server in memory, which keeps what it was given. */
export interface BlueskyStandIn extends Connection {
  /** Oldest first. */
  posts(): readonly StandInPost[];
}

/** A post that the stand-in has taken. */
export interface StandInPost {
  readonly uri: string;
  readonly cid: string;
  readonly url: string;
  /** The address of the post it answers. */
  readonly replyTo: string | null;
  readonly text: string;
  readonly facets: readonly Facet[];
  readonly embed: Embed | null;
  readonly langs: readonly string[];
  readonly labels: readonly string[];
  readonly isPinned: boolean;
  readonly createdAt: string;
  readonly record: PostRecord;
}

/** Stands in for the account of `login`, whose session and secret it does not need. */
export function standInForBluesky(login: AccountLogin, deps: ConnectionDeps): BlueskyStandIn {
  const client = createStandInClient(login);
  const standIn = {
    ...connectThrough(client, { login, deps }),
    posts: () =>
      client
        .records()
        .map((stored) => readPost(stored, { handle: login.handle, pinned: client.pinnedUri() })),
  };
  const rules = blueskyBudgets(login.serviceUrl);
  return withSpending(standIn, { rules, costOfNext, costOf: costOfOwed }, { login, deps });
}

/** All posts in one commit, or one deed. */
function costOfNext({ parts }: Pick<Delivery, 'parts'>): readonly Cost[] {
  const owed = parts.filter(({ receipt }) => receipt === null);
  const isPosting = owed[0]?.intent === 'create';
  return costOfOwed({
    parts: isPosting ? owed.filter(({ intent }) => intent === 'create') : owed.slice(0, 1),
  });
}

function readPost(
  { uri, cid, value }: FrozenRecord,
  { handle, pinned }: { handle: string; pinned: string | null },
): StandInPost {
  return {
    uri,
    cid,
    url: postUrl(handle, readAddress(uri).key),
    replyTo: value.reply?.parent.uri ?? null,
    text: value.text,
    facets: value.facets ?? [],
    embed: value.embed ?? null,
    langs: value.langs ?? [],
    labels: value.labels?.values.map(({ val }) => val) ?? [],
    isPinned: uri === pinned,
    createdAt: value.createdAt,
    record: value,
  };
}
