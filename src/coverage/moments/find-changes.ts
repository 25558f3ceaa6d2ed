import { type Instant, minute } from '../../base/instant.ts';
import type { Agenda, Session } from '../agenda/agenda.ts';
import { localDayOf } from '../zoned-time.ts';
import type { Moment } from './moment.ts';
import { chosenSessions, type MomentSource } from './plan-moments.ts';
import type { ToldSession } from './told-session.ts';

/** What followers were told so far, oldest first, by one account. */
export interface Telling extends Pick<Moment, 'key' | 'kind'> {
  readonly told: readonly ToldSession[];
}

/** How a session differs from what followers were told last. */
export interface SessionChange {
  readonly sessionId: string;
  /** As told last; null for one that was added to a day whose programme was told. */
  readonly told: ToldSession | null;
  /** As it is now; null when it has left the agenda. */
  readonly now: Session | null;
}

/** A correction, and what it corrects. */
export interface Correction {
  readonly moment: Moment;
  readonly change: SessionChange;
}

/**
 * The corrections that are due: for each session that was told of and has since been moved, renamed, relocated or
 * cancelled, or was added to a programme already told. What is over is not corrected.
 */
export function findCorrections(
  event: MomentSource,
  { agenda, tellings, now }: { agenda: Agenda; tellings: readonly Telling[]; now: Instant },
): readonly Correction[] {
  // An agenda that was never read has lost no sessions.
  if (!event.moments.sessionChanged || agenda.sessions.length === 0) return [];
  const last = new Map<string, ToldSession>();
  const corrections = new Map<string, number>();
  for (const { kind, told } of tellings)
    for (const session of told) {
      last.set(session.id, session);
      if (kind === 'session-changed') corrections.set(session.id, (corrections.get(session.id) ?? 0) + 1);
    }
  const present = new Map(agenda.sessions.map((session) => [session.id, session]));
  const changed = [...last.values()].flatMap((told) => changeOf(told, present.get(told.id) ?? null));
  return [...changed, ...addedSessions(event, { agenda, tellings, last })].flatMap((change) => {
    const startsAt = Math.max(change.told?.startsAt ?? 0, change.now?.startsAt ?? 0);
    const freshUntil = startsAt + 15 * minute;
    if (freshUntil < now) return [];
    const { sessionId } = change;
    const key = `session-changed:${sessionId}:${(corrections.get(sessionId) ?? 0) + 1}`;
    const day = localDayOf(change.now?.startsAt ?? startsAt, event.zone);
    return [
      { change, moment: { key, kind: 'session-changed' as const, dueAt: now, freshUntil, day, sessionId } },
    ];
  });
}

/** A session as it is told of. */
export function tellSession({ id, title, startsAt, room, isCancelled }: Session): ToldSession {
  return { id, title, startsAt, room, isCancelled };
}

function changeOf(told: ToldSession, now: Session | null): readonly SessionChange[] {
  const isCancelled = now === null || now.isCancelled;
  const isSame = isCancelled
    ? told.isCancelled
    : !told.isCancelled &&
      now.title === told.title &&
      now.startsAt === told.startsAt &&
      now.room === told.room;
  return isSame ? [] : [{ sessionId: told.id, told, now }];
}

function addedSessions(
  event: MomentSource,
  {
    agenda,
    tellings,
    last,
  }: { agenda: Agenda; tellings: readonly Telling[]; last: ReadonlyMap<string, ToldSession> },
): readonly SessionChange[] {
  const toldDays = new Set(
    tellings.filter(({ kind }) => kind === 'day-opening').map(({ key }) => key.replace('day-opening:', '')),
  );
  if (toldDays.size === 0) return [];
  return programmeSessions(event, agenda)
    .filter(({ id, startsAt }) => !last.has(id) && toldDays.has(localDayOf(startsAt, event.zone)))
    .map((now) => ({ sessionId: now.id, told: null, now }));
}

/** The sessions that a day's programme names: those chosen for a post of their own, or all where none are chosen. */
export function programmeSessions(
  { moments }: Pick<MomentSource, 'moments'>,
  agenda: Agenda,
): readonly Session[] {
  const chosen = [moments.sessionOpener, moments.startingSoon].flatMap((rule) =>
    rule ? [rule.chosenBy] : [],
  );
  if (chosen.length === 0 || chosen.includes(null)) return chosenSessions(agenda.sessions, null);
  return chosenSessions(
    agenda.sessions,
    chosen.flatMap((terms) => terms ?? []),
  );
}
