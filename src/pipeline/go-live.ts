import type { Failure } from '../base/failure.ts';
import type { AccountLogin, AccountProfile, Connection } from '../networks/network.ts';

/** An account that must not publish, and why. */
export type GateFailure = Failure<'no-consent' | 'not-marked-as-bot'>;

/** What the accounts file lacks before this account may publish; a stand-in needs nothing, for it never does. */
export function findMissingConsent({ accountId, secret, consent }: AccountLogin): GateFailure | null {
  return secret === null || consent ? null : { code: 'no-consent', subject: accountId };
}

/** What a profile lacks of saying that its account is automated: nobody shall take a program for a person. */
export function findMissingFlag({ bot }: AccountProfile, accountId: string): GateFailure | null {
  return bot ? null : { code: 'not-marked-as-bot', subject: accountId };
}

/** Reads back whether the account says that it is automated; a failure where it doesn't, or can't be asked. */
export async function findGateFailure(connection: Connection): Promise<Failure | null> {
  const profile = await connection.verifyAccount();
  return profile.ok ? findMissingFlag(profile.value, connection.accountId) : profile.failure;
}
