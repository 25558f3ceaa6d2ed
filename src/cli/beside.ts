import { systemClock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { databaseUrlOf, isYetToBeMade } from './stored.ts';
import type { Terminal } from './terminal.ts';

/**
 * Works on the store beside whatever runs on it, at the time that holds for all who do; 1, with a sentence, when there is
 * none or it can't be opened.
 */
export async function workBeside(
  terminal: Terminal,
  work: (store: Store, now: Instant) => Promise<number>,
): Promise<number> {
  const databaseUrl = databaseUrlOf(process.env);
  if (isYetToBeMade(databaseUrl)) return complain({ code: 'store-absent', subject: databaseUrl }, terminal);
  const opened = await openStore({ databaseUrl, exclusive: false });
  if (!opened.ok) return complain(opened.failure, terminal);
  try {
    return await work(opened.value, (await opened.value.clock(systemClock)).now());
  } finally {
    await opened.value.close();
  }
}

/** Tells bad news; the exit code of problems. */
export function complain(failure: Failure, terminal: Terminal): 1 {
  terminal.complain(describeFailure(failure));
  return 1;
}
