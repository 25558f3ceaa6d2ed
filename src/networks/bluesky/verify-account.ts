import { failed, type Result, success } from '../../base/failure.ts';
import type { AccountProfile } from '../network.ts';
import { classify, type Stage } from './classify.ts';
import type { PublishDeps, Refusal } from './client.ts';
import { profileAddress } from './frozen.ts';

/** Signs in and reads the profile the account wrote for itself. */
export async function verifyAccount(deps: PublishDeps): Promise<Result<AccountProfile>> {
  const { client, login } = deps;
  const signedIn = await client.signIn();
  if (!signedIn.ok) return failed(setback(deps, signedIn.failure, 'signing-in'));
  const stored = await client.readRecord(profileAddress(signedIn.value));
  if (!stored.ok) return failed(setback(deps, stored.failure, 'asking'));
  const profile = (stored.value?.value ?? {}) as StoredProfile;
  return success({
    handle: login.handle,
    displayName: profile.displayName || login.handle,
    bot: profile.labels?.values?.some(({ val }) => val === 'bot') ?? false,
  });
}

/** What an account may have written about itself; a new one has written nothing. */
interface StoredProfile {
  readonly displayName?: string;
  readonly labels?: { readonly values?: readonly { readonly val: string }[] };
}

function setback({ login, clock }: PublishDeps, refusal: Refusal, stage: Stage) {
  return classify(refusal, { stage, accountId: login.accountId, now: clock.now() }).failure;
}
