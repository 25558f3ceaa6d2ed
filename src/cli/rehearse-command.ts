import { fileURLToPath } from 'node:url';
import { createSeededChance } from '../base/chance.ts';
import { createVirtualClock, systemClock } from '../base/clock.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import type { Journal, JournalEntry } from '../observability/journal.ts';
import { startTally } from '../observability/tally.ts';
import { type Archive, loadArchive } from '../rehearsal/archive.ts';
import { startArchiveServer } from '../rehearsal/archive-server.ts';
import { openArchiveWeb } from '../rehearsal/archive-web.ts';
import { play } from '../rehearsal/play.ts';
import { openStore } from '../store/open-store.ts';
import { createWeb } from '../web/create-web.ts';
import { postJson } from './post-json.ts';
import { readCoverage } from './read-coverage.ts';
import { renderSummary } from './render-summary.ts';
import { renderThread, threadOf } from './render-thread.ts';
import { tellTime } from './tell-time.ts';
import type { Terminal } from './terminal.ts';
import { byId, connectAccounts, fanOut, userAgentOf, withoutSecrets } from './wire.ts';

const bundledEvent = fileURLToPath(new URL('../../config/vancouver.yaml', import.meta.url));
const bundledArchive = fileURLToPath(new URL('../../src/rehearsal/archive/vancouver/', import.meta.url));

/** Plays the bundled event on a virtual clock, through the code that covers for real; leaves nothing behind. */
export async function rehearseCommand({ json }: { json: boolean }, terminal: Terminal): Promise<number> {
  const startedAt = performance.now();
  const coverage = await readCoverage([bundledEvent], terminal, { tells: 'errors' });
  const [event] = coverage.events;
  const archive = await loadArchive(bundledArchive);
  if (!archive.ok) terminal.complain(describeFailure(archive.failure));
  if (!archive.ok || !coverage.ok || !event) return 1;

  const tally = startTally();
  const stage: Stage = { event, archive: archive.value, terminal };
  if (!json) for (const line of openingLines(stage)) terminal.write(line);
  const show = json ? showPosts(terminal) : showThreads(stage);
  await playArchive(stage, {
    logins: withoutSecrets(coverage.logins),
    journal: fanOut([tally.journal, show]),
  });

  terminal.showProgress(null);
  const sums = tally.read();
  if (!json) {
    const seconds = (performance.now() - startedAt) / 1000;
    for (const line of renderSummary(sums, { seconds, terminal })) terminal.write(line);
  }
  return sums.refusals + sums.held + sums.uncertain + sums.crashes === 0 ? 0 : 1;
}

interface Stage {
  readonly event: CoverageEvent;
  readonly archive: Archive;
  readonly terminal: Terminal;
}

async function playArchive(
  { event, archive, terminal }: Stage,
  { logins, journal }: { logins: Parameters<typeof connectAccounts>[0]; journal: Journal },
): Promise<void> {
  const clock = createVirtualClock(archive.startsAt);
  const chance = createSeededChance(1);
  const opened = await openStore({ databaseUrl: 'sqlite::memory:', exclusive: true });
  if (!opened.ok) throw new Error(describeFailure(opened.failure));
  const store = opened.value;
  const server = await startArchiveServer(archive, clock);
  const door = createWeb({
    clock: systemClock,
    userAgent: userAgentOf({}),
    allowedHosts: [new URL(server.origin).host],
  });
  const web = openArchiveWeb(door, { archive, loopbackOrigin: server.origin });
  const connections = await connectAccounts(logins, {
    clock,
    chance,
    loadMedia: (hash) => store.loadMedia(hash),
    sessions: store.sessions,
    knownPosts: (remoteIds) => store.deliveries.knownPosts(remoteIds),
  });
  const length = archive.endsAt - archive.startsAt;
  try {
    await play(
      { clock, chance, store, web, journal, connections, events: byId([event]), worker: 'rehearsal' },
      {
        endsAt: archive.endsAt,
        onInstant: (now) =>
          terminal.showProgress(
            `${tellTime(now, event.zone)}  ${progressBar((now - archive.startsAt) / length, terminal)}`,
          ),
      },
    );
  } finally {
    for (const connection of connections.values()) await connection.close();
    await web.close();
    await server.close();
    await store.close();
  }
}

function openingLines({ event, archive, terminal }: Stage): readonly string[] {
  const { bold, dim } = terminal.colours;
  return [
    bold([event.title, event.place].filter(Boolean).join(', ')),
    dim(
      `A rehearsal: recorded pages on a virtual clock, ${tellTime(archive.startsAt, event.zone)} to ${tellTime(archive.endsAt, event.zone)}. The accounts are stand-ins.`,
    ),
    '',
  ];
}

function showThreads({ event, terminal }: Stage): Journal {
  return (entry) => {
    if (entry.kind !== 'thread-published') return showTrouble(entry, terminal);
    const { delivery } = entry;
    const heading = `${delivery.accountId} · ${tellTime(delivery.createdAt, event.zone)}`;
    for (const line of renderThread(threadOf(delivery, heading), terminal)) terminal.write(line);
    terminal.write('');
  };
}

function showTrouble(entry: JournalEntry, terminal: Terminal): void {
  if (entry.kind === 'delivery-refused') terminal.complain(describeFailure(entry.failure));
  if (entry.kind === 'delivery-held') terminal.complain(describeFailure(entry.because));
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
