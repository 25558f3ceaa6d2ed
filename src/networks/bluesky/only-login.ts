import type { Clock } from '../../base/clock.ts';
import { failed } from '../../base/failure.ts';
import { type Milliseconds, second } from '../../base/instant.ts';
import type { LoginGuard } from '../network.ts';
import type { Answer } from './client.ts';

/**
 * Logs in where no other replica does; else waits for the session that another keeps. A server counts an account's logins
 * (bsky.social gives 100 a day), and replicas that are started together all find none.
 */
export async function asOnlyOne({
  guard,
  login,
  enter,
  findEntered,
}: {
  readonly guard: LoginGuard | undefined;
  readonly login: { readonly accountId: string; readonly clock: Clock; readonly timeout: Milliseconds };
  readonly enter: () => Promise<Answer<string>>;
  /** The session that another replica has kept meanwhile; null while there is none. */
  readonly findEntered: () => Promise<Answer<string> | null>;
}): Promise<Answer<string>> {
  if (!guard) return enter();
  const { accountId, clock, timeout } = login;
  const givenUpAt = clock.now() + timeout;
  do {
    const now = clock.now();
    // Longer than a login may take: the right of one that died is free again soon after.
    if (await guard.claim(accountId, { now, until: now + timeout + 10 * second })) {
      try {
        return await enter();
      } finally {
        await guard.release(accountId);
      }
    }
    const entered = await findEntered();
    if (entered) return entered;
    await clock.sleep(betweenLooks);
  } while (clock.now() < givenUpAt);
  return failed({ kind: 'left-to-another' });
}

const betweenLooks: Milliseconds = second / 4;
