import { failed, type Result, success } from '../base/failure.ts';
import { formatInstant } from '../base/instant.ts';
import { tellAfterPause, tellPaused, tellScope } from '../observability/operator-sentences.ts';
import type { AfterPause, PauseScope } from '../outbox/pause.ts';
import type { Store } from '../store/store.ts';
import { complain, workBeside } from './beside.ts';
import type { Terminal } from './terminal.ts';

/** Pauses what is named before its next post, on every replica. To pause what is paused changes nothing. */
export function pauseCommand(
  scope: PauseScope,
  { json }: { json: boolean },
  terminal: Terminal,
): Promise<number> {
  return workBeside(terminal, async (store, now) => {
    const known = await findKnown(store, scope);
    if (!known.ok) return complain(known.failure, terminal);
    const isNew = await store.pauses.pause(scope, now);
    if (json) {
      terminal.write(JSON.stringify({ paused: scope, isNew, isKnown: known.value }));
      return 0;
    }
    terminal.write(tellPaused(scope, { isNew }));
    if (!known.value)
      terminal.complain(
        `No event that is covered posts to ${tellScope(scope)}, so check its spelling; its event file names it.`,
      );
    return 0;
  });
}

/** Ends a pause and says what becomes of what waited; 1 when nothing of the kind was paused. */
export function resumeCommand(
  scope: PauseScope,
  { waiting, json }: { waiting: AfterPause; json: boolean },
  terminal: Terminal,
): Promise<number> {
  return workBeside(terminal, async (store, now) => {
    const over = await store.pauses.resume({ scope, waiting, now });
    const still = await store.pauses.list();
    if (!over) {
      const paused = still.map((pause) => tellScope(pause.scope));
      const detail = `${paused.join(', ')} ${paused.length === 1 ? 'is' : 'are'}`;
      const failure = {
        code: 'not-paused',
        subject: tellScope(scope),
        ...(paused.length > 0 && { detail }),
      };
      return complain(failure, terminal);
    }
    if (json) {
      terminal.write(JSON.stringify({ resumed: scope, waiting, ...over, stillPaused: still }));
      return 0;
    }
    terminal.write(tellAfterPause(scope, { waiting, waited: over.waited }));
    for (const pause of still)
      terminal.write(
        `Still paused: ${tellScope(pause.scope)}, since ${formatInstant(pause.since)}. It is resumed by itself.`,
      );
    return 0;
  });
}

/** A pause must not be believed in that is about a misspelt name. */
async function findKnown(store: Store, scope: PauseScope): Promise<Result<boolean>> {
  switch (scope.kind) {
    case 'all':
      return success(true);
    case 'account': {
      const accounts = (await store.events.inForce()).flatMap(({ event }) => event.accounts);
      return success(accounts.some(({ accountId }) => accountId === scope.accountId));
    }
    case 'feed': {
      const feeds = await store.feeds.list();
      return feeds.some(({ url }) => url === scope.url)
        ? success(true)
        : failed({ code: 'feed-unknown', subject: scope.url });
    }
  }
}
