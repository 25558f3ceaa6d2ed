import { types } from 'node:util';
import { createContext, Script } from 'node:vm';
import type { Milliseconds } from '../base/instant.ts';

/**
 * Runs `job`, and stops it when it isn't done within `limit`: `finished: false`. What the job throws is thrown. V8 ends
 * the running JavaScript itself, so a parser caught in a quadratic loop can't hold up the process, and unlike a worker
 * this costs less than a millisecond (both measured on Node 24, checked 2026-11).
 */
export function runWithin<Value>(limit: Milliseconds, job: () => Value): Finished<Value> {
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

// One context for all jobs: making one takes longer than parsing a small feed.
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
