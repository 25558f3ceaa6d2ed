import { type EventDays, type Period, periodOf } from '../event-days.ts';
import { compareSessions, type Session } from './agenda.ts';
import {
  type AgendaProblem,
  type AgendaReading,
  errorAt,
  type Findings,
  type FoundSession,
  nowhere,
  warningAt,
} from './reading.ts';

/** The agenda that a schedule's findings add up to, if nothing in them speaks against it. */
export function assembleAgenda(
  { title, zone, found, problems }: Findings,
  { subject, readFor }: { subject: string; readFor: EventDays | null },
): AgendaReading {
  const days = readFor && periodOf(readFor);
  const inside = days ? found.filter(({ session }) => takesPlaceIn(session, days)) : found;
  const outside = found.length - inside.length;
  const told = [...problems, ...inside.flatMap(findReversal), ...findDoubles(inside)].sort(comparePlaces);
  if (told.some(({ severity }) => severity === 'error')) return { agenda: null, problems: told };
  const warnings = [
    ...(readFor === null && zone === null && inside.some(isInUtc)
      ? [warningAt(nowhere, { code: 'without-zone', subject })]
      : []),
    ...(outside > 0
      ? [warningAt(nowhere, { code: 'outside-the-event', subject, detail: `${outside}` })]
      : []),
    ...(inside.length === 0 ? [warningAt(nowhere, { code: 'without-sessions', subject })] : []),
  ];
  const sessions = inside.map(({ session }) => tellCancellation(session)).sort(compareSessions);
  return {
    agenda: { title, zone: readFor?.zone ?? zone ?? 'UTC', sessions },
    problems: [...warnings, ...told],
  };
}

/** One that begins where the other ends is outside; one of no length is where it begins. */
export function takesPlaceIn(
  { startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>,
  { from, to }: Period,
): boolean {
  return startsAt < to && (endsAt > from || startsAt >= from);
}

function findReversal({ session, endAt }: FoundSession): readonly AgendaProblem[] {
  if (session.endsAt >= session.startsAt) return [];
  return [errorAt(endAt, { code: 'end-before-start', subject: session.title })];
}

function findDoubles(found: readonly FoundSession[]): readonly AgendaProblem[] {
  const first = new Map<string, FoundSession>();
  return found.flatMap((one) => {
    const { id, title } = one.session;
    const other = first.get(id);
    if (!other) {
      first.set(id, one);
      return [];
    }
    const where = other.at.line === null ? '' : `, first in line ${other.at.line}`;
    return [errorAt(one.at, { code: 'id-given-twice', subject: title, detail: `“${id}”${where}` })];
  });
}

function isInUtc({ session }: FoundSession): boolean {
  return session.zone === 'UTC';
}

/** Few forms can say that a session is off, so that organisers write it before its title. */
function tellCancellation(session: Session): Session {
  return !session.isCancelled && cancelledTitle.test(session.title)
    ? { ...session, isCancelled: true }
    : session;
}

const cancelledTitle =
  /^[^\p{L}\p{N}]*(?:cancell?ed|abgesagt|entfällt|annulée?|cancelad[oa]|annullat[oa])\b/iu;

function comparePlaces(one: AgendaProblem, other: AgendaProblem): number {
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
