import type { Agenda, Session } from './agenda.ts';

/** What one reading of an agenda has against the one before it; `before` and `after` are the session then and now. */
export type AgendaChange =
  | { readonly kind: 'added'; readonly after: Session }
  | {
      readonly kind: 'cancelled';
      readonly before: Session;
      /** Null where it is gone from the agenda without a word. */
      readonly after: Session | null;
    }
  | { readonly kind: 'reinstated'; readonly before: Session; readonly after: Session }
  | { readonly kind: 'moved' | 'renamed' | 'relocated'; readonly before: Session; readonly after: Session };

/**
 * What changed for whoever wants to attend, in the order of the sessions: a session moved in time, renamed, relocated to
 * another room, added, cancelled, or on again. One that did two of these is told twice.
 */
export function compareAgendas(
  before: Pick<Agenda, 'sessions'>,
  after: Pick<Agenda, 'sessions'>,
): readonly AgendaChange[] {
  const then = byId(before);
  const now = byId(after);
  return [
    ...after.sessions.flatMap((session) => compareSession(then.get(session.id) ?? null, session)),
    ...before.sessions.flatMap((session): readonly AgendaChange[] =>
      now.has(session.id) || session.isCancelled ? [] : [{ kind: 'cancelled', before: session, after: null }],
    ),
  ];
}

function compareSession(before: Session | null, after: Session): readonly AgendaChange[] {
  if (before === null) return after.isCancelled ? [] : [{ kind: 'added', after }];
  if (after.isCancelled) return before.isCancelled ? [] : [{ kind: 'cancelled', before, after }];
  if (before.isCancelled) return [{ kind: 'reinstated', before, after }];
  const changes: AgendaChange[] = [];
  if (before.startsAt !== after.startsAt || before.endsAt !== after.endsAt)
    changes.push({ kind: 'moved', before, after });
  if (before.title !== after.title) changes.push({ kind: 'renamed', before, after });
  if (before.room !== after.room) changes.push({ kind: 'relocated', before, after });
  return changes;
}

function byId({ sessions }: Pick<Agenda, 'sessions'>): ReadonlyMap<string, Session> {
  return new Map(sessions.map((session) => [session.id, session]));
}
