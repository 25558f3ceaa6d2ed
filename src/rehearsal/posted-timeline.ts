import { hour, type Instant, type Milliseconds } from '../base/instant.ts';
import { showPart } from '../networks/show-part.ts';
import type { Journal } from '../observability/journal.ts';
import type { Delivery, Intent, Receipt } from '../outbox/delivery.ts';

/** What an account's followers got, and how closely one thing followed another. */
export interface AccountTimeline {
  readonly accountId: string;
  readonly posted: readonly Posted[];
  /** Threads and moments in the fullest hour. */
  readonly mostInAnHour: number;
  /** Between two that followed each other; null when there were fewer than two. */
  readonly smallestGap: Milliseconds | null;
  readonly longestGap: Milliseconds | null;
}

/** A thread or a moment that went out. */
export interface Posted {
  readonly at: Instant;
  readonly posts: number;
  /** What was done to posts of before where it brought none of its own: "edit" of a hub, "unpin". */
  readonly deed: Intent;
  /** A moment's kind; null of a story's thread. */
  readonly moment: string | null;
  /** How it begins: the first line of its first post. */
  readonly beginning: string;
}

/** A journal that notes what goes out. `read` gives it account by account, in the order of their names. */
export function startTimeline(): { readonly journal: Journal; read(): readonly AccountTimeline[] } {
  const byAccount = new Map<string, Map<string, Posted>>();
  return {
    journal: (entry) => {
      if (entry.kind !== 'parts-published') return;
      const { delivery, receipts } = entry;
      const posted = byAccount.get(delivery.accountId) ?? new Map<string, Posted>();
      byAccount.set(delivery.accountId, posted);
      const before = posted.get(delivery.id);
      const at = before?.at ?? receipts[0]?.publishedAt ?? delivery.createdAt;
      posted.set(delivery.id, {
        at,
        posts: (before?.posts ?? 0) + receipts.filter((receipt) => isPost(receipt, delivery)).length,
        deed: delivery.parts[0]?.intent ?? 'create',
        moment: momentOf(delivery),
        beginning: beginningOf(delivery),
      });
    },
    read: () =>
      [...byAccount]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([accountId, posted]) =>
          timelineOf(
            accountId,
            [...posted.values()].toSorted((one, other) => one.at - other.at),
          ),
        ),
  };
}

function timelineOf(accountId: string, posted: readonly Posted[]): AccountTimeline {
  const gaps = posted.flatMap(({ at }, index) => {
    const before = posted[index - 1];
    return before ? [at - before.at] : [];
  });
  return {
    accountId,
    posted,
    mostInAnHour: Math.max(0, ...posted.map((last) => countOfHourBefore(last, posted))),
    smallestGap: gaps.length > 0 ? Math.min(...gaps) : null,
    longestGap: gaps.length > 0 ? Math.max(...gaps) : null,
  };
}

function countOfHourBefore(last: Posted, posted: readonly Posted[]): number {
  return posted.filter(({ at }) => at > last.at - hour && at <= last.at).length;
}

/** Edits, pins and what is taken back are no posts of their own. */
function isPost({ partIndex }: Receipt, { parts }: Delivery): boolean {
  return parts[partIndex]?.intent === 'create';
}

/** A key begins with its kind: "day-opening:2017-11-14". */
function momentOf({ of }: Delivery): string | null {
  return of.kind === 'moment' ? (of.key.split(':', 1)[0] ?? null) : null;
}

function beginningOf({ network, parts }: Delivery): string {
  const [first] = parts;
  return first ? (showPart(network, first).text.split('\n', 1)[0] ?? '') : '';
}
