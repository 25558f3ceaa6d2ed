import { hostname } from 'node:os';
import { systemChance } from '../base/chance.ts';
import { systemClock } from '../base/clock.ts';
import { type Result, success } from '../base/failure.ts';
import { formatInstant } from '../base/instant.ts';
import type { AccountLogin, Connection } from '../networks/network.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import type { Journal } from '../observability/journal.ts';
import { tellEntry } from '../observability/journal-sentences.ts';
import { openLog } from '../observability/log.ts';
import { cover } from '../pipeline/cover.ts';
import { type OnWithheld, withoutPublishing } from '../pipeline/dry-run.ts';
import { openDryRunCopy } from '../store/dry-run-copy.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { openDryRunJournal } from './dry-run-journal.ts';
import { readCoverage } from './read-coverage.ts';
import type { Terminal } from './terminal.ts';
import { byId, connectAccounts, databaseUrlOf, openWeb, withoutSecrets } from './wire.ts';
import { openPushes } from './wire-websub.ts';

/** What `rapporteur run` can be told. */
export interface RunOptions {
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Covers until SIGINT or SIGTERM; a dry run works on a private copy of the store and publishes nothing. */
export async function runCommand(
  files: readonly string[],
  options: RunOptions,
  terminal: Terminal,
): Promise<number> {
  const coverage = await readCoverage(files, terminal);
  if (!coverage.ok) return 1;
  if (!options.dryRun && complainOfMissingSecrets(coverage.logins, terminal)) return 1;
  const opened = await openStoreFor(options);
  if (!opened.ok) {
    terminal.complain(describeFailure(opened.failure));
    return 1;
  }
  const store = opened.value;
  const log = options.json ? openLog(process.stdout, systemClock) : tellLines(terminal);
  const dryRun = options.dryRun ? openDryRunJournal(log, terminal) : null;
  const web = openWeb(process.env);
  const connections = await connectFor(dryRun?.onWithheld ?? null, { store, logins: coverage.logins });
  const deps = {
    clock: systemClock,
    chance: systemChance,
    store,
    web,
    journal: dryRun?.journal ?? log,
    connections,
    events: byId(coverage.events),
    worker: `${hostname()}:${process.pid}`,
  };
  const stop = stopOnSignal();
  // A dry run changes nothing anywhere, and what a hub has noted is somewhere.
  const pushes = options.dryRun ? success(null) : await openPushes(deps, { forms: web, env: process.env });
  try {
    if (!pushes.ok) {
      terminal.complain(describeFailure(pushes.failure));
      return 1;
    }
    terminal.complain(openingLine(options, coverage.events.length));
    await cover({ ...deps, ...(pushes.value && { websub: pushes.value }) }, stop);
  } finally {
    if (pushes.ok) await pushes.value?.close();
    for (const connection of connections.values()) await connection.close();
    await web.close();
    await store.close();
  }
  return 0;
}

function openStoreFor({ dryRun }: RunOptions): Promise<Result<Store>> {
  const databaseUrl = databaseUrlOf(process.env);
  return dryRun ? openDryRunCopy(databaseUrl) : openStore({ databaseUrl, exclusive: true });
}

async function connectFor(
  onWithheld: OnWithheld | null,
  { store, logins }: { store: Store; logins: readonly AccountLogin[] },
): Promise<ReadonlyMap<string, Connection>> {
  const connections = await connectAccounts(onWithheld ? withoutSecrets(logins) : logins, {
    clock: systemClock,
    chance: systemChance,
    loadMedia: (hash) => store.loadMedia(hash),
    sessions: store.sessions,
    knownPosts: (remoteIds) => store.deliveries.knownPosts(remoteIds),
  });
  if (!onWithheld) return connections;
  const silent = [...connections.values()].map((connection) =>
    withoutPublishing(connection, { clock: systemClock, onWithheld }),
  );
  return new Map(silent.map((connection) => [connection.accountId, connection]));
}

function complainOfMissingSecrets(logins: readonly AccountLogin[], terminal: Terminal): boolean {
  const missing = logins.filter(({ secret }) => secret === null).map(({ accountId }) => accountId);
  if (missing.length > 0)
    terminal.complain(
      `Nothing is covered: ${missing.join(' and ')} can’t publish without a secret. Set the variables named above, or use --dry-run.`,
    );
  return missing.length > 0;
}

function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

function openingLine({ dryRun }: RunOptions, events: number): string {
  const what = events === 1 ? 'one event' : `${events} events`;
  return dryRun
    ? `Covering ${what} without publishing; each post that would go out is shown with its payload. Ctrl-C stops.`
    : `Covering ${what}. Ctrl-C stops, and waits for what is under way.`;
}

function tellLines(terminal: Terminal): Journal {
  const { dim, yellow, red } = terminal.colours;
  return (entry) => {
    const { level, sentence } = tellEntry(entry);
    const line = `${dim(formatInstant(systemClock.now()))} ${sentence}`;
    terminal.write(level === 'error' ? red(line) : level === 'warn' ? yellow(line) : line);
  };
}
