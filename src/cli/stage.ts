import type { Clock } from '../base/clock.ts';
import { systemClock } from '../base/clock.ts';
import { type Failure, failed, type Result, success } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { periodOf } from '../coverage/event-days.ts';
import { secondOfDay } from '../coverage/wall-clock.ts';
import { addDays, instantOnWall, isCalendarDay, startOfDay } from '../coverage/zoned-time.ts';
import { type Archive, loadArchive } from '../rehearsal/archive.ts';
import { startArchiveServer } from '../rehearsal/archive-server.ts';
import { openArchiveWeb } from '../rehearsal/archive-web.ts';
import { openSnapshotWeb } from '../rehearsal/snapshot-web.ts';
import { createWeb } from '../web/create-web.ts';
import type { Web } from '../web/web.ts';
import { openWeb, userAgentOf } from './wire.ts';

/** What a rehearsal is played on: a stretch of time, and the web of that time. */
export interface Staging {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** It ends where a recording does. */
  readonly looksBack: boolean;
  readonly speed: number | null;
  /** What stands for the web, in a word or two. */
  readonly tells: string;
  openWeb(clock: Clock): Promise<{ readonly web: Web; close(): Promise<void> }>;
}

/** Why there is nothing to play on. */
type StagingFailure = Failure<
  'archive-not-understood' | 'time-not-understood' | 'time-ends-before-it-starts'
>;

/**
 * The archive's own time and pages; without an archive the event's days with the one before and the one after, and what
 * the web answers now. `from` and `to` cut another stretch, in the zone of the event.
 */
export async function stageFor(
  event: CoverageEvent,
  wanted: {
    readonly archive: string | null;
    readonly speed: number | null;
    readonly from: string | null;
    readonly to: string | null;
  },
): Promise<Result<Staging, StagingFailure>> {
  const loaded = wanted.archive === null ? null : await loadArchive(wanted.archive);
  if (loaded && !loaded.ok) return loaded;
  const archive = loaded?.value ?? null;
  const around = periodOf({
    zone: event.zone,
    firstDay: addDays(event.firstDay, -1),
    lastDay: addDays(event.lastDay, 1),
  });
  const usual = archive ?? { startsAt: around.from, endsAt: around.to };
  const startsAt = wanted.from === null ? usual.startsAt : readTime(wanted.from, event.zone);
  const endsAt = wanted.to === null ? usual.endsAt : readTime(wanted.to, event.zone);
  if (startsAt === null) return failed({ code: 'time-not-understood', subject: `--from ${wanted.from}` });
  if (endsAt === null) return failed({ code: 'time-not-understood', subject: `--to ${wanted.to}` });
  if (endsAt <= startsAt)
    return failed({
      code: 'time-ends-before-it-starts',
      subject: `${wanted.from ?? 'the start'} to ${wanted.to ?? 'the end'}`,
    });
  return success({
    startsAt,
    endsAt,
    looksBack: archive !== null && wanted.to === null,
    speed: wanted.speed,
    tells: archive ? 'recorded pages' : 'what the web answers now',
    openWeb: archive ? (clock: Clock) => openArchive(archive, clock) : openSnapshot,
  });
}

async function openArchive(archive: Archive, clock: Clock) {
  const server = await startArchiveServer(archive, clock);
  const door = createWeb({
    clock: systemClock,
    userAgent: userAgentOf({}),
    allowedHosts: [new URL(server.origin).host],
  });
  const web = openArchiveWeb(door, { archive, loopbackOrigin: server.origin });
  return {
    web,
    close: async () => {
      await web.close();
      await server.close();
    },
  };
}

async function openSnapshot() {
  const web = openSnapshotWeb(openWeb(process.env));
  return { web, close: () => web.close() };
}

/** A day, or a day and a time, read off the walls of `zone`. */
function readTime(written: string, zone: string): Instant | null {
  const [, day = '', time] = /^(\d{4}-\d\d-\d\d)(?: ((?:[01]\d|2[0-3]):[0-5]\d))?$/.exec(written) ?? [];
  if (!isCalendarDay(day)) return null;
  if (time === undefined) return startOfDay(day, zone);
  return instantOnWall({ day, secondOfDay: secondOfDay(time) }, zone);
}
