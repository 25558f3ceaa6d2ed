import { types } from 'node:util';
import { createContext, Script } from 'node:vm';
import type { Milliseconds } from '../../base/instant.ts';

/**
 * Runs `job`, and stops it when it isn't done within `limit`: `finished: false`. What the job throws is thrown. V8 ends
 * the running JavaScript itself, so a parser caught in a quadratic loop can't hold up the process, and unlike a thread
 * this costs less than a millisecond (both measured on Node 24, checked 2026-11). V8 counts by the clock on the wall, so
 * a job that had little of the processor in that time is run once more, for as long as the machine is busy: it has to
 * yield the same each time.
 */
export function runWithin<Value>(limit: Milliseconds, job: () => Value): Finished<Value> {
  const began = process.threadCpuUsage();
  const finished = runFor(limit, job);
  if (finished.finished) return finished;
  const { user, system } = process.threadCpuUsage(began);
  const share = (user + system) / 1000 / limit;
  return share > busyBelow ? finished : runFor(Math.round(limit / Math.max(share, leastShare)), job);
}

/** A job that is alone on a processor has nearly all of it. */
const busyBelow = 0.8;

/** However busy the machine, a job is waited for so many times its limit and no longer. */
const leastShare = 1 / 4;

function runFor<Value>(limit: Milliseconds, job: () => Value): Finished<Value> {
  let done: { readonly value: Value } | null = null;
  sandbox.run = () => {
    done = { value: job() };
  };
  try {
    call.runInContext(context, { timeout: limit });
  } catch (thrown) {
    if (!isDeadline(thrown)) throw thrown;
  } finally {
    sandbox.run = null;
  }
  return finishedOf(done);
}

export type Finished<Value> =
  | { readonly finished: true; readonly value: Value }
  | { readonly finished: false };

// One context for all jobs: making one takes longer than parsing a small schedule.
const sandbox: { run: (() => void) | null } = { run: null };
const context = createContext(sandbox);
const call = new Script('run()');

function finishedOf<Value>(done: { readonly value: Value } | null): Finished<Value> {
  return done === null ? { finished: false } : { finished: true, value: done.value };
}

/** The error belongs to the context's own realm, so it is no instance of our Error. */
function isDeadline(thrown: unknown): boolean {
  return types.isNativeError(thrown) && 'code' in thrown && thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
