import { failed, type Result, success } from '../../base/failure.ts';
import { hour, type Instant } from '../../base/instant.ts';
import { htmlToText } from '../../feed/html-to-text.ts';
import { type Delivery, isOfDeleted, type Part } from '../../outbox/delivery.ts';
import type { Sighting } from '../../outbox/outcome.ts';
import { comparableText } from '../comparable-text.ts';
import type { ConnectionDeps } from '../network.ts';
import { cannotTell, during } from '../setback.ts';
import { classify, isNotFound } from './classify.ts';
import type { Account, Answer, MastodonClient, Refusal, Status, StatusToCreate } from './client.ts';
import { differenceOf, otherwise } from './difference.ts';
import { readDeed, readFrozen } from './frozen.ts';
import { isGone } from './living.ts';
import { differenceIn, targetOf } from './perform.ts';
import { deedReceipt, receiptFor } from './receipt.ts';
import type { UploadDeps } from './upload.ts';

/** What looking takes: a way to the server, and whose posts to look through. */
export interface LookDeps extends Pick<UploadDeps, 'login' | 'clock'>, Pick<ConnectionDeps, 'knownPosts'> {
  readonly client: MastodonClient;
  /** The account behind the token, asked for once. */
  readonly account: () => Promise<Answer<Account>>;
}

/**
 * Looks through the account's own posts since the attempt and through the answers to the last part known, for a post with
 * the part's text in the part's place. Parts after a found one are looked for, too. What is found is checked as an answer
 * would have been.
 */
export async function lookFor(deps: LookDeps, delivery: Delivery, since: Instant): Promise<Sighting> {
  const [next, ...later] = delivery.parts.filter(({ receipt }) => receipt === null);
  if (!next) return { state: 'found', receipts: [] };
  if (next.intent !== 'create') return lookForDeed(deps, { part: next, delivery });
  const owed = [next, ...later].filter(({ intent }) => intent === 'create');
  const created = delivery.parts.flatMap(({ intent, receipt }) =>
    receipt && intent === 'create' && !isOfDeleted(receipt) ? [receipt.remoteId] : [],
  );
  const { answers = [] } = delivery.parts[0] ? readFrozen(delivery.parts[0]) : {};
  const known = [...answers.toReversed(), ...created];
  const candidates = await gatherCandidates(deps, { earlier: known, since });
  if (!candidates.ok) return candidates.failure;
  const found = matchParts(owed, { known, candidates: candidates.value, since });
  for (const one of found) {
    const difference = differenceOf(await asked(deps, one), one.status);
    if (difference) return contradicted(deps, `${difference}: ${one.status.url}`);
  }
  const receipts = found.map(({ part, status }) => receiptFor(part, status));
  return receipts.length > 0 ? { state: 'found', receipts } : { state: 'absent' };
}

/** A part that was found, and the post that it was to answer at the time. */
interface Found {
  readonly part: Part;
  readonly status: Status;
  readonly parent: string | null;
}

/**
 * What the server had been asked for. A post says that it answers nobody also when its parent was deleted since, and an
 * older ancestor was right where the parent was gone before.
 */
async function asked({ client }: LookDeps, { part, status, parent }: Found): Promise<StatusToCreate> {
  const isLeftAlone = status.inReplyToId === null && parent !== null && (await isGone(client, parent));
  const answered = isLeftAlone ? null : (status.inReplyToId ?? parent);
  return { ...readFrozen(part), ...(answered !== null && { in_reply_to_id: answered }) };
}

function contradicted({ login }: LookDeps, detail: string): Sighting {
  return { state: 'contradicted', failure: otherwise(login, detail) };
}

/** A post says itself what has been done to it. */
async function lookForDeed(
  deps: LookDeps,
  { part, delivery }: { part: Part; delivery: Delivery },
): Promise<Sighting> {
  const target = targetOf(part, delivery);
  const status = await deps.client.readStatus(target.id);
  if (!status.ok && !isNotFound(status.failure)) return untold(deps, status.failure);
  const found = status.ok ? status.value : null;
  if (!isDone(part, found)) return { state: 'absent' };
  const difference = found && differenceIn(found, { part, target });
  if (difference) return contradicted(deps, difference);
  return { state: 'found', receipts: [deedReceipt(part, { target, at: deps.clock.now() })] };
}

function isDone(part: Part, status: Status | null): boolean {
  switch (part.intent) {
    case 'edit':
      return (
        status !== null &&
        comparableText(htmlToText(status.contentHtml)) === comparableText(readDeed(part).status ?? '')
      );
    case 'delete':
      return status === null;
    case 'pin':
      return status?.isPinned === true;
    case 'unpin':
      return status?.isPinned !== true;
    case 'create':
      return status !== null;
  }
}

/** What is looked for: posts since an attempt that goes on after these. */
interface Search {
  readonly earlier: readonly string[];
  readonly since: Instant;
}

async function gatherCandidates(
  deps: LookDeps,
  { earlier, since }: Search,
): Promise<Result<readonly Status[], Sighting>> {
  const parent = earlier.at(-1) ?? null;
  const account = await deps.account();
  if (!account.ok) return failed(untold(deps, account.failure));
  const own = await readOwnSince(deps, { accountId: account.value.id, earlier, since });
  if (!own.ok || parent === null) return own;
  const answers = await deps.client.listDescendants(parent);
  // A deleted parent has no context, and its answers stand among our own posts all the same.
  if (!answers.ok && !isNotFound(answers.failure)) return failed(untold(deps, answers.failure));
  // Anybody may answer with our words.
  const ours = (answers.ok ? answers.value : []).filter(({ authorId }) => authorId === account.value.id);
  return success([...own.value, ...ours]);
}

/**
 * Absence means something only when the pages reach back beyond the attempt: to a post that we know from before it, since
 * its own thread goes on after that or another was through by then, or by the clocks, of which ours may be wrong. Posts known
 * otherwise are not what is looked for.
 */
async function readOwnSince(
  deps: LookDeps,
  { accountId, earlier, since }: Search & { accountId: string },
): Promise<Result<readonly Status[], Sighting>> {
  const own: Status[] = [];
  let olderThan: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const statuses = await deps.client.listStatuses(accountId, { olderThan });
    if (!statuses.ok) return failed(untold(deps, statuses.failure));
    const known = await knownAmong(deps, statuses.value);
    own.push(...statuses.value.filter(({ id }) => !known.has(id)));
    const oldest = statuses.value.at(-1);
    const isFromBefore = ({ id }: Status) =>
      earlier.includes(id) || (known.get(id) ?? Number.POSITIVE_INFINITY) <= since;
    if (!oldest || statuses.value.some(isFromBefore) || oldest.createdAt < since - clockTolerance)
      return success(own);
    olderThan = oldest.id;
  }
  const detail = `more than ${own.length} posts since the attempt`;
  const failure = { code: 'too-many-posts', subject: deps.login.accountId, detail };
  return failed({ state: 'cannot-tell', failure, retryAt: null });
}

/** 40 posts each: more than an account may post in the three hours of its budget. */
const mostPages = 10;

async function knownAmong(
  { knownPosts, login }: LookDeps,
  statuses: readonly Status[],
): Promise<ReadonlyMap<string, Instant | null>> {
  return (
    (await knownPosts?.(
      login.accountId,
      statuses.map(({ id }) => id),
    )) ?? new Map()
  );
}

function matchParts(
  owed: readonly Part[],
  { known, candidates, since }: { known: readonly string[]; candidates: readonly Status[]; since: Instant },
): readonly Found[] {
  const places = new Set(known);
  const matched: Found[] = [];
  for (const part of owed) {
    const text = comparableText(readFrozen(part).status);
    const status = candidates.find(
      (candidate) =>
        !places.has(candidate.id) &&
        isInPlace(candidate, { places, since }) &&
        comparableText(htmlToText(candidate.contentHtml)) === text,
    );
    if (!status) break;
    matched.push({ part, status, parent: [...places].at(-1) ?? null });
    places.add(status.id);
  }
  return matched;
}

/** An answer to any earlier part; a first part, or one whose parent was deleted, answers nothing and is known by its time. */
function isInPlace(
  { inReplyToId, createdAt }: Status,
  { places, since }: { places: ReadonlySet<string>; since: Instant },
): boolean {
  if (inReplyToId !== null) return places.has(inReplyToId);
  return createdAt >= since - clockTolerance;
}

/** Our clock and the server's may be a day apart; the same words are hardly posted twice within that. */
const clockTolerance = 36 * hour;

function untold(deps: LookDeps, refusal: Refusal): Sighting {
  return cannotTell(classify(refusal, during('asking', deps)));
}
