import { systemChance } from '../base/chance.ts';
import { systemClock } from '../base/clock.ts';
import type { Covered } from '../pipeline/live-coverage.ts';
import type { Obstacle } from '../pipeline/take-edits.ts';
import { type Change, exceeds, weighChange } from '../pipeline/weigh-change.ts';
import type { Store } from '../store/store.ts';
import type { Web } from '../web/web.ts';
import { tellChange } from './tell-change.ts';
import type { Terminal } from './terminal.ts';
import { connectAccounts, forgetfulSessions, withoutSecrets } from './wire.ts';

/** Weighs events against those in force in `store`; no account is asked anything for it. */
export function weighWith({
  store,
  web,
}: {
  store: Store;
  web: Web;
}): (covered: Covered) => Promise<readonly Change[]> {
  return async ({ events, logins }) => {
    const connections = await connectAccounts(withoutSecrets(logins), {
      clock: systemClock,
      chance: systemChance,
      loadMedia: async () => null,
      sessions: forgetfulSessions,
      knownPosts: async () => new Map(),
    });
    const deps = {
      clock: systemClock,
      chance: systemChance,
      web,
      store,
      journal: () => undefined,
      connections,
    };
    try {
      const inForce = new Map((await store.events.inForce()).map(({ event }) => [event.id, event]));
      const changes: Change[] = [];
      for (const event of events)
        changes.push(await weighChange(deps, { event, inForce: inForce.get(event.id) ?? null }));
      return changes;
    } finally {
      for (const connection of connections.values()) await connection.close();
    }
  };
}

/** Whether any of these changes posts so much that a person has to say so first, and nobody has. */
export async function wantsApproval(
  changes: readonly Change[],
  { store, terminal }: { store: Store; terminal: Terminal },
): Promise<boolean> {
  let wants = false;
  for (const change of changes.filter(exceeds)) {
    if (await store.events.isApproved(change.event)) continue;
    wants = true;
    terminal.complain(
      `Nothing is covered yet. ${tellChange(change)} To begin all the same: --yes, or rapporteur plan --approve.`,
    );
  }
  return wants;
}

/** What is asked of a person before these changes take effect. */
export function findExcesses(changes: readonly Change[]): readonly Obstacle[] {
  return changes.filter(exceeds).map((change) => ({
    eventId: change.event.id,
    sentence: `${tellChange(change)} If that is meant: rapporteur plan --approve with this file`,
    approvable: true,
  }));
}
