import { failed, type Result, success } from '../../base/failure.ts';
import type { AccountProfile } from '../network.ts';
import { during } from '../setback.ts';
import { classify } from './classify.ts';
import type { PublishDeps } from './client.ts';
import { profileAddress } from './frozen.ts';

/** Signs in and reads the profile the account wrote for itself. */
export async function verifyAccount(deps: PublishDeps): Promise<Result<AccountProfile>> {
  const { client, login } = deps;
  const signedIn = await client.signIn();
  if (!signedIn.ok) return failed(classify(signedIn.failure, during('signing-in', deps)).failure);
  const stored = await client.readRecord(profileAddress(signedIn.value));
  if (!stored.ok) return failed(classify(stored.failure, during('asking', deps)).failure);
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
