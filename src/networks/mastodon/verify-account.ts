import { failed, type Result, success } from '../../base/failure.ts';
import type { AccountProfile } from '../network.ts';
import { during } from '../setback.ts';
import { classify } from './classify.ts';
import type { Refusal } from './client.ts';
import type { LookDeps } from './look-for.ts';

/** Asks the server whom the token belongs to. */
export async function verifyAccount(deps: LookDeps): Promise<Result<AccountProfile>> {
  const { login } = deps;
  const verified = await deps.account();
  if (!verified.ok && isTokenOfNobody(verified.failure))
    return failed({
      code: 'credentials-refused',
      subject: login.accountId,
      detail: 'the token is an application’s, not an account’s',
    });
  if (!verified.ok) return failed(classify(verified.failure, during('asking', deps)).failure);
  const { name, displayName, bot } = verified.value;
  const handle = `@${name}@${new URL(login.serviceUrl).host}`;
  return success({ handle: login.handle || handle, displayName: displayName || name, bot });
}

/** Mastodon 4.6.5 answers 422 to an application's token (checked 2026-11). */
function isTokenOfNobody(refusal: Refusal): boolean {
  return refusal.kind === 'answered' && refusal.httpStatus === 422;
}
