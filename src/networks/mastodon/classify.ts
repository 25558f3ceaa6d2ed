import type { Failure } from '../../base/failure.ts';
import { hour, type Instant } from '../../base/instant.ts';
import { type AnswerHeaders, askAgainAt } from '../advice.ts';
import type { Circumstances, Setback } from '../setback.ts';
import type { Refusal } from './client.ts';

/** What was under way: only while posting can a post have become public. */
export type Stage = 'asking' | 'uploading' | 'posting';

/** What a refusal means for the delivery. */
export function classify(refusal: Refusal, { stage, accountId, now }: Circumstances<Stage>): Setback {
  const { state, code } = judge(refusal, stage);
  const failure: Failure = { code, subject: accountId, detail: describe(refusal) };
  return state === 'later' ? { state, failure, retryAt: adviceIn(refusal, now) } : { state, failure };
}

interface Verdict {
  readonly state: Setback['state'];
  readonly code: string;
}

/**
 * Statuses and words as Mastodon 4.6.5 gives them, with what GoToSocial 0.20, Hollo 0.10 and snac 2.96 do otherwise
 * (checked 2026-11).
 */
function judge(refusal: Refusal, stage: Stage): Verdict {
  const unclear = stage === 'posting' ? 'unknown' : 'later';
  if (refusal.kind === 'not-sent') return { state: 'later', code: 'server-unreachable' };
  if (refusal.kind === 'withheld') return { state: 'later', code: 'budget-spent' };
  if (refusal.kind === 'no-answer') return { state: unclear, code: 'answer-lost' };
  const { httpStatus, message } = refusal;
  // Mastodon 4.6.0 to 4.6.5 answer a repeated key with an empty 500 though the post exists (mastodon/mastodon#40399).
  if (httpStatus >= 500) return { state: unclear, code: 'server-answered-nonsense' };
  if (httpStatus === 408) return { state: unclear, code: 'answer-lost' };
  if (httpStatus === 429) return { state: 'later', code: 'rate-limited' };
  if (httpStatus === 401) return { state: 'locked-out', code: 'credentials-refused' };
  if (httpStatus === 403)
    return { state: 'locked-out', code: /scope/i.test(message) ? 'credentials-refused' : 'account-locked' };
  // Redirects are not followed, so nothing was posted: the address in the accounts file is out of date.
  if (httpStatus < 400) return { state: 'later', code: 'server-moved' };
  switch (stage) {
    case 'asking':
      return { state: 'later', code: 'server-answered-nonsense' };
    case 'uploading':
      return { state: 'refused', code: 'media-refused' };
    case 'posting':
      return judgeRefusedPost(refusal);
  }
}

function judgeRefusedPost(refusal: Refusal & { kind: 'answered' }): Verdict {
  if (isMediaTaken(refusal)) return { state: 'unknown', code: 'media-already-attached' };
  if (isMediaUnfinished(refusal)) return { state: 'later', code: 'media-still-processing' };
  if (isParentGone(refusal)) return { state: 'refused', code: 'parent-gone' };
  if (isNotFound(refusal)) {
    // The API answers so when the key was used within the hour for a post that was deleted since. A page is not the API's.
    if (refusal.message !== '') return { state: 'refused', code: 'post-deleted' };
    return { state: 'later', code: 'server-answered-nonsense' };
  }
  if (/unexpected account/i.test(refusal.message)) return { state: 'refused', code: 'would-mention-others' };
  return { state: 'refused', code: 'content-refused' };
}

/** Mastodon tells with every answer when its budget is renewed: advice only once the budget is spent. */
function adviceIn(refusal: Refusal, now: Instant): Instant | null {
  if (refusal.kind === 'withheld') return refusal.until;
  if (refusal.kind !== 'answered') return null;
  const { httpStatus, headers } = refusal;
  const askedBy = (told: AnswerHeaders) => askAgainAt(told, { now, longestWindow: 3 * hour });
  if (httpStatus === 429) return askedBy(headers);
  return httpStatus >= 500 ? askedBy({ 'retry-after': headers['retry-after'] }) : null;
}

/** The post that was to be answered is no longer there: 404 at Mastodon and GoToSocial, 422 at Hollo. */
export function isParentGone(refusal: Refusal): boolean {
  return isAnswered(refusal, [404, 422], /repl/i);
}

/** The media belong to a post already, which may well be the one we are trying to make. */
function isMediaTaken(refusal: Refusal): boolean {
  return isAnswered(refusal, [422], /already attached/i);
}

/** The server is not through with the media; the key is not used up by this. */
export function isMediaUnfinished(refusal: Refusal): boolean {
  return isAnswered(refusal, [422], /not finished processing/i);
}

/** The server will never take this picture: not an image, too large, or of no type it knows. */
export function isPictureUnfit(refusal: Refusal): boolean {
  return isAnswered(refusal, [400, 413, 415, 422], /(?:)/);
}

/** There is nothing under this id. */
export function isNotFound(refusal: Refusal): boolean {
  return isAnswered(refusal, [404, 410], /(?:)/);
}

function isAnswered(refusal: Refusal, statuses: readonly number[], words: RegExp): boolean {
  return refusal.kind === 'answered' && statuses.includes(refusal.httpStatus) && words.test(refusal.message);
}

function describe(refusal: Refusal): string {
  return refusal.kind === 'answered'
    ? [refusal.httpStatus, refusal.message].filter(Boolean).join(': ')
    : refusal.detail;
}
