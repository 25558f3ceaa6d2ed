import type { Instant } from '../base/instant.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import { openStore } from '../store/open-store.ts';
import { tellClockLag } from './clock-lag.ts';
import { failingAgendas, judgeHealth } from './judge-health.ts';
import { nothingStored, readHealth, readSnapshot, type Snapshot } from './read-status.ts';
import { renderSnapshot, tellRefusedEdit } from './render-status.ts';
import { databaseUrlOf, isYetToBeMade } from './stored.ts';
import { tellFailing } from './tell-agenda.ts';
import type { Terminal } from './terminal.ts';

/**
 * Shows what is stored, beside a running program; `health` prints one line and is 1 when nobody is at work, or an agenda
 * or the clock needs a person. How late stories are is not its business: a restart would mend none of them.
 */
export async function statusCommand(
  { json, health, since }: { json: boolean; health: boolean; since: Instant | null },
  terminal: Terminal,
): Promise<number> {
  const databaseUrl = databaseUrlOf(process.env);
  if (isYetToBeMade(databaseUrl)) return tell(nothingStored, { json, health }, terminal);
  const opened = await openStore({ databaseUrl, exclusive: false });
  if (!opened.ok) {
    terminal.complain(describeFailure(opened.failure));
    return 1;
  }
  const store = opened.value;
  try {
    const snapshot = health ? await readHealth(store) : await readSnapshot(store, { since });
    return tell(snapshot, { json, health }, terminal);
  } finally {
    await store.close();
  }
}

function tell(
  snapshot: Snapshot,
  { json, health }: { json: boolean; health: boolean },
  terminal: Terminal,
): number {
  const { now, ...stored } = snapshot;
  if (health) {
    const { sentence, isAtWork } = judgeHealth(feedsToJudge(snapshot), now);
    const failing = failingAgendas(stored.agendas);
    const lag = stored.clockLag;
    const troubles = [
      ...(lag === null ? [] : [tellClockLag(lag, now)]),
      ...failing.map(tellFailing),
      ...stored.refusedEdits.map(tellRefusedEdit),
    ];
    terminal.write([sentence, ...troubles].join(' '));
    return isAtWork && failing.length === 0 && lag === null ? 0 : 1;
  }
  if (json) terminal.write(JSON.stringify(stored));
  else for (const line of renderSnapshot(stored, { now, terminal })) terminal.write(line);
  return 0;
}

/** A paused feed is overdue by a person's word. */
function feedsToJudge({ feeds, pauses }: Snapshot): Parameters<typeof judgeHealth>[0] {
  const isPaused = (url: string) => pauses.some(({ scope }) => scope.kind === 'feed' && scope.url === url);
  return feeds.map((feed) => ({ ...feed, isPaused: isPaused(feed.url) }));
}
