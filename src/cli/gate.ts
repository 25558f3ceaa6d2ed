import type { AccountLogin, Connection } from '../networks/network.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import { findGateFailure, findMissingConsent } from '../pipeline/go-live.ts';
import type { Covered } from '../pipeline/live-coverage.ts';
import type { Obstacle } from '../pipeline/take-edits.ts';
import type { Terminal } from './terminal.ts';

/** Whether the accounts file keeps any of these from publishing: no secret, no consent of its server's admins. */
export function isShutFor(logins: readonly AccountLogin[], terminal: Terminal): boolean {
  const missing = logins.filter(({ secret }) => secret === null).map(({ accountId }) => accountId);
  if (missing.length > 0)
    terminal.complain(
      `Nothing is covered: ${missing.join(' and ')} can’t publish without a secret. Set the variables named above, or use --dry-run.`,
    );
  const failures = logins.flatMap((login) => findMissingConsent(login) ?? []);
  for (const failure of failures) terminal.complain(`Nothing is covered: ${describeFailure(failure)}`);
  return missing.length + failures.length > 0;
}

/**
 * Whether any of these accounts does not say that it is automated. One whose server can't be asked now is no hindrance to
 * the others: it is asked again before its first post.
 */
export async function isShutAt(connections: Iterable<Connection>, terminal: Terminal): Promise<boolean> {
  const found = await Promise.all([...connections].map(findGateFailure));
  const failures = found.filter((failure) => failure?.code === 'not-marked-as-bot');
  for (const failure of failures)
    if (failure) terminal.complain(`Nothing is covered: ${describeFailure(failure)}`);
  return failures.length > 0;
}

/** What an edit of the files asks of accounts that may not publish. */
export function findShutAccounts({ events, logins }: Covered): readonly Obstacle[] {
  return logins.flatMap((login) => {
    const failure = login.secret === null ? noSecret(login) : findMissingConsent(login);
    if (!failure) return [];
    const sentence = describeFailure(failure);
    const concerned = events.filter(({ accounts }) =>
      accounts.some(({ accountId }) => accountId === login.accountId),
    );
    return concerned.map(({ id }) => ({ eventId: id, sentence, approvable: false }));
  });
}

function noSecret({ accountId }: AccountLogin) {
  return { code: 'no-secret', subject: accountId } as const;
}
