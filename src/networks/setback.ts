import type { Clock } from '../base/clock.ts';
import type { Instant } from '../base/instant.ts';
import type { Outcome, Sighting } from '../outbox/outcome.ts';
import type { AccountLogin } from './network.ts';

/** Every outcome but success. */
export type Setback = Exclude<Outcome, { state: 'published' }>;

/** What was being done when a server refused, for whom, and when. */
export interface Circumstances<Stage extends string> {
  readonly stage: Stage;
  readonly accountId: string;
  readonly now: Instant;
}

/** Whose work it is, by which clock. */
interface Worker {
  readonly login: Pick<AccountLogin, 'accountId'>;
  readonly clock: Clock;
}

/** The circumstances of a refusal that has just come. */
export function during<Stage extends string>(stage: Stage, { login, clock }: Worker): Circumstances<Stage> {
  return { stage, accountId: login.accountId, now: clock.now() };
}

/** What we found ourselves to be wrong with an account's thread. */
interface Found {
  readonly code: string;
  readonly detail: string;
}

/** A thread that could be sent at no time. */
export function refused(
  { login }: Pick<Worker, 'login'>,
  { code, detail }: Found,
): Extract<Setback, { state: 'refused' }> {
  return { state: 'refused', failure: { code, subject: login.accountId, detail } };
}

/** A thread that can't be sent now. */
export function later(
  { login }: Pick<Worker, 'login'>,
  { code, detail }: Found,
): Extract<Setback, { state: 'later' }> {
  return { state: 'later', failure: { code, subject: login.accountId, detail }, retryAt: null };
}

/** A look that met this instead of an answer. */
export function cannotTell(setback: Setback): Sighting {
  const retryAt = setback.state === 'later' ? setback.retryAt : null;
  return { state: 'cannot-tell', failure: setback.failure, retryAt };
}
