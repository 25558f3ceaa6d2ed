import { unexpectedFailure } from '../base/failure.ts';
import { second } from '../base/instant.ts';
import { type FileLooks, lookAtFiles, lookTheSame } from '../config/file-looks.ts';
import { type LoadedEvents, loginsOf } from '../config/load-events.ts';
import { describeProblem } from '../config/problem.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { tellShrunk } from '../observability/operator-sentences.ts';
import type { PipelineDeps } from './deps.ts';
import type { Covered, LiveCoverage } from './live-coverage.ts';
import { putInForce } from './put-in-force.ts';

/** What taking edits needs. */
export interface EditDeps extends Pick<PipelineDeps, 'clock' | 'store' | 'journal'> {
  readonly live: LiveCoverage;
  readonly readFiles: () => Promise<LoadedEvents>;
  /** What keeps sound files from taking effect: accounts that may not publish yet, more posts than anybody expects. */
  readonly findObstacles: (edit: Covered) => Promise<readonly Obstacle[]>;
}

/** Why a file that is sound is not taken; an `approvable` one is, once a person has said so. */
export interface Obstacle {
  readonly eventId: string;
  readonly sentence: string;
  readonly approvable: boolean;
}

/**
 * Takes edits of the files while they are covered, until `stop` is aborted; `looks` is how they lay there when they were read.
 * They take effect together or, when anything in them is wrong, not at all: what was in force stays in force, and the store
 * says so.
 */
export async function takeEdits(
  deps: EditDeps,
  { looks, stop }: { looks: FileLooks; stop: AbortSignal },
): Promise<void> {
  const look = openEdits(deps, looks);
  while (!stop.aborted) {
    await deps.clock.sleep(second, stop);
    try {
      await look();
    } catch (thrown) {
      const failure = unexpectedFailure('an edit', thrown);
      deps.journal({ kind: 'work-crashed', what: 'taking edits', failure });
    }
  }
}

/** Each call looks at the files once, and takes or refuses them when they have changed. */
function openEdits(deps: EditDeps, looks: FileLooks): () => Promise<void> {
  let paths: readonly string[] = [...looks.keys()];
  let taken = looks;
  let judged = looks;
  let before = looks;
  let waiting: readonly CoverageEvent[] = [];
  return async () => {
    const now = await lookAtFiles(paths);
    // A file that is still being written is let be until it stands still.
    const isEdited = !lookTheSame(now, judged) && lookTheSame(now, before);
    before = now;
    if (!isEdited && !(await areApproved(deps, waiting))) return;
    judged = now;
    const read = await deps.readFiles();
    const refusals = await findRefusals(deps, { read, taken, now });
    if (refusals.length === 0) {
      await takeEffect(deps, read);
      taken = now;
    } else await refuse(deps, refusals);
    waiting = findWaiting(read, refusals);
    paths = [...new Set([...paths, ...read.files.map(({ path }) => path)])];
  };
}

/** The events that would be in force if only a person said so. */
function findWaiting({ events }: LoadedEvents, refusals: readonly Refusal[]): readonly CoverageEvent[] {
  if (!refusals.every(({ approvable }) => approvable)) return [];
  return events.filter(({ id }) => refusals.some(({ eventId }) => eventId === id));
}

async function areApproved({ store }: EditDeps, events: readonly CoverageEvent[]): Promise<boolean> {
  for (const event of events) if (!(await store.events.isApproved(event))) return false;
  return events.length > 0;
}

interface Refusal {
  readonly file: string;
  readonly eventId: string | null;
  readonly problem: string;
  readonly approvable: boolean;
}

async function findRefusals(
  deps: EditDeps,
  { read, taken, now }: { read: LoadedEvents; taken: FileLooks; now: FileLooks },
): Promise<readonly Refusal[]> {
  const errors = read.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    return errors.map((error) => ({
      file: error.file,
      eventId: null,
      problem: describeProblem(error),
      approvable: false,
    }));
  const fileOf = new Map(read.files.map(({ path, eventId }) => [eventId, path]));
  const found: readonly Obstacle[] = [
    ...(await deps.findObstacles({ events: read.events, logins: loginsOf(read) })),
    ...read.files.flatMap((file) => findLoss(file, { taken, now })),
  ];
  const refusals: Refusal[] = [];
  for (const { eventId, sentence, approvable } of found) {
    const event = read.events.find(({ id }) => id === eventId);
    if (approvable && event && (await deps.store.events.isApproved(event))) continue;
    const file = fileOf.get(eventId) ?? eventId;
    const problem = describeProblem({ file, ...nowhereInIt, severity: 'error', sentence });
    refusals.push({ file, eventId, problem, approvable });
  }
  return refusals;
}

// A sound file has nothing wrong at any place in it.
const nowhereInIt = { line: null, column: null };

/** A file cut off in its middle can still be a sound event, of half the accounts and without its words to hold. */
function findLoss(
  { path, eventId }: LoadedEvents['files'][number],
  { taken, now }: { taken: FileLooks; now: FileLooks },
): readonly Obstacle[] {
  const [before, after] = [taken.get(path)?.bytes ?? 0, now.get(path)?.bytes ?? 0];
  if (eventId === null || after * 2 > before) return [];
  return [{ eventId, sentence: tellShrunk({ path, before, after }), approvable: true }];
}

async function takeEffect(deps: EditDeps, read: LoadedEvents): Promise<void> {
  await putInForce(deps, read);
  await deps.live.replace({ events: read.events, logins: loginsOf(read) });
  deps.journal({ kind: 'edit-taken', eventIds: read.events.map(({ id }) => id) });
}

async function refuse(deps: EditDeps, refusals: readonly Refusal[]): Promise<void> {
  for (const file of new Set(refusals.map((refusal) => refusal.file))) {
    const problems = refusals.filter((refusal) => refusal.file === file).map(({ problem }) => problem);
    await deps.store.events.refuse({ file, refusedAt: deps.clock.now(), problems });
    deps.journal({ kind: 'edit-refused', file, problems });
  }
}
