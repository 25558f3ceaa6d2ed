import { fileURLToPath } from 'node:url';
import { createSeededChance } from '../base/chance.ts';
import { createVirtualClock, systemClock, type VirtualClock } from '../base/clock.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import type { AccountLogin } from '../networks/network.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import type { Journal, JournalEntry } from '../observability/journal.ts';
import { startTally } from '../observability/tally.ts';
import { play } from '../rehearsal/play.ts';
import { startTimeline } from '../rehearsal/posted-timeline.ts';
import { openStore } from '../store/open-store.ts';
import { postJson } from './post-json.ts';
import { readCoverage } from './read-coverage.ts';
import { renderSummary } from './render-summary.ts';
import { renderThread, threadOf } from './render-thread.ts';
import { renderTimeline } from './render-timeline.ts';
import { type Staging, stageFor } from './stage.ts';
import { tellTime } from './tell-time.ts';
import type { Terminal } from './terminal.ts';
import { byId, connectAccounts, fanOut, withoutSecrets } from './wire.ts';

/** What `rapporteur rehearse` can be told; null is the usual. */
export interface RehearseOptions {
  readonly json: boolean;
  readonly eventFile: string | null;
  /** A folder that `rapporteur record` wrote; without one, what the addresses answer now stands for the whole time. */
  readonly archive: string | null;
  /** Virtual seconds to a real one; null for as fast as it goes. */
  readonly speed: number | null;
  /** "2017-11-14" or "2017-11-14 09:00", in the zone of the event. */
  readonly from: string | null;
  readonly to: string | null;
}

const bundled = {
  eventFile: fileURLToPath(new URL('../../config/vancouver.yaml', import.meta.url)),
  archive: fileURLToPath(new URL('../../src/rehearsal/archive/vancouver/', import.meta.url)),
};

/** Plays an event on a virtual clock, through the code that covers for real; leaves nothing behind. */
export async function rehearseCommand(options: RehearseOptions, terminal: Terminal): Promise<number> {
  const { json } = options;
  const startedAt = performance.now();
  const coverage = await readCoverage([options.eventFile ?? bundled.eventFile], terminal, {
    tells: 'errors',
  });
  const [event] = coverage.events;
  if (!coverage.ok || !event) return 1;
  const archive = options.archive ?? (options.eventFile === null ? bundled.archive : null);
  const staged = await stageFor(event, { ...options, archive });
  if (!staged.ok) {
    terminal.complain(describeFailure(staged.failure));
    return 1;
  }

  const tally = startTally();
  const timeline = startTimeline();
  const clock = createVirtualClock(staged.value.startsAt);
  const stage: Stage = { event, staging: staged.value, clock, terminal };
  if (!json) for (const line of openingLines(stage)) terminal.write(line);
  const show = json ? showPosts(terminal) : showThreads(stage);
  await playStage(stage, {
    logins: withoutSecrets(coverage.logins),
    journal: fanOut([tally.journal, timeline.journal, show]),
  });

  terminal.showProgress(null);
  const sums = tally.read();
  if (!json) {
    const seconds = (performance.now() - startedAt) / 1000;
    for (const line of renderTimeline(timeline.read(), { zone: event.zone, terminal })) terminal.write(line);
    for (const line of renderSummary(sums, { seconds, terminal })) terminal.write(line);
  }
  return sums.refusals + sums.held + sums.uncertain + sums.crashes === 0 ? 0 : 1;
}

interface Stage {
  readonly event: CoverageEvent;
  readonly staging: Staging;
  readonly clock: VirtualClock;
  readonly terminal: Terminal;
}

async function playStage(
  { event, staging, clock, terminal }: Stage,
  { logins, journal }: { logins: readonly AccountLogin[]; journal: Journal },
): Promise<void> {
  const { startsAt, endsAt, looksBack, speed } = staging;
  const chance = createSeededChance(1);
  const opened = await openStore({ databaseUrl: 'sqlite::memory:', exclusive: true });
  if (!opened.ok) throw new Error(describeFailure(opened.failure));
  const store = opened.value;
  const { web, close } = await staging.openWeb(clock);
  const connections = await connectAccounts(logins, {
    clock,
    chance,
    loadMedia: (hash) => store.loadMedia(hash),
    sessions: store.sessions,
    budgets: store.budgets,
    knownPosts: store.deliveries.knownPosts,
  });
  const length = endsAt - startsAt;
  try {
    await play(
      { clock, chance, store, web, journal, connections, events: byId([event]), worker: 'rehearsal' },
      {
        endsAt,
        looksBack,
        ...(speed !== null && { pass: (from, to) => systemClock.sleep((to - from) / speed) }),
        onInstant: (now) =>
          terminal.showProgress(
            `${tellTime(now, event.zone)}  ${progressBar((now - startsAt) / length, terminal)}`,
          ),
      },
    );
  } finally {
    for (const connection of connections.values()) await connection.close();
    await close();
    await store.close();
  }
}

function openingLines({ event, staging, terminal }: Stage): readonly string[] {
  const { bold, dim } = terminal.colours;
  return [
    bold([event.title, event.place].filter(Boolean).join(', ')),
    dim(
      `A rehearsal: ${staging.tells} on a virtual clock, ${tellTime(staging.startsAt, event.zone)} to ${tellTime(staging.endsAt, event.zone)}. The accounts are stand-ins.`,
    ),
    '',
  ];
}

function showThreads({ event, clock, terminal }: Stage): Journal {
  return (entry) => {
    if (entry.kind !== 'thread-published') return showTrouble(entry, terminal);
    const { delivery } = entry;
    const heading = `${delivery.accountId} · ${tellTime(clock.now(), event.zone)}`;
    for (const line of renderThread(threadOf(delivery, heading), terminal)) terminal.write(line);
    terminal.write('');
  };
}

function showTrouble(entry: JournalEntry, terminal: Terminal): void {
  if (entry.kind === 'delivery-refused') terminal.complain(describeFailure(entry.failure));
  if (entry.kind === 'delivery-held') terminal.complain(describeFailure(entry.because));
  if (entry.kind === 'delivery-waits' && entry.failure) terminal.complain(describeFailure(entry.failure));
  if (entry.kind === 'work-crashed') terminal.complain(entry.failure.detail ?? entry.failure.code);
}

function showPosts(terminal: Terminal): Journal {
  const storyUrls = new Map<string, string | null>();
  return (entry) => {
    if (entry.kind === 'story-planned') storyUrls.set(entry.story.storyId, entry.story.url);
    if (entry.kind !== 'parts-published') return showTrouble(entry, terminal);
    const { delivery, receipts } = entry;
    for (const { partIndex, publishedAt } of receipts) {
      const part = delivery.parts[partIndex];
      const storyUrl = delivery.of.kind === 'story' ? (storyUrls.get(delivery.of.storyId) ?? null) : null;
      if (part) terminal.write(postJson(part, { delivery, storyUrl, at: publishedAt, receipts }));
    }
  };
}

function progressBar(fraction: number, terminal: Terminal): string {
  const width = 30;
  const done = Math.round(Math.min(1, Math.max(0, fraction)) * width);
  return terminal.colours.dim(`${'━'.repeat(done)}${'┄'.repeat(width - done)}`);
}
