import { hostname } from 'node:os';
import { systemChance } from '../base/chance.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import { type Result, success } from '../base/failure.ts';
import { formatInstant } from '../base/instant.ts';
import { lookAtFiles } from '../config/file-looks.ts';
import { loadEvents } from '../config/load-events.ts';
import type { AccountLogin, Connection } from '../networks/network.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import type { Journal } from '../observability/journal.ts';
import { tellEntry } from '../observability/journal-sentences.ts';
import { cover } from '../pipeline/cover.ts';
import { type OnWithheld, withoutPublishing } from '../pipeline/dry-run.ts';
import { openLiveCoverage } from '../pipeline/live-coverage.ts';
import { putInForce } from '../pipeline/put-in-force.ts';
import { takeEdits } from '../pipeline/take-edits.ts';
import { openArchiveWriter } from '../rehearsal/archive-writer.ts';
import { openRecordingWeb } from '../rehearsal/recording-web.ts';
import { openDryRunCopy } from '../store/dry-run-copy.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { Web } from '../web/web.ts';
import { openDryRunJournal } from './dry-run-journal.ts';
import { findShutAccounts, isShutAt, isShutFor } from './gate.ts';
import { readCoverage } from './read-coverage.ts';
import { databaseUrlOf } from './stored.ts';
import type { Terminal } from './terminal.ts';
import { findExcesses, wantsApproval, weighWith } from './weighing.ts';
import { connectAccount, openWeb, withoutSecret } from './wire.ts';
import { openPushes } from './wire-websub.ts';

/** What `rapporteur run` can be told. */
export interface RunOptions {
  readonly dryRun: boolean;
  readonly json: boolean;
  /** The folder in which the web's answers are kept for a rehearsal. */
  readonly record: string | null;
  /** However much a new or changed event file posts. */
  readonly yes: boolean;
}

/** Covers until SIGINT or SIGTERM; a dry run works on a private copy of the store and publishes nothing. */
export async function runCommand(
  files: readonly string[],
  options: RunOptions,
  terminal: Terminal,
): Promise<number> {
  const coverage = await readCoverage(files, terminal);
  if (!coverage.ok) return 1;
  const looks = await lookAtFiles(coverage.files.map(({ path }) => path));
  if (!options.dryRun && isShutFor(coverage.logins, terminal)) return 1;
  const door = openWeb(process.env);
  const recorded = await recordedIf(options.record, door);
  if (!recorded.ok) {
    terminal.complain(describeFailure(recorded.failure));
    return 1;
  }
  const opened = await openStoreFor(options);
  if (!opened.ok) {
    terminal.complain(describeFailure(opened.failure));
    return 1;
  }
  const store = opened.value;
  const clock = await store.clock(systemClock);
  const log = options.json ? await openJsonLog() : tellLines(terminal);
  const dryRun = options.dryRun ? openDryRunJournal(log, terminal) : null;
  const web = recorded.value;
  const connect = connectWith({ store, clock }, dryRun?.onWithheld ?? null);
  const live = await openLiveCoverage(coverage, connect);
  const deps = {
    clock,
    chance: systemChance,
    store,
    web,
    journal: dryRun?.journal ?? log,
    connections: live.connections,
    events: live.events,
    worker: `${hostname()}:${process.pid}`,
  };
  const stop = stopOnSignal();
  // A dry run changes nothing anywhere, and what a hub has noted is somewhere.
  const pushes = options.dryRun ? success(null) : await openPushes(deps, { forms: door, env: process.env });
  try {
    if (!pushes.ok) {
      terminal.complain(describeFailure(pushes.failure));
      return 1;
    }
    if (!options.dryRun && (await isShutAt(live.connections.values(), terminal))) return 1;
    const weigh = weighWith({ store, web: door });
    if (!options.dryRun && !options.yes && (await wantsApproval(await weigh(coverage), { store, terminal })))
      return 1;
    await putInForce(deps, coverage);
    terminal.complain(openingLine(options, coverage.events.length));
    const edits = takeEdits(
      {
        ...deps,
        live,
        readFiles: () => loadEvents(files),
        findObstacles: async (edit) =>
          options.dryRun ? [] : [...findShutAccounts(edit), ...findExcesses(await weigh(edit))],
      },
      { looks, stop },
    );
    await cover({ ...deps, ...(pushes.value && { websub: pushes.value }) }, stop);
    await edits;
  } finally {
    if (pushes.ok) await pushes.value?.close();
    await live.close();
    await web.close();
    await store.close();
  }
  return 0;
}

function openStoreFor({ dryRun }: RunOptions): Promise<Result<Store>> {
  const databaseUrl = databaseUrlOf(process.env);
  return dryRun ? openDryRunCopy(databaseUrl) : openStore({ databaseUrl, exclusive: true });
}

async function recordedIf(folder: string | null, web: Web): Promise<Result<Web>> {
  if (folder === null) return success(web);
  const writer = await openArchiveWriter(folder, systemClock.now());
  return writer.ok ? success(openRecordingWeb(web, { writer: writer.value, clock: systemClock })) : writer;
}

function connectWith(
  { store, clock }: { store: Store; clock: Clock },
  onWithheld: OnWithheld | null,
): (login: AccountLogin) => Promise<Connection> {
  const deps = {
    clock,
    chance: systemChance,
    loadMedia: (hash: string) => store.loadMedia(hash),
    sessions: store.sessions,
    stampsOf: store.stampsOf,
    budgets: store.budgets,
    knownPosts: store.deliveries.knownPosts,
  };
  return async (login) => {
    if (!onWithheld) return connectAccount(login, deps);
    const standIn = await connectAccount(withoutSecret(login), deps);
    return withoutPublishing(standIn, { clock, onWithheld });
  };
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

// Imported when it is asked for: most runs tell people.
async function openJsonLog(): Promise<Journal> {
  return (await import('../observability/log.ts')).openLog(process.stdout, systemClock);
}
