import { dirname, isAbsolute, join } from 'node:path';
import type { CoverageEvent } from '../coverage/event.ts';
import type { AccountLogin } from '../networks/network.ts';
import { describeEvent } from './describe-event.ts';
import { eventFile } from './event-file.ts';
import { accountsNamedIn, checkAccounts, checkEvent } from './event-problems.ts';
import { type LoadedAccounts, loadAccounts } from './load-accounts.ts';
import { type ConfigProblem, inPlaceOrder } from './problem.ts';
import type { Environment } from './read-secret.ts';
import { placeIssues } from './schema-problems.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/** What the operator’s files hold. */
export interface LoadedEvents {
  /** Those whose file has no error, nor the accounts file it names; in the order of the paths. */
  readonly events: readonly CoverageEvent[];
  /** The logins of the accounts files that the event files name. */
  readonly accounts: readonly AccountLogin[];
  /** Every problem of every file. */
  readonly problems: readonly ConfigProblem[];
  /** All that was read: the event files, each with its event if it is sound, and the accounts files they name. */
  readonly files: readonly LoadedFile[];
}

/** One file that was read. */
export interface LoadedFile {
  readonly path: string;
  readonly eventId: string | null;
}

/**
 * Reads event files and the accounts files they name. Accounts files among `paths` (`config/*.yaml` catches them) are
 * passed over: an event names its own.
 */
export async function loadEvents(
  paths: readonly string[],
  environment: Environment = process.env,
): Promise<LoadedEvents> {
  const read = await Promise.all([...new Set(paths)].map(readYamlFile));
  const files = read.filter((yaml) => !isAccountsFile(yaml));
  const accountsFiles = await loadAccountsFiles(files, environment);

  const events: CoverageEvent[] = [];
  const problems: ConfigProblem[] = [];
  const fileOfEvent = new Map<string, string>();
  for (const yaml of files) {
    const loaded = loadEvent(yaml, accountsFiles.get(accountsPathOf(yaml)) ?? { accounts: [], problems: [] });
    problems.push(...inPlaceOrder(loaded.problems));
    if (!loaded.event) continue;
    const other = fileOfEvent.get(loaded.event.id);
    if (other === undefined) {
      fileOfEvent.set(loaded.event.id, yaml.file);
      events.push(loaded.event);
    } else {
      const sentence = `The event "${loaded.event.id}" is already in ${other}; give each its own name.`;
      problems.push(yaml.problemAt(['event'], { severity: 'error', sentence }));
    }
  }
  const loaded = [...accountsFiles.values()];
  const eventOfFile = new Map([...fileOfEvent].map(([eventId, path]) => [path, eventId]));
  return {
    events,
    accounts: loaded.flatMap(({ accounts }) => accounts),
    problems: [...problems, ...loaded.flatMap((file) => file.problems)],
    files: [...files.map(({ file }) => file), ...accountsFiles.keys()].map((path) => ({
      path,
      eventId: eventOfFile.get(path) ?? null,
    })),
  };
}

/** The logins that these events publish to. */
export function loginsOf({
  events,
  accounts,
}: Pick<LoadedEvents, 'events' | 'accounts'>): readonly AccountLogin[] {
  const used = new Set(events.flatMap((event) => event.accounts.map(({ accountId }) => accountId)));
  return accounts.filter(({ accountId }) => used.has(accountId));
}

function loadEvent(
  yaml: YamlFile,
  { accounts, problems: accountsProblems }: LoadedAccounts,
): { event: CoverageEvent | null; problems: readonly ConfigProblem[] } {
  if (yaml.value === undefined) return { event: null, problems: yaml.problems };
  const accountsAreSound = accountsProblems.every(isWarning);
  const problems = [...yaml.problems];
  const parsed = eventFile.safeParse(yaml.value);
  if (!parsed.success) problems.push(...placeIssues(yaml, parsed.error.issues));
  // Without its accounts file every account would seem unknown.
  if (accountsAreSound) problems.push(...checkAccounts(yaml, accounts));
  if (parsed.success) problems.push(...checkEvent(yaml, parsed.data));

  const isSound = parsed.success && accountsAreSound && problems.every(isWarning);
  return {
    event: isSound ? describeEvent(parsed.data, { accounts, folder: dirname(yaml.file) }) : null,
    problems,
  };
}

function isWarning({ severity }: ConfigProblem): boolean {
  return severity === 'warning';
}

/** Each accounts file once, by its path; a name that two of them use is a problem of the second. */
async function loadAccountsFiles(
  files: readonly YamlFile[],
  environment: Environment,
): Promise<ReadonlyMap<string, LoadedAccounts>> {
  const loaded = new Map<string, LoadedAccounts>();
  const fileOfAccount = new Map<string, string>();
  const used = new Set(files.flatMap(accountsNamedIn));
  for (const path of new Set(files.filter((yaml) => yaml.value !== undefined).map(accountsPathOf))) {
    const { accounts, problems } = await loadAccounts(path, environment, { used: (name) => used.has(name) });
    const doubles = accounts.filter(({ accountId }) => fileOfAccount.has(accountId));
    for (const { accountId } of accounts) fileOfAccount.set(accountId, fileOfAccount.get(accountId) ?? path);
    loaded.set(path, {
      accounts: accounts.filter((account) => !doubles.includes(account)),
      problems: [
        ...problems,
        ...doubles.map(({ accountId }) => nameTaken(path, accountId, fileOfAccount.get(accountId))),
      ],
    });
  }
  return loaded;
}

function nameTaken(file: string, accountId: string, other: string | undefined): ConfigProblem {
  const sentence = `The account "${accountId}" is also in ${other}; one program runs one account under a name.`;
  return { file, line: null, column: null, severity: 'error', sentence };
}

function accountsPathOf({ file, value }: YamlFile): string {
  const written = (value as { 'accounts-file'?: unknown } | null | undefined)?.['accounts-file'];
  const path = typeof written === 'string' ? written : 'accounts.yaml';
  return isAbsolute(path) ? path : join(dirname(file), path);
}

/** An accounts file says nothing but its accounts, which no event can. */
function isAccountsFile({ value }: YamlFile): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'accounts';
}
