import type { OwedThread, Story, StoryStanding } from '../article/story.ts';
import type { Failure } from '../base/failure.ts';
import { day, type Instant, minute } from '../base/instant.ts';
import type { AccountFailure } from '../networks/network.ts';

/** An owed thread is frozen anew this often, and until its story is a day old: then it is no longer news. */
const retryEvery = 5 * minute;
const owedAtMost = day;

/**
 * What helps against trouble of an account, its server or its adapter, as against trouble of the thread, which would be
 * the same at every try. An account that somebody must mend rests meanwhile: servers count logins with a wrong password.
 */
const cures: Readonly<Record<PassingCode, 'time' | 'a person'>> = {
  'server-unreachable': 'time',
  'server-answered-nonsense': 'time',
  'server-moved': 'time',
  'answer-lost': 'time',
  'rate-limited': 'time',
  'budget-spent': 'time',
  'session-expired': 'time',
  'login-left-to-another': 'time',
  unexpected: 'time',
  'credentials-refused': 'a person',
  'account-locked': 'a person',
};

type PassingCode = AccountFailure['code'] | 'unexpected';

/** True when the thread that failed so may well be frozen later. */
export function isPassing(failure: Failure): failure is Failure<PassingCode> {
  return Object.hasOwn(cures, failure.code);
}

/** True when it makes no sense to try the account before somebody has mended it. */
export function wantsRest(failure: Failure): boolean {
  return isPassing(failure) && cures[failure.code] === 'a person';
}

/** The standing of a story with threads owed; null when there are none, or when they are given up. */
export function owingStanding(
  owed: readonly OwedThread[],
  { story, now }: { story: Story; now: Instant },
): Extract<StoryStanding, { state: 'owing' }> | null {
  const givenUpAt = story.firstSeenAt + owedAtMost;
  if (owed.length === 0 || now >= givenUpAt) return null;
  return { state: 'owing', owed, retryAt: Math.min(now + retryEvery, givenUpAt) };
}
