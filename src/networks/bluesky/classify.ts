import type { Failure } from '../../base/failure.ts';
import { day } from '../../base/instant.ts';
import { askAgainAt } from '../advice.ts';
import type { Circumstances, Setback } from '../setback.ts';
import type { Refusal } from './client.ts';

/** What was under way: only while committing can a post have become public. */
export type Stage = 'asking' | 'signing-in' | 'uploading' | 'committing';

/** What a refusal means for the delivery. Names and statuses as a PDS 0.5.35 gives them (checked 2026-11). */
export function classify(refusal: Refusal, { stage, accountId, now }: Circumstances<Stage>): Setback {
  const failure = (code: string): Failure => ({ code, subject: accountId, ...describe(refusal) });
  const later = (code: string): Setback => ({ state: 'later', failure: failure(code), retryAt: null });
  const unclear = (code: string): Setback =>
    stage === 'committing' ? { state: 'unknown', failure: failure(code) } : later(code);

  if (refusal.kind === 'not-sent') return later('server-unreachable');
  if (refusal.kind === 'left-to-another') return later('login-left-to-another');
  if (refusal.kind === 'no-answer') return unclear('answer-lost');
  switch (refusal.error) {
    case 'ExpiredToken':
    case 'InvalidToken':
      return later('session-expired');
    case 'AccountTakedown':
    case 'AccountSuspended':
    case 'AccountDeactivated':
      return { state: 'locked-out', failure: failure('account-locked') };
    case 'BlobNotFound':
      return later('upload-forgotten');
    // Another record stands under our key. It may be ours, written otherwise by the server: only looking tells.
    case 'InvalidSwap':
      return unclear('key-taken');
  }
  const { httpStatus, headers } = refusal;
  if (httpStatus === 429)
    return {
      state: 'later',
      failure: failure(refusal.error === 'BudgetSpent' ? 'budget-spent' : 'rate-limited'),
      // A PDS has no longer window than a day.
      retryAt: askAgainAt(headers, { now, longestWindow: day }),
    };
  if (httpStatus === 401) return { state: 'locked-out', failure: failure('credentials-refused') };
  if (httpStatus === 403) return { state: 'locked-out', failure: failure('account-locked') };
  // A key that is taken is answered with a bare 500 (bluesky-social/atproto#3718), as any trouble of the server's own.
  if (httpStatus < 400 || httpStatus >= 500) return unclear('server-answered-nonsense');
  switch (stage) {
    case 'asking':
      return later('server-answered-nonsense');
    case 'signing-in':
      return { state: 'locked-out', failure: failure('credentials-refused') };
    case 'uploading':
    case 'committing':
      return { state: 'refused', failure: failure('content-refused') };
  }
}

function describe(refusal: Refusal): Pick<Failure, 'detail'> {
  switch (refusal.kind) {
    case 'answered':
      return { detail: `${refusal.httpStatus} ${refusal.error}: ${refusal.message}` };
    case 'not-sent':
    case 'no-answer':
      return { detail: refusal.detail };
    case 'left-to-another':
      return {};
  }
}
