import { type Kysely, sql } from 'kysely';
import { type Clock, steadyNow } from '../base/clock.ts';
import { type Instant, type Milliseconds, minute } from '../base/instant.ts';
import { isSqlite } from './node-sqlite.ts';
import type { Tables } from './tables.ts';

/**
 * The clock that decides on leases and on what is due: on PostgreSQL the server's own, so that replicas whose calendars
 * differ agree, and none jumps with its machine's; on SQLite, where nobody else works, the machine's.
 */
export async function clockOf(db: Kysely<Tables>, machine: Clock): Promise<Clock> {
  if (isSqlite(db)) return machine;
  let reading = await readServer(db);
  let isReading = false;
  const readAgain = async () => {
    isReading = true;
    try {
      reading = await readServer(db);
    } catch {
      // A server that is away sets no clock. What work needs of it will say so.
      reading = { ...reading, readAt: steadyNow() };
    } finally {
      isReading = false;
    }
  };
  return {
    now: () => {
      if (!isReading && steadyNow() - reading.readAt > betweenReadings) void readAgain();
      return Math.round(steadyNow() + reading.ahead);
    },
    sleep: (duration, signal) => machine.sleep(duration, signal),
  };
}

const betweenReadings = minute;

interface Reading {
  /** How far the server's calendar is ahead of our steady counter. */
  readonly ahead: Milliseconds;
  readonly readAt: Milliseconds;
}

/** Of three readings the quickest, which can be wrong by half its round trip. */
async function readServer(db: Kysely<Tables>): Promise<Reading> {
  let best = { trip: Number.POSITIVE_INFINITY, ahead: 0 };
  for (let tries = 0; tries < 3; tries += 1) {
    const askedAt = steadyNow();
    const { rows } = await sql<{
      now: Instant;
    }>`select extract(epoch from clock_timestamp())::float8 * 1000 as now`.execute(db);
    const answeredAt = steadyNow();
    const trip = answeredAt - askedAt;
    if (trip < best.trip) best = { trip, ahead: (rows[0]?.now ?? 0) + trip / 2 - answeredAt };
  }
  return { ahead: best.ahead, readAt: steadyNow() };
}
