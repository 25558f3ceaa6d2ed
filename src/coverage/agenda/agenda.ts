import type { Instant } from '../../base/instant.ts';

/** The programme of an event as its organisers give it, whatever form they give it in. */
export interface Agenda {
  readonly title: string | null;
  /** IANA time zone the programme is written in; the event's own where it names none. */
  readonly zone: string;
  /** In the order of `compareSessions`. */
  readonly sessions: readonly Session[];
}

/** One slot on the agenda. */
export interface Session {
  /** Unique in its agenda; the same on every reading, however the session is moved or renamed. */
  readonly id: string;
  readonly title: string;
  readonly startsAt: Instant;
  /** Never before `startsAt`; of a session that takes whole days, the midnight after the last. */
  readonly endsAt: Instant;
  /** IANA time zone in which its organisers wrote the times. */
  readonly zone: string;
  readonly isAllDay: boolean;
  readonly room: string | null;
  readonly track: string | null;
  readonly speakers: readonly Speaker[];
  /** BCP 47. */
  readonly language: string | null;
  /** Web addresses, the session's own page first. */
  readonly links: readonly string[];
  readonly streamUrl: string | null;
  readonly isCancelled: boolean;
}

/** Somebody who speaks in a session. */
export interface Speaker {
  readonly name: string;
  readonly office: string | null;
  /** As they are mentioned, with the sign; only what an operator wrote down, never what a schedule says. */
  readonly handles: Readonly<Partial<Record<'mastodon' | 'bluesky', string>>>;
}

/** Where an event's agenda comes from. */
export interface AgendaSource {
  readonly places: readonly AgendaPlace[];
  /** Written in the event file itself, in the order of `compareSessions`. */
  readonly sessions: readonly Session[];
}

/** A schedule on the web, or in a file of this machine by its path. */
export type AgendaPlace =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string };

/** The order of sessions in an agenda: by start, then end, then id, so that it is the same on every reading. */
export function compareSessions(one: Session, other: Session): number {
  if (one.startsAt !== other.startsAt) return one.startsAt - other.startsAt;
  if (one.endsAt !== other.endsAt) return one.endsAt - other.endsAt;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
