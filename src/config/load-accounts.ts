import type { AccountLogin } from '../networks/network.ts';
import { type AccountsFile, accountsFile } from './accounts-file.ts';
import { findKebabFault } from './faults.ts';
import { findBlueskyHandleFault, findMastodonHandleFault } from './handle-faults.ts';
import { type ConfigProblem, inPlaceOrder } from './problem.ts';
import { type Environment, type ReadSecret, readSecret } from './read-secret.ts';
import { placeIssues } from './schema-problems.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/** What one accounts file holds; no account when it has an error of form. */
export interface LoadedAccounts {
  readonly accounts: readonly AccountLogin[];
  readonly problems: readonly ConfigProblem[];
}

/**
 * The logins of an accounts file, with their secrets from the environment or the files it names. Of an account that is not
 * `used` the secret is not looked for, nor missed.
 */
export async function loadAccounts(
  path: string,
  environment: Environment = process.env,
  { used = () => true }: { used?: (accountId: string) => boolean } = {},
): Promise<LoadedAccounts> {
  const yaml = await readYamlFile(path);
  if (yaml.value === undefined) return { accounts: [], problems: yaml.problems };
  const problems = [...yaml.problems, ...placeNameFaults(yaml)];
  const parsed = accountsFile.safeParse(yaml.value);
  if (!parsed.success) {
    problems.push(...placeIssues(yaml, parsed.error.issues));
    return { accounts: [], problems: inPlaceOrder(problems) };
  }
  const accounts: AccountLogin[] = [];
  for (const [accountId, account] of Object.entries(parsed.data.accounts)) {
    problems.push(...placeFaults(yaml, accountId, account));
    const variable = account['secret-from'];
    const { secret, faults } = used(accountId) ? await readSecret(variable, environment) : notLookedFor;
    problems.push(...faults.map((fault) => yaml.problemAt(['accounts', accountId, 'secret-from'], fault)));
    accounts.push({
      accountId,
      network: account.network,
      serviceUrl: URL.parse(account.server ?? 'https://bsky.social')?.origin ?? '',
      handle: handleOf(account),
      secret,
      ...(account.consent && { consent: account.consent }),
      ...(account['posts-per-day'] !== undefined && { postsPerDay: account['posts-per-day'] }),
    });
  }
  return { accounts, problems: inPlaceOrder(problems) };
}

const notLookedFor: ReadSecret = { secret: null, faults: [] };

/** Names are checked apart: where a name is wrong, the schema would pass over what stands under it. */
function placeNameFaults(yaml: YamlFile): readonly ConfigProblem[] {
  const written = (yaml.value as { accounts?: object } | null)?.accounts ?? {};
  return Object.keys(typeof written === 'object' ? written : {}).flatMap((name) => {
    const sentence = findKebabFault(name);
    return sentence ? [yaml.problemAtKey(['accounts', name], { severity: 'error', sentence })] : [];
  });
}

type WrittenAccount = AccountsFile['accounts'][string];

/** What one key has against another. */
function placeFaults(yaml: YamlFile, accountId: string, account: WrittenAccount): readonly ConfigProblem[] {
  const at = ['accounts', accountId];
  const problems: ConfigProblem[] = [];
  const isMastodon = account.network === 'mastodon';
  const handleFault = (isMastodon ? findMastodonHandleFault : findBlueskyHandleFault)(account.handle);
  if (handleFault)
    problems.push(yaml.problemAt([...at, 'handle'], { severity: 'error', sentence: handleFault }));
  if (isMastodon && account.server === undefined) {
    const sentence =
      '"server" is missing: the address of the Mastodon server, as in https://mastodon.example.';
    problems.push(yaml.problemAtKey([...at, 'server'], { severity: 'error', sentence }));
  }
  const server = account.server === undefined ? null : URL.parse(account.server);
  if (server && server.protocol === 'http:' && !isLoopback(server.hostname)) {
    const sentence =
      'Over http:// the secret would travel in the clear; write https:// (http is for this machine alone).';
    problems.push(yaml.problemAt([...at, 'server'], { severity: 'error', sentence }));
  }
  return problems;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function handleOf({ network, handle }: WrittenAccount): string {
  const bare = handle.replace(/^@/, '');
  return network === 'mastodon' ? `@${bare}` : bare;
}
